"""The forms of a member: the answer to the question, the hand, exploring on one's own; and the own part of the page."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from fastapi import APIRouter
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.classroom import following
from app.classroom.errors import NoMoreTries, QuestionOpen
from app.classroom.member import Member
from app.classroom.service import StoredMember
from app.core.practice.arithmetic import UnreadableAnswer
from app.session.errors import NoQuestion
from app.view.practice.question_text import unreadable
from app.web.errors.table import KINDS
from app.web.html.classroom.access import ClassVisit, ClassVisitDep, page_of
from app.web.html.classroom.held import held_by
from app.web.html.classroom.student_view import personal
from app.web.html.form_fields import whole_if_any
from app.web.html.templates import rendered
from app.web.html.visit import Visit, wants_fragment
from app.web.html.workbench_page import VARY
from app.web.routing import Route

MOST_TYPED = 240  # characters of an answer that is shown again
REFUSED = NoQuestion, NoMoreTries, UnreadableAnswer

router = APIRouter(prefix="/class/{code}", include_in_schema=False, route_class=Route)


@router.post("/answer")
async def answer(visit: ClassVisitDep) -> Response:
    """Answer the open question; the reply never says whether it is right."""
    fields, classes, number = visit.fields, visit.classes, visit.member.member.number
    asked = whole_if_any(fields, "question", -1), whole_if_any(fields, "round", -1)
    began = _time(fields["began"]) if "began" in fields else None

    def answered() -> StoredMember:
        return classes.answer(visit.code, number, fields.get("answer", ""), asked, began)

    try:
        member = await visit.services.jobs.run_short(answered)
    except REFUSED as error:
        return await _refused(visit, error)
    return _own(visit, member) if wants_fragment(visit.request) else RedirectResponse(page_of(visit.code), 303)


def _time(text: str) -> float:
    """A time as the page writes it; one that no round began at for anything else."""
    try:
        return float(text)
    except ValueError:
        return -1.0


@router.post("/hand")
async def hand(visit: ClassVisitDep) -> Response:
    """Raise the hand, or take it down."""
    raised, now = visit.fields.get("raised") == "1", visit.classes.now()
    member = await _changed(visit, lambda it: following.with_hand(it, raised, now))
    if not wants_fragment(visit.request):
        return RedirectResponse(page_of(visit.code), 303)
    return _part(visit, "me", personal(visit, member.member, visit.language))


@router.post("/explore")
async def explore(visit: ClassVisitDep) -> Response:
    """Explore a copy of the teacher's network, or catch up. Raises `QuestionOpen`."""
    classroom, on = visit.stored.classroom, visit.fields.get("on") == "1"
    member = visit.member
    if on and classroom.open_question is not None:
        raise QuestionOpen
    if on and classroom.mode == "lead" and not classroom.handed_out:  # later it is what was worked on at free pace
        await visit.services.jobs.run_short(lambda: visit.classes.with_own_session(member, classroom, fresh=True))
    await _changed(visit, lambda it: following.exploring(it, on))
    return RedirectResponse(page_of(visit.code), 303)


@router.get("/own")
async def own_part(visit: ClassVisitDep) -> Response:
    """The own part of the page."""
    if not wants_fragment(visit.request):
        return RedirectResponse(page_of(visit.code), 303)
    return _own(visit, visit.member)


async def _changed(visit: ClassVisit, verb: Callable[[Member], Member]) -> StoredMember:
    number = visit.member.member.number
    return await visit.services.jobs.run_short(lambda: visit.classes.change_member(visit.code, number, verb))


async def _refused(visit: ClassVisit, error: Exception) -> Response:
    """The own part with what was typed and why it was not taken."""
    kind, language = KINDS[type(error)], visit.language
    if isinstance(error, UnreadableAnswer):
        words = unreadable(error.reason, language)
    else:
        words = f"{language.gettext(kind.title)}. {language.gettext(kind.words).format(**vars(error))}"
    stored = await visit.services.jobs.run_short(lambda: visit.classes.load(visit.code))
    visit = replace(visit, stored=stored)
    if wants_fragment(visit.request):
        return _own(visit, visit.member, kind.status, words)
    screen = await Visit(visit.request, held_by(visit), visit.request.query_params).screen()
    screen.more = {**screen.more, **_with_typed(visit, personal(visit, visit.member.member, language), words)}
    return screen.page(kind.status)


def _own(visit: ClassVisit, member: StoredMember, status: int = 200, problem: str = "") -> Response:
    found = personal(visit, member.member, visit.language)
    return _part(visit, "own", _with_typed(visit, found, problem), status)


def _with_typed(visit: ClassVisit, found: dict[str, Any], problem: str) -> dict[str, Any]:
    """The own part with a problem and the answer that has it."""
    if problem:
        typed = visit.fields.get("answer", "")[:MOST_TYPED]
        found["own"] = found["own"]._replace(typed=typed)
    return {**found, "problem": problem}


def _part(visit: ClassVisit, name: str, context: dict[str, Any], status: int = 200) -> Response:
    language, base = visit.language, page_of(visit.code)
    html = rendered(visit.services.templates, f"classroom/{name}.html", language, {"base": base, **context})
    return HTMLResponse(html, status, {"Vary": VARY, "Cache-Control": "no-store"})
