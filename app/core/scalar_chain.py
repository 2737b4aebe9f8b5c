"""A scalar chain: a network with one unit per layer, in which every derivative is a product of numbers.

It counts what the article is about: the multiplications for all derivatives if each product is
written out, and if the error of each layer is kept and reused (memoization).
"""

from dataclasses import dataclass
from itertools import pairwise
from math import prod
from typing import Literal, NamedTuple

from app.core.stages import Quantity
from app.core.tape import Tape

Part = Literal["difference", "slope", "weight", "input"]


class Factor(NamedTuple):
    """One factor of a derivative: its kind, its layer and its value in this pass.

    A difference is ŷ − y, a slope R'(Z_l), a weight w_l, an input H_{l-1} (x for the first layer).
    """

    part: Part
    layer: int
    value: float

    @property
    def quantity(self) -> Quantity:
        """The quantity that contains the factor; for the difference, the target."""
        letter = {"difference": "Y", "slope": "R", "weight": "W", "input": "H"}[self.part]
        return Quantity(letter, self.layer - (self.part == "input"))


@dataclass(frozen=True, slots=True)
class Derivative:
    """The derivative with respect to the weight of `layer`: 2(L − l) + 3 factors, output first.

    The first `shared` factors also begin the derivative of the next weight towards the output.
    They are exactly the error of that layer, E_{l+1}.
    """

    layer: int
    factors: tuple[Factor, ...]
    shared: int

    @property
    def value(self) -> float:
        """The product of the factors."""
        return prod(factor.value for factor in self.factors)

    @property
    def written_out(self) -> int:
        """The multiplications in the written-out product: one fewer than its factors."""
        return len(self.factors) - 1

    @property
    def memoized(self) -> int:
        """The multiplications that remain if the error of the next layer towards the output is kept."""
        return len(self.factors) - self.shared - (0 if self.shared else 1)


def derivatives(tape: Tape) -> tuple[Derivative, ...]:
    """The derivatives of a scalar chain in the order of the backward pass, that of the last weight first.

    Raises ValueError for a network with more than one unit in a layer, for a batch, and for a loss
    for which the output error is not (ŷ − y) · R'.
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


def factors(depth: int, layer: int) -> int:
    """2(L − l) + 3: the factors of the derivative with respect to the weight of `layer` (see `Derivative`)."""
    return 2 * (depth - layer) + 3


def written_out(depth: int) -> int:
    """L(L + 1): the multiplications for all L derivatives if each is written out."""
    return depth * (depth + 1)


def memoized(depth: int) -> int:
    """3L − 1: the multiplications for all L derivatives if the error of each layer is kept."""
    return 3 * depth - 1


def paths(sizes: tuple[int, ...], layer: int = 1) -> int:
    """The number of paths from one unit of `layer` to the outputs; each is one written-out product."""
    return prod(n for _, n in pairwise(sizes[layer:]))
