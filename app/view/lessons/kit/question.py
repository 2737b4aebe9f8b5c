"""A question to check oneself: the reader types a number, it is judged against one that the core has computed."""

from collections.abc import Iterable
from math import isclose
from typing import Literal, NamedTuple

from app.view.lessons.kit.query import Query
from app.view.words import numbers

Verdict = Literal["open", "right", "wrong", "no_number"]
NAME = "answer"  # the field in the form and in the address


class Question(NamedTuple):
    """A question as it is asked, what was answered, and what is to be said to that. The solution is shown on demand."""

    text: str
    typed: str
    verdict: Verdict
    words: str
    solution: str


def numeric(query: Query, text: str, expected: float, slips: Iterable[tuple[float, str]], solution: str) -> Question:
    """A question whose answer is `expected`, to 1 % or 0.0005; known slips are (their result, what to say to it)."""
    say, typed = query.language.gettext, query.typed(NAME)
    if not typed:
        return Question(text, "", "open", "", solution)
    try:
        answer = numbers.parse(typed)
    except ValueError:
        return Question(text, typed, "no_number", say("Not a number. Write it like 0.5 or 1/3."), solution)
    if _same(answer, expected):
        return Question(text, typed, "right", say("Right."), solution)
    told = (words for slip, words in slips if _same(answer, slip))
    return Question(text, typed, "wrong", next(told, say("Not yet. Try once more.")), solution)


def _same(answer: float, expected: float) -> bool:
    return isclose(answer, expected, rel_tol=0.01, abs_tol=0.0005)
