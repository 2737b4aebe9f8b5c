"""What a member of a class can do: pure functions from member to member, each named for its result.

Times are in seconds, as of `time.time`.
"""

from dataclasses import replace

from app.classroom.classroom import ANY_NUMBER, Classroom
from app.classroom.errors import NoMoreTries
from app.classroom.member import MAX_ATTEMPTS, Attempt, Given, Member
from app.core.practice.answering import Choice, verdict_on
from app.session.errors import NoQuestion
from app.session.practising import upcoming, verdict
from app.session.session import Session


def answered(
    member: Member,
    classroom: Classroom,
    text: str | Choice,
    now: float,
    asked: tuple[int, int] | None = None,
    began: float | None = None,
) -> Member:
    """The member with an answer to the open question of the class, as it was typed.

    `asked` is the number of the question and its round that the member saw, if that is known, and `began` when that
    round began: a question that was withdrawn leaves its number to the next one. The same answer sent twice counts
    once. Raises `NoQuestion` where no question is open or another one, `NoMoreTries`, and `UnreadableAnswer`, which
    costs no try.
    """
    question, at = classroom.open_question, len(classroom.questions) - 1
    if question is None or asked not in (None, (at, question.round)) or began not in (None, question.rounds[-1]):
        raise NoQuestion
    typed = str(text)
    before = member.answer(at, question.round)
    if before is not None and before.typed == typed:
        return member
    found = verdict_on(question.question, typed, upcoming(question.session))
    tries = 1 if before is None else before.tries + 1
    if classroom.tries != ANY_NUMBER and tries > classroom.tries:
        raise NoMoreTries(classroom.tries)
    given = Given(at, question.round, typed, found.right, found.slip, tries, max(0.0, now - question.rounds[-1]))
    others = tuple(each for each in member.given if each[:2] != given[:2])
    return replace(member, given=(*others, given))


def taken_back(member: Member, late: Given, before: Given | None) -> Member:
    """The member without an answer that came too late, and with the one before it; a still later answer stays."""
    if late not in member.given:
        return member
    others = tuple(each for each in member.given if each != late)
    return replace(member, given=others if before is None else (*others, before))


def without(member: Member, answers: tuple[Given, ...]) -> Member:
    """The member without these answers: their question was withdrawn."""
    return replace(member, given=tuple(each for each in member.given if each not in answers))


def with_hand(member: Member, raised: bool, now: float) -> Member:
    """The member with the hand raised or lowered."""
    if raised == (member.hand is not None):
        return member
    return replace(member, hand=now if raised else None)


def exploring(member: Member, on: bool) -> Member:
    """The member looking at a session of their own, or back with the teacher."""
    return replace(member, exploring=on)


def with_session(member: Member, id: str, handed_out: int, session: Session, now: float) -> Member:  # noqa: A002
    """The member with a session of their own: a copy of the network that was handed out."""
    place = session.iteration, session.stage
    return replace(member, session=id, handed_out=handed_out, place=place, since=now)


def moved(member: Member, before: Session, after: Session, now: float) -> Member:
    """The member after an action on their own session: where they are now, and what a first try showed."""
    there = after.iteration, after.stage
    if there != member.place:
        member = replace(member, place=there, since=now)
    attempt = _first_try(before, after)
    return member if attempt is None else replace(member, attempts=(*member.attempts, attempt)[-MAX_ATTEMPTS:])


def _first_try(before: Session, after: Session) -> Attempt | None:
    """The first answer to a question of practice, if that is what was done between two states of a session."""
    open_ = before.practice.asked
    if open_ is None or open_.tries:
        return None
    name = str(open_.question.place.key)
    still = after.practice.asked
    if still is not None and still.id == open_.id and still.tries == 1:
        found = verdict(after)
        return Attempt(name, False, found.slip if found else None)
    done = after.practice.done
    if still is None and done is not None and done.typed and done.question == open_.question:
        return Attempt(name, True, None)
    return None
