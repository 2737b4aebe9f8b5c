"""A scalar chain: one unit per layer, so that every derivative is one product of plain numbers.

It counts what the article is about: how many multiplications all the derivatives take when each
is written out, and how many when each layer's error is kept (memoization).
"""

from dataclasses import dataclass
from itertools import pairwise
from math import prod
from typing import Literal, NamedTuple

from app.core.stages import Quantity
from app.core.tape import Tape

Part = Literal["difference", "slope", "weight", "input"]


class Factor(NamedTuple):
    """One factor of a derivative: what it is, in which layer, and its value in this pass.

    The difference is ŷ − y, a slope R'(Z_l), a weight w_l, an input H_{l-1} (x for the first layer).
    """

    part: Part
    layer: int
    value: float

    @property
    def quantity(self) -> Quantity:
        """The quantity that the factor is read from (for the difference, the target)."""
        letter = {"difference": "Y", "slope": "R", "weight": "W", "input": "H"}[self.part]
        return Quantity(letter, self.layer - (self.part == "input"))


@dataclass(frozen=True, slots=True)
class Derivative:
    """The derivative with respect to weight `layer`, written out as 2(L − l) + 3 factors, output first.

    `shared` is how many of the first factors are also in the row before it (that of the weight
    one layer nearer to the output): they are exactly the error of that layer, E_{l+1}.
    """

    layer: int
    factors: tuple[Factor, ...]
    shared: int

    @property
    def value(self) -> float:
        """Their product."""
        return prod(factor.value for factor in self.factors)

    @property
    def written_out(self) -> int:
        """Multiplications when the product is written out: one fewer than its factors."""
        return len(self.factors) - 1

    @property
    def memoized(self) -> int:
        """Multiplications when the error of the layer nearer to the output is kept."""
        return len(self.factors) - self.shared - (0 if self.shared else 1)


def derivatives(tape: Tape) -> tuple[Derivative, ...]:
    """The derivatives of a scalar chain, the last weight's first: the order of the backward pass.

    Raises ValueError for a network with more than one unit in a layer, or a loss whose C'(ŷ) is
    not ŷ − y taken with R'.
    """
    architecture = tape.network.architecture
    loss = architecture.cost
    if any(n != 1 for n in architecture.sizes) or len(tape.problem.X) > 1:
        raise ValueError("a scalar chain has one unit per layer and one sample")
    if loss.simplifies or not loss.sends_difference:
        raise ValueError("the derivatives of a scalar chain begin with ŷ − y and R′")
    rows: list[Derivative] = []
    depth = architecture.depth
    error: tuple[Factor, ...] = (
        Factor("difference", depth, float((tape.H[-1] - tape.problem.Y)[0, 0])),
        Factor("slope", depth, _slope(tape, depth)),
    )
    for l in range(depth, 0, -1):
        if l < depth:
            weight = Factor("weight", l + 1, float(tape.network.W[l][0, 0]))
            error = (*error, weight, Factor("slope", l, _slope(tape, l)))
        own = Factor("input", l, float(tape.value(Quantity("H", l - 1))[0, 0]))
        shared = len(error) - 2 if l < depth else 0
        rows.append(Derivative(l, (*error, own), shared))
    return tuple(rows)


def _slope(tape: Tape, layer: int) -> float:
    return float(tape.value(Quantity("R", layer))[0, 0])


def written_out(depth: int) -> int:
    """L(L + 1): multiplications of all L derivatives, each written out."""
    return depth * (depth + 1)


def memoized(depth: int) -> int:
    """3L − 1: multiplications of all L derivatives with each layer's error kept."""
    return 3 * depth - 1


def paths(sizes: tuple[int, ...], layer: int = 1) -> int:
    """How many paths lead from one unit of `layer` to the outputs: one product each, written out."""
    return prod(n for _, n in pairwise(sizes[layer:]))
