"""The order of one training iteration. This is the only module that knows it or counts its stages.

Forward: weighted input and activation, layer by layer. Then the cost. Backward: the error and the
derivatives of each layer, last layer first. Then the update of all weights at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from app.core.stages import Kind, Quantity, Stage, symbol

_Row = tuple[Kind, int | None, tuple[Quantity, ...]]


@dataclass(frozen=True, eq=False)
class Iteration:
    """The stages of one iteration of a network with `depth` layers of weights, with or without biases.

    Stages are numbered from 1 to `count`; the number 0 means that no stage is revealed yet.
    """

    depth: int
    bias: bool

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """All stages in order."""
        found: list[Stage] = []
        for kind, layer, computes in _order(self.depth, self.bias):
            name = {"cost": "C", "update": "update"}.get(kind) or symbol(computes[0], self.depth)
            found.append(Stage(len(found) + 1, kind, layer, name, computes))
        return tuple(found)

    @cached_property
    def count(self) -> int:
        """The number of stages."""
        return len(self.stages)

    def of(self, kind: Kind, layer: int | None = None) -> int:
        """The number of the stage of this kind and layer; the cost and the update have no layer.

        Raises KeyError if there is no such stage.
        """
        return self._numbers[kind, layer]

    @cached_property
    def forward_end(self) -> int:
        """The stage at which the forward pass is done: the cost."""
        return self.of("cost")

    @cached_property
    def backward_end(self) -> int:
        """The stage at which the backward pass is done: the derivatives of the first layer."""
        return self.of("derivative", 1)

    def stage(self, number: int) -> Stage | None:
        """The stage with this number, or None for 0."""
        return self.stages[number - 1] if number else None

    def computing(self, quantity: tuple[str, int]) -> int:
        """The number of the stage that computes a quantity (a letter and a layer), or 0 if it is given at the start.

        Weights and biases are given; the update replaces them.
        """
        return self._computing.get(quantity, 0)

    @cached_property
    def _numbers(self) -> dict[tuple[Kind, int | None], int]:
        return {(stage.kind, stage.layer): stage.index for stage in self.stages}

    @cached_property
    def _computing(self) -> dict[tuple[str, int], int]:
        return {quantity: stage.index for stage in self.stages if stage.kind != "update" for quantity in stage.computes}


# 30 µs for 2-3-1, 190 µs for ten hidden layers; there are at most 24, and each step asks for one
@lru_cache(maxsize=64)
def iteration(depth: int, bias: bool) -> Iteration:
    """The iteration of every network with this depth. There are at most 24, and each step asks for one."""
    return Iteration(depth, bias)


def _order(depth: int, bias: bool) -> Iterator[_Row]:
    Q, layers = Quantity, range(1, depth + 1)

    def parameters(l: int, d: str = "") -> tuple[Quantity, ...]:
        return (Q(f"{d}W", l), Q(f"{d}B", l)) if bias else (Q(f"{d}W", l),)

    for l in layers:
        yield "weighted_input", l, (Q("Z", l),)
        yield "activation", l, (Q("H", l),)
    yield "cost", None, (Q("C", depth),)
    for l in reversed(layers):
        yield "error", l, (Q("E", l),)
        yield "derivative", l, parameters(l, "d")
    yield "update", None, tuple(q for l in layers for q in parameters(l))
