"""The teacher's page: the workbench with the class beside it, kept up to date by a stream."""

from dataclasses import replace

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app.classroom.errors import NoSuchClass
from app.web.html.classroom.access import ClassVisit
from app.web.html.classroom.farewell import last_word, led_or_farewell
from app.web.html.classroom.held import LedSession
from app.web.html.visit import Visit
from app.web.html.workbench_page import Screen
from app.web.push.frames import Frame
from app.web.push.stream import Ended, event_stream
from app.web.routing import Route

router = APIRouter(prefix="/class/{code}", include_in_schema=False, route_class=Route)


async def page(visit: ClassVisit) -> Response:
    """The page of the one who leads."""
    return (await screen(visit)).page()


async def screen(visit: ClassVisit) -> Screen:
    """What the one who leads sees at present."""
    return await Visit(visit.request, LedSession(visit), visit.request.query_params).screen()


@router.get("/lead/events")
async def events(request: Request, code: str) -> Response:
    """The class beside the network, again after each change: who joins, who answers, what another device does."""
    visit = await led_or_farewell(request, code)
    if isinstance(visit, Response):
        return visit

    async def present() -> list[Frame]:
        try:
            stored = await visit.services.jobs.run_short(lambda: visit.classes.load(code))
        except NoSuchClass as error:
            raise Ended(last_word(request, type(error))) from None
        now = replace(visit, stored=stored)
        return [Frame("column", (await screen(now)).part("classroom/column.html"))]

    return event_stream(visit.request, visit.services.hub.follow_all(code), present)
