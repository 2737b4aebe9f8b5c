"""The page, and the page's workbench alone. Looking makes no session and sets no cookie."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.session.errors import NoSuchSession
from app.session.service import Kept
from app.web.errors.table import Refusal
from app.web.html.notices import Note, note_of, note_on
from app.web.html.preferences import chosen, language_of
from app.web.html.templates import rendered
from app.web.html.workbench_page import NOBODY, Screen, lens_of

COOKIE = "session"

router = APIRouter(include_in_schema=False)


def wants_fragment(request: Request) -> bool:
    """Whether htmx asks: then a fragment is the answer."""
    return request.headers.get("hx-request") == "true"


async def kept_for(request: Request) -> tuple[Kept, Note | None]:
    """The browser's session, or the reference example; with a note where there was one that is kept no longer."""
    state, id_ = request.app.state, request.cookies.get(COOKIE)
    if id_ is None:
        return NOBODY, None
    try:
        return await state.work.soon(lambda: state.sessions.load(id_)), None
    except NoSuchSession as error:
        return NOBODY, note_on(error, NOBODY.session, language_of(request))


@router.get("/")
async def page(request: Request) -> Response:
    """The workbench as a page."""
    kept, note = await kept_for(request)
    response = Screen(request, lens_of(request, request.query_params), kept, note).page()
    if kept is NOBODY and COOKIE in request.cookies:
        response.delete_cookie(COOKIE)
    return response


@router.get("/workbench")
async def workbench(request: Request) -> Response:
    """The workbench alone; to a browser without htmx, the page."""
    kept, note = await kept_for(request)
    screen = Screen(request, lens_of(request, request.query_params), kept, note)
    return screen.fragment() if wants_fragment(request) else screen.page()


@router.post("/anew")
async def anew(request: Request) -> Response:
    """Forget the browser's session, also one that cannot be read, and begin a new one."""
    state = request.app.state
    if (id_ := request.cookies.get(COOKIE)) is not None:
        await state.work.soon(lambda: state.sessions.forget(id_))
    response = RedirectResponse("/", 303)
    response.delete_cookie(COOKIE)
    return response


def error_page(request: Request, refusal: Refusal) -> Response:
    """An error that no route answered: a note for htmx, else a page of its own."""
    language, templates = language_of(request), request.app.state.templates
    note = note_of(refusal, language)
    common = {"preferences": chosen(request), "view": lens_of(request, {}).view}
    if not wants_fragment(request):
        html = rendered(templates, "pages/error.html", language, {**common, "note": note})
        return HTMLResponse(html, refusal.status, dict(refusal.headers))
    html = rendered(templates, "fragments/note.html", language, {**common, "note": note})
    return HTMLResponse(html, refusal.status, {**refusal.headers, "HX-Retarget": "#note", "HX-Reswap": "outerHTML"})
