"""Plots: from data to the coordinates and paths of an SVG drawing, as plain numbers and strings."""

from collections.abc import Callable, Iterable
from math import ceil, floor, hypot, isfinite, log10
from typing import NamedTuple

Function = Callable[[float], float | None]
Point = tuple[float, float]

SAMPLES = 121  # per curve: an odd number, so that the middle of a window is one of them
STEPS = (1.0, 3.0)  # windows end at 1, 3, 10, 30 …
MAX_REACH = 1e300  # ten windows of this size are still numbers


class Window(NamedTuple):
    """The part of the plane that a plot shows, x0 < x1 and y0 < y1, drawn `width` × `height` units large, y upwards."""

    x0: float
    x1: float
    y0: float
    y1: float
    width: float
    height: float

    def at(self, x: float, y: float) -> Point:
        """Where a point is drawn, rounded to a tenth of a unit."""
        across, up = (x - self.x0) / (self.x1 - self.x0), (y - self.y0) / (self.y1 - self.y0)
        return round(across * self.width, 1), round((1 - up) * self.height, 1)

    def has(self, x: float, y: float) -> bool:
        """Whether a point is inside."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


def reach(size: float, least: float, steps: Iterable[float] = STEPS) -> float:
    """The smallest of some round numbers (`least`, then 1, 3, 10, 30 …) that is not below `size`."""
    size = min(size, MAX_REACH)
    if size <= least:
        return least
    power = floor(log10(size)) if size > 0 else 0
    rungs = sorted(step * 10.0**p for p in (power, power + 1) for step in steps)
    return next(rung for rung in rungs if rung >= max(size, least))


def samples(function: Function, x0: float, x1: float) -> list[tuple[float, float | None]]:
    """The function at equal steps from x0 to x1, None where it has no finite value."""
    found = []
    for k in range(SAMPLES):
        x = x0 + (x1 - x0) * k / (SAMPLES - 1)
        y = function(0.0 if abs(x) < 1e-12 * (x1 - x0) else x)
        found.append((x, y if y is not None and isfinite(y) else None))
    return found


def heights(function: Function, x0: float, x1: float, limit: float, also: Iterable[float] = ()) -> tuple[float, float]:
    """The lowest and the highest value to show, with a margin: of the curve within ±limit, of 0, and of `also`."""
    seen = [min(max(y, -limit), limit) for _, y in samples(function, x0, x1) if y is not None]
    seen += [0.0, *also]
    low, high = min(seen), max(seen)
    margin = 0.08 * (high - low or 1.0)
    return low - margin, high + margin


def curve(window: Window, function: Function) -> str:
    """The path of a function, interrupted where it has no value, and cut off a little outside the window."""
    beyond = 4 * (window.y1 - window.y0)
    parts: list[str] = []
    pen = "M"
    for x, y in samples(function, window.x0, window.x1):
        if y is None:
            pen = "M"
            continue
        across, down = window.at(x, min(max(y, window.y0 - beyond), window.y1 + beyond))
        parts.append(f"{pen}{across:g} {down:g}")
        pen = "L"
    return "".join(parts)


def polyline(window: Window, points: Iterable[Point]) -> str:
    """The path through these points."""
    return "M" + "L".join("{:g} {:g}".format(*window.at(*point)) for point in points)


def tangent(window: Window, x: float, y: float, slope: float, length: float) -> tuple[float, float, float, float]:
    """The ends (x1, y1, x2, y2) of a line with this slope and drawn `length`, centred on the point (x, y)."""
    across = window.width / (window.x1 - window.x0)
    up = slope * (window.height / (window.y1 - window.y0))
    scale = length / 2 / hypot(across, up)
    middle_x, middle_y = window.at(x, y)
    dx, dy = round(across * scale, 1), round(up * scale, 1)
    return middle_x - dx, middle_y + dy, middle_x + dx, middle_y - dy


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """At most `most` round numbers from `low` to `high`, including 0 if it lies between."""
    rough = (high - low) / max(1, most - 1)
    power = 10.0 ** floor(log10(rough))
    step = next(step * power for step in (1, 2, 5, 10) if step * power >= rough * 0.999)
    return [k * step for k in range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1)]
