"""The progress of a long job, and the button that cancels it: a small part of the page beside the workbench.

The way to cancel lies outside /workbench, where requests wait for each other: it must not wait for what it ends.
"""

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.web.dependencies import ServicesDep, services_of
from app.web.html.browser_session import BrowserSessionDep
from app.web.html.preferences import language_of
from app.web.html.templates import rendered
from app.web.html.visit import wants_fragment
from app.web.jobs.progress import Progress
from app.web.routing import Route

router = APIRouter(include_in_schema=False, route_class=Route)


@router.get("/workbench/work")
async def show(request: Request, browser: BrowserSessionDep, services: ServicesDep) -> Response:
    """The progress bar of the browser's session; empty if no job is running."""
    found = await run_in_threadpool(services.jobs.progress, browser.id) if browser.id else None
    return _fragment(request, found)


@router.post("/work/cancel")
async def cancel(request: Request, browser: BrowserSessionDep, services: ServicesDep) -> Response:
    """Cancel the job; the request that started it is then answered with an error."""
    if browser.id:
        await run_in_threadpool(services.jobs.cancel, browser.id)
    return _fragment(request, None) if wants_fragment(request) else RedirectResponse("/", 303)


def _fragment(request: Request, progress: Progress | None) -> Response:
    templates = services_of(request.app).templates
    return HTMLResponse(rendered(templates, "fragments/work.html", language_of(request), {"progress": progress}))
