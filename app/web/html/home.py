"""The page, and the page's workbench alone. Looking makes no session and sets no cookie."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.session.errors import NoSuchSession
from app.session.service import StoredSession
from app.web.dependencies import services_of
from app.web.errors.table import Refusal
from app.web.html.browser_session import DEFAULT_SESSION, BrowserSession, BrowserSessionDep
from app.web.html.notices import Note, note_of, note_on
from app.web.html.preferences import chosen, language_of
from app.web.html.templates import rendered
from app.web.html.workbench_page import Screen, lens_of
from app.web.routing import Route
from app.web.scope import SESSION_COOKIE

router = APIRouter(include_in_schema=False, route_class=Route)


def wants_fragment(request: Request) -> bool:
    """Whether htmx asks: then a fragment is the answer."""
    return request.headers.get("hx-request") == "true"


async def loaded(request: Request, browser: BrowserSession) -> tuple[StoredSession, Note | None]:
    """The browser's session, or the reference example; with a note where the session has expired."""
    try:
        return await browser.load(), None
    except NoSuchSession as error:
        return DEFAULT_SESSION, note_on(error, DEFAULT_SESSION.session, language_of(request))


@router.get("/")
async def page(request: Request, browser: BrowserSessionDep) -> Response:
    """The workbench as a page."""
    kept, note = await loaded(request, browser)
    response = Screen(request, lens_of(request, request.query_params), kept, note).page()
    if note is not None:
        response.delete_cookie(SESSION_COOKIE)
    return response


@router.get("/workbench")
async def workbench(request: Request, browser: BrowserSessionDep) -> Response:
    """The workbench alone; to a browser without htmx, the page."""
    kept, note = await loaded(request, browser)
    screen = Screen(request, lens_of(request, request.query_params), kept, note)
    if not wants_fragment(request):
        return screen.page()
    return screen.fragment() if note is None else screen.fragment_of_another_network()


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
    common = {"preferences": chosen(request), "view": lens_of(request, {}).view}
    if not wants_fragment(request):
        html = rendered(templates, "pages/error.html", language, {**common, "note": note})
        return HTMLResponse(html, refusal.status, dict(refusal.headers))
    html = rendered(templates, "fragments/note.html", language, {**common, "note": note})
    return HTMLResponse(html, refusal.status, {**refusal.headers, "HX-Retarget": "#note", "HX-Reswap": "outerHTML"})
