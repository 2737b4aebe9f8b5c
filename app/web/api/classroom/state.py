"""What one may see of a class, as JSON: the leader all of it, a member the class and themselves."""

from typing import Any

from app.classroom.classroom import ClassQuestion, Classroom
from app.classroom.member import Member
from app.classroom.service import Leader, StoredClass, StoredMember, Who
from app.core.practice.place import Place
from app.core.practice.question import answer as right_answer
from app.session.practice import Asked
from app.session.practising import upcoming
from app.session.service import StoredSession
from app.view.classroom.aliases import alias
from app.view.quantities.snapshot import snapshot
from app.view.words.language import Language
from app.web.api.exercise import question as question_body
from app.web.api.responses import snapshot_body


def state(stored: StoredClass, members: int, who: Who, spoken: Language) -> dict[str, Any]:
    """The fields of `schemas.ClassState`."""
    classroom = stored.classroom
    session = classroom.session
    found = {
        "code": stored.code,
        "version": stored.version,
        "mode": classroom.mode,
        "locked": classroom.locked,
        "practice": classroom.practice,
        "tries": classroom.tries,
        "members": members,
        "iteration": session.iteration,
        "stage": session.stage,
        "snapshot": snapshot_body(snapshot(StoredSession(stored.code, stored.version, session))),
        "question": _question(classroom, who, spoken),
    }
    if isinstance(who, StoredMember):
        found |= _own(classroom, who.member)
    return found


def alias_of(classroom: Classroom, member: Member) -> str:
    """The name of a member, in the language of the class."""
    return alias(member.number, classroom.language)


def place_of(classroom: Classroom, member: Member) -> dict[str, int]:
    """Where a member is: with the teacher, or at their own pace."""
    follows = classroom.mode == "lead" and not member.exploring
    iteration, stage = (classroom.session.iteration, classroom.session.stage) if follows else member.place
    return {"iteration": iteration, "stage": stage}


def class_question(question: ClassQuestion, at: int, *, with_answer: bool, spoken: Language) -> dict[str, Any]:
    """The fields of `schemas.ClassQuestion`; the right answer only where it may be seen."""
    asked = Asked(str(at + 1), question.question, question.session.iteration)
    body = question_body(asked, question.session, spoken)
    for of_practice in ("tries", "hints"):
        del body[of_practice]
    correct = _correct(question) if with_answer else None
    return {**body, "round": question.round, "revealed": not question.is_open, "correct": correct}


def _question(classroom: Classroom, who: Who, spoken: Language) -> dict[str, Any] | None:
    question = classroom.shown_question
    if question is None:
        return None
    at, with_answer = len(classroom.questions) - 1, isinstance(who, Leader) or not question.is_open
    return class_question(question, at, with_answer=with_answer, spoken=spoken)


def _own(classroom: Classroom, member: Member) -> dict[str, Any]:
    question, at = classroom.shown_question, len(classroom.questions) - 1
    given = None if question is None else member.answer(at, question.round)
    answer = None
    if given is not None and question is not None:
        answer = {"text": given.typed, "tries": given.tries}
        if not question.is_open:
            answer |= {"right": given.right, "slip": given.slip}
    return {
        "alias": alias_of(classroom, member),
        "exploring": member.exploring,
        "hand": member.hand is not None,
        "answered": given is not None,
        "answer": answer,
    }


def _correct(question: ClassQuestion) -> object:
    found = right_answer(question.question, upcoming(question.session))
    return {"unit": found.unit, "input": found.input} if isinstance(found, Place) else found
