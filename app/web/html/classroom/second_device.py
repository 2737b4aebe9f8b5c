"""Leading from a second device: a secret link, shown only on request.

The secret comes behind the # of the link, which a browser sends to no server and no proxy writes into a log.
"""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.classroom.errors import NotTheLeader
from app.classroom.service import Leader
from app.web.dependencies import services_of
from app.web.html.classroom.access import ClassVisit, ClassVisitDep, page_of, remember
from app.web.html.preferences import chosen
from app.web.html.templates import rendered
from app.web.html.view_options import view_options
from app.web.routing import Route
from app.web.scope import CLASS_COOKIE

SECRET = "secret"  # noqa: S105 - the name of a field

router = APIRouter(prefix="/class/{code}", include_in_schema=False, route_class=Route)


@router.post("/lead-link")
async def show_link(visit: ClassVisitDep, request: Request) -> Response:
    """The link, for the one who leads. It answers a button, so that no address shows it."""
    code = visit.leader.code
    root = services_of(request.app).settings.root_path
    address = (
        f"{request.url.scheme}://{request.url.netloc}{root}{page_of(code)}/lead#{request.cookies.get(CLASS_COOKIE, '')}"
    )
    return _page(visit, "classroom/lead-link.html", {"address": address})


@router.get("/lead")
async def ask(visit: ClassVisitDep) -> Response:
    """The page that the link opens: its script takes the secret from the link and sends it."""
    return _page(visit, "classroom/lead.html", {"problem": ""})


@router.post("/lead")
async def take_over(visit: ClassVisitDep, request: Request) -> Response:
    """Lead the class from this browser too."""
    secret = visit.fields.get(SECRET, "").strip()
    if not isinstance(visit.classes.who(visit.stored, secret), Leader):
        problem = visit.language.gettext(
            "This is not the secret of this class. Open the link again on the first device."
        )
        return _page(visit, "classroom/lead.html", {"problem": problem}, NotTheLeader)
    response = RedirectResponse(page_of(visit.code), 303)
    remember(response, request, visit.code, secret)
    return response


def _page(visit: ClassVisit, name: str, more: dict[str, str], error: type[Exception] | None = None) -> Response:
    request = visit.request
    context = {
        "preferences": chosen(request),
        "view": view_options(request, {}).view,
        "back": page_of(visit.code),
        "base": page_of(visit.code),
        **more,
    }
    html = rendered(visit.services.templates, name, visit.language, context)
    headers = {"Vary": "Cookie, Accept-Language", "Referrer-Policy": "no-referrer"}
    return HTMLResponse(html, 403 if error else 200, headers)
