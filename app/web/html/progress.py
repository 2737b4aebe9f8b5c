"""How far long work is, and its end before its time: a small part of the page beside the workbench.

The way to cancel lies outside /workbench, where requests wait for each other: it must not wait for what it ends.
"""

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.session.ids import is_id
from app.web.html.home import COOKIE, wants_fragment
from app.web.html.preferences import language_of
from app.web.html.templates import rendered
from app.web.jobs import Progress

router = APIRouter(include_in_schema=False)


@router.get("/workbench/work")
async def show(request: Request) -> Response:
    """The progress bar of the browser's session; empty where no long work is under way."""
    id_ = _session(request)
    found = await run_in_threadpool(request.app.state.work.progress, id_) if id_ else None
    return _fragment(request, found)


@router.post("/work/cancel")
async def cancel(request: Request) -> Response:
    """Call the work off; the request that asked for it answers so."""
    if id_ := _session(request):
        await run_in_threadpool(request.app.state.work.cancel, id_)
    return _fragment(request, None) if wants_fragment(request) else RedirectResponse("/", 303)


def _session(request: Request) -> str | None:
    id_ = request.cookies.get(COOKIE, "")
    return id_ if is_id(id_) else None


def _fragment(request: Request, progress: Progress | None) -> Response:
    templates = request.app.state.templates
    return HTMLResponse(rendered(templates, "fragments/work.html", language_of(request), {"progress": progress}))
