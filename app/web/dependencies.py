"""What path operations depend on: the services of this program, shared by the JSON and the HTML operations."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from jinja2 import Environment
from starlette.applications import Starlette
from starlette.requests import Request

from app.settings import Settings
from app.store.base import Store
from app.web.class_limits import LimitedClasses
from app.web.jobs.pool import Jobs
from app.web.push.frames import Frames
from app.web.push.hub import Hub
from app.web.response_cache import ResponseCache
from app.web.session_limits import LimitedSessions
from app.web.static_files import Assets


@dataclass(slots=True)
class Services:
    """Everything that `create_app` builds once and that requests use."""

    settings: Settings
    store: Store
    sessions: LimitedSessions
    class_store: Store
    classes: LimitedClasses
    hub: Hub
    frames: Frames
    jobs: Jobs
    assets: Assets
    templates: Environment
    responses: ResponseCache


def services_of(app: Starlette) -> Services:
    """The services of a program that `create_app` has made."""
    services: Services = app.state.services
    return services


async def _services(request: Request) -> Services:  # a coroutine: FastAPI would call a plain function in a thread
    return services_of(request.app)


ServicesDep = Annotated[Services, Depends(_services)]
