"""A number as a lesson prints it."""

from typing import NamedTuple

from app.view.words import numbers

DASH = "–"  # instead of a number that does not exist


class Shown(NamedTuple):
    """A printed number, the same as a factor after a dot, and its sign: "pos", "neg", "zero" or, for a dash, "none"."""

    text: str
    factor: str
    sign: str


def shown(value: float | None, locale: str, decimals: int = 3) -> Shown:
    """The printed form of a number; a dash for None."""
    if value is None:
        return Shown(DASH, DASH, "none")
    return Shown(numbers.text(value, locale, decimals), numbers.bracketed(value, locale, decimals), numbers.sign(value))
