"""The verbs of practice: what each changes, what it leaves alone, and what it refuses."""

from collections.abc import Callable
from dataclasses import replace
from itertools import repeat

import pytest

from app.core.errors import InvalidField
from app.core.practice.answering import Choice
from app.core.practice.arithmetic import UnreadableAnswer
from app.core.practice.choosing import Wish
from app.core.practice.judging import RIGHT
from app.core.practice.place import Place
from app.core.practice.question import KINDS, Kind, answer
from app.session.errors import NoQuestion, NotNext
from app.session.practice import HINTS, MARKS, NO_PRACTICE, TRIES_BEFORE_ANSWER
from app.session.practising import (
    answer_offered,
    answered,
    asked,
    asked_or_stepped,
    asking_for,
    before_next,
    closed,
    given_up,
    hinted,
    next_stage,
    open_question,
    practising,
    tally_cleared,
    the_question,
    upcoming,
    verdict,
)
from app.session.session import Session
from app.session.verbs import edited, sought, stepped

HIDDEN_ERROR = 8  # the stage of the reference example that reveals Eh


@pytest.fixture
def before_error(example: Session) -> Session:
    """The reference example in practice, with the hidden error next."""
    return practising(sought(example, 0, HIDDEN_ERROR - 1), on=True)


@pytest.fixture
def open_error(before_error: Session) -> Session:
    """The question for Eh1, which is -0.539."""
    return asked(before_error, Wish("number", "E", 1, 0))


def truth(session: Session) -> str | Choice:
    """The right answer to the open question."""
    right = answer(the_question(session).question, upcoming(session))
    if isinstance(right, Place):
        return Choice(right.unit, right.input)
    return repr(right) if isinstance(right, float) else right


def place(session: Session) -> tuple[int, int]:
    return session.iteration, session.stage


def test_the_switch_turns_practice_on_and_closes_the_question_when_off(open_error: Session) -> None:
    assert open_question(open_error) is not None
    off = practising(open_error, on=False)
    assert (off.practice.on, open_question(off), place(off)) == (False, None, place(open_error))
    again = practising(off, on=True)
    assert (again.practice.on, open_question(again)) == (True, None)


def test_a_question_leaves_the_place_and_replaces_an_open_one(open_error: Session) -> None:
    other = asked(open_error, Wish("number", "E", 1, 2))
    assert place(other) == place(open_error)
    assert the_question(other).question.place == Place("E", 1, 2, 0)
    assert the_question(other).id != the_question(open_error).id
    again = asked(open_error, Wish("number", "E", 1, 0))
    assert the_question(again) == the_question(open_error), "asked again, it is the same question"


@pytest.mark.parametrize("stage", range(11))
def test_every_stage_asks_about_itself(example: Session, stage: int) -> None:
    there = practising(sought(example, 0, stage), on=True)
    question = the_question(asked_or_stepped(there)).question
    assert question.stage == next_stage(there).index
    assert (question.place.letter, question.place.layer) in next_stage(there).computes


def test_at_the_end_the_next_stage_is_the_first_of_the_next_iteration(example: Session) -> None:
    end = sought(example, 0, example.count)
    assert next_stage(end).index == 1
    assert place(before_next(end)) == (1, 0)
    before = before_next(example)
    assert before is example
    open_ = the_question(asked(practising(end, on=True)))
    assert (open_.iteration, open_.question.stage) == (1, 1)


def test_the_kind_that_was_asked_for_is_asked(before_error: Session) -> None:
    for kind in KINDS:
        found = asked_or_stepped(asking_for(before_error, kind))
        assert found.practice.kind == kind
        assert the_question(found).question.kind == kind


def test_where_a_stage_has_no_question_of_the_kind_another_is_asked(example: Session) -> None:
    found = asked_or_stepped(asking_for(practising(example, on=True), "which"))
    assert the_question(found).question.kind != "which"


def test_step_leaves_an_open_question_as_it_is(open_error: Session) -> None:
    assert asked_or_stepped(open_error) is open_error


@pytest.mark.parametrize("kind", KINDS)
def test_the_right_answer_reveals_the_stage_and_counts(before_error: Session, kind: Kind) -> None:
    session = asked(before_error, Wish(kind, "E", 1))
    found = answered(session, truth(session))
    assert place(found) == place(stepped(session))
    assert open_question(found) is None
    assert (found.practice.marks, found.practice.right_at_once, found.practice.total) == (("first",), 1, 1)
    assert found.practice.done is not None
    assert found.practice.done.typed == str(truth(session))
    assert verdict(found) == RIGHT


