"""The two straight machines of lesson 1 as gear wheels: one turn of the first wheel is so many of the last.

Wheels that mesh turn opposite ways, so a machine with a positive slope has a small wheel between the two.
"""

from collections.abc import Sequence
from math import cos, pi, radians, sin
from typing import NamedTuple

TEETH, BETWEEN = 24, 8  # of the larger wheel, and of the small one in between
LEAST, MOST = 0.2, 5.0  # the slopes that wheels can be cut for
DEGREES = 40.0  # that a wheel turns for 1
DEPTH = 0.85  # of a tooth, in modules to either side
WIDE, NARROW = 0.3, 0.16  # half a tooth at its foot and at its tip, as shares of the pitch

Place = tuple[float, float, float, float]


class Wheel(NamedTuple):
    """A wheel: its middle, its outline turned so that it meshes, its mark, and how far it turns.

    It is turned `degrees` for each 1 of the value number `value` along the row.
    """

    x: float
    y: float
    outline: str
    mark: float
    value: int
    degrees: float


def wheels(place: Place, slope: float, machine: int) -> tuple[Wheel, ...]:
    """The wheels of a machine with that slope, from its input to its output; none for a slope that has no wheels."""
    if not LEAST <= abs(slope) <= MOST:
        return ()
    teeth = [
        round(TEETH * min(1.0, abs(slope))),
        *([BETWEEN] if slope > 0 else []),
        round(TEETH / max(1.0, abs(slope))),
    ]
    x, y, width, height = place
    upright = height > width
    module = min(max(width, height) / (sum(teeth) + 2 * DEPTH), min(width, height) / (max(teeth) + 2 * DEPTH)) / 2
    at, towards = -module * sum(teeth), 90.0 if upright else 0.0
    found, phase = [], 0.0  # of the tooth nearest to where the wheels meet, in pitches
    for k, count in enumerate(teeth):
        pitch, at = 360 / count, at + module * count
        base = towards if k == 0 else towards + 180 - (phase + 0.5) * pitch
        phase = (base - towards) / pitch
        middle = (x + width / 2, y + height / 2 + at) if upright else (x + width / 2 + at, y + height / 2)
        last = k == len(teeth) - 1
        turns = DEGREES if k == 0 or last else -DEGREES * teeth[0] / count
        outline = _outline(count, module, base)
        found.append(
            Wheel(
                round(middle[0], 1), round(middle[1], 1), outline, round(module * count * 0.7, 1), machine + last, turns
            )
        )
        at += module * count
    return tuple(found)


def _outline(count: int, module: float, base: float) -> str:
    """A closed line around so many teeth, of which one is at `base` degrees."""
    foot, tip = module * (count - DEPTH), module * (count + DEPTH)
    corners: Sequence[tuple[float, float]] = ((-WIDE, foot), (-NARROW, tip), (NARROW, tip), (WIDE, foot))
    points = []
    for k in range(count):
        for share, radius in corners:
            angle = radians(base) + 2 * pi * (k + share) / count
            points.append(f"{radius * cos(angle):.1f} {radius * sin(angle):.1f}")
    return f"M{'L'.join(points)}Z"
