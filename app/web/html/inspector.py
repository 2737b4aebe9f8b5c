"""The inspector: one number explained, compared with a numerical check, and editable where it is given."""

from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.core import keys
from app.core.keys import Key
from app.session.errors import NotRevealed
from app.session.practising import next_stage
from app.session.session import Session
from app.view.inspector.inspector import Inspector, inspector
from app.view.inspector.numerical_check import CHECKED, check
from app.view.quantities.revealed import Revealed, revealing_stage, source
from app.view.words.language import Language
from app.view.workbench import status
from app.web.html.classroom.held import LedSession
from app.web.html.notices import Action, note_on
from app.web.html.visit import Visit, VisitDep
from app.web.routing import Route

router = APIRouter(prefix="/workbench", include_in_schema=False, route_class=Route)

GIVEN = frozenset({"X", "Y", "W", "B"})


class EditField(NamedTuple):
    """The field that edits a number: its name, and the text in it."""

    name: str
    value: str


class Explained(NamedTuple):
    """The inspector's content, and the field where its number can be edited."""

    inspector: Inspector
    edit: EditField | None


def key_from(text: str, session: Session) -> Key:
    """The key that an address names. Raises HTTPException 404 for a number that this network does not have."""
    try:
        return keys.parse(text[:40], session.architecture)
    except KeyError:
        raise HTTPException(404) from None


def explained(session: Session, key: Key, sample: int, language: Language, *, checked: bool = False) -> Explained:
    """The inspector on a number of a session. Raises `NotRevealed`."""
    difference = check(session, key, sample, language) if checked and key.letter in CHECKED else None
    return Explained(inspector(session, key, sample, language, difference), edit_field(session, key, sample, language))


def edit_field(session: Session, key: Key, sample: int, language: Language) -> EditField | None:
    """The field for a number that is given; None for one that is computed."""
    if key.letter not in GIVEN:
        return None
    name = f"{key.letter}.{sample}.{key.unit}" if key.letter in "XY" else str(key)
    return EditField(name, status.typed(Revealed(session, sample).shown(key), language.locale))


KeyText = Annotated[str, Query(alias="q")]
"""Which number: W.1.0.2."""


@router.get("/numbers")
async def list_numbers(visit: VisitDep) -> Response:
    """All numbers that are known, each with a link to its explanation."""
    return (await visit.screen()).numbers()


@router.get("/explain")
async def explain(visit: VisitDep, key: KeyText = "") -> Response:
    """Why a number is what it is."""
    return await _shown(visit, key, checked=False)


@router.get("/check")
async def check_numerically(visit: VisitDep, key: KeyText = "") -> Response:
    """Why a number is what it is, compared with a difference of the cost."""
    return await _shown(visit, key, checked=True)


def _way_to(key: Key, session: Session, language: Language) -> Action:
    """The button that goes to the step of a number that is not known yet."""
    stage = revealing_stage(source(key), session.architecture)
    place = ("iteration", str(session.iteration)), ("stage", str(stage))
    return Action(language.gettext("Go to its step"), "/workbench/seek", place)


def _question_about(key: Key, visit: Visit, session: Session) -> Action | None:
    """The button that asks a class for a number of its next stage, for the one who leads it."""
    classroom = visit.browser.visit.stored.classroom if isinstance(visit.browser, LedSession) else None
    if classroom is None or classroom.mode != "lead" or classroom.open_question is not None:
        return None
    if (key.letter, key.layer) not in map(tuple, next_stage(session).computes):
        return None
    return Action(visit.language.gettext("Ask the class for it"), "/lead/ask", (("q", str(key)),))


async def _shown(visit: Visit, text: str, *, checked: bool) -> Response:
    screen = await visit.screen()
    session = screen.kept.session
    try:
        key = key_from(text, session)
        screen.explained = explained(session, key, screen.lens.sample, screen.language, checked=checked)
    except NotRevealed as error:
        action = _question_about(key, visit, session) or _way_to(key, session, screen.language)
        screen.note = note_on(error, session, screen.language)._replace(action=action)
        return screen.note_alone(409) if visit.fragment else screen.page(409)
    return screen.inspector() if visit.fragment else screen.numbers()
