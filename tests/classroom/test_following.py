"""What a member can do: answers are judged at once, counted once, and never to a question that is not open."""

import pytest

from app.classroom.classroom import Classroom
from app.classroom.errors import NoMoreTries
from app.classroom.following import answered, exploring, moved, with_hand, with_session
from app.classroom.leading import asked, asked_again, revealed, with_settings, withdrawn
from app.classroom.member import MAX_ATTEMPTS, Attempt, Given, Member
from app.core.practice.answering import Choice
from app.core.practice.arithmetic import UnreadableAnswer
from app.core.practice.choosing import Wish
from app.session import practising, verbs
from app.session.errors import NoQuestion
from app.session.session import default_session

EH1 = Wish("number", "E", 1, 0)  # -0.77 · 0.7 · 1 = -0.539
EH2 = Wish("number", "E", 1, 1)  # -0.77 · 0.5 · 0 = 0


@pytest.fixture
def open_(classroom: Classroom) -> Classroom:
    return asked(classroom, 100.0, EH2)


def test_a_right_answer_is_right_however_it_is_written(open_: Classroom, member: Member) -> None:
    for text in ("0", "-0.77*0.5*0", " 0.0 "):
        assert answered(member, open_, text, 112.5).given == (Given(0, 1, text, True, None, 1, 12.5),)


def test_a_wrong_answer_is_named_by_its_slip(open_: Classroom, member: Member) -> None:
    given = answered(member, open_, "-0.385", 103.0).given[0]
    assert (given.right, given.slip) == (False, "slope-left-out")
    assert answered(member, open_, "17", 103.0).given[0].slip is None


def test_the_latest_answer_counts_and_tries_add_up(open_: Classroom, member: Member) -> None:
    twice = answered(answered(member, open_, "-0.385", 103.0), open_, "0", 110.0)
    assert twice.given == (Given(0, 1, "0", True, None, 2, 10.0),)


def test_the_same_answer_sent_twice_counts_once(open_: Classroom, member: Member) -> None:
    once = answered(member, open_, "-0.385", 103.0)
    assert answered(once, open_, "-0.385", 104.0) is once


def test_more_answers_than_a_round_allows_are_refused_and_the_next_round_allows_them_again(
    open_: Classroom, member: Member
) -> None:
    strict = with_settings(open_, tries=1)
    once = answered(member, strict, "1", 103.0)
    assert answered(once, strict, "1", 104.0) is once
    with pytest.raises(NoMoreTries):
        answered(once, strict, "0", 104.0)
    both = answered(once, asked_again(strict, 200.0), "0", 205.0)
    assert [(each.round, each.typed, each.tries, each.seconds) for each in both.given] == [
        (1, "1", 1, 3.0),
        (2, "0", 1, 5.0),
    ]


def test_what_cannot_be_read_costs_no_try(open_: Classroom, member: Member) -> None:
    for text in ("", "zero", "1/0"):
        with pytest.raises(UnreadableAnswer):
            answered(member, open_, text, 103.0)


def test_there_is_no_answer_before_after_or_to_another_question(
    classroom: Classroom, open_: Classroom, member: Member
) -> None:
    for not_open in (classroom, revealed(open_, 110.0)):
        with pytest.raises(NoQuestion):
            answered(member, not_open, "0", 111.0)
    for seen in ((1, 1), (0, 2)):
        with pytest.raises(NoQuestion):
            answered(member, open_, "0", 111.0, seen)
    assert answered(member, open_, "0", 111.0, (0, 1)).given


def test_a_stale_tab_cannot_answer_the_next_round(open_: Classroom, member: Member) -> None:
    with pytest.raises(NoQuestion):
        answered(member, asked_again(open_, 200.0), "0", 201.0, (0, 1))


def test_an_answer_to_a_question_that_was_withdrawn_is_none_to_the_next(open_: Classroom, member: Member) -> None:
    again = asked(withdrawn(open_), 200.0)
    assert (len(again.questions), again.questions[-1].round) == (len(open_.questions), 1)
    with pytest.raises(NoQuestion):
        answered(member, again, "0", 201.0, (0, 1), 100.0)
    assert answered(member, again, "0", 201.0, (0, 1), 200.0).given


def test_a_choice_answers_a_question_for_a_unit(classroom: Classroom, member: Member) -> None:
    which = asked(classroom, 100.0, Wish("which"))
    assert answered(member, which, Choice(1), 101.0).given[0].right
    assert not answered(member, which, Choice(0), 101.0).given[0].right


def test_a_hand_keeps_the_time_it_was_raised(member: Member) -> None:
    up = with_hand(member, True, 50.0)
    assert up.hand == 50.0
    assert with_hand(up, True, 60.0) is up
    assert with_hand(up, False, 70.0).hand is None
    assert with_hand(member, False, 70.0) is member


def test_exploring_keeps_everything_else(member: Member) -> None:
    assert exploring(exploring(member, True), False) == member


def test_a_member_is_as_long_at_a_place_as_they_do_not_move(member: Member) -> None:
    start = default_session()
    own = with_session(member, "s" * 24, 1, start, 10.0)
    assert (own.place, own.since, own.handed_out) == ((0, 0), 10.0, 1)
    stepped = verbs.stepped(start)
    after = moved(own, start, stepped, 20.0)
    assert (after.place, after.since) == ((0, 1), 20.0)
    assert moved(after, stepped, stepped, 30.0) is after


def test_only_the_first_try_at_a_question_of_practice_is_noted(member: Member) -> None:
    at = practising.practising(verbs.sought(default_session(), 0, 7), on=True)
    ask = practising.asked(at, EH1)
    wrong = practising.answered(ask, "0.539")
    wrong_again = practising.answered(wrong, "5")
    right = practising.answered(wrong_again, "-0.539")
    member = moved(member, at, ask, 1.0)
    assert member.attempts == ()
    for before, after in ((ask, wrong), (wrong, wrong_again), (wrong_again, right)):
        member = moved(member, before, after, 2.0)
    assert [(each.key, each.right) for each in member.attempts] == [("E.1.0", False)]
    assert member.attempts[0].slip is not None
    assert moved(member, ask, practising.answered(ask, "-0.539"), 3.0).attempts[-1] == Attempt("E.1.0", True, None)
    assert moved(member, ask, practising.given_up(ask), 3.0).attempts == member.attempts
    assert moved(member, ask, practising.hinted(ask), 3.0).attempts == member.attempts


def test_a_member_keeps_a_limited_number_of_attempts(member: Member) -> None:
    at = practising.asked(verbs.sought(default_session(), 0, 7), EH1)
    wrong = practising.answered(at, "5")
    for _ in range(MAX_ATTEMPTS + 3):
        member = moved(member, at, wrong, 1.0)
    assert len(member.attempts) == MAX_ATTEMPTS
