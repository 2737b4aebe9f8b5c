"""What a reader answered to a question, and the reply."""

from fractions import Fraction
from typing import Literal, NamedTuple

from app.core.practice.arithmetic import Typed, UnreadableAnswer, read
from app.core.practice.judging import SLIP_WITHIN, WITHIN, agrees
from app.view.lessons.kit.counts import NOT_A_COUNT, count
from app.view.lessons.kit.question import Question
from app.view.lessons.kit.wording import Wording
from app.view.words.language import N_

Verdict = Literal["open", "right", "wrong", "unreadable"]


class Marked(NamedTuple):
    """The verdict on an answer and the reply in words. An answer that cannot be read costs nothing."""

    verdict: Verdict
    words: str


OPEN = Marked("open", "")
_NOT_A_NUMBER = N_("Not a number. Write it like {example} or 1/3.")
_UNANSWERED = {
    "number": N_("Type a number first, or ask for a hint."),
    "choice": N_("Choose an answer first, or ask for a hint."),
    "marks": N_("Mark something first, or ask for a hint."),
    "order": N_("Choose a line for every place."),
}


def marked(question: Question, answers: tuple[str, ...], say: Wording) -> Marked:
    """The verdict on what was typed or chosen: one text, or one per place of an order."""
    if not any(answers):
        return OPEN
    return _MARKED[question.kind](question, answers, say)


def unanswered(question: Question, say: Wording) -> Marked:
    """The reply to a check without an answer: what to do."""
    return Marked("unreadable", say(_UNANSWERED[question.kind]))


def _number(question: Question, answers: tuple[str, ...], say: Wording) -> Marked:
    text = answers[0].rpartition("=")[2]
    try:
        typed = Typed(count(text)) if question.whole else read(text)
    except UnreadableAnswer:
        unreadable = NOT_A_COUNT if question.whole else _NOT_A_NUMBER
        return Marked("unreadable", say(unreadable, example=0.5))
    if _agrees(question, typed, float(str(question.expected)), WITHIN):
        return Marked("right", question.right)
    replies = (reply for slip, reply in question.slips if _agrees(question, typed, float(slip), SLIP_WITHIN))
    return Marked("wrong", next(replies, question.otherwise))


def _agrees(question: Question, typed: Typed, number: float, within: Fraction) -> bool:
    return typed.value == Fraction(number) if question.whole else agrees(typed, number, within)


def _choice(question: Question, answers: tuple[str, ...], say: Wording) -> Marked:
    chosen = answers[0]
    if chosen not in dict(question.options):
        return OPEN
    if chosen == question.expected:
        return Marked("right", question.right)
    return Marked("wrong", dict(question.slips).get(chosen, question.otherwise))


def _marks(question: Question, answers: tuple[str, ...], say: Wording) -> Marked:
    chosen = [value for value, _ in question.options if value in answers]
    if not chosen:
        return OPEN
    if tuple(chosen) == question.expected:
        return Marked("right", question.right)
    only_right = isinstance(question.expected, tuple) and set(chosen) < set(question.expected)
    return Marked("wrong", say("These all belong to it. Some are missing.") if only_right else question.otherwise)


def _order(question: Question, chosen: tuple[str, ...], say: Wording) -> Marked:
    options = dict(question.options)
    if any(each not in options for each in chosen):
        return unanswered(question, say)
    if len(set(chosen)) < len(chosen):
        return Marked("unreadable", say("One line is in two places."))
    if chosen == question.expected:
        return Marked("right", question.right)
    return Marked("wrong", question.otherwise)


_MARKED = {"number": _number, "choice": _choice, "marks": _marks, "order": _order}
