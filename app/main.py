"""The one place that wires everything: settings, store, routes."""

import os
from functools import partial
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig
from starlette.routing import Mount

from app.paths import STATIC, TEMPLATES
from app.settings import Settings, read_settings
from app.store.base import Store
from app.store.opening import open_store
from app.view.lessons import catalogue
from app.web import health
from app.web.api import operations, practice, worksheets
from app.web.api.classroom import classes, members
from app.web.api.openapi import document
from app.web.class_limits import Guesses, LimitedClasses
from app.web.dependencies import Services
from app.web.errors.responses import handle_errors
from app.web.html import (
    actions,
    ahead,
    costs,
    downloads,
    home,
    inspector,
    lessons,
    practice_forms,
    preferences,
    privacy,
    progress,
    worksheet,
)
from app.web.html.classroom import joining, member_forms, member_stream, opening, projector, second_device
from app.web.html.classroom import leading as class_leading
from app.web.html.classroom import overview as class_overview
from app.web.html.classroom import summary as class_summary
from app.web.html.classroom import teacher as class_teacher
from app.web.html.templates import environment
from app.web.jobs.pool import Jobs
from app.web.lifespan import lifespan
from app.web.middleware.rate_limit import Buckets
from app.web.middleware.request_log import Observer
from app.web.middleware.stack import add_layers
from app.web.push.frames import Frames
from app.web.push.hub import Hub
from app.web.push.open_streams import OpenStreams
from app.web.response_cache import ResponseCache
from app.web.routing import Route
from app.web.session_limits import Ceilings, LimitedSessions
from app.web.static_files import Assets

FRAMES = 8_000_000  # bytes of frames that each worker keeps for the pages that follow classes
AN_HOUR, A_DAY = 3600.0, 86_400.0  # seconds
OF_THE_WORKBENCH = (practice_forms, actions, ahead, inspector, costs, progress, downloads, home)
# The program has its own log and metrics; looking for exporters of OpenTelemetry would slow every request down.
NO_TELEMETRY: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False}


def create_app(settings: Settings) -> FastAPI:
    """The whole program for these settings. Its store is closed when the server stops.

    Raises ValueError for a wrong store address and StoreUnavailable for a file that cannot be used.
    """
    app = FastAPI(
        title="Backprop Visualizer",
        version=program_version(),
        lifespan=lifespan,
        docs_url=None,  # its page would load scripts from another host
        redoc_url=None,
        redirect_slashes=False,
        telemetry=NO_TELEMETRY,
    )
    buckets, observers = Buckets.of(settings), observers_of(settings)
    services = services_for(settings, buckets, observers)
    app.state.services = services
    app.state.streams = OpenStreams(settings.max_streams, settings.address_streams, observers)
    app.openapi = partial(document, app)  # type: ignore[method-assign]
    # Copied, as `include_router` would match a request against every route twice. What is asked for most comes first.
    for part in (
        health,
        operations,
        practice_forms,
        actions,
        ahead,
        inspector,
        costs,
        progress,
        downloads,
        home,
        practice,
        worksheets,
        classes,
        members,
        lessons,
        preferences,
        privacy,
        worksheet,
        opening,
        joining,
        member_forms,
        member_stream,
        projector,
        class_leading,
        class_overview,
        second_device,
        class_summary,
        class_teacher,
    ):
        app.router.routes.extend(part.router.routes)
    # A class has a workbench of its own: the same operations, on the session that `classroom.held` finds.
    workbench = [
        route
        for part in OF_THE_WORKBENCH
        for route in part.router.routes
        if isinstance(route, Route) and route.path.startswith(("/workbench", "/work/"))
    ]
    app.router.routes.append(Mount("/class/{code}", routes=workbench))
    app.mount("/static", services.assets, name="static")
    handle_errors(app, home.error_page)
    add_layers(app, settings, buckets, observers)
    return app


def services_for(settings: Settings, buckets: Buckets, observers: tuple[Observer, ...]) -> Services:
    """The services for these settings, with the store open."""
    store, class_store, assets = store_of(settings), class_store_of(settings), Assets(STATIC)
    sessions = LimitedSessions(store, buckets.new_sessions, Ceilings.of(settings))
    templates = environment(TEMPLATES, assets.url, settings.root_path)
    templates.globals["lessons"] = catalogue.entries
    return Services(
        settings,
        store,
        sessions,
        class_store,
        LimitedClasses(class_store, sessions, Guesses.of(settings), buckets.new_classes, settings.max_members),
        Hub(class_store.watch),
        Frames(FRAMES),
        Jobs(store, settings.long_work, settings.work_seconds, observers, settings.max_iterations),
        assets,
        templates,
        ResponseCache(settings.response_cache),
    )


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


def class_store_of(settings: Settings) -> Store:
    """The room for classes in the store that the settings name."""
    return open_store(
        settings.store,
        room="classes",
        watched=True,
        idle=settings.class_idle_hours * AN_HOUR,
        lifetime=settings.class_hours * AN_HOUR,
        cap=settings.max_classes,
    )


def observers_of(settings: Settings) -> tuple[Observer, ...]:
    """The metrics, if a port for them is set."""
    if not settings.metrics_port:
        return ()
    return (import_module("app.web.metrics").Metrics(),)  # loaded only where they are used


def program_version() -> str:
    """The version that is installed; where the program runs without being installed, 0."""
    try:
        return version("backprop-visualizer")
    except PackageNotFoundError:
        return "0"
