"""Fog over a plot, and the clearings in it, as plain numbers and paths.

The fog is the sign of weather maps, rows of strokes, so that it prints. Each row is one path whose dashes the style
sheet makes; it is interrupted where a clearing is.
"""

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

PITCH = 15.5  # between two rows
INSET = 8.0


class Clearing(NamedTuple):
    """A round place without fog."""

    x: float
    y: float
    r: float


def rows(width: float, height: float, clearings: Sequence[Clearing]) -> tuple[str, ...]:
    """The path of each row of strokes, from the top; a row that is all clearing has an empty path."""
    count = int((height - INSET) // PITCH)
    heights = [round((k + 0.75) * PITCH, 1) for k in range(count + 1) if (k + 0.75) * PITCH < height - INSET / 2]
    return tuple(_row(y, width, clearings) for y in heights)


def _row(y: float, width: float, clearings: Sequence[Clearing]) -> str:
    start, parts = INSET, []
    for left, right in sorted(_gaps(y, clearings)):
        if left > start:
            parts.append((start, min(left, width - INSET)))
        start = max(start, right)
    if start < width - INSET:
        parts.append((start, width - INSET))
    return "".join(f"M{left:g} {y:g}H{right:g}" for left, right in parts if right > left)


def _gaps(y: float, clearings: Sequence[Clearing]) -> list[tuple[float, float]]:
    """From where to where a row is interrupted."""
    near = ((x, r * r - (y - middle) ** 2) for x, middle, r in clearings)
    return [(round(x - sqrt(square), 1), round(x + sqrt(square), 1)) for x, square in near if square > 0]
