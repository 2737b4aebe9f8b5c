"""The verdict on an answer to any question, from the text that was sent.

A number is read as arithmetic and judged; of the other kinds each question has a few texts that answer it. A choice is
written as its unit ("1"), or as input and unit of a weight ("0.1").
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from app.core.practice.arithmetic import MAX_LENGTH, UnreadableAnswer, read
from app.core.practice.judging import RIGHT, Verdict, judged
from app.core.practice.place import Pass, Place
from app.core.practice.question import GATES, SIGNS, Kind, Question, answer, choices


class Choice(NamedTuple):
    """The answer to a "which" question: a unit, or the weight from an input to it."""

    unit: int
    input: int | None = None

    def __str__(self) -> str:
        return str(self.unit) if self.input is None else f"{self.input}.{self.unit}"


def verdict_on(question: Question, typed: str, numbers: Pass) -> Verdict:
    """The verdict on an answer as it was typed. Raises `UnreadableAnswer`."""
    if question.kind == "number":
        return judged(read(typed), numbers, question.place)
    if len(typed) > MAX_LENGTH:
        raise UnreadableAnswer("too_long", MAX_LENGTH)
    meanings = _MEANINGS[question.kind](question, numbers)
    choice = typed.strip()
    if choice not in meanings:
        raise UnreadableAnswer("not_a_choice" if choice else "empty")
    if meanings[choice] == answer(question, numbers):
        return RIGHT
    return Verdict(right=False, concerns=_LOOK_AT[question.kind](question.place))


_Meanings = Mapping[str, str | Place]

_MEANINGS: Mapping[Kind, Callable[[Question, Pass], _Meanings]] = {
    "sign": lambda _question, _numbers: {sign: sign for sign in SIGNS},
    "gate": lambda _question, _numbers: {gate: gate for gate in GATES},
    "which": lambda question, numbers: {str(Choice(at.unit, at.input)): at for at in choices(question, numbers)},
}
"""What the texts mean that answer a question."""

_LOOK_AT: Mapping[Kind, Callable[[Place], tuple[Place, ...]]] = {
    "sign": lambda place: (place,),
    "gate": lambda place: (place.at("Z"),),
    "which": lambda _place: (),
}
"""Where to look again after a wrong choice."""
