"""The class on the wall: the leader's workbench in the view of a projector, kept up to date by a stream of its own."""

from dataclasses import replace

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app.classroom.errors import NoSuchClass
from app.view.classroom.wall import Wall
from app.web.html.classroom.access import ClassVisit, page_of
from app.web.html.classroom.farewell import last_word, led_or_farewell
from app.web.html.classroom.held import held_by
from app.web.html.classroom.wall_view import wall_of
from app.web.html.templates import rendered
from app.web.html.visit import Visit
from app.web.html.workbench_page import render
from app.web.push.frames import Frame
from app.web.push.stream import Ended, event_stream
from app.web.routing import Route

router = APIRouter(prefix="/class/{code}", include_in_schema=False, route_class=Route)


@router.get("/wall/events")
async def events(request: Request, code: str) -> Response:
    """What the wall shows, again after each change of the class and of its members."""
    visit = await led_or_farewell(request, code)
    if isinstance(visit, Response):
        return visit

    async def present() -> list[Frame]:
        try:
            now, shown = await visit.services.jobs.run_short(lambda: _read(visit))
        except NoSuchClass as error:
            raise Ended(last_word(request, type(error))) from None
        html = rendered(
            now.services.templates, "classroom/rail.html", now.language, {"base": page_of(code), "wall": shown}
        )
        rail = Frame("rail", f'<hx-partial hx-target="#rail" hx-swap="outerMorph">{html}</hx-partial>')
        return [await _picture(now), rail]

    return event_stream(visit.request, visit.services.hub.follow_all(code), present)


def _read(visit: ClassVisit) -> tuple[ClassVisit, Wall]:
    now = replace(visit, stored=visit.classes.load(visit.code))
    return now, wall_of(now, now.stored.classroom, now.language)


async def _picture(now: ClassVisit) -> Frame:
    screen = await Visit(now.request, held_by(now), now.fields).screen()
    key = "wall", now.code, now.stored.version, now.language.locale, screen.lens, screen.preferences.speed

    async def picture() -> Frame:
        html = render(
            now.services.templates,
            screen.kept,
            screen.lens,
            now.language,
            screen.preferences,
            page_of(now.code),
            screen.more,
        )
        return Frame("workbench", f'<hx-partial hx-target="#workbench" hx-swap="patch">{html}</hx-partial>')

    return await now.services.frames.frame(key, picture)
