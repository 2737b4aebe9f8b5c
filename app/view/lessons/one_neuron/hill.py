"""The cost as a hill over the weight, drawn: as far as the reader may see it, in fog or in full."""

from collections.abc import Sequence
from math import ceil, floor
from typing import NamedTuple

import numpy as np

from app.view.lessons.kit import plot
from app.view.lessons.kit.plot import Point, Window
from app.view.lessons.one_neuron import fog
from app.view.lessons.one_neuron.descent import Neuron
from app.view.lessons.one_neuron.fog import Clearing
from app.view.words import numbers

TOPS = (1.0, 1.25, 1.75, 2.5, 3.5, 5.0, 7.0)  # a plot ends at one of these times a power of ten
BELOW = 0.13  # of its height is below a cost of 0
ROOM = 2.5  # how much of the weights to show at least
FAR = 8.0  # weights beyond this are not shown for the sake of the bottom
SAMPLES = 131  # of the slope, for paths that the page computes by itself
RUN = 0.2  # across, in the triangle of a slope

Line = tuple[float, float, float, float]  # x and y of one end, then of the other


class Layout(NamedTuple):
    """The measures of the plot in one view, in units of the drawing."""

    width: float
    height: float
    left: float
    top: float
    below: float
    right: float
    tangent: float
    been: float  # radius of a clearing in the fog where the ball was
    here: float  # and of that where it is
    most: tuple[int, int]  # ticks on each axis

    @property
    def box(self) -> str:
        """The view box of the whole drawing."""
        across, down = self.width + self.left + self.right, self.height + self.top + self.below
        return f"{-self.left:g} {-self.top:g} {across:g} {down:g}"


DESK = Layout(790, 600, 50, 8, 60, 14, 190, 42, 92, (7, 5))
LOW = DESK._replace(height=400)
PHONE = Layout(300, 226, 36, 6, 38, 14, 96, 20, 42, (4, 5))


class Tick(NamedTuple):
    """A mark on an axis: its position along the axis, and its label."""

    at: float
    label: str


class Stop(NamedTuple):
    """A place where the ball was: its number, and the ends of its tangent."""

    number: int
    at: Point
    tangent: Line


class Triangle(NamedTuple):
    """The rise over a short run of the tangent, with both lengths printed."""

    path: str
    corner: Point
    end: Point
    run: str
    rise: str


class Hill(NamedTuple):
    """What the plot shows. `curve` is "" in fog; `way` and `ghost` are paths, walked and not walked."""

    window: Window
    ticks_x: tuple[Tick, ...]
    ticks_y: tuple[Tick, ...]
    ball: Point
    tangent: Line
    curve: str = ""
    fog: tuple[str, ...] = ()
    clearings: tuple[Clearing, ...] = ()
    stops: tuple[Stop, ...] = ()
    way: str = ""
    ghost: tuple[Point, ...] = ()
    own: tuple[Point, ...] = ()  # the reader's steps in the fog, on the same scale of weights
    triangle: Triangle | None = None
    arrow: tuple[float, float] | None = None  # along the axis, from where to where
    guess: float | None = None  # where the reader said that the ball would be, along the axis
    bottom: float | None = None
    slopes: str = ""  # C′(W) at equal steps through the window


def layout(view: str, low: bool = False) -> Layout:
    """The measures for a view; `low` leaves room below the plot."""
    return PHONE if view == "phone" else LOW if low else DESK


def window(place: Layout, neuron: Neuron, start: float, weights: Sequence[float]) -> Window:
    """The part of the plane to show: around 0, the start and the bottom, and high enough for all these weights."""
    found = neuron.bottom(start)
    bottom = start if found is None else found
    seen = [0.0, start, *([bottom] if abs(bottom) <= FAR else [])]
    low, high = min(seen), max(seen)
    x0 = floor(5 * (low - (0.4 if start == low < high else 1)) + 1e-9) / 5
    x1 = ceil(5 * (high + (0.4 if start == high > low else 1)) - 1e-9) / 5
    return _high_enough(place, neuron, (x0, max(x1, x0 + ROOM)), start, [min(max(W, x0), x1) for W in weights])


def wide(place: Layout, neuron: Neuron, usual: Window, weights: Sequence[float]) -> Window:
    """The part of the plane for a walk: as usual, or on both sides of 0 if the walk leaves that."""
    x0, x1 = usual.x0, usual.x1
    if min(weights) < x0 or max(weights) > x1:
        x1 = round(1.1 * max(3.0, *map(abs, weights)), 1)
        x0 = -x1
    return _high_enough(place, neuron, (x0, x1), weights[0], weights)


