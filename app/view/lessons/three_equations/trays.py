"""The tray of a hidden unit, in which what the outputs send back is stacked, signs and all."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from app.view.diagram.layout import Box
from app.view.lessons.three_equations import layout as places
from app.view.lessons.three_equations.network import Sketch
from app.view.words import numbers

LONGEST = 150.0  # the longest bar
FITS, WORDS = 46.0, 80.0  # the shortest bars that have room for a number, and for a word before it


class Bar(NamedTuple):
    """A bar of a tray, from the place where the last one ended: its kind is "share", "sum" or "you"."""

    kind: str
    x: float
    y: float
    width: float
    sign: str
    text: str

    @property
    def inside(self) -> bool:
        """Whether there is room for the words in the bar."""
        return self.width >= (WORDS if self.kind == "you" else FITS)


class Tray(NamedTuple):
    """What arrives at a unit: its box, the zero line, and the bars; none before anything has arrived."""

    unit: str
    box: Box
    zero: float
    bars: tuple[Bar, ...]


def tray(sketch: Sketch, k: int, sent: Sequence[float] | None, guess: float | None) -> Tray:
    """The tray of hidden unit k: the shares, each from where the last one ended, their sum, and the guess."""
    box = places.tray(sketch.place, sketch.box(1, k), sketch.sizes[-1])
    name = f"{k}"
    if sent is None:
        return Tray(name, box, box.right, ())
    ends = [0.0, *np.cumsum(sent).tolist()]
    shown = ends if guess is None else [*ends, guess]
    low, high = min(shown), max(shown)
    unit = min(sketch.place.scale, (min(LONGEST, box.width - 38)) / ((high - low) or 1.0))
    zero = round(box.right - 18 - high * unit, 1)

    def bar(kind: str, row: int, start: float, value: float) -> Bar:
        x = zero + min(start, start + value) * unit
        sign = numbers.sign(value)
        text = numbers.text(value, sketch.locale)
        shown_text = f"+{text}" if kind == "share" and value > 0 else text
        return Bar(kind, round(x, 1), box.y + 9 + 26 * row, round(abs(value) * unit, 1), sign, shown_text)

    bars = [bar("share", row, ends[row], value) for row, value in enumerate(sent)]
    bars.append(bar("sum", len(sent), 0.0, ends[-1]))
    if guess is not None:
        bars.append(bar("you", len(sent) + 1, 0.0, guess))
    return Tray(name, box, zero, tuple(bars))
