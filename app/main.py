"""The one place that wires everything: settings, store, routes."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from app.paths import STATIC, TEMPLATES
from app.session.service import Sessions
from app.settings import Settings, read_settings
from app.store.base import Store
from app.store.opening import open_store
from app.view.lessons import catalogue
from app.web import health, lessons, pages, preferences, workbench
from app.web.assets import Assets
from app.web.body import BodyLimit
from app.web.error_answers import CatchAll, handle_errors
from app.web.headers import PolicyHeaders
from app.web.origin import OwnOrigin
from app.web.templating import environment

A_DAY = 86_400.0  # seconds

LAYERS = (OwnOrigin, BodyLimit, CatchAll, PolicyHeaders)  # around the routes, the innermost first


def create_app(settings: Settings) -> FastAPI:
    """The whole program for these settings. Its store is closed when the server stops.

    Raises ValueError for a wrong store address and StoreUnavailable for a file that cannot be used.
    """
    app = FastAPI(title="Backprop Visualizer", version=program_version(), lifespan=lifespan)
    app.state.settings = settings
    app.state.store = store_of(settings)
    app.state.sessions = Sessions(app.state.store)
    app.state.assets = Assets(STATIC)
    app.state.templates = environment(TEMPLATES, app.state.assets.url)
    app.state.templates.globals["lessons"] = catalogue.entries
    app.state.error_page = pages.error_page
    for part in (health, lessons, pages, preferences, workbench):
        app.include_router(part.router)
    app.mount("/static", app.state.assets, name="static")
    handle_errors(app)
    for layer in LAYERS:
        app.add_middleware(layer)
    app.add_middleware(GZipMiddleware, minimum_size=500, compresslevel=4)
    return app


def from_environment() -> FastAPI:
    """The program for the settings in the environment: what each worker process of the server calls."""
    return create_app(read_settings(os.environ))


def store_of(settings: Settings) -> Store:
    """The store that the settings name, open."""
    return open_store(
        settings.store,
        idle=settings.idle_days * A_DAY,
        lifetime=settings.lifetime_days * A_DAY,
        cap=settings.max_sessions,
    )


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Close the store at the end."""
    yield
    app.state.store.close()


def program_version() -> str:
    """The version that is installed; where the program runs without being installed, 0."""
    try:
        return version("backprop-visualizer")
    except PackageNotFoundError:
        return "0"
