"""Quantities and stages: what one training iteration computes, and how the screen names it."""

from dataclasses import dataclass
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

    X has layer 0; Y and C have the layer of the output.
    """

    symbol: str
    layer: int


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: its number (1 … count), its kind, its layer and the quantities it computes.

    `layer` is None for the cost and the update. `name` follows the article: with one hidden layer
    Zh, H, Zo, ŷ, Eo, Eh, dWo, dWh; with more, layers are numbered; a single neuron has no subscripts.
    """

    index: int
    kind: Kind
    layer: int | None
    name: str
    computes: tuple[Quantity, ...]

    @property
    def phase(self) -> Phase:
        """The part of the iteration to which the stage belongs."""
        return PHASES[self.kind]


def symbol(quantity: Quantity, depth: int) -> str:
    """The article's name for a quantity in a network with `depth` layers of weights."""
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
