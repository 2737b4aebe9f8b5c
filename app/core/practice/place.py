"""A place of a pass: one number, with the sample that it belongs to; and the numbers of a pass, by place."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import numpy as np

from app.core.activations import Array
from app.core.architecture import Architecture
from app.core.keys import WEIGHTS, Key
from app.core.problem import Problem
from app.core.stages import Quantity, Stage
from app.core.tape import Tape

PER_SAMPLE = frozenset({"X", "Y", "Z", "H", "R", "M", "E"})  # letters of numbers that each sample has its own of


class Place(NamedTuple):
    """One number: its letter, its layer, its unit, its sample and, for a weight, the input that it comes from.

    The letters are those of `app.core.keys`. Means over the batch (C, dW, dB) and parameters have no sample. `new` is
    for a weight or bias after the update.
    """

    letter: str
    layer: int
    unit: int
    sample: int | None = None
    input: int | None = None
    new: bool = False

    @property
    def key(self) -> Key:
        """The key of the number, without its sample."""
        return Key(self.letter, self.layer, self.unit, self.input)

    @property
    def cell(self) -> tuple[int, int]:
        """The row and the column of the number in the matrix of its letter and layer."""
        return (self.input if self.letter in WEIGHTS else self.sample) or 0, self.unit

    def at(self, letter: str, layer: int | None = None, unit: int | None = None) -> "Place":
        """The place of another letter that belongs to the same unit and sample, or to the unit and layer given."""
        return Place(
            letter,
            self.layer if layer is None else layer,
            self.unit if unit is None else unit,
            self.sample if letter in PER_SAMPLE else None,
        )


def places(stage: Stage, architecture: Architecture, sample: int) -> Iterator[Place]:
    """All numbers that a stage computes, of one sample where each sample has its own, in reading order."""
    for letter, layer in stage.computes:
        units = 1 if letter == "C" else architecture.sizes[layer]
        inputs = range(architecture.sizes[layer - 1]) if letter in WEIGHTS else (None,)
        for source in inputs:
            for unit in range(units):
                own = sample if letter in PER_SAMPLE else None
                yield Place(letter, layer, unit, own, source, stage.kind == "update")


@dataclass(frozen=True, eq=False)
class Pass:
    """The numbers of one iteration on `problem`, by letter and layer, each as a matrix.

    `matrix(letter, layer)` knows X, Y, W, B, Z, H, R, C, E, dW and dB. They need not be right: a faulty program has a
    pass too. `updated(letter, layer)` is W or B after the update.
    """

    architecture: Architecture
    problem: Problem
    matrix: Callable[[str, int], Array]
    updated: Callable[[str, int], Array]

    @property
    def samples(self) -> int:
        """m, the number of samples in the batch."""
        return len(self.problem.X)

    @property
    def rate(self) -> float:
        """The learning rate."""
        return self.problem.learning_rate

    def number(self, place: Place) -> float:
        """The number at a place."""
        numbers = self.updated if place.new else self.matrix
        return float(numbers(place.letter, place.layer)[place.cell])

    def of_stage(self, stage: Stage, sample: int) -> Iterator[tuple[Place, float]]:
        """All numbers that a stage computes, each with its place, in reading order."""
        found = places(stage, self.architecture, sample)
        for letter, layer in stage.computes:
            matrix = (self.updated if stage.kind == "update" else self.matrix)(letter, layer)
            numbers: list[float] = (matrix[sample] if letter in PER_SAMPLE else matrix).ravel().tolist()
            yield from zip(islice(found, len(numbers)), numbers, strict=True)

    def arriving(self, layer: int, sample: int) -> Array:
        """What a layer passes on: the inputs or its activations, one number per unit."""
        row: Array = self.matrix("H" if layer else "X", layer)[sample]
        return row

    def weights(self, layer: int) -> Array:
        """W of a layer, shape (inputs, units)."""
        return self.matrix("W", layer)

    def bias(self, layer: int, unit: int) -> float:
        """The bias of a unit, 0 in a network without biases."""
        return float(self.matrix("B", layer)[0, unit]) if self.architecture.bias else 0.0

    def message(self, layer: int, sample: int) -> Array:
        """What the units of a layer receive from the right: ŷ − y or C′(ŷ), or sums of error times weight."""
        if layer == self.architecture.depth:
            H, Y = (self.matrix(letter, layer)[sample : sample + 1] for letter in "HY")
            return np.asarray(self.architecture.cost.message(H, Y)[0])
        return np.asarray(self.weights(layer + 1) @ self.matrix("E", layer + 1)[sample])


def recorded(tape: Tape) -> Pass:
    """The numbers of a recorded iteration, which are right."""

    def matrix(letter: str, layer: int) -> Array:
        return np.atleast_2d(tape.value(Quantity(letter, layer)))

    def updated(letter: str, layer: int) -> Array:
        layers = tape.updated.W if letter == "W" else tape.updated.B or ()
        return np.atleast_2d(layers[layer - 1])

    return Pass(tape.network.architecture, tape.problem, matrix, updated)
