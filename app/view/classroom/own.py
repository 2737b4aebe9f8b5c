"""What only one member sees: the own answer to the question on the screens, and after the reveal how it was."""

from typing import Literal, NamedTuple

from markupsafe import Markup, escape

from app.classroom.classroom import ANY_NUMBER, ClassQuestion, Classroom
from app.classroom.member import Given, Member
from app.core.practice.answering import verdict_on
from app.session.practising import next_stage, upcoming
from app.view.classroom.question import right_answer, said
from app.view.panel import stage_text
from app.view.practice import question_text, verdict_text
from app.view.practice.naming import Naming
from app.view.practice.question_text import Option
from app.view.words.language import Language

State = Literal["none", "open", "sent", "revealed"]


class Own(NamedTuple):
    """The own part of a question.

    `state` is "open" while an answer can be typed, "sent" after that, and "revealed" as long as the answer is on the
    screens. Only then `right` is known, and `mark` ("right", "slip", "other" or "" for none sent), `lead`, `sentence`
    and the worked `line` say how the own answer was.
    """

    state: State
    number: int = 0
    round: int = 0
    began: float = 0.0
    direction: str = ""
    title: Markup = Markup()
    name: Markup = Markup()
    options: tuple[Option, ...] = ()
    typed: str = ""
    answer: str = ""
    may_change: bool = False
    mark: str = ""
    right: Markup = Markup()
    lead: Markup = Markup()
    sentence: Markup = Markup()
    line: Markup = Markup()


NOTHING = Own("none")


def own(classroom: Classroom, member: Member, language: Language, *, changing: bool = False) -> Own:
    """What the member sees; `changing` opens an answer that was sent, if it may be changed."""
    question = classroom.shown_question
    if question is None or classroom.mode != "lead":
        return NOTHING
    at = len(classroom.questions) - 1
    naming, given = Naming(question.session, question.question, language), member.answer(at, question.round)
    shown = Own(
        "open",
        at,
        question.round,
        question.rounds[-1],
        stage_text.direction(next_stage(question.session)),
        question_text.title(naming),
        naming.words["name"],
        typed=given.typed if given else "",
        answer=said(given.typed, naming) if given else "",
        may_change=classroom.tries == ANY_NUMBER or given is None or given.tries < classroom.tries,
    )
    if not question.is_open:
        return _revealed(shown, classroom, question, given, naming)
    if given is not None and not (changing and shown.may_change):
        return shown._replace(state="sent")
    return shown._replace(options=question_text.options(naming))


def _revealed(shown: Own, classroom: Classroom, question: ClassQuestion, given: Given | None, naming: Naming) -> Own:
    """The same after the reveal: right, or the slip by name."""
    worked = verdict_text.right(question.question, classroom.session, naming.language)
    shown = shown._replace(state="revealed", right=right_answer(question, naming), line=worked.sentence)
    if given is None:
        return shown._replace(lead=escape(naming.language.gettext("You sent no answer.")))
    if given.right:
        return shown._replace(mark="right", lead=worked.lead)
    verdict = verdict_on(question.question, given.typed, upcoming(question.session))
    words = verdict_text.wrong(verdict, given.typed, naming)
    return shown._replace(mark="slip" if given.slip else "other", lead=words.lead, sentence=words.sentence)
