"""The plots of lesson 3: what a step turns each weight by, two costs over 30 iterations, the cost as a function of Wh.

Everything is plain numbers in the units of an SVG drawing, for a desktop or for a phone.
"""

from collections.abc import Sequence
from typing import NamedTuple

from app.core.tape import Tape
from app.view.lessons.hidden_layer.network import ITERATIONS, Walk, costs_over_wh
from app.view.lessons.kit import plot
from app.view.words import numbers

BESIDE = 0.6  # how much of Wh is shown on each side of its value
CURVE = 61  # points
HIGHEST = 4.0  # times the first cost: how high a plot reaches at most
NUDGE = 0.1  # as drawn; the difference itself is taken much closer


class Layout(NamedTuple):
    """Sizes: of the drawing, the room left of a bar and its greatest length, and of the field of a plot."""

    width: int
    start: int
    longest: int
    field: tuple[float, float]


DESK, PHONE = Layout(848, 60, 420, (770.0, 300.0)), Layout(348, 34, 150, (290.0, 200.0))


class Turn(NamedTuple):
    """What one step does to a weight: printed numbers, the sign and the length of its bar."""

    letter: str
    below: str
    turn: str
    before: str
    after: str
    sign: str
    length: float
    said: bool


class Ticks(NamedTuple):
    """Labels at both axes as (place, text)."""

    x: tuple[tuple[float, str], ...]
    y: tuple[tuple[float, str], ...]


class Courses(NamedTuple):
    """Both costs by iteration: the paths with the old and the new Wo, their last points and the labels of the axes."""

    width: float
    height: float
    old: str
    new: str
    ends: tuple[plot.Point, plot.Point]
    ticks: Ticks


class Tangents(NamedTuple):
    """The cost as a function of Wh: its path, the point, both tangents, the nudged points, the labels of the axes."""

    width: float
    height: float
    path: str
    point: plot.Point
    old: tuple[float, float, float, float]
    new: tuple[float, float, float, float]
    nudged: tuple[plot.Point, plot.Point]
    ticks: Ticks


def layout(view: str) -> Layout:
    """The layout for a desktop ("desk") or a phone ("phone")."""
    return PHONE if view == "phone" else DESK


def turns(tape: Tape, said: str, place: Layout, locale: str) -> tuple[Turn, Turn]:
    """The bars of Wo and Wh; the longer one has the full length."""
    rate = tape.problem.learning_rate
    moved = [-rate * tape.dW[layer].item() for layer in (1, 0)]
    most = max(map(abs, moved)) or 1.0
    one, other = (
        Turn(
            "W",
            below,
            ("+" if by > 0 else "") + numbers.text(by, locale),
            numbers.text(tape.network.W[layer].item(), locale),
            numbers.text(tape.network.W[layer].item() + by, locale),
            numbers.sign(by),
            round(place.longest * abs(by) / most, 1),
            said in (f"W{below}", "both"),
        )
        for below, layer, by in zip("oh", (1, 0), moved, strict=True)
    )
    return one, other


def courses(old: Walk, new: Walk, place: Layout, locale: str) -> Courses:
    """Both walks; a cost far above the first one leaves the field at its top."""
    most = min(max(*old.costs, *new.costs), HIGHEST * old.costs[0])
    top = plot.reach(1.04 * most, 1e-6, steps=(1, 1.2, 1.5, 2, 3, 5))
    window = plot.Window(0, ITERATIONS, 0, top, *place.field)
    drawn = [[(k, min(cost, 1.04 * top)) for k, cost in enumerate(each.costs)] for each in (old, new)]
    ends = (window.at(*drawn[0][-1]), window.at(*drawn[1][-1]))
    paths = [plot.polyline(window, points) for points in drawn]
    return Courses(window.width, window.height, paths[0], paths[1], ends, _ticks(window, locale))


def tangents(tape: Tape, slopes: tuple[float, float], place: Layout, locale: str) -> Tangents:
    """The cost near Wh, with lines of both slopes through its point."""
    wh = tape.network.W[0].item()
    weights = [wh + BESIDE * (2 * k / (CURVE - 1) - 1) for k in range(CURVE)]
    costs = costs_over_wh(tape, weights)
    top = plot.reach(2 * tape.cost, 0.01, steps=(1, 1.5, 2, 3, 5))
    window = plot.Window(wh - BESIDE, wh + BESIDE, 0, top, *place.field)
    points = [(w, min(cost, 2 * top)) for w, cost in zip(weights, costs, strict=True)]
    old, new = (plot.tangent(window, wh, tape.cost, slope, 0.55 * window.width) for slope in slopes)
    left, right = _near(window, points, wh - NUDGE), _near(window, points, wh + NUDGE)
    path, point = plot.polyline(window, points), window.at(wh, tape.cost)
    return Tangents(window.width, window.height, path, point, old, new, (left, right), _ticks(window, locale))


def _near(window: plot.Window, points: Sequence[plot.Point], x: float) -> plot.Point:
    return window.at(*min(points, key=lambda point: abs(point[0] - x)))


def _ticks(window: plot.Window, locale: str) -> Ticks:
    across, up = plot.ticks(window.x0, window.x1), plot.ticks(window.y0, window.y1, 4)
    return Ticks(
        tuple((window.at(x, 0)[0], numbers.text(x, locale)) for x in across),
        tuple((window.at(0, y)[1], numbers.text(y, locale)) for y in up),
    )
