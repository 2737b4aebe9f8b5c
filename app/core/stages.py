"""The order of one training iteration. `stages` is the one place that knows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

Kind = Literal["weighted_input", "activation", "cost", "error", "derivative", "update"]
Phase = Literal["start", "forward", "cost", "backward", "update"]

PHASES: dict[Kind, Phase] = {
    "weighted_input": "forward",
    "activation": "forward",
    "cost": "cost",
    "error": "backward",
    "derivative": "backward",
    "update": "update",
}


class Quantity(NamedTuple):
    """A matrix of the pass: its letter (X, Y, W, B, Z, H, R for R', C, E, dW, dB) and its layer.

    X has layer 0; the layer of Y and C is that of the output.
    """

    symbol: str
    layer: int


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: its place (1 … count), what it computes and which quantities it uses.

    `layer` is None for the cost and the update. `name` follows the article: one hidden layer
    gives Zh, H, Zo, ŷ, Eo, Eh, dWo, dWh; more are numbered; a single neuron has no letters.
    """

    index: int
    kind: Kind
    layer: int | None
    name: str
    gives: tuple[Quantity, ...]
    uses: tuple[Quantity, ...]

    @property
    def phase(self) -> Phase:
        """The part of the iteration that the stage belongs to."""
        return PHASES[self.kind]


def symbol(quantity: Quantity, depth: int) -> str:
    """The name of a quantity in a network of `depth` layers of weights, as the article writes it."""
    letter, layer = quantity
    if letter in ("X", "Y", "C"):
        return letter
    if letter == "H" and layer == 0:
        return "X"
    if letter == "H" and layer == depth:
        return "ŷ"
    if depth == 1:
        return "Eo" if letter == "E" else letter
    if depth == 2:
        return "H" if letter == "H" else letter + "ho"[layer - 1]
    return f"{letter}{layer}"


@lru_cache(maxsize=64)
def stages(depth: int, bias: bool = True) -> tuple[Stage, ...]:
    """The 4·depth + 2 stages of one iteration, in their order.

    Forward: weighted input and activation, layer by layer; the cost; backward: the error and
    the derivatives of each layer, last layer first; then the update of all weights at once.
    """
    found: list[Stage] = []
    for kind, layer, gives, uses in _order(depth, bias):
        name = {"cost": "C", "update": "update"}.get(kind) or symbol(gives[0], depth)
        found.append(Stage(len(found) + 1, kind, layer, name, gives, uses))
    return tuple(found)


_Row = tuple[Kind, int | None, tuple[Quantity, ...], tuple[Quantity, ...]]


def _order(depth: int, bias: bool) -> Iterator[_Row]:
    Q, layers = Quantity, range(1, depth + 1)

    def parameters(l: int, d: str = "") -> tuple[Quantity, ...]:
        return (Q(f"{d}W", l), Q(f"{d}B", l)) if bias else (Q(f"{d}W", l),)

    for l in layers:
        yield "weighted_input", l, (Q("Z", l),), (Q("H", l - 1), *parameters(l))
        yield "activation", l, (Q("H", l),), (Q("Z", l),)
    yield "cost", None, (Q("C", depth),), (Q("H", depth), Q("Y", depth))
    yield "error", depth, (Q("E", depth),), (Q("H", depth), Q("Y", depth), Q("Z", depth))
    yield "derivative", depth, parameters(depth, "d"), (Q("E", depth), Q("H", depth - 1))
    for l in range(depth - 1, 0, -1):
        yield "error", l, (Q("E", l),), (Q("E", l + 1), Q("W", l + 1), Q("Z", l))
        yield "derivative", l, parameters(l, "d"), (Q("E", l), Q("H", l - 1))
    weights = tuple(q for l in layers for q in parameters(l))
    yield "update", None, weights, (*weights, *(q for l in layers for q in parameters(l, "d")))
