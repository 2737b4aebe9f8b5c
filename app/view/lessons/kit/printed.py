"""A number as a lesson prints it."""

from typing import NamedTuple

from app.view.words import numbers

DASH = "–"  # in the place of a number that is not there


class Shown(NamedTuple):
    """Printed, as a factor after a dot, and its sign ("pos", "neg", "zero"; "none" where there is no number)."""

    text: str
    factor: str
    sign: str


def shown(value: float | None, locale: str, decimals: int = 3) -> Shown:
    """The printed form of a number; of None a dash."""
    if value is None:
        return Shown(DASH, DASH, "none")
    return Shown(numbers.text(value, locale, decimals), numbers.bracketed(value, locale, decimals), numbers.sign(value))
