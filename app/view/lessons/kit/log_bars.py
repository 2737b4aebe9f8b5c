"""Numbers of very different sizes as bars on a scale of powers of ten."""

from collections.abc import Iterable
from math import ceil, floor, log10
from typing import NamedTuple

from markupsafe import Markup

from app.view.words import numbers

LENGTH = 100.0  # of the longest bar, in units of the drawing


class Bar(NamedTuple):
    """One number: its name, its layer, its printed form, its sign, and the length of its bar (0 for none)."""

    name: Markup
    layer: int
    text: str
    sign: str
    length: float


class LogBars(NamedTuple):
    """Bars from the power of ten `low` to the power `high`; `ticks` are (power, x)."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[str, float], ...]


def log_bars(values: Iterable[tuple[Markup, int, float, str]]) -> LogBars:
    """Bars of (name, layer, value, printed), in that order. The scale begins a power of ten below the smallest."""
    rows = [*values]
    sizes = [log10(abs(value)) for _, _, value, _ in rows if value]
    low, high = (floor(min(sizes)) - 1, ceil(max(sizes))) if sizes else (-1, 0)
    high = max(high, low + 2)

    def x(size: float) -> float:
        return round(LENGTH * (size - low) / (high - low), 2)

    bars = tuple(
        Bar(name, layer, printed, numbers.sign(value), x(log10(abs(value))) if value else 0.0)
        for name, layer, value, printed in rows
    )
    step = max(1, ceil((high - low) / 6))
    return LogBars(bars, tuple((power(tick), x(tick)) for tick in range(high, low, -step)))


def power(exponent: int) -> str:
    """A power of ten as printed: 1, 10, 10² …"""
    return {0: "1", 1: "10"}.get(exponent) or "10" + str(exponent).translate(
        str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
    )
