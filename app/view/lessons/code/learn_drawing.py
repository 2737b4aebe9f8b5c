"""The plot of lesson 7: the cost at each step of a training, and that of the right program beside it."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from app.view.lessons.code.learn_program import STEPS
from app.view.lessons.kit import plot
from app.view.lessons.kit.plot import Point, Window
from app.view.words import numbers

LABELS_APART = 44.0
TOPS = (1, 1.5, 2, 3, 5)
ROOM = 1.15  # the plot is at least this many times as high as its first cost


class Curve(NamedTuple):
    """The costs of a program: its path, its last point, where its label begins, and its last cost as printed."""

    path: str
    end: Point
    label: float
    cost: str
    beyond: bool  # whether it leaves the plot


class CostPlot(NamedTuple):
    """A plot of costs: its size, the labels of its axes and its curves, by name."""

    width: float
    height: float
    top: float
    across: tuple[tuple[float, str], ...]
    up: tuple[tuple[float, str], ...]
    curves: dict[str, Curve]

    def down(self, cost: float) -> float:
        """How far below the top a cost is drawn."""
        return round(self.height * (1 - min(max(cost, 0.0), self.top) / self.top), 1)


class Size(NamedTuple):
    """The size of the field of a plot."""

    width: float
    height: float


DESK, LOW, PHONE = Size(668, 216), Size(668, 190), Size(196, 150)


def cost_plot(size: Size, first: float, costs: Mapping[str, Sequence[float]], locale: str) -> CostPlot:
    """The plot for programs that begin with the cost `first`; what goes far above it is cut off."""
    top = plot.reach(ROOM * first, 0.01, steps=TOPS)
    window = Window(0, STEPS, 0, top, *size)
    curves = {name: _curve(window, found, locale) for name, found in costs.items() if found}
    return CostPlot(
        *size,
        top,
        tuple((window.at(x, 0)[0], numbers.whole(int(x), locale)) for x in plot.ticks(0, STEPS, 5)),
        tuple((window.at(0, y)[1], numbers.text(y, locale)) for y in plot.ticks(0, top, 5)),
        _labelled(curves, size.height),
    )


def _curve(window: Window, costs: Sequence[float], locale: str) -> Curve:
    points = list(enumerate(costs))
    inside = _inside(points, window.y1)
    end = window.at(*inside[-1])
    # the last step of an unfinished training is drawn where it left the plot
    return Curve(plot.polyline(window, inside), end, end[1], numbers.text(costs[-1], locale), costs[-1] > window.y1)


def _inside(points: Sequence[tuple[int, float]], top: float) -> list[Point]:
    """The points up to the first that is above the top, and the place where the line crosses it."""
    found: list[Point] = [points[0]]
    for (x0, y0), (x1, y1) in pairwise(points):
        if y1 > top:
            return [*found, (x0 + (x1 - x0) * (top - y0) / (y1 - y0), top)]
        found.append((x1, y1))
    return found


def _labelled(curves: dict[str, Curve], height: float) -> dict[str, Curve]:
    """The curves with labels that keep apart: from the lowest up, each at its end or as far above as it must be."""
    placed: dict[str, Curve] = {}
    above = height + LABELS_APART
    for name, curve in sorted(curves.items(), key=lambda each: -each[1].end[1]):
        above = min(curve.end[1], above - LABELS_APART)
        placed[name] = curve._replace(label=round(above, 1))
    return placed
