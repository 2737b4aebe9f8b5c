"""A number as a lesson prints it, and the sign before a result: "≈" where printed numbers do not give it exactly."""

from math import isclose
from typing import NamedTuple

from app.core.practice.arithmetic import read
from app.view.words import numbers

DASH = "–"  # instead of a number that does not exist


class Shown(NamedTuple):
    """A printed number, the same as a factor after a dot, and its sign: "pos", "neg", "zero" or, for a dash, "none"."""

    text: str
    factor: str
    sign: str

    @property
    def number(self) -> float:
        """The printed number itself, which may be rounded."""
        return float(read(self.text).value)


def shown(value: float | None, locale: str, decimals: int = 3) -> Shown:
    """The printed form of a number; a dash for None."""
    if value is None:
        return Shown(DASH, DASH, "none")
    return Shown(numbers.text(value, locale, decimals), numbers.bracketed(value, locale, decimals), numbers.sign(value))


def equals(computed: float, result: Shown) -> str:
    """The sign before a result: "=" if the printed numbers before it give it exactly, "≈" if it is rounded."""
    return "=" if isclose(computed, result.number, rel_tol=1e-9, abs_tol=1e-12) else "≈"
