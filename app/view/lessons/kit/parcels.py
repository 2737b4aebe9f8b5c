"""Parcels that arrive at a unit: what each output sends back, stacked from a zero line, then their sum.

A parcel is an error times a weight. Each bar begins where the one before it ended, so that the last ends at the sum.
`static/js/lessons/many-paths/parcels.js` draws the same while a weight is dragged, and lets the parcels run along their
edges.
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from app.view.words import numbers

LONGEST = 160.0  # of a parcel of size 1; shorter if the tray has no room for all of them
DIGIT = 8.0  # how wide a character of a label is
GAP = 10.0
FAR = 1.5  # however far off a guess is, the parcels can still be seen beside it


class Bar(NamedTuple):
    """One bar of a tray: what it is ("one", "sum" or "you"), its number, its place, and the place of its number."""

    kind: str
    text: str
    sign: str
    x: float
    width: float
    label: float
    inside: bool  # whether the number has room in the bar


class Tray(NamedTuple):
    """The bars from above, and where the zero line is, from the left of the tray."""

    zero: float
    bars: tuple[Bar, ...]


class Guessed(NamedTuple):
    """What the reader guessed of the sum, and the words beside it, as in "you: 0.9"."""

    value: float
    words: str


class _Row(NamedTuple):
    """A bar in its own numbers: what it stands for, and from where to where it is drawn."""

    kind: str
    words: str
    value: float
    start: float
    end: float


def tray(
    width: float, parcels: Sequence[float], locale: str, total: bool = False, guess: Guessed | None = None
) -> Tray:
    """The parcels in a tray of that width; with their sum and with what the reader guessed, if these may be shown."""
    rows = _rows(parcels, total, guess, locale)
    ends = [0.0, *(row.end for row in rows)]
    low, high = min(ends), max(ends)
    scale = min(LONGEST, width / (high - low)) if high > low else LONGEST
    zero = (width - scale * (high - low)) / 2 - scale * low
    return Tray(round(zero, 1), tuple(_bar(row, zero, scale, width) for row in rows))


def _rows(parcels: Sequence[float], total: bool, guess: Guessed | None, locale: str) -> list[_Row]:
    def text(value: float) -> str:
        return numbers.text(round(value, 9), locale)

    ends = [0.0, *accumulate(parcels)]
    rows = [_Row("one", text(row[0]), *row) for row in zip(parcels, ends[:-1], ends[1:], strict=True)]
    if total:
        rows.append(_Row("sum", text(ends[-1]), ends[-1], 0.0, ends[-1]))
    if guess is not None:
        far = FAR * max(map(abs, ends)) or 1.0
        rows.append(_Row("you", guess.words, guess.value, 0.0, min(max(guess.value, -far), far)))
    return rows


def _bar(row: _Row, zero: float, scale: float, room: float) -> Bar:
    x, wide = zero + scale * min(row.start, row.end), scale * abs(row.end - row.start)
    needed = DIGIT * len(row.words) + GAP
    inside, after = wide >= needed, x + wide + needed / 2
    label = x + wide / 2 if inside else after if after + needed / 2 <= room else x - needed / 2
    sign = numbers.sign(round(row.value, 9))
    return Bar(row.kind, row.words, sign, round(x, 1), round(wide, 1), round(label, 1), inside)
