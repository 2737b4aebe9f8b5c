"""Curved edges between units, and where their labels have room."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

Point = tuple[float, float]
PREFERRED = (0.5, 0.36, 0.64, 0.24, 0.76, 0.3, 0.7, 0.16, 0.84)  # how far along its edge a label is, best first


class Box(NamedTuple):
    """A rectangle by its middle and its size."""

    at: Point
    width: float
    height: float

    def touches(self, other: "Box") -> bool:
        """Whether the two overlap."""
        (x, y), (other_x, other_y) = self.at, other.at
        across, down = (self.width + other.width) / 2, (self.height + other.height) / 2
        return abs(x - other_x) < across and abs(y - other_y) < down


def curved(start: Point, end: Point) -> str:
    """The path of an edge, which leaves and arrives level."""
    (x0, y0), (x1, y1) = start, end
    middle = (x0 + x1) / 2
    return f"M{x0:g} {y0:g}C{middle:g} {y0:g} {middle:g} {y1:g} {x1:g} {y1:g}"


def along(start: Point, end: Point, t: float) -> Point:
    """The point of that path at t, from 0 at its start to 1 at its end."""
    (x0, y0), (x1, y1) = start, end
    bends = 3 * (1 - t) * t  # the Bernstein weights of the two inner points add up to this
    return (
        round((1 - t) ** 3 * x0 + bends * (x0 + x1) / 2 + t**3 * x1, 1),
        round((1 - t) ** 3 * y0 + bends * ((1 - t) * y0 + t * y1) + t**3 * y1, 1),
    )


def labelled(edges: Sequence[tuple[Point, Point]], size: Point, taken: Iterable[Box] = ()) -> tuple[Point, ...]:
    """The middles of labels of that size, one on each edge, that overlap neither each other nor the boxes `taken`.

    Where there is no room for all of them, each is in the middle of its edge.
    """
    boxes = tuple(taken)
    places = [[Box(along(*edge, t), *size) for t in PREFERRED] for edge in edges]
    free = [[place for place in row if not any(map(place.touches, boxes))] for row in places]
    found = _apart(free, ()) or [row[0] for row in places]
    return tuple(place.at for place in found)


def _apart(rows: Sequence[Sequence[Box]], placed: tuple[Box, ...]) -> tuple[Box, ...] | None:
    """One box of each row, none of which touches another or those that are placed; None if there is no such choice."""
    if not rows:
        return placed
    for box in rows[0]:
        if not any(map(box.touches, placed)) and (found := _apart(rows[1:], (*placed, box))):
            return found
    return None
