"""Opening a class, its page, and its end."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.classroom.service import Leader, Opened, StoredMember
from app.session.errors import NoSuchSession
from app.web.dependencies import services_of
from app.web.html.browser_session import DEFAULT_SESSION, BrowserSessionDep
from app.web.html.classroom import joining, student, teacher
from app.web.html.classroom.access import ClassVisitDep, forget, page_of, remember
from app.web.html.preferences import language_of
from app.web.routing import Route
from app.web.scope import CLASS_COOKIE

router = APIRouter(include_in_schema=False, route_class=Route)


@router.post("/class")
async def open_class(request: Request, browser: BrowserSessionDep) -> Response:
    """Open a class with the network of the browser's session, which stays as it is."""
    services = services_of(request.app)
    try:
        session = (await browser.load()).session
    except NoSuchSession:
        session = DEFAULT_SESSION.session

    def opened() -> Opened:
        return services.classes.open(session, language_of(request).locale)

    stored, secret = await services.jobs.run_short(opened)
    response = RedirectResponse(page_of(stored.code), 303)
    remember(response, request, stored.code, secret)
    return response


@router.get("/class/{code}")
async def show_class(visit: ClassVisitDep) -> Response:
    """The page of a class, for the one who leads or for a member; everybody else is asked to join."""
    if isinstance(visit.who, Leader):
        return await teacher.page(visit)
    if isinstance(visit.who, StoredMember):
        return await student.page(visit)
    if CLASS_COOKIE in visit.request.cookies:
        words = visit.language.gettext("You are not in this class any more. To come back, join with the code.")
        return joining.page(visit.request, visit.code, words, 403)
    return RedirectResponse(f"/join?code={visit.code}", 303)


@router.post("/class/{code}/end")
async def end_class(visit: ClassVisitDep) -> Response:
    """End the class: everything of it is deleted."""
    code = visit.leader.code
    await visit.services.jobs.run_short(lambda: visit.classes.end(code))
    response = RedirectResponse("/", 303)
    forget(response, code)
    return response
