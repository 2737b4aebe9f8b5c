"""The marks of the drawing as SVG: symbols, the curve of an activation, gates, dots. Strings, made from numbers."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from markupsafe import Markup

from app.core.activations import ACTIVATIONS as FUNCTIONS
from app.view.diagram.edge_curve import short
from app.view.diagram.layout import Box
from app.view.functions.activations import ACTIVATIONS, Plot
from app.view.quantities.symbols import Name
from app.view.words.numbers import sign


def svg(text: str) -> Markup:
    """Markup of our own making: numbers, letters and escaped words."""
    return Markup(text)  # noqa: S704


def symbol(name: Name) -> str:
    """A letter with its subscript, inside a text element; what follows is on the baseline again."""
    return f'{name.letter}<tspan class="sub" dy="4">{name.sub}</tspan>' if name.sub else name.letter


def rect(kind: str, box: Box, radius: float) -> str:
    """A rounded rectangle."""
    x = f' x="{short(box.x)}"' if box.x else ""
    y = f' y="{short(box.y)}"' if box.y else ""
    return f'<rect class="{kind}"{x}{y} width="{short(box.width)}" height="{short(box.height)}" rx="{radius:g}"/>'


def text(kind: str, x: float, y: float, content: str) -> str:
    """A line of text; the class says to which side of x it goes."""
    return f'<text class="{kind}" x="{short(x)}" y="{short(y)}">{content}</text>'


POINTS = 24


class Curve(NamedTuple):
    """R drawn around (x, y) with `half` pixels to each side."""

    name: str
    x: float
    y: float
    half: float

    def at(self, z: float, h: float) -> tuple[float, float]:
        """Where the point Z = z, R(Z) = h is drawn."""
        reach, zero, one = _plot(self.name)
        return self.x + self.half * z / reach, self.y + self.half * (zero - one * h)

    def dot(self, z: float, h: float) -> tuple[float, float]:
        """The same for any Z: beyond the reach, the end of the curve."""
        reach = _plot(self.name).reach
        return self.at(z, h) if abs(z) <= reach else _ends(self)[z > 0]


def _plot(name: str) -> Plot:
    plot = ACTIVATIONS[name].plot
    if plot is None:
        raise ValueError(f"{name} has no curve")
    return plot


@lru_cache(maxsize=64)
def _ends(curve: Curve) -> tuple[tuple[float, float], tuple[float, float]]:
    reach, function = _plot(curve.name).reach, FUNCTIONS[curve.name]
    low, high = (float(function.of(np.array([[z]]))[0, 0]) for z in (-reach, reach))
    return curve.at(-reach, low), curve.at(reach, high)


@lru_cache(maxsize=64)
def drawn(curve: Curve) -> str:
    """The axes and the curve, from the function itself; straight parts have no points in them."""
    reach = _plot(curve.name).reach
    Z = np.linspace(-reach, reach, POINTS + 1)[None]
    points = [curve.at(float(z), float(h)) for z, h in zip(Z[0], FUNCTIONS[curve.name].of(Z)[0], strict=True)]
    bends = [b for a, b, c in zip(points, points[1:], points[2:], strict=False) if _bent(a, b, c)]
    path = "L".join(f"{short(x)} {short(y)}" for x, y in (points[0], *bends, points[-1]))
    x0, y0 = curve.at(0.0, 0.0)
    half = curve.half
    axes = f"M{short(x0 - half)} {short(y0)}h{short(2 * half)}M{short(x0)} {short(curve.y - half)}v{short(2 * half)}"
    return f'<path class="axis" d="{axes}"/><path class="curve" d="M{path}"/>'


def _bent(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> bool:
    area = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])
    return abs(area) > 1e-3


@lru_cache(maxsize=4096)
def dot(curve: Curve, z: float, h: float) -> str:
    """Z on the curve."""
    x, y = curve.dot(z, h)
    return f'<circle class="dot" cx="{short(x)}" cy="{short(y)}" r="{"4.5" if curve.half > 10 else "3.5"}"/>'


class Gate(NamedTuple):
    """The lower half of the gate column: its box, and the room for words over a narrow opening.

    `jamb` is the width of a jamb and how high it may get; `opening` is that of slope 1; `corner` is
    the radius of the card's corner that the block fills, 0 where it touches none.
    """

    box: Box
    jamb: tuple[float, float]
    opening: float
    words: float
    corner: float


def narrow(form: Gate, slope: float) -> bool:
    """Whether an open gate is too low for the number of its slope."""
    return slope != 0 and form.opening * min(1.0, abs(slope)) < form.words


@lru_cache(maxsize=4096)
def gate(form: Gate, slope: float, message: float, *, current: bool) -> str:
    """R': two jambs whose opening is as high as the slope, or a block, with what it stops on its right face."""
    if slope == 0:
        return _block(form, message, current=current)
    x, y, width, height = form.box
    wide, high = form.jamb
    opening = form.opening * min(1.0, max(0.1, abs(slope)))
    top = y if opening >= form.words else y + form.words + 2  # a narrow opening is below its number
    each = min((y + height - top - opening) / 2, high)
    left, lower = short(x + (width - wide) / 2), short(y + height - each)
    side = f"h{wide:g}v{short(each)}h-{wide:g}z"
    return f'<path class="gate" d="M{left} {short(top)}{side}M{left} {lower}{side}"/>'


def _block(form: Gate, message: float, *, current: bool) -> str:
    x, y, width, height = form.box
    r = form.corner
    down = (
        f"v{short(height - r)}a{r:g} {r:g} 0 0 1-{r:g} {r:g}h-{short(width - r)}"
        if r
        else f"v{short(height)}h-{short(width)}"
    )
    block = f'<path class="block" d="M{short(x)} {short(y)}h{short(width)}{down}z"/>'
    if not (current and message) or r:
        return f'<g class="gate closed">{block}</g>'
    side = f"M{short(x + width - 4)} {short(y)}h4v{short(height)}h-4z"
    return f'<g class="gate closed">{block}<path class="sliver {sign(message)}" d="{side}"/></g>'
