"""The teacher's second view of a class: where everybody is, whose hand is raised, what was missed most."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from app.classroom.errors import NoSuchClass
from app.view.classroom.overview import ORDERS, Order, overview
from app.view.words.language import Language
from app.web.html.classroom.access import ClassVisit, ClassVisitDep, page_of
from app.web.html.classroom.farewell import last_word, led_or_farewell
from app.web.html.classroom.teacher_view import column
from app.web.html.preferences import chosen
from app.web.html.templates import rendered
from app.web.html.view_options import view_options
from app.web.html.workbench_page import title_of
from app.web.push.frames import Frame
from app.web.push.stream import Ended, event_stream
from app.web.routing import Route
from app.web.scope import base_of

router = APIRouter(prefix="/class/{code}", include_in_schema=False, route_class=Route)


@router.get("/overview")
async def show(visit: ClassVisitDep) -> Response:
    """The page."""
    return HTMLResponse(_html(visit, "classroom/overview.html"), headers={"Vary": "Cookie, Accept-Language"})


@router.get("/overview/events")
async def events(request: Request, code: str) -> Response:
    """The class at a glance, again after each change."""
    visit = await led_or_farewell(request, code)
    if isinstance(visit, Response):
        return visit

    async def present() -> list[Frame]:
        try:
            now = await visit.services.jobs.run_short(visit.at_present)
        except NoSuchClass as error:
            raise Ended(last_word(request, type(error))) from None
        return [Frame("overview", _html(now, "classroom/overview-parts.html"))]

    return event_stream(visit.request, visit.services.hub.follow_all(code), present)


def _html(visit: ClassVisit, name: str) -> str:
    return rendered(visit.services.templates, name, visit.language, _context(visit, visit.language))


def _context(visit: ClassVisit, language: Language) -> dict[str, Any]:
    code, classroom = visit.leader.code, visit.stored.classroom
    members = [each.member for each in visit.classes.members(code)]
    order: Order = next((each for each in ORDERS if each == visit.fields.get("order")), "hands")
    view = view_options(visit.request, visit.fields)
    base = base_of(visit.request)
    return {
        **view._asdict(),
        "base": base,
        "back": f"{page_of(code)}/overview",
        "preferences": chosen(visit.request),
        "teaching": column(visit, visit.stored, language),
        "overview": overview(classroom, members, order, visit.classes.now(), language),
        "network": title_of(classroom.session, language),
        "version": visit.stored.version,
        "orders": ORDERS,
        "hidden_lens": "",
    }
