"""The stream of a member's page: the teacher's network, rendered once for all who look at it alike, and the own part.

What a member sees depends on the class and on the member alone, so that these two wake the stream. A page that shows
an own network gets no other picture of it, only where the teacher is; the address says what it shows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app.classroom.errors import NotAMember
from app.classroom.member import Given
from app.classroom.service import StoredClass, StoredMember
from app.view.classroom.followed import Kind
from app.web.html.classroom.access import ClassVisit, class_visit, page_of
from app.web.html.classroom.farewell import GONE, farewell, last_word
from app.web.html.classroom.held import as_session, held_by
from app.web.html.classroom.student_view import kind_of, me_of, personal, shared
from app.web.html.preferences import Preferences, chosen
from app.web.html.templates import rendered
from app.web.html.view_options import view_options
from app.web.html.visit import Visit
from app.web.html.workbench_page import render
from app.web.push.frames import Frame
from app.web.push.stream import Ended, event_stream
from app.web.routing import Route
from app.web.scope import CLASS_COOKIE

SHOWN = "shown"  # the field with the kind of network that the page shows

router = APIRouter(include_in_schema=False, route_class=Route)


@router.get("/class/{code}/events")
async def follow(request: Request, code: str) -> Response:
    """Follow the class: its present state at once, then each change.

    A page that connects again after the class has ended, or after its member was removed, reads so in the stream.
    """
    try:
        visit = await class_visit(request, code)
        number = visit.member.member.number
    except GONE as error:
        if CLASS_COOKIE not in request.cookies:
            raise
        return farewell(request, code, type(error))
    follower = visit.services.hub.follow(visit.code, f"{visit.code}/{number}")
    return event_stream(request, follower, _Stream(visit).present)


@dataclass(frozen=True, slots=True)
class _Stream:
    """What a member's page is sent. `visit` is the request that began the stream."""

    visit: ClassVisit

    async def present(self) -> Sequence[Frame]:
        """The frames of the present state. Raises `Ended` with the class, and for a member who was removed."""
        try:
            stored, member = await self.visit.services.jobs.run_short(self._read)
        except GONE as error:
            raise Ended(last_word(self.visit.request, type(error))) from None
        now = replace(self.visit, stored=stored, who=member)
        return await self._first(now, kind_of(stored.classroom, member.member)), await _own(now, member), await _me(now)

    async def _first(self, now: ClassVisit, kind: Kind) -> Frame:
        if kind == "follow":
            return await _shared_picture(now)
        return await (_bar(now, kind) if now.fields.get(SHOWN) == kind else _own_picture(now))

    def _read(self) -> tuple[StoredClass, StoredMember]:
        classes, before = self.visit.classes, self.visit.member.member
        stored, member = classes.load(self.visit.code), classes.numbered(self.visit.code, before.number)
        if member is None or member.member.secret != before.secret:
            raise NotAMember
        return stored, member


async def _shared_picture(now: ClassVisit) -> Frame:
    """The teacher's network, for all pages that are looked at alike."""
    stored = as_session(now.stored)
    lens = view_options(now.request, now.fields).at(stored.session.problem)
    language, preferences = now.language, _of_the_picture(chosen(now.request))
    key = "member", now.code, now.stored.version, language.locale, lens, preferences

    async def picture() -> Frame:
        more = shared(now.stored.classroom, "follow", language)
        base, templates = page_of(now.code), now.services.templates
        return _partial("workbench", render(templates, stored, lens, language, preferences, base, more))

    return await now.services.frames.frame(key, picture)


async def _own_picture(now: ClassVisit) -> Frame:
    """The own network of a member whose page does not show it yet."""
    screen = await Visit(now.request, held_by(now), now.fields).screen()
    html = render(
        now.services.templates,
        screen.kept,
        screen.lens,
        now.language,
        screen.preferences,
        page_of(now.code),
        screen.more,
    )
    return _partial("workbench", html)


async def _own(now: ClassVisit, member: StoredMember) -> Frame:
    """The own part, rendered once for all whose answer is the same."""
    classroom, language = now.stored.classroom, now.language
    question = classroom.shown_question
    given: Given | None = None
    if question is not None:
        given = member.member.answer(len(classroom.questions) - 1, question.round)
    key = "own", now.code, now.stored.version, language.locale, given and given._replace(seconds=0.0)

    async def part() -> Frame:
        context = {"base": page_of(now.code), "problem": "", **personal(now, member.member, language)}
        return _partial("own", rendered(now.services.templates, "classroom/own.html", language, context))

    return await now.services.frames.frame(key, part)


async def _bar(now: ClassVisit, kind: Kind) -> Frame:
    """Where the teacher is, for all pages that show an own network."""
    classroom, language = now.stored.classroom, now.language

    async def part() -> Frame:
        return _part(now, "bar", {"following": shared(classroom, kind, language)["following"]})

    return await now.services.frames.frame(("bar", now.code, now.stored.version, language.locale, kind), part)


async def _me(now: ClassVisit) -> Frame:
    """The alias and the hand of a member, who seldom changes."""
    me = me_of(now.stored.classroom, now.member.member)

    async def part() -> Frame:
        return _part(now, "me", {"me": me})

    return await now.services.frames.frame(("me", now.code, now.language.locale, me), part)


def _part(now: ClassVisit, name: str, context: dict[str, object]) -> Frame:
    base = page_of(now.code)
    html = rendered(now.services.templates, f"classroom/{name}.html", now.language, {"base": base, **context})
    return _partial(name, html)


def _partial(name: str, html: str) -> Frame:
    """The frame that replaces the part of the page with that id."""
    return Frame(name, f'<hx-partial hx-target="#{name}" hx-swap="outerMorph">{html}</hx-partial>')


def _of_the_picture(preferences: Preferences) -> Preferences:
    """The preferences that the picture depends on: not the theme, for example."""
    return Preferences(speed=preferences.speed, level=preferences.level, notation=preferences.notation)
