"""The forms of practice: its switch, the answer to the open question, hints, giving up.

Step itself asks the question: see `actions.asking_first`.
"""

from collections.abc import Callable, Mapping

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.core.practice.arithmetic import UnreadableAnswer
from app.core.practice.question import KINDS
from app.session import practising
from app.session.actions import Action
from app.session.service import Verb
from app.session.session import Session
from app.view.practice.question_text import unreadable
from app.web.html.actions import changed
from app.web.html.form_fields import Form
from app.web.html.visit import FormVisit, FormVisitDep
from app.web.html.workbench_page import Screen
from app.web.routing import Route

ANSWER = "answer"  # the field with what was typed or pressed
QUESTION = "question"  # the field with the id of the question that the page shows

router = APIRouter(prefix="/workbench/practice", include_in_schema=False, route_class=Route)


@router.post("/{name}")
async def practise(visit: FormVisitDep, name: str) -> Response:
    """Do what the form of that name does."""
    if name not in _VERBS:
        raise HTTPException(404)
    fragment = Screen.fragment_of_practice if name in _SWITCHES else None
    try:
        return await changed(visit, Action(_VERBS[name](visit.fields)), fragment)
    except UnreadableAnswer as error:
        return await _unreadable(visit, error)


async def _unreadable(visit: FormVisit, error: UnreadableAnswer) -> Response:
    """The unchanged workbench, with what was typed and why it cannot be read."""
    screen = await visit.screen()
    screen.typed, screen.errors = visit.fields, {ANSWER: unreadable(error.reason, visit.language)}
    return screen.fragment(422) if visit.fragment else screen.page(422)


def _answered(form: Form) -> Verb:
    given, question = form.get(ANSWER, ""), form.get(QUESTION)
    return lambda session: practising.answered(session, given, question)


def _asking_for(form: Form) -> Verb:
    """Asks for another kind from now on; an open question is replaced."""
    kind = next((kind for kind in KINDS if kind == form.get("kind")), None)

    def verb(session: Session) -> Session:
        open_ = practising.open_question(session)
        there = practising.asking_for(session, kind)
        if open_ is None:
            return there
        return practising.asked_or_stepped(practising.closed(there), open_.question.place.sample)

    return verb


_VERBS: Mapping[str, Callable[[Form], Verb]] = {
    "on": lambda _form: lambda session: practising.practising(session, True),
    "off": lambda _form: lambda session: practising.practising(session, False),
    "kind": _asking_for,
    "answer": _answered,
    "hint": lambda _form: practising.hinted,
    "reveal": lambda _form: practising.given_up,
    "clear": lambda _form: practising.tally_cleared,
}
_SWITCHES = frozenset({"on", "off"})
