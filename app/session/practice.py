"""The practice of a session, as a value: the question that is open, and how earlier ones went."""

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from app.core.practice.question import Kind, Question

HINTS = 3
TRIES_BEFORE_ANSWER = 2  # wrong tries after which the answer is offered
MARKS = 10  # how many of the latest questions the tally shows

Mark = Literal["first", "later", "shown"]
"""How a question ended: right at the first try, right at a later one, or with the answer shown."""


class Asked(NamedTuple):
    """A question that waits for its answer: where it was asked, how often it was tried, and how many hints were given.

    `typed` is the latest wrong answer as it was typed; "" before the first.
    """

    id: str
    question: Question
    iteration: int
    tries: int = 0
    hints: int = 0
    typed: str = ""


class Answered(NamedTuple):
    """The question answered last, with the right answer as it was typed; "" where the answer was shown."""

    question: Question
    iteration: int
    typed: str


@dataclass(frozen=True)
class Practice:
    """Whether Step asks before it shows, for which kind of answer, the open question and the tally.

    `marks` are those of the latest questions, oldest first; `right_at_once` of `total` questions were answered at the
    first try. `done` is the question answered last, as long as its stage is the one revealed last.
    """

    on: bool = False
    kind: Kind | None = None
    asked: Asked | None = None
    done: Answered | None = None
    marks: tuple[Mark, ...] = ()
    right_at_once: int = 0
    total: int = 0

    def closed(self) -> "Practice":
        """The practice without an open question, and without the one answered last."""
        return self if self.asked is None and self.done is None else replace(self, asked=None, done=None)

    def marked(self, mark: Mark, done: Answered) -> "Practice":
        """The practice after its open question ended."""
        return replace(
            self,
            asked=None,
            done=done,
            marks=(*self.marks, mark)[-MARKS:],
            right_at_once=self.right_at_once + (mark == "first"),
            total=self.total + 1,
        )

    def cleared(self) -> "Practice":
        """The practice with an empty tally."""
        return replace(self, marks=(), right_at_once=0, total=0)


NO_PRACTICE = Practice()
