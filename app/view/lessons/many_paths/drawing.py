"""What pulls at one hidden unit: its outputs, the edges to them, and the tray in which their parcels are stacked.

Everything is plain numbers in the units of an SVG drawing, as in `matrices.py` and `dots.py`.
"""

from typing import NamedTuple

from app.view.lessons.kit.edges import Point, along, curved
from app.view.lessons.kit.parcels import Guessed, Tray, tray
from app.view.lessons.many_paths.step_back import Back
from app.view.words import numbers

THIN, THICK = 1.5, 14.0  # an edge of weight 0, and what a weight of size 1 adds
ABOVE = 32.0  # room over a tray, for a tag
OVER = 12.0  # how far a box covers the tray beside it
OTHER = 132.0  # how wide the box of a unit is that is not looked at


class Layout(NamedTuple):
    """Sizes of the drawing of one unit and its outputs."""

    width: float
    unit: Point  # width and height of a box
    tray: float  # its width
    pad: float  # from the edge of the tray to its bars
    row: float  # from one bar to the next
    output: Point
    beside: bool  # the tray is beside its unit, not above it
    height: float


DESK = Layout(848, (176, 66), 186, 14, 31, (112, 66), True, 600)
PHONE = Layout(360, (150, 60), 150, 8, 28, (66, 54), False, 356)


class Printed(NamedTuple):
    """A number in a drawing."""

    text: str
    sign: str


class Edge(NamedTuple):
    """A weight: its edge, how thick it is, the middles of its label and of its handle, and its value."""

    name: str  # of the field in which it is typed
    output: int
    path: str
    label: Point
    handle: Point
    thickness: float
    weight: Printed


class OutputBox(NamedTuple):
    """An output: the middle of its box, its number from 1, and its error."""

    at: Point
    number: int
    error: Printed


class Other(NamedTuple):
    """A hidden unit that is not looked at: the middle of its box, its number from 1, and its thin edges."""

    at: Point
    number: int
    edges: str


class Pull(NamedTuple):
    """What pulls at one hidden unit, number `unit` from 1: its box and tray by their top left corners, and the rest."""

    layout: Layout
    height: float
    unit: int
    box: Point
    place: Point
    tray_height: float
    rows: tuple[float, ...]
    tray: Tray
    outputs: tuple[OutputBox, ...]
    edges: tuple[Edge, ...]
    others: tuple[Other, ...]


def layout(view: str) -> Layout:
    """The layout for a desktop ("desk") or a phone ("phone")."""
    return PHONE if view == "phone" else DESK


def number(value: float, locale: str, decimals: int = 3) -> Printed:
    """A printed number; what is left of rounding errors is 0."""
    value = round(value, 9)
    return Printed(numbers.text(value, locale, decimals), numbers.sign(value))


def thickness(weight: float) -> float:
    """How thick the edge of a weight is drawn."""
    return round(THIN + THICK * abs(weight), 1)


def pull(view: str, step: Back, unit: int, sent: bool, total: bool, guess: Guessed | None, locale: str) -> Pull:
    """The unit (from 0) with its outputs; `sent` parcels are in its tray, with their `total` and the guess."""
    place = layout(view)
    hidden, outputs = step.Wo.shape
    height = 2 * place.pad + place.row * (outputs + 2)
    box, tray_at = _corners(place, place.height * (unit + 0.5) / hidden, height)
    rows = tuple(tray_at[1] + place.pad + place.row * (k + 0.5) for k in range(outputs + 2))
    ends = [(place.width - place.output[0], place.height * (k + 0.5) / outputs) for k in range(outputs)]
    lines = [((tray_at[0] + place.tray, y), end) for y, end in zip(rows, ends, strict=False)]
    parcels = step.parcels[unit].tolist() if sent else []
    return Pull(
        place,
        place.height,
        unit + 1,
        box,
        tray_at,
        height,
        rows,
        tray(place.tray - 2 * place.pad, parcels, locale, total, guess),
        tuple(
            OutputBox((x + place.output[0] / 2, y), k, number(error, locale))
            for k, ((x, y), error) in enumerate(zip(ends, step.errors.tolist(), strict=True), 1)
        ),
        tuple(
            _edge(k, line, weight, locale)
            for k, (line, weight) in enumerate(zip(lines, step.Wo[unit].tolist(), strict=True))
        ),
        _others(place, hidden, ends, unit),
    )


def _corners(place: Layout, middle: float, tray_height: float) -> tuple[Point, Point]:
    """The top left corners of the unit's box and of its tray."""
    if not place.beside:
        return (0.0, ABOVE + tray_height + 30), (0.0, ABOVE)
    top = min(max(middle - tray_height / 2, ABOVE), place.height - tray_height - ABOVE)
    return (0.0, top + tray_height / 2 - place.unit[1] / 2), (place.unit[0] - OVER, top)


def _edge(k: int, line: tuple[Point, Point], weight: float, locale: str) -> Edge:
    return Edge(
        f"w{k + 1}",
        k,
        curved(*line),
        along(*line, 0.5),
        along(*line, 0.8),
        thickness(weight),
        number(weight, locale),
    )


def _others(place: Layout, hidden: int, ends: list[Point], unit: int) -> tuple[Other, ...]:
    """The other hidden units; on a phone small ones in a row below the one that is looked at."""
    numbers = [j for j in range(hidden) if j != unit]
    if not place.beside:
        return tuple(Other((30 + 64.0 * k, place.height - 22), j + 1, "") for k, j in enumerate(numbers))
    middle, found = place.unit[0] / 2, []
    for j in numbers:
        y = place.height * (j + 0.5) / hidden
        found.append(Other((middle, y), j + 1, "".join(curved((middle + OTHER / 2, y), end) for end in ends)))
    return tuple(found)
