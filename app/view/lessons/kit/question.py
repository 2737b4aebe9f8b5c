"""A question to check oneself: the reader's number is compared with one that the core has computed."""

from collections.abc import Iterable
from math import isclose
from typing import Literal, NamedTuple

from app.view.lessons.kit.query import Query
from app.view.words import numbers

Verdict = Literal["open", "right", "wrong", "no_number"]
NAME = "answer"  # the field in the form and in the address


class Question(NamedTuple):
    """A question, the answer that was typed, and the reply to it. The solution is shown on demand."""

    text: str
    typed: str
    verdict: Verdict
    words: str
    solution: str


def numeric(query: Query, text: str, expected: float, slips: Iterable[tuple[float, str]], solution: str) -> Question:
    """A question with the answer `expected`, within 1 % or 0.0005; `slips` are pairs of a wrong result and a reply."""
    say, typed = query.language.gettext, query.typed(NAME)
    if not typed:
        return Question(text, "", "open", "", solution)
    try:
        answer = numbers.parse(typed)
    except ValueError:
        return Question(text, typed, "no_number", say("Not a number. Write it like 0.5 or 1/3."), solution)
    if _same(answer, expected):
        return Question(text, typed, "right", say("Right."), solution)
    replies = (reply for slip, reply in slips if _same(answer, slip))
    return Question(text, typed, "wrong", next(replies, say("Not yet. Try again.")), solution)


def _same(answer: float, expected: float) -> bool:
    return isclose(answer, expected, rel_tol=0.01, abs_tol=0.0005)
