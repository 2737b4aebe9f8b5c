"""Joining a class with its code, and leaving it."""

from collections.abc import Mapping
from types import MappingProxyType

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.classroom.errors import ClassFull, ClassLocked, NoSuchClass
from app.classroom.secrets import is_code, read_code
from app.classroom.service import Joined
from app.view.words.language import Language
from app.web.dependencies import services_of
from app.web.errors.table import TooManyGuesses, refusal
from app.web.html.classroom.access import WELCOME, ClassVisitDep, forget, page_of, remember
from app.web.html.form_fields import FormDep
from app.web.html.preferences import chosen, language_of
from app.web.html.templates import rendered
from app.web.html.view_options import view_options
from app.web.routing import Route

MOST_TYPED = 24  # characters of a code that are shown again
REFUSED = NoSuchClass, ClassLocked, ClassFull, TooManyGuesses

router = APIRouter(include_in_schema=False, route_class=Route)


@router.get("/join")
async def ask(request: Request, code: str = "") -> Response:
    """The page that asks for the code; an address may bring it."""
    return page(request, code)


@router.post("/join")
async def send_on(request: Request, form: FormDep) -> Response:
    """Send the form on to its class: there the browser shows whether it is a member already."""
    services, typed = services_of(request.app), form.get("code", "")
    code = read_code(typed)
    if not is_code(code):
        return page(request, typed, language_of(request).gettext("Type the six digits of the code."), 422)
    try:
        await services.jobs.run_short(lambda: services.classes.known(code))
    except REFUSED as error:
        return _refused(request, code, error)
    return RedirectResponse(f"{page_of(code)}/join", 307)


@router.post("/class/{code}/join")
async def join(visit: ClassVisitDep) -> Response:
    """Join the class, unless the browser is in it already."""
    response = RedirectResponse(page_of(visit.code), 303)
    if visit.who is not None:
        return response

    def joined() -> Joined:
        return visit.classes.join(visit.code)

    try:
        _, secret = await visit.services.jobs.run_short(joined)
    except REFUSED as error:
        return _refused(visit.request, visit.code, error)
    remember(response, visit.request, visit.code, str(secret))
    secure = visit.request.url.scheme == "https"
    response.set_cookie(WELCOME, "1", path=page_of(visit.code), httponly=True, samesite="lax", secure=secure)
    return response


@router.post("/class/{code}/leave")
async def leave(visit: ClassVisitDep) -> Response:
    """Leave the class; what the member answered is deleted."""
    number = visit.member.member.number
    await visit.services.jobs.run_short(lambda: visit.classes.remove(visit.code, number))
    response = RedirectResponse("/join", 303)
    forget(response, visit.code)
    return response


def _refused(request: Request, code: str, error: Exception) -> Response:
    found, language = refusal(error), language_of(request)
    if found is None:
        raise error
    return page(request, code, _words(error, language), found.status, found.headers)


def _words(error: Exception, language: Language) -> str:
    found = refusal(error)
    if isinstance(error, NoSuchClass) or found is None:
        return language.gettext("There is no open class with this code. Check the six digits.")
    return f"{language.gettext(found.title)}. {language.gettext(found.words).format(**found.values)}"


def page(
    request: Request, code: str, problem: str = "", status: int = 200, headers: Mapping[str, str] = MappingProxyType({})
) -> Response:
    """The page that asks for a code, with what is wrong with this one."""
    context = {
        "preferences": chosen(request),
        "view": view_options(request, {}).view,
        "code": code[:MOST_TYPED],
        "problem": problem,
        "back": "/join",
    }
    html = rendered(services_of(request.app).templates, "classroom/join.html", language_of(request), context)
    return HTMLResponse(html, status, {"Vary": "Cookie, Accept-Language", **headers})
