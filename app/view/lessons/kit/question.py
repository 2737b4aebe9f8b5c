"""A question to check oneself: a frozen value whose truth and slips are computed from the same numbers.

An answer is a number, one of several options, all options that fit, or an order of options. Nothing here depends on
what was answered.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["number", "choice", "marks", "order"]
Answer = float | str | tuple[str, ...]
Slips = tuple[tuple[float | str, str], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question with the numbers of one draw.

    `slips` are pairs of a wrong answer and the reply to it; `otherwise` is the reply to any other wrong answer: what
    to check next. Help comes in the order `hint` (the rule), `first` (the first factor), `solution`. `right` is the
    reply to the right answer, with the arithmetic. `options` are pairs of a value and a label, of a choice, of marks or
    an order. A `whole` number is a count: only exactly this number is right. `lengths` are given where
    each option is a row of that many factors, which is drawn.
    """

    kind: Kind
    text: str
    expected: Answer
    slips: Slips
    otherwise: str
    hint: str
    first: str
    solution: str
    right: str
    options: tuple[tuple[str, str], ...] = ()
    whole: bool = False
    lengths: tuple[int, ...] = ()

    @property
    def help(self) -> tuple[str, str, str]:
        """What a reader may ask for, one after the other."""
        return self.hint, self.first, self.solution
