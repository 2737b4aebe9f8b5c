"""The gate of a unit, R′(Z): how much of the error that arrives passes through."""

from typing import NamedTuple

from app.view.diagram.edge_curve import short
from app.view.diagram.layout import Box
from app.view.diagram.svg import path, tag
from app.view.words.numbers import sign


class GateShape(NamedTuple):
    """The lower half of the gate column: its box, and the room for words over a narrow opening.

    `jamb` is the width of a jamb and how high it may get; `opening` is that of slope 1; `corner` is
    the radius of the card's corner that the block fills, 0 where it touches none.
    """

    box: Box
    jamb: tuple[float, float]
    opening: float
    words: float
    corner: float


def narrow(shape: GateShape, slope: float) -> bool:
    """Whether an open gate is too low for the number of its slope."""
    return slope != 0 and shape.opening * min(1.0, abs(slope)) < shape.words


def gate(shape: GateShape, slope: float, message: float, *, current: bool) -> str:
    """R': two jambs whose opening is as high as the slope, or a block, with what it stops on its right face."""
    if slope == 0:
        return _block(shape, message, current=current)
    x, y, width, height = shape.box
    wide, high = shape.jamb
    opening = shape.opening * min(1.0, max(0.1, abs(slope)))
    top = y if opening >= shape.words else y + shape.words + 2  # a narrow opening is below its number
    each = min((y + height - top - opening) / 2, high)
    left, lower = short(x + (width - wide) / 2), short(y + height - each)
    side = f"h{wide:g}v{short(each)}h-{wide:g}z"
    return path("gate", f"M{left} {short(top)}{side}M{left} {lower}{side}")


def _block(shape: GateShape, message: float, *, current: bool) -> str:
    x, y, width, height = shape.box
    r = shape.corner
    down = (
        f"v{short(height - r)}a{r:g} {r:g} 0 0 1-{r:g} {r:g}h-{short(width - r)}"
        if r
        else f"v{short(height)}h-{short(width)}"
    )
    block = path("block", f"M{short(x)} {short(y)}h{short(width)}{down}z")
    if not (current and message) or r:
        return tag("g", "gate closed", block)
    sliver = path(f"sliver {sign(message)}", f"M{short(x + width - 4)} {short(y)}h4v{short(height)}h-4z")
    return tag("g", "gate closed", block + sliver)
