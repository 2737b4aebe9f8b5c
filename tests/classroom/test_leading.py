"""What a teacher can do with a class, what each verb leaves alone, and what it refuses."""

from collections.abc import Callable
from functools import partial

import pytest

from app.classroom import leading
from app.classroom.classroom import Classroom, LinedUp
from app.classroom.errors import NotLeading, QuestionOpen, TooManyQuestions
from app.classroom.leading import (
    MAX_LINED_UP,
    MAX_QUESTIONS,
    asked,
    asked_again,
    asking_always,
    handed_out,
    in_mode,
    led,
    lining_up,
    revealed,
    stepped,
    with_line,
    with_network,
    with_settings,
    withdrawn,
)
from app.core.errors import InvalidField
from app.core.practice.choosing import Wish
from app.session import verbs
from app.session.description import build
from app.session.errors import NoQuestion, NotNext
from app.session.practising import practising
from app.session.session import default_session

EH2 = Wish("number", "E", 1, 1)


def place(classroom: Classroom) -> tuple[int, int]:
    return classroom.session.iteration, classroom.session.stage


def test_a_question_hides_the_next_stage_until_it_is_revealed(classroom: Classroom) -> None:
    open_ = asked(classroom, 5.0, EH2)
    assert place(open_) == (0, 7)
    assert open_.open_question is open_.shown_question is open_.questions[0]
    assert open_.questions[0].rounds == (5.0,)
    shown = revealed(open_, 9.0)
    assert place(shown) == (0, 8)
    assert shown.open_question is None
    assert shown.session.practice.asked is None
    assert shown.shown_question is shown.questions[0]
    assert shown.questions[0].revealed == 9.0


def test_a_revealed_question_is_shown_only_while_its_stage_is_the_last(classroom: Classroom) -> None:
    shown = revealed(asked(classroom, 5.0, EH2), 9.0)
    assert led(shown, verbs.stepped).shown_question is None
    assert led(shown, verbs.taken_back).shown_question is None


def test_a_question_remembers_the_session_it_was_asked_in(classroom: Classroom) -> None:
    later = led(revealed(asked(classroom, 5.0, EH2), 9.0), verbs.updated)
    kept = later.questions[0].session
    assert (kept.iteration, kept.stage) == (0, 7)
    assert kept.network.parameters.tobytes() == classroom.session.network.parameters.tobytes()
    assert not kept.earlier
    assert not kept.later


def test_at_the_end_of_an_iteration_the_question_is_about_the_next_one(classroom: Classroom) -> None:
    ended = led(classroom, verbs.updated)
    open_ = asked(ended, 5.0)
    assert (open_.questions[0].session.iteration, open_.questions[0].session.stage) == (1, 0)
    shown = revealed(open_, 6.0)
    assert place(shown) == (1, 1)
    assert shown.shown_question is shown.questions[0]


def test_a_second_round_keeps_the_question_and_the_first(classroom: Classroom) -> None:
    again = asked_again(asked(classroom, 5.0, EH2), 60.0)
    assert again.questions[0].rounds == (5.0, 60.0)
    assert again.questions[0].round == 2
    assert len(again.questions) == 1


def test_a_withdrawn_question_was_never_asked(classroom: Classroom) -> None:
    gone = withdrawn(asked(classroom, 5.0, EH2))
    assert gone.questions == ()
    assert gone.session.practice.asked is None
    assert place(gone) == place(classroom)


def test_while_a_question_is_open_nothing_else_moves(classroom: Classroom) -> None:
    open_ = asked(classroom, 5.0, EH2)
    refused: list[Callable[[Classroom], Classroom]] = [
        lambda it: led(it, verbs.stepped),
        lambda it: stepped(it, verbs.stepped, 6.0),
        lambda it: asked(it, 6.0),
        lambda it: in_mode(it, "free"),
        lambda it: with_network(it, default_session()),
    ]
    for verb in refused:
        with pytest.raises(QuestionOpen):
            verb(open_)


@pytest.mark.parametrize("verb", [partial(asked_again, now=1.0), partial(revealed, now=1.0), withdrawn])
def test_without_an_open_question_there_is_nothing_to_repeat_reveal_or_withdraw(
    classroom: Classroom, verb: Callable[[Classroom], Classroom]
) -> None:
    with pytest.raises(NoQuestion):
        verb(classroom)
    with pytest.raises(NoQuestion):
        verb(revealed(asked(classroom, 5.0, EH2), 9.0))


def test_a_question_is_about_the_next_stage_only(classroom: Classroom) -> None:
    with pytest.raises(NotNext):
        asked(classroom, 5.0, Wish("number", "dW", 1, 0))


def test_at_free_pace_nothing_is_asked(classroom: Classroom) -> None:
    with pytest.raises(NotLeading):
        asked(in_mode(classroom, "free"), 5.0)


def test_free_pace_hands_the_network_out_once_and_changing_back_keeps_it(classroom: Classroom) -> None:
    free = in_mode(classroom, "free")
    assert (free.mode, free.handed_out) == ("free", 1)
    assert in_mode(free, "free") is free
    again = in_mode(in_mode(free, "lead"), "free")
    assert again.handed_out == 1
    assert place(again) == place(classroom)


