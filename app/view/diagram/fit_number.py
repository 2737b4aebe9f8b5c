"""A printed number that fits its cell in the widest font: first smaller type, then less precision.

A number that is not 0 is never printed as 0: where no decimal of it fits, its power of ten is printed. It is read out
as it is printed where there is room.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from app.view.diagram import spoken
from app.view.words import numbers
from app.view.words.language import Language

# Widths in em of DejaVu Sans Bold, the widest of the fonts that may be there.
_WIDTHS = {numbers.MINUS: 0.838, "×": 0.838, ".": 0.38, ",": 0.38, "·": 0.38, "⁻": 0.528, "∞": 0.838}
_WIDTHS |= dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹", 0.438)
_DIGIT = 0.696


class Room(NamedTuple):
    """How wide a number may be, in em: at its own size, and in the smaller type."""

    own: float
    small: float
    decimals: int = 3


COST_SMALL = 4.95  # em that the cost has in smaller type, wherever it is printed: so it is the same number everywhere


class Fitted(NamedTuple):
    """A number as it is printed and as it is read out; `small` is the class of the smaller type, or nothing."""

    text: str
    said: str
    small: str


def width(shown: str) -> float:
    """The width of a printed number, in em."""
    return sum(_WIDTHS.get(glyph, _DIGIT) for glyph in shown)


# 90 µs per step: most numbers of a drawing are those of the step before
@lru_cache(maxsize=8192)
def fitted(value: float, room: Room, language: Language) -> Fitted:
    """The number with as much precision as there is room for."""
    shown, wide = "", 0.0
    for shown in _shorter(value, room.decimals, language.locale):
        wide = width(shown)
        if wide <= room.small:
            break
    said = spoken.said(numbers.text(value, language.locale), language)
    return Fitted(shown, said, " small" if wide > room.own else "")


def slope(value: float, room: Room, language: Language) -> Fitted | None:
    """The number of a gate: rounded rather than with a power of ten, which its column has no room for.

    None where it would round to 0 and is not.
    """
    found = fitted(value, room, language)
    if found.text[-1].isascii():  # no power
        return found
    rounded = round(value, room.decimals)
    return found._replace(text=numbers.text(rounded, language.locale), small=" small") if rounded else None


def _shorter(value: float, decimals: int, locale: str) -> Iterator[str]:
    """The number, then the same with less and less precision."""
    yield numbers.text(value, locale, decimals)
    if abs(value) >= numbers.LARGEST or 0 < abs(value) < 10.0**-decimals:
        yield numbers.text(float(f"{value:.0e}"), locale, decimals)
    else:
        rounded = (round(value, fewer) for fewer in range(decimals - 1, -1, -1))
        yield from (numbers.text(each, locale) for each in rounded if each or not value)
    if 0 < abs(value) < 1:
        yield numbers.order(value)
