"""The page, and its workbench alone. Looking at them creates no session and sets no cookie."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.session.service import StoredSession
from app.web.dependencies import services_of
from app.web.errors.table import Refusal
from app.web.html.browser_session import BrowserSessionDep
from app.web.html.notices import Action, Note, note_of
from app.web.html.preferences import chosen, language_of
from app.web.html.templates import rendered
from app.web.html.view_options import view_options
from app.web.html.visit import Visit, VisitDep, wants_fragment
from app.web.routing import Route
from app.web.scope import SESSION_COOKIE

router = APIRouter(include_in_schema=False, route_class=Route)


@router.get("/")
async def page(visit: VisitDep) -> Response:
    """The workbench as a page."""
    stored, expired = await visit.load()
    response = visit.screen_of(stored, expired or practice_offered(visit, stored)).page()
    if expired is not None:
        response.delete_cookie(SESSION_COOKIE)
    return response


def practice_offered(visit: Visit, stored: StoredSession) -> Note | None:
    """The note on a page that was opened to practise, `/?practice=1`: a look changes nothing, so its button does."""
    if visit.fields.get("practice") != "1" or stored.session.practice.on:
        return None
    _ = visit.language.gettext
    start = Action(_("Start practice"), "/workbench/practice/on")
    return Note(_("Practice"), _("Step asks for a number before it shows it."), quiet=True, action=start)


@router.get("/workbench")
async def workbench(visit: VisitDep) -> Response:
    """The workbench alone; to a browser without htmx, the page."""
    screen = await visit.screen()
    if not visit.fragment:
        return screen.page()
    return screen.fragment() if screen.note is None else screen.fragment_of_another_network()


@router.post("/start-over")
async def start_over(browser: BrowserSessionDep) -> Response:
    """Delete the browser's session and show the reference example."""
    await browser.forget()
    response = RedirectResponse("/", 303)
    response.delete_cookie(SESSION_COOKIE)
    return response


def error_page(request: Request, refusal: Refusal) -> Response:
    """An error that no route answered: a note for htmx, else a page of its own."""
    language, templates = language_of(request), services_of(request.app).templates
    note = note_of(refusal, language)
    common = {"preferences": chosen(request), "view": view_options(request, {}).view}
    if not wants_fragment(request):
        html = rendered(templates, "pages/error.html", language, {**common, "note": note})
        return HTMLResponse(html, refusal.status, dict(refusal.headers))
    html = rendered(templates, "fragments/note.html", language, {**common, "note": note})
    return HTMLResponse(html, refusal.status, {**refusal.headers, "HX-Retarget": "#note", "HX-Reswap": "outerHTML"})
