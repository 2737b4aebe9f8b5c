"""Several hidden layers as dots, with the paths from their first unit to the outputs."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from app.view.lessons.kit.edges import Point

MAX_WALKS = 30  # that are shown one after the other


class Dots(NamedTuple):
    """Several hidden layers and the outputs as dots.

    `edges` are all edges of a gap as one path, `first` those of the first gap that leave its first unit; `walks` are
    some paths from that unit to the outputs.
    """

    width: float
    height: float
    radius: float
    layers: tuple[tuple[Point, ...], ...]
    edges: tuple[str, ...]
    first: str
    walks: tuple[str, ...]


def dots(view: str, sizes: Sequence[int]) -> Dots:
    """The hidden layers and the outputs of a network, given by their sizes."""
    width, height = (360.0, 230.0) if view == "phone" else (848.0, 330.0)
    radius = min(13.0, height / max(sizes) / 3, width / len(sizes) / 5)
    across = (width - 4 * radius) / max(1, len(sizes) - 1)
    layers = tuple(
        tuple((round(2 * radius + across * l, 1), round(height * (k + 0.5) / count, 1)) for k in range(count))
        for l, count in enumerate(sizes)
    )
    edges = tuple("".join(_line(a, b) for a in before for b in after) for before, after in pairwise(layers))
    first = "".join(_line(layers[0][0], b) for b in layers[1])
    return Dots(width, height, round(radius, 1), layers, edges, first, _walks(layers))


def _line(one: Point, other: Point) -> str:
    return "M{:g} {:g}L{:g} {:g}".format(*one, *other)


def _walks(layers: Sequence[Sequence[Point]]) -> tuple[str, ...]:
    """The first paths from the first unit of the first layer, spread over all of them if there are more."""
    total = 1
    for layer in layers[1:]:
        total *= len(layer)
    shown = min(total, MAX_WALKS)
    return tuple(_walk(layers, total * k // shown) for k in range(shown))


def _walk(layers: Sequence[Sequence[Point]], index: int) -> str:
    points = [layers[0][0]]
    for layer in layers[1:]:
        index, unit = divmod(index, len(layer))
        points.append(layer[unit])
    return "M" + "L".join("{:g} {:g}".format(*point) for point in points)
