"""What is kept of a visitor, in a page that a school can file; and the button that makes all of it be forgotten."""

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.view import number
from app.web.pages import COOKIE
from app.web.preferences import CHOICES, chosen, language_of
from app.web.screen import lens_of
from app.web.templating import rendered

router = APIRouter(include_in_schema=False)


@router.get("/privacy")
async def privacy(request: Request) -> Response:
    """The page."""
    settings, language = request.app.state.settings, language_of(request)
    days = {name: number.text(getattr(settings, f"{name}_days"), language.locale) for name in ("idle", "lifetime")}
    context = {
        "preferences": chosen(request),
        "view": lens_of(request, {}).view,
        "back": "/privacy",
        "idle": days["idle"],
        "lifetime": days["lifetime"],
        "known": any(name in request.cookies for name in (COOKIE, *CHOICES)),
    }
    return HTMLResponse(rendered(request.app.state.templates, "privacy.html", language, context))


@router.post("/forget")
async def forget(request: Request) -> Response:
    """Delete the session and every cookie of ours."""
    if (id_ := request.cookies.get(COOKIE)) is not None:
        await run_in_threadpool(request.app.state.sessions.forget, id_)
    response = RedirectResponse("/privacy", status_code=303)
    for name in (COOKIE, *CHOICES):
        if name in request.cookies:
            response.delete_cookie(name)
    return response
