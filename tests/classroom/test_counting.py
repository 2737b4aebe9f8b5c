"""Counts of answers: every answer counts exactly once, in its round."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.classroom.classroom import Classroom
from app.classroom.counting import most_missed, places, rounds, typed_answers
from app.classroom.following import answered
from app.classroom.leading import asked, asked_again
from app.classroom.member import Attempt, Member
from app.core.practice.choosing import Wish
from app.session.session import default_session
from app.session.verbs import sought

EH2 = Wish("number", "E", 1, 1)
CLASS = Classroom("en", b"", sought(default_session(), 0, 7))
OPEN = asked(CLASS, 0.0, EH2)
AGAIN = asked_again(OPEN, 10.0)


def members(texts: list[str | None], classroom: Classroom, before: list[Member] | None = None) -> list[Member]:
    start = before or [Member(number, b"", 0.0) for number in range(len(texts))]
    return [
        member if text is None else answered(member, classroom, text, 1.0)
        for member, text in zip(start, texts, strict=True)
    ]


def test_a_round_by_hand() -> None:
    people = members(["0", "0.0", "-0.385", "-0.385", "17", None], OPEN)
    (only,) = rounds(OPEN, people, 0)
    assert only.members == 6
    assert only.answered == 5
    assert only.right == 2
    assert only.slips == {"slope-left-out": 2}
    assert only.other == 1
    assert only.missing == 1


def test_two_rounds_are_counted_apart() -> None:
    first = members(["-0.385", "17", "0"], OPEN)
    second = members(["0", "0", None], AGAIN, first)
    one, two = rounds(AGAIN, second, 0)
    assert (one.answered, one.right) == (3, 1)
    assert (two.answered, two.right, two.missing) == (2, 2, 1)


@given(st.lists(st.sampled_from(["0", "-0.385", "0.385", "17", "5", None]), max_size=30))
def test_every_member_is_counted_exactly_once(texts: list[str | None]) -> None:
    (count,) = rounds(OPEN, members(texts, OPEN), 0)
    assert count.right + sum(count.slips.values()) + count.other + count.missing == len(texts)
    assert count.right == texts.count("0")
    assert list(count.slips.values()) == sorted(count.slips.values(), reverse=True)


def test_what_was_typed_comes_without_a_verdict_the_most_frequent_first() -> None:
    people = members(["0", "-0.385", "-0.385 ", "1/2", None], OPEN)
    assert typed_answers(people, 0, 1) == (("-0.385", 2), ("0", 1), ("1/2", 1))


def test_the_most_missed_numbers_come_by_their_share() -> None:
    wrong = Attempt("E.1.1", False, "slope-left-out")
    people = [
        replace(Member(0, b"", 0.0), attempts=(wrong, Attempt("Z.1.0", True, None))),
        replace(Member(1, b"", 0.0), attempts=(wrong, Attempt("Z.1.0", False, None))),
        replace(Member(2, b"", 0.0), attempts=(Attempt("H.1.0", True, None),)),
    ]
    first, second = most_missed(people)
    assert (first.key, first.tries, first.wrong, first.slips) == ("E.1.1", 2, 2, {"slope-left-out": 2})
    assert (second.key, second.tries, second.wrong, second.slips) == ("Z.1.0", 2, 1, {})
    assert [each.key for each in most_missed(people, 1)] == ["E.1.1"]


def test_places_are_counted_by_stage() -> None:
    people = [replace(Member(number, b"", 0.0), place=(number, stage)) for number, stage in enumerate((0, 3, 3))]
    assert places(people) == {0: 1, 3: 2}
