"""A number as a lesson prints it, and the sign before a result: "≈" where printed numbers do not give it exactly."""

from collections.abc import Iterable
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


def equals(computed: float, result: float) -> str:
    """The sign before a result: "=" if the numbers before it, as printed, give it exactly, "≈" if it is rounded."""
    return "=" if isclose(computed, result, rel_tol=1e-9, abs_tol=1e-12) else "≈"


def sum_equals(pairs: Iterable[tuple[float, float]], found: float, slope: float = 1.0) -> str:
    """The sign between a sum of products, times a slope, and what is found, all of them as they are printed."""
    total = sum(numbers.printed(one) * numbers.printed(other) for one, other in pairs)
    return equals(total * numbers.printed(slope), numbers.printed(found))
