"""A class and its members survive the store exactly; damaged bytes are refused and never guessed at."""

from dataclasses import replace

import pytest

from app.classroom.classroom import Classroom
from app.classroom.codec import decode_class, decode_member, encode_class, encode_member
from app.classroom.following import answered, exploring, with_hand, with_session
from app.classroom.leading import asked, asked_again, asking_always, in_mode, lining_up, revealed, with_settings
from app.classroom.member import Attempt, Member
from app.core.practice.choosing import Wish
from app.session.codec import encode
from app.session.errors import DamagedState


@pytest.fixture
def full(classroom: Classroom) -> Classroom:
    """A class in which much has happened."""
    first = revealed(asked_again(asked(classroom, 1.5, Wish("number", "E", 1, 1)), 2.5), 3.5)
    second = asked(lining_up(asking_always(first, True), 10, Wish("sign")), 4.5)
    return with_settings(second, locked=True, practice=False, tries=3)


def test_a_class_comes_back_as_it_was(full: Classroom) -> None:
    back = decode_class(encode_class(full))
    assert encode_class(back) == encode_class(full)
    assert encode(back.session) == encode(full.session)
    assert [each.question for each in back.questions] == [each.question for each in full.questions]
    assert [each.rounds for each in back.questions] == [(1.5, 2.5), (4.5,)]
    assert [each.revealed for each in back.questions] == [3.5, None]
    assert back.lined_up == full.lined_up
    same = ("language", "leader", "mode", "locked", "practice", "tries", "own_numbers", "handed_out", "asks_always")
    assert {name: getattr(back, name) for name in same} == {name: getattr(full, name) for name in same}


def test_a_session_that_several_questions_share_is_written_once(classroom: Classroom) -> None:
    question = asked(classroom, 1.0).questions[0]
    one = len(encode_class(replace(classroom, questions=(question,))))
    two = len(encode_class(replace(classroom, questions=(question, question))))
    assert two - one < len(question.before)


def test_a_class_at_its_start_comes_back(classroom: Classroom) -> None:
    assert encode_class(decode_class(encode_class(in_mode(classroom, "free")))) == encode_class(
        in_mode(classroom, "free")
    )


def test_a_member_comes_back_as_they_were(classroom: Classroom, member: Member) -> None:
    open_ = asked(classroom, 1.0, Wish("number", "E", 1, 1))
    busy = with_session(with_hand(exploring(member, True), True, 3.0), "s" * 24, 2, classroom.session, 4.0)
    busy = replace(answered(busy, open_, "−0,385", 5.0), attempts=(Attempt("E.1.1", False, "slope-left-out"),))
    for each in (member, busy):
        assert decode_member(encode_member(each)) == each


def test_damaged_bytes_are_refused(full: Classroom, member: Member) -> None:
    data = encode_class(full)
    for wrong in (b"", b"x", data[:-1], data[:20] + b"!" + data[21:], b"\x09" + data[1:]):
        with pytest.raises(DamagedState):
            decode_class(wrong)
    for wrong in (b"", b"[]", b"[2" + encode_member(member)[2:], b"{}"):
        with pytest.raises(DamagedState):
            decode_member(wrong)
