"""A printed number that fits its cell in the widest font: first smaller type, then fewer decimals."""

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


NEARLY = "≈0"  # for a number too small to be printed where there is hardly any room


class Room(NamedTuple):
    """How wide a number may be, in em: at its own size, and in the smaller type."""

    own: float
    small: float
    decimals: int = 3


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
    """The number with as many of the room's decimals as there is place for."""
    shown, wide = "", 0.0
    for shown in _shorter(value, room.decimals, language.locale):
        wide = width(shown)
        if wide <= room.small:
            break
    if wide > room.small and abs(value) < 1:
        shown, wide = NEARLY, 0.0
    return Fitted(shown, spoken.said(shown, language), " small" if wide > room.own else "")


def slope(value: float, room: Room, language: Language) -> Fitted:
    """The number of a gate: rounded rather than with a power of ten, which its column has no room for."""
    found = fitted(value, room, language)
    if "·" not in found.text and found.text != NEARLY:
        return found
    shown = numbers.text(round(value, room.decimals), language.locale)
    return found._replace(text=shown if shown != "0" else NEARLY, small=" small")


def _shorter(value: float, decimals: int, locale: str) -> Iterator[str]:
    """The number, then the same with less and less precision."""
    yield numbers.text(value, locale, decimals)
    if abs(value) >= numbers.LARGEST or 0 < abs(value) < 10.0**-decimals:
        yield numbers.text(float(f"{value:.0e}"), locale, decimals)
        return
    for fewer in range(decimals - 1, -1, -1):
        yield numbers.text(round(value, fewer), locale, 3)
