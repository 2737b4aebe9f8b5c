"""A class as a value: the session that is led, how it is led, and what was asked."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple

from app.core.practice.choosing import Wish
from app.core.practice.question import Question
from app.session.codec import decode
from app.session.session import Session

Mode = Literal["lead", "free"]
"""Whether everybody follows the teacher, or works through the network at their own pace."""

ANY_NUMBER = 0  # of tries: as many as wanted until the answer is shown


class LinedUp(NamedTuple):
    """A question to be asked when the stage of that number, counted from 1, comes next."""

    stage: int
    wish: Wish


@dataclass(frozen=True, eq=False)
class ClassQuestion:
    """A question that the class was asked.

    `before` is the session just before the stage it is about, as bytes; `rounds` are the times (in seconds, as of
    `time.time`) at which each round began. `revealed` is when the answer was shown, None before that.
    """

    question: Question
    before: bytes
    rounds: tuple[float, ...]
    revealed: float | None = None

    @property
    def round(self) -> int:
        """The number of the present or last round, from 1."""
        return len(self.rounds)

    @property
    def is_open(self) -> bool:
        """Whether it can be answered."""
        return self.revealed is None

    @cached_property
    def session(self) -> Session:
        """The session just before the stage that the question is about."""
        return decode(self.before)


@dataclass(frozen=True, eq=False)
class Classroom:
    """A class: what every screen shows, and how.

    `leader` is the digest of the secret that leads. `session` is the network at the place where the teacher is; while
    a question is open, it is the one of the session's practice. `questions` are those asked so far, oldest first; an
    open one is the last. `tries` is how many answers a member may give in a round, 0 for any number. `practice` is
    whether Step asks at free pace, `own_numbers` whether each member gets weights of their own then, and `handed_out`
    how many networks were handed out: a member with an earlier one gets a new copy.
    """

    language: str
    leader: bytes
    session: Session
    mode: Mode = "lead"
    locked: bool = False
    practice: bool = True
    tries: int = ANY_NUMBER
    own_numbers: bool = False
    handed_out: int = 0
    questions: tuple[ClassQuestion, ...] = ()
    lined_up: tuple[LinedUp, ...] = ()
    asks_always: bool = False
    """Whether a question is asked before every stage of the backward pass."""

    @property
    def open_question(self) -> ClassQuestion | None:
        """The question that can be answered."""
        last = self.questions[-1] if self.questions else None
        return last if last is not None and last.is_open else None

    @property
    def shown_question(self) -> ClassQuestion | None:
        """The question on the screens: the open one, or the last as long as its stage is the one revealed last."""
        last = self.questions[-1] if self.questions else None
        if last is None or last.is_open:
            return last
        there = self.session
        at = last.session
        return last if (there.iteration, there.stage) == (at.iteration, at.stage + 1) else None

    def with_question(self, question: ClassQuestion) -> "Classroom":
        """The class with another state of its last question."""
        return replace(self, questions=(*self.questions[:-1], question))