def test_a_wrong_answer_costs_a_try_and_keeps_what_was_typed(open_error: Session) -> None:
    wrong = answered(open_error, "-0,77")
    open_ = the_question(wrong)
    assert (open_.tries, open_.typed, place(wrong)) == (1, "-0,77", place(open_error))
    found = verdict(wrong)
    assert found is not None
    assert not found.right
    right = answered(wrong, "-0.539")
    assert (right.practice.marks, right.practice.right_at_once, right.practice.total) == (("later",), 0, 1)


@pytest.mark.parametrize("text", ["", "x", "1e999", "0/0", "__import__('os')", "1" * 10_000, "negative"])
def test_what_cannot_be_read_costs_nothing(open_error: Session, text: str) -> None:
    kept = open_error.practice
    with pytest.raises(UnreadableAnswer):
        answered(open_error, text)
    assert open_error.practice == kept
    assert answered(open_error, "-0.539").practice.marks == ("first",)


def test_an_answer_to_a_question_that_is_gone_is_refused(before_error: Session, open_error: Session) -> None:
    first = the_question(open_error).id
    other = asked(open_error, Wish("number", "E", 1, 2))
    for session, name in ((other, first), (before_error, None), (closed(open_error), first)):
        with pytest.raises(NoQuestion):
            answered(session, "-0.539", name)
    assert answered(open_error, "-0.539", first).practice.total == 1


def test_there_are_three_hints_and_a_right_answer_after_one_is_not_at_once(open_error: Session) -> None:
    session = open_error
    for count in (1, 2, 3, 3):
        session = hinted(session)
        assert the_question(session).hints == min(count, HINTS)
    assert answered(session, "-0.539").practice.marks == ("later",)


def test_the_answer_is_offered_after_two_wrong_tries(open_error: Session) -> None:
    session = open_error
    for tried in range(TRIES_BEFORE_ANSWER + 1):
        assert answer_offered(session) == (tried >= TRIES_BEFORE_ANSWER)
        session = answered(session, "7")


def test_giving_up_shows_the_stage_and_says_nothing_was_right(open_error: Session) -> None:
    found = given_up(open_error)
    assert place(found) == place(stepped(open_error))
    assert (found.practice.marks, found.practice.right_at_once, found.practice.total) == (("shown",), 0, 1)
    assert verdict(found) is None


VERBS: dict[str, Callable[[Session], Session]] = {
    "answered": lambda session: answered(session, "1"),
    "hinted": hinted,
    "given_up": given_up,
}


@pytest.mark.parametrize("verb", VERBS)
def test_without_a_question_there_is_nothing_to_answer(before_error: Session, verb: str) -> None:
    with pytest.raises(NoQuestion):
        VERBS[verb](before_error)


def test_the_tally_keeps_the_latest_marks_and_can_be_cleared(example: Session) -> None:
    session = practising(example, on=True)
    for _ in repeat(None, MARKS + 3):
        session = asked(session, Wish(even_readable=True))
        session = answered(session, truth(session))
    assert len(session.practice.marks) == MARKS
    assert session.practice.total == MARKS + 3
    cleared = tally_cleared(session)
    assert (cleared.practice.marks, cleared.practice.right_at_once, cleared.practice.total) == ((), 0, 0)
    assert cleared.practice.on


@pytest.mark.parametrize("change", [stepped, lambda session: edited(session, learning_rate=0.3)])
def test_whatever_moves_the_session_closes_the_question(
    open_error: Session, change: Callable[[Session], Session]
) -> None:
    assert open_question(change(open_error)) is None
    assert change(open_error).practice.on


WISHES = [
    (Wish("number", "Z", 1, 0), NotNext, None),
    (Wish("number", "E", 2, 0), NotNext, None),
    (Wish("number", "E", 1, 9), InvalidField, "unit"),
]


@pytest.mark.parametrize(("wish", "error", "field"), WISHES)
def test_a_wish_for_what_is_not_next_is_refused(
    before_error: Session, wish: Wish, error: type[Exception], field: str | None
) -> None:
    with pytest.raises(error) as caught:
        asked(before_error, wish)
    assert getattr(caught.value, "field", None) == field


def test_a_question_is_the_same_for_the_same_session(before_error: Session) -> None:
    first, again = asked_or_stepped(before_error), asked_or_stepped(replace(before_error))
    assert the_question(first) == the_question(again)


def test_a_session_begins_without_practice(example: Session) -> None:
    assert example.practice == NO_PRACTICE
    assert verdict(example) is None