def test_another_network_is_handed_out(classroom: Classroom) -> None:
    other = build({"sizes": [1, 2, 1]})
    changed = with_network(classroom, other, own_numbers=True)
    assert changed.session is other
    assert (changed.own_numbers, changed.handed_out) == (True, 1)
    assert handed_out(changed, own_numbers=False).handed_out == 2


def test_settings_that_are_not_named_stay(classroom: Classroom) -> None:
    set_ = with_settings(classroom, locked=True, tries=1)
    assert (set_.locked, set_.tries, set_.practice) == (True, 1, classroom.practice)
    assert with_settings(set_, practice=False).locked


def test_step_asks_what_is_lined_up_for_the_next_stage_and_then_steps(classroom: Classroom) -> None:
    line = lining_up(lining_up(classroom, 9, Wish("number", "dW", 1, 0, 0)), 8, EH2)
    open_ = stepped(line, verbs.stepped, 5.0)
    assert open_.questions[0].question.place.key.letter == "E"
    assert [each.stage for each in open_.lined_up] == [9]
    assert place(open_) == (0, 7)
    second = stepped(revealed(open_, 6.0), verbs.stepped, 7.0)
    assert second.questions[1].question.stage == 9
    assert second.lined_up == ()


def test_step_moves_where_nothing_is_due(classroom: Classroom) -> None:
    assert place(stepped(lining_up(classroom, 3), verbs.stepped, 5.0)) == (0, 8)
    assert place(stepped(lining_up(in_mode(classroom, "free"), 8), verbs.stepped, 5.0)) == (0, 8)


def test_where_the_wish_fits_no_more_another_question_about_the_stage_is_asked(classroom: Classroom) -> None:
    line = lining_up(classroom, 8, Wish("number", "E", 1, 15))
    assert stepped(line, verbs.stepped, 5.0).questions[0].question.stage == 8


def test_a_question_before_every_stage_of_the_backward_pass(classroom: Classroom) -> None:
    at = led(asking_always(classroom, True), verbs.restarted)
    asked_at = []
    for now in range(40):
        if at.open_question is not None:
            asked_at.append(at.open_question.question.stage)
            at = revealed(at, now)
        elif place(at) == (0, at.session.count):
            break
        else:
            at = stepped(at, verbs.stepped, now)
    backward = [stage.index for stage in classroom.session.stages.stages if stage.phase == "backward"]
    assert asked_at
    assert set(asked_at) <= set(backward)
    assert len(set(asked_at)) == len(asked_at)


def test_the_line_is_reordered_and_shortened(classroom: Classroom) -> None:
    line = lining_up(lining_up(lining_up(classroom, 8), 9), 10)
    assert [each.stage for each in with_line(line, (2, 0)).lined_up] == [10, 8]
    assert with_line(line, ()).lined_up == ()
    for wrong in ((0, 0), (3,)):
        with pytest.raises(InvalidField):
            with_line(line, wrong)


def test_the_line_has_each_question_once_only_real_stages_and_a_limit(classroom: Classroom) -> None:
    assert lining_up(lining_up(classroom, 8), 8).lined_up == (LinedUp(8, Wish()),)
    for wrong in (0, 11):
        with pytest.raises(InvalidField):
            lining_up(classroom, wrong)
    full = classroom
    for unit in range(MAX_LINED_UP):
        full = lining_up(full, 8, Wish(unit=unit))
    with pytest.raises(TooManyQuestions):
        lining_up(full, 9)


def test_large_networks_leave_room_for_fewer_questions(classroom: Classroom, monkeypatch: pytest.MonkeyPatch) -> None:
    once = asked(classroom, 1.0, EH2)
    monkeypatch.setattr(leading, "MAX_BYTES", 2 * len(once.questions[0].before) + 10)
    twice = asked(led(revealed(once, 2.0), verbs.taken_back), 3.0, EH2)
    assert len(twice.questions) == 2, "the same network is kept once"
    other = led(led(revealed(twice, 4.0), verbs.taken_back), lambda it: verbs.edited_in_place(it, learning_rate=0.2))
    third = asked(other, 5.0, EH2)
    last = led(led(revealed(third, 6.0), verbs.taken_back), lambda it: verbs.edited_in_place(it, learning_rate=0.3))
    with pytest.raises(TooManyQuestions):
        asked(last, 7.0, EH2)


def test_a_class_keeps_a_limited_number_of_questions(classroom: Classroom) -> None:
    at = classroom
    for now in range(MAX_QUESTIONS):
        at = led(revealed(asked(at, now, EH2), now), verbs.taken_back)
    with pytest.raises(TooManyQuestions):
        asked(at, 1.0, EH2)
    # Step moves without a question
    assert place(stepped(asking_always(at, True), verbs.stepped, 1.0)) == (0, 8)


def test_practice_of_the_teacher_is_no_question_to_the_class(classroom: Classroom) -> None:
    on = led(classroom, lambda session: practising(session, on=True))
    assert on.open_question is None
    assert asked(on, 1.0, EH2).open_question is not None
