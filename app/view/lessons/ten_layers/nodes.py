"""The chain as a picture: one box per layer, its activation above its error, with the weights between the boxes."""

from typing import NamedTuple

from markupsafe import Markup

from app.core.tape import Tape
from app.view.lessons.kit.scalar_chain import Value, weight
from app.view.quantities import symbols
from app.view.words import numbers


class Node(NamedTuple):
    """One layer: the weight that leads to it, its activation and its error."""

    layer: int
    name: Markup
    weight: Markup
    weight_value: Value
    activation: Value
    error: Value


class Picture(NamedTuple):
    """The input, the layers and the cost of a chain."""

    x: str
    y: str
    cost: str
    nodes: tuple[Node, ...]


def picture(tape: Tape, locale: str) -> Picture:
    """The chain with two decimals, because thirteen boxes share a row."""
    depth = tape.network.architecture.depth
    nodes = tuple(_node(tape, layer, depth, locale) for layer in range(1, depth + 1))
    given = (float(each[0, 0]) for each in (tape.problem.X, tape.problem.Y))
    x, y = (numbers.text(each, locale, 2) for each in given)
    return Picture(x, y, numbers.text(tape.cost, locale), nodes)


def _node(tape: Tape, layer: int, depth: int, locale: str) -> Node:
    activation, w = float(tape.H[layer - 1][0, 0]), float(tape.network.W[layer - 1][0, 0])
    E = float(tape.E[layer - 1][0, 0])
    return Node(
        layer,
        symbols.unit(layer, 0, (1,) * (depth + 1)).html,
        weight(layer, depth),
        Value(numbers.text(w, locale, 2), numbers.sign(w), "W", layer),
        Value(numbers.text(activation, locale, 2), numbers.sign(activation), "H", layer),
        Value(numbers.text(E, locale, 2), numbers.sign(E), "E", layer),
    )
