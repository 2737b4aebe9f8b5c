"""The lens on the curve of lesson 1: the surroundings of the point, so much larger that the curve is its tangent.

Three values of the function make the curve in it, a parabola; `static/js/lessons/chain-rule/rules.js` has the same
rule.
"""

from typing import NamedTuple

ZOOM = 20
STEP = 0.05  # from value to value
BEYOND = 1.2  # how far the lines go beyond the rim, where they are cut off


class Lens(NamedTuple):
    """The lens around its middle, in units of the drawing: its place and size, the curve and, if known, the tangent."""

    x: float
    y: float
    radius: float
    pitch: float  # of the squares
    curve: str
    tangent: str


def lens(place: tuple[float, float, float], unit: float, values: tuple[float, float, float], known: bool) -> Lens:
    """The lens at (x, y, radius) for a function with these values a step before the point, there, and a step after."""
    x, y, radius = place
    return Lens(x, y, radius, unit * ZOOM * STEP, *paths(radius, unit, values, known))


def paths(radius: float, unit: float, values: tuple[float, float, float], known: bool) -> tuple[str, str]:
    """The curve in the lens, and its tangent or ""."""
    before, here, after = values
    steep, bend = (after - before) / (2 * STEP), (after - 2 * here + before) / (2 * STEP**2)
    far = BEYOND * radius
    rise, sag = far * steep, bend * far**2 / (unit * ZOOM)
    curve = f"M{-far:.1f} {rise - sag:.1f}Q0 {sag:.1f} {far:.1f} {-rise - sag:.1f}"
    return curve, f"M{-far:.1f} {rise:.1f}L{far:.1f} {-rise:.1f}" if known else ""
