"""The progress of a long job, and the button that cancels it: a small part of the page beside the workbench.

The way to cancel lies outside /workbench, where requests wait for each other: it must not wait for what it ends.
"""

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.web.dependencies import ServicesDep, services_of
from app.web.html.preferences import language_of
from app.web.html.templates import rendered
from app.web.html.visit import VisitDep
from app.web.jobs.progress import Progress
from app.web.routing import Route
from app.web.scope import base_of

router = APIRouter(include_in_schema=False, route_class=Route)


@router.get("/workbench/work")
async def show(visit: VisitDep, services: ServicesDep) -> Response:
    """The progress bar of the browser's session; empty if no job is running."""
    found = await run_in_threadpool(services.jobs.progress, visit.browser.id) if visit.browser.id else None
    return _fragment(visit.request, found)


@router.post("/work/cancel")
async def cancel(visit: VisitDep, services: ServicesDep) -> Response:
    """Cancel the job; the request that started it is then answered with an error."""
    if visit.browser.id:
        await run_in_threadpool(services.jobs.cancel, visit.browser.id)
    return _fragment(visit.request, None) if visit.fragment else RedirectResponse(base_of(visit.request) or "/", 303)


def _fragment(request: Request, progress: Progress | None) -> Response:
    templates = services_of(request.app).templates
    context = {"progress": progress, "base": base_of(request)}
    return HTMLResponse(rendered(templates, "fragments/work.html", language_of(request), context))