def _high_enough(place: Layout, neuron: Neuron, across: Point, start: float, weights: Sequence[float]) -> Window:
    first, flat, *costs = neuron.costs(np.array([start, 0.0, *weights])).tolist()
    top = plot.reach(max(1.2 * max([flat, *costs]), 1.5 * first), 0.1, steps=TOPS)
    return Window(*across, -BELOW * top, top, place.width, place.height)


def hill(place: Layout, shown: Window, neuron: Neuron, W: float, locale: str) -> Hill:
    """The plot with the ball at W, in fog: nothing of the curve but the ball and its tangent."""
    seen_x = plot.ticks(shown.x0, shown.x1, place.most[0])
    return Hill(
        shown,
        tuple(Tick(shown.at(x, 0)[0], numbers.text(x, locale)) for x in seen_x),
        tuple(Tick(shown.at(0, y)[1], numbers.text(y, locale)) for y in plot.ticks(0, shown.y1, place.most[1])),
        at(shown, neuron, W),
        tangent(place, shown, neuron, W),
    )


def at(shown: Window, neuron: Neuron, W: float) -> Point:
    """Where the ball is for this weight."""
    return shown.at(W, _one(neuron.costs(np.array([W]))))


def tangent(place: Layout, shown: Window, neuron: Neuron, W: float, part: float = 1) -> Line:
    """The ends of the tangent at this weight, of a part of its usual length."""
    here = np.array([W])
    return plot.tangent(shown, W, _one(neuron.costs(here)), _one(neuron.slopes(here)), part * place.tangent)


def in_fog(drawn: Hill, place: Layout, neuron: Neuron, been: Sequence[float]) -> Hill:
    """The plot with fog on it, except around the ball and where it has been."""
    clearings = [Clearing(*at(drawn.window, neuron, W), place.been) for W in been]
    clearings.append(Clearing(*drawn.ball, place.here))
    return drawn._replace(
        fog=fog.rows(place.width, place.height, clearings),
        clearings=tuple(clearings),
        stops=stops(drawn, place, neuron, been, 0.36),
    )


def stops(drawn: Hill, place: Layout, neuron: Neuron, been: Sequence[float], part: float) -> tuple[Stop, ...]:
    """The places where the ball has been."""
    return tuple(
        Stop(k, at(drawn.window, neuron, W), tangent(place, drawn.window, neuron, W, part)) for k, W in enumerate(been)
    )


def in_full(drawn: Hill, neuron: Neuron) -> Hill:
    """The plot with its curve."""
    return drawn._replace(curve=plot.curve(drawn.window, lambda W: _one(neuron.costs(np.array([W])))))


def walked(drawn: Hill, place: Layout, neuron: Neuron, weights: Sequence[float]) -> Hill:
    """The plot with the way through these weights; the ball is at the last one."""
    points = list(zip(weights, neuron.costs(np.array(weights)).tolist(), strict=True))
    return drawn._replace(
        way=plot.polyline(drawn.window, points) if len(points) > 1 else "",
        stops=stops(drawn, place, neuron, weights[:-1], 0),
        ball=at(drawn.window, neuron, weights[-1]),
        tangent=tangent(place, drawn.window, neuron, weights[-1]),
    )


def with_triangle(drawn: Hill, neuron: Neuron, W: float, locale: str) -> Hill:
    """The plot with rise and run at the ball."""
    slope, cost = _one(neuron.slopes(np.array([W]))), _one(neuron.costs(np.array([W])))
    corner, end = drawn.window.at(W + RUN, cost), drawn.window.at(W + RUN, cost + RUN * slope)
    path = plot.polyline(drawn.window, [(W, cost), (W + RUN, cost), (W + RUN, cost + RUN * slope), (W, cost)])
    rise = numbers.text(RUN * slope, locale)
    return drawn._replace(triangle=Triangle(path, corner, end, numbers.text(RUN, locale), rise))


def slopes(shown: Window, neuron: Neuron) -> str:
    """C′(W) at equal steps through the window: from these the page computes a path by itself."""
    weights = np.linspace(shown.x0, shown.x1, SAMPLES)
    return " ".join(f"{slope:.4g}" for slope in neuron.slopes(weights))


def _one(values: np.ndarray) -> float:
    return float(values[0])
