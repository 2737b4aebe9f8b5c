"""The drawing of the lesson on the goal: units, weights with what each was turned by, and the scale of the answer.

Everything is plain numbers in the units of an SVG drawing. There are two layouts, for a desktop and for a phone; they
place the same 2-3-1 network.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from app.view.lessons.kit import plot
from app.view.lessons.kit.edges import Point, along, curved
from app.view.words import numbers

Key = tuple[int, int, int]  # of a weight: the layer it leads to from 1, its input and its unit from 0


class Layout(NamedTuple):
    """Where things are: the middles of the units by layer, sizes, and how far along its edge each weight's label is."""

    width: int
    height: int
    units: tuple[tuple[Point, ...], ...]
    unit: Point
    pill: Point
    along: tuple[tuple[tuple[float, ...], ...], ...]
    scale: tuple[Point, Point]  # both ends of the scale of the answer
    costs: Point  # width and height of the plot of the costs


DESK = Layout(
    848,
    412,
    (((44, 110), (44, 310)), ((372, 50), (372, 210), (372, 366)), ((668, 210),)),
    (80, 62),
    (72, 46),
    (((0.5, 0.6, 0.2), (0.2, 0.6, 0.5)), ((0.5,), (0.5,), (0.5,))),
    ((756, 370), (756, 50)),
    (848, 190),
)
PHONE = Layout(
    360,
    500,
    (((26, 115), (26, 315)), ((188, 40), (188, 215), (188, 390)), ((333, 215),)),
    (48, 48),
    (62, 40),
    (((0.5, 0.7, 0.22), (0.22, 0.7, 0.5)), ((0.5,), (0.5,), (0.5,))),
    ((30, 474), (330, 474)),
    (360, 150),
)
LAYOUTS = {"phone": PHONE}
LABEL_GAP = 40.0  # between the middles of two labels beside the scale


class UnitBox(NamedTuple):
    """One unit: the middle of its box, its letter with a subscript, and its number or ""."""

    at: Point
    letter: str
    subscript: str
    value: str


class Weight(NamedTuple):
    """One weight: its edge, the middle of its label, its value, and what it was turned by in the last round."""

    key: str
    path: str
    at: Point
    value: str
    sign: str
    thickness: float
    turn: str  # "up", "down", "none", or "" before the first round
    turned: str
    most: bool
    guessed: bool
    source: str
    target: str


class Mark(NamedTuple):
    """A mark on the scale of the answer: its kind, its value, its place on the scale and of its label."""

    kind: str
    value: str
    at: Point
    label: Point


class Scale(NamedTuple):
    """The scale of the answer: its two ends, its ticks, its marks and the way that is still missing."""

    ends: tuple[Point, Point]
    ticks: tuple[tuple[Point, str], ...]
    marks: tuple[Mark, ...]


class Costs(NamedTuple):
    """The cost by round: the line so far, the line to come, all places and the labels of the axes."""

    width: float
    height: float
    path: str
    ahead: str
    places: tuple[Point, ...]
    labels: tuple[str, ...]
    ticks: tuple[tuple[float, str], ...]
    ground: float


def layout(view: str) -> Layout:
    """The layout for a desktop ("desk") or a phone ("phone")."""
    return LAYOUTS.get(view, DESK)


def edge(place: Layout, key: Key) -> tuple[str, Point]:
    """The path from unit to unit, and the middle of the weight's label on it."""
    layer, i, j = key
    (x0, y0), (x1, y1) = place.units[layer - 1][i], place.units[layer][j]
    start, end = (x0 + place.unit[0] / 2, y0), (x1 - place.unit[0] / 2, y1)
    return curved(start, end), along(start, end, place.along[layer - 1][i][j])


def scale(place: Layout, values: dict[str, float], reach: Sequence[float], locale: str) -> Scale:
    """The scale of the answer with `values` by kind; it is long enough for all of `reach`."""
    low, high = min(0.0, *reach), max(2.0, *reach)
    ticks = plot.ticks(low, high, 3)
    low, high = min(low, ticks[0]), max(high, ticks[-1])
    (x0, y0), (x1, y1) = place.scale

    def at(value: float) -> Point:
        share = (value - low) / (high - low)
        return round(x0 + share * (x1 - x0), 1), round(y0 + share * (y1 - y0), 1)

    upright = x0 == x1
    labels = _upright(values, at) if upright else _in_a_row(values, place)
    return Scale(
        place.scale,
        tuple((at(tick), numbers.text(tick, locale)) for tick in ticks),
        tuple(Mark(kind, numbers.text(value, locale), at(value), labels[kind]) for kind, value in values.items()),
    )


def _upright(values: dict[str, float], at: Callable[[float], Point]) -> dict[str, Point]:
    """Labels to the right of an upright scale, from above, each at its value or as far below as it must be."""
    placed: dict[str, Point] = {}
    lowest = -LABEL_GAP
    for kind in sorted(values, key=lambda kind: -values[kind]):
        x, y = at(values[kind])
        lowest = max(y, lowest + LABEL_GAP)
        placed[kind] = (x + 18, lowest)
    return placed


def _in_a_row(values: dict[str, float], place: Layout) -> dict[str, Point]:
    """Labels above a level scale, side by side."""
    (x0, y), (x1, _) = place.scale
    return {kind: (x0 + k * (x1 - x0) / 2.6, y - 42) for k, kind in enumerate(values)}


def costs(place: Layout, found: Sequence[float], rounds: int, locale: str) -> Costs:
    """The costs of all rounds, of which `rounds` have been played."""
    width, height = place.costs
    top = plot.reach(1.02 * max(found), 0.01, steps=(1, 1.5, 2, 3, 5))
    window = plot.Window(0, len(found) - 1, 0, top, width - 100, height - 44)
    points = list(enumerate(found))
    return Costs(
        window.width,
        window.height,
        plot.polyline(window, points[: rounds + 1]),
        plot.polyline(window, points[rounds:]),
        tuple(window.at(*point) for point in points),
        tuple(numbers.text(cost, locale) for cost in found),
        tuple((window.at(0, cost)[1], numbers.text(cost, locale)) for cost in plot.ticks(0, top, 4)),
        window.at(0, 0)[1],
    )
