"""Numbers for a question, drawn by a seed until the question is fair.

A question is fair if no slip can pass for the truth or for another slip, if a sign can be missed (a negative number is
in play, except where things are counted), and if its words do not contain the answer.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from math import isclose
from typing import Generic, TypeVar

import numpy as np
from numpy.random import Generator

from app.core.practice.arithmetic import read
from app.core.practice.judging import WITHIN, agrees
from app.view.lessons.kit.question import Question
from app.view.lessons.kit.wording import Wording

TRIES = 400
MAX_SEED = 9999
NEAR = 0.1  # relative: two digits of a number are at most 5 % away from it

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Drawable(Generic[T]):
    """A question without its numbers: those of the first draw (seed 0), how to draw others, how to ask with them.

    `elsewhere` are numbers that the lesson itself shows at first, and that are therefore no answer.
    """

    first: T
    draw: Callable[[Generator], T]
    ask: Callable[[T, Wording], Question]
    elsewhere: tuple[float, ...] = ()

    def question(self, seed: int, say: Wording) -> Question:
        """The question with the numbers of this seed."""
        return next((each for each in self._drawn(seed, say) if self._is_fair(each)), self.ask(self.first, say))

    def _is_fair(self, question: Question) -> bool:
        shown = (agrees(read(repr(each)), float(str(question.expected)), WITHIN) for each in self.elsewhere)
        return is_fair(question) and not any(shown)

    def _drawn(self, seed: int, say: Wording) -> Iterator[Question]:
        if seed == 0:
            return
        generator = np.random.default_rng(seed)
        for _ in range(TRIES):
            yield self.ask(self.draw(generator), say)


def one_of(generator: Generator, *values: float) -> float:
    """One of these numbers."""
    return float(values[int(generator.integers(len(values)))])


def is_fair(question: Question) -> bool:
    """Whether each slip of this draw is another answer, a sign can be missed, and nothing gives the answer away."""
    if not isinstance(question.expected, float | int):
        return True
    if not (question.whole or _NEGATIVE.search(f"{question.text} {question.first}")):
        return False
    wrong = [float(slip) for slip, _ in question.slips]
    apart = not any(_alike(question, *pair) for pair in combinations((float(question.expected), *wrong), 2))
    return apart and not _gives_away(question)


def _alike(question: Question, one: float, other: float) -> bool:
    """Whether an answer of one number would pass for the other."""
    return one == other if question.whole else isclose(one, other, rel_tol=float(WITHIN))


_NEGATIVE = re.compile(r"−\d")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)?")


def _gives_away(question: Question) -> bool:
    """Whether the words before the answer contain its number, with either sign."""
    said = " ".join((question.text, question.hint, question.first, question.otherwise, *(r for _, r in question.slips)))
    size = abs(float(str(question.expected)))
    near = (found for found in _TOKEN.findall(said) if isclose(float(found.replace(",", ".")), size, rel_tol=NEAR))
    return any(agrees(read(found), size, WITHIN) for found in near)
