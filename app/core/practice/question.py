"""A question about the next stage: of which kind, and for which number."""

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple, get_args

import numpy as np

from app.core.practice.place import Pass, Place, places
from app.core.stages import Stage

Kind = Literal["number", "sign", "gate", "which"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Aspect = Literal["learns_nothing", "largest_error", "changes_most"]
Sign = Literal["negative", "zero", "positive"]
Gate = Literal["closed", "open"]
SIGNS: tuple[Sign, ...] = get_args(Sign)
GATES: tuple[Gate, ...] = get_args(Gate)

MAX_CHOICES = 16  # of a "which" question: each is a button
LEAD = 1.05  # how much larger the largest must be than the next to be asked for
ZERO = 1e-13  # what should be 0 comes this close to it in float64


class Question(NamedTuple):
    """What is asked about a stage, never its answer.

    `place` is the number asked for. In a question of the kind "which", `aspect` says what to look for; `place` is then
    the first of the numbers to choose from, all those of its letter and layer.
    """

    kind: Kind
    place: Place
    stage: int
    aspect: Aspect | None = None


def choices(question: Question, numbers: Pass) -> tuple[Place, ...]:
    """The numbers that a "which" question chooses from, in reading order."""
    letter, layer, sample = question.place.letter, question.place.layer, question.place.sample or 0
    stage = numbers.architecture.iteration.stages[question.stage - 1]
    return tuple(at for at in places(stage, numbers.architecture, sample) if (at.letter, at.layer) == (letter, layer))


def sign(number: float) -> Sign:
    """The sign of a number of the pass; what differs from 0 by rounding only is zero."""
    return "zero" if abs(number) <= ZERO else "negative" if number < 0 else "positive"


def gate(numbers: Pass, place: Place) -> Gate:
    """Whether the gate of the unit at a place is closed (slope 0) or lets an error pass."""
    Z = numbers.number(place.at("Z"))
    slope = numbers.architecture.layers[place.layer - 1].slope(np.array([[Z]])).item()
    return "closed" if slope == 0 else "open"


def answer(question: Question, numbers: Pass) -> Place | Sign | Gate | float:
    """The right answer: a number, a sign, the state of a gate or the place to choose."""
    return _ANSWERS[question.kind](question, numbers)


def aspect(stage: Stage, numbers: Pass, sample: int) -> Question | None:
    """The "which" question that has one clear answer at a stage, or None."""
    for row in _ASPECTS.get(stage.kind, ()):
        found = _asked(row, stage, numbers, sample)
        if found is not None:
            return found
    return None


class _Row(NamedTuple):
    aspect: Aspect
    letter: str
    fits: Callable[[list[float]], int | None]


def _only_zero(sizes: list[float]) -> int | None:
    """The one that is 0 while another is not."""
    zeros = [at for at, size in enumerate(sizes) if size <= ZERO]
    return zeros[0] if len(zeros) == 1 and len(sizes) > 1 else None


def _clearly_largest(sizes: list[float]) -> int | None:
    if len(sizes) < 2:
        return None
    at = max(range(len(sizes)), key=sizes.__getitem__)
    others = max(size for k, size in enumerate(sizes) if k != at)
    return at if sizes[at] > max(LEAD * others, ZERO) else None


_ASPECTS: Mapping[str, tuple[_Row, ...]] = {
    "error": (_Row("learns_nothing", "E", _only_zero), _Row("largest_error", "E", _clearly_largest)),
    "derivative": (_Row("changes_most", "dW", _clearly_largest),),
}
_FITS: Mapping[Aspect, Callable[[list[float]], int | None]] = {
    row.aspect: row.fits for rows in _ASPECTS.values() for row in rows
}


def _asked(row: _Row, stage: Stage, numbers: Pass, sample: int) -> Question | None:
    found = [at for at in places(stage, numbers.architecture, sample) if at.letter == row.letter]
    if len(found) > MAX_CHOICES or row.fits(_sizes(found, numbers)) is None:
        return None
    return Question("which", found[0], stage.index, row.aspect)


def _sizes(found: list[Place] | tuple[Place, ...], numbers: Pass) -> list[float]:
    return [abs(numbers.number(at)) for at in found]


def _which(question: Question, numbers: Pass) -> Place:
    found = choices(question, numbers)
    if question.aspect is None:
        raise ValueError(question)
    return found[_FITS[question.aspect](_sizes(found, numbers)) or 0]


_ANSWERS: Mapping[Kind, Callable[[Question, Pass], Place | Sign | Gate | float]] = {
    "number": lambda question, numbers: numbers.number(question.place),
    "sign": lambda question, numbers: sign(numbers.number(question.place)),
    "gate": lambda question, numbers: gate(numbers, question.place),
    "which": _which,
}
