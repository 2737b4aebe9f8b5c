"""The picture of lesson 1: machines with their curves, the knob, the bars of the nudge, and the needle.

Everything is plain numbers in the units of an SVG drawing. Curves are drawn on a sheet, `unit` per 1 in both
directions, which moves behind its window so that the present point is always seen;
`static/js/lessons/chain-rule/drag.js` moves the same parts by the same rules.
"""

from collections.abc import Iterable, Sequence
from math import cos, radians, sin
from typing import NamedTuple

from markupsafe import Markup

from app.core.machines import Joint, Machine
from app.core.machines import value as value_of
from app.view.lessons.chain_rule.rows import Part, Row
from app.view.lessons.kit import plot
from app.view.lessons.kit.printed import Shown, shown
from app.view.words import numbers

Point = tuple[float, float]

SPAN = 5.0  # units that a plot shows in each direction
HOME = (-2.5, -0.8)  # the left and the lower end of the window where the point does not need another
MARGIN = 0.7  # that the point keeps from the ends
STEEPEST = 3.0  # the rise that a triangle may have; a steeper one has a shorter run
CLOSEST = 0.045  # of two points of a curve
TURN = 72.0  # degrees from the middle of the dial to its end
BESIDE = 500.0  # how many times smaller a change is that is not seen beside the others
GEARED = 62.0  # the room for gear wheels below a curve on a phone
SCALES = (1.0, 2.0, 4.0)  # times a power of ten: where the dial and the bars may end


class Frame(NamedTuple):
    """Where things are: for each machine its box, plot and band; the values between them; and what is below.

    Boxes are (x, y, width, height), a plot is (x, y, size).
    """

    width: float
    height: float
    boxes: tuple[tuple[float, float, float, float], ...]
    plots: tuple[tuple[float, float, float], ...]
    bands: tuple[tuple[float, float, float, float], ...]
    values: tuple[Point, ...]
    top: float  # of what is below the machines
    knob: Point | None
    zero: float  # of the bars
    longest: float
    pitch: float
    hub: Point
    radius: float
    gears: tuple[tuple[float, float, float, float], ...] = ()  # beside or below each of two curves
    lens: tuple[float, float, float] | None = None  # beside a single curve: its middle and its radius

    @property
    def unit(self) -> float:
        """How long 1 is drawn on a curve."""
        return self.plots[0][2] / SPAN


class Slope(NamedTuple):
    """The triangle of a slope: its path and its upper side on the sheet, and both labels with their places."""

    path: str
    side: tuple[float, float, float, float]
    run: str
    run_at: Point
    rise: Shown
    rise_at: Point


class Box(NamedTuple):
    """A machine as drawn. `sheet` is how far its sheet is moved; without a point there is nothing to show on it."""

    part: Part
    held: bool
    formula: Markup
    slope_formula: Markup
    sheet: Point
    curve: str
    point: Point | None
    factor: Shown
    slope: Slope | None


class Bar(NamedTuple):
    """How far one value moves: its letter, number, bar from the zero line, and the slope before it."""

    letter: str
    value: Shown
    x: float
    width: float
    factor: Shown | None


class Needle(NamedTuple):
    """A needle of the dial: its angle from the middle in degrees, its number, and where that is written."""

    angle: float
    value: Shown
    at: Point


def frame(view: str, count: int) -> Frame:
    """The layout for a desktop ("desk") or a phone ("phone") and so many machines."""
    return _phone(count) if view == "phone" else _desk(count)


def _desk(count: int) -> Frame:
    wide, geared = count == 1, count == 2
    width, gap = (560.0 if wide else 310.0 if geared else 200.0), 62.0
    start = (848 - count * width - (count + 1) * gap) / 2
    lefts = [start + gap + k * (width + gap) for k in range(count)]
    size = 270.0 if wide else 184.0
    bands = tuple((x + 290, 48.0, 258.0, 270.0) if wide else (x, 248.0, width, 82.0) for x in lefts)
    plots = tuple((x + (12 if wide else 8), 48.0, size) for x in lefts)
    return Frame(
        848,
        650,
        tuple((x, 0.0, width, 330.0) for x in lefts),
        plots,
        bands,
        tuple((start + gap / 2 + k * (width + gap), 112.0) for k in range(count + 1)),
        362,
        (92, 500),
        352,
        84,
        254 / 4 if count == 3 else 70,
        (690, 556),
        104,
        tuple((x + 200, 48.0, 102.0, 184.0) for x in lefts) if geared else (),
        (bands[0][0] + 129, 138, 82) if wide else None,
    )


def _phone(count: int) -> Frame:
    wide, geared = count == 1, count == 2
    width, gap = (360.0, 0.0) if wide else (112.0, 12.0) if count == 3 else (150.0, 60.0)
    lefts = [k * (width + gap) for k in range(count)]
    size = 200.0 if wide else width - 10
    high = 240.0 if wide else size + 82 + (GEARED if geared else 0)
    bands = tuple((x + 210, 72.0, 144.0, size) if wide else (x, 40 + high - 46, width, 46.0) for x in lefts)
    ends = [0.0, *(x - gap / 2 for x in lefts[1:]), 360.0]
    top = 40 + high + 16
    return Frame(
        360,
        top + 196,
        tuple((x, 40.0, width, high) for x in lefts),
        tuple((x + 5, 72.0, size) for x in lefts),
        bands,
        tuple((x, 14.0) for x in ends),
        top,
        None,
        104,
        46,
        44,
        (290, top + 124),
        50,
        tuple((x + 5, 76 + size, size, GEARED - 6) for x in lefts) if geared else (),
        (bands[0][0] + 72, 132, 54) if wide else None,
    )


def home(value: float, axis: int, half: float = 0.0) -> float:
    """The lower end of the window that shows this value, across (0) or up (1), and `half` to both of its sides."""
    margin = max(MARGIN, half + 0.1)
    low = min(HOME[axis], value - margin)
    return max(low, value + margin - SPAN)


def boxes(place: Frame, row: Row, entering: Sequence[Sequence[float]], slopes: bool, locale: str) -> tuple[Box, ...]:
    """The machines with their curves. `entering` are the values that may enter each; `slopes` whether slopes show."""
    drawn = []
    for k, part in enumerate(row.parts):
        joint = row.found[k - row.first] if k >= row.first else None
        drawn.append(_box(place, part, joint, entering[k], slopes, locale))
    return tuple(drawn)


def _box(place: Frame, part: Part, joint: Joint | None, entering: Sequence[float], slopes: bool, locale: str) -> Box:
    unit = place.unit
    at = None if joint is None or joint.entering is None or joint.leaving is None else (joint.entering, joint.leaving)
    x, y = at or (0.0, 0.0)
    steep = joint.slope if joint is not None and slopes else None
    half = 0.0 if steep is None else abs(run(steep) * steep / 2)
    return Box(
        part,
        joint is None,
        in_svg(part.formula),
        in_svg(part.slope),
        (_short(-home(x, 0) * unit), _short((home(y, 1, half) + SPAN) * unit)),
        curve(part.machine, unit, x, entering),
        None if at is None else (_short(x * unit), _short(-y * unit)),
        shown(steep, locale),
        None if steep is None or at is None else slope(unit, x, y, steep, locale),
    )


_DRAWN = {
    "<i>": '<tspan class="math">',
    "</i>": "</tspan>",
    "<sup>": '<tspan dy="-6">',
    "</sup>": '</tspan><tspan dy="6">\u200b</tspan>',
}


def in_svg(words: Markup) -> Markup:
    """A formula of HTML as the content of a text in a drawing."""
    done = str(words)
    for tag, drawn in _DRAWN.items():
        done = done.replace(tag, drawn)
    return Markup(done)  # noqa: S704 - only the tags of our own formulas are replaced


def curve(machine: Machine, unit: float, x: float, entering: Iterable[float]) -> str:
    """The path on the sheet: near x, and wherever the values that may enter come."""
    known = sorted({*entering, *(x + k / 10 for k in range(-35, 36))})
    beyond = (end + side * k / 5 for end, side in ((known[0], -1), (known[-1], 1)) for k in range(1, 19))
    path, pen, last = "", "M", float("-inf")
    for each in sorted({0.0, *known, *beyond}):
        if each and (each - last < CLOSEST or abs(each) < CLOSEST):
            continue
        last = each
        y = value_of(machine, each)
        path += "" if y is None else f"{pen}{each * unit:.1f} {-y * unit:.1f}"
        pen = "M" if y is None else "L"
    return path


def slope(unit: float, x: float, y: float, steep: float, locale: str) -> Slope:
    """The triangle of run and rise around the point."""
    across = run(steep)
    half, high = across / 2, across * steep / 2
    x0, x1, y0, y1 = (each * unit for each in (x - half, x + half, high - y, -high - y))
    base = y0 + (17 if steep >= 0 else -7)
    right = x1 + 42 < (home(x, 0) + SPAN) * unit
    return Slope(
        f"M{x0:.1f} {y0:.1f}H{x1:.1f}V{y1:.1f}Z",
        (_short(x0), _short(y0), _short(x1), _short(y1)),
        numbers.text(across, locale),
        (_short((x0 + x1) / 2), _short(base)),
        shown(across * steep, locale, 2),
        (_short(x1 + 6 if right else x0 - 6), _short((y0 + y1) / 2 + 5)),
    )


def run(steep: float) -> float:
    """The run of a triangle of this slope: 1, or for a steep one the largest of 0.5, 0.2, 0.1 … that fits."""
    return 1.0 if abs(steep) <= STEEPEST else 1 / plot.reach(abs(steep) / STEEPEST, 2.0, (1.0, 2.0, 5.0))


def scale(changes: Iterable[float | None]) -> float:
    """Where the dial and the bars end, so that all of these changes fit."""
    return plot.reach(1.1 * max((abs(each) for each in changes if each is not None), default=1.0) or 1.0, 0.0, SCALES)


def bars(place: Frame, row: Row, reach: float, locale: str) -> tuple[Bar, ...]:
    """The changes on their way, all from one zero line and on one scale."""
    factors = (None, *(shown(joint.slope, locale) for joint in row.found))
    return tuple(
        _bar(place, row.letters[row.first + k], move, factors[k], reach, locale) for k, move in enumerate(row.moves)
    )


def _bar(place: Frame, letter: str, move: float | None, factor: Shown | None, reach: float, locale: str) -> Bar:
    long = place.longest * min(1.0, abs(move or 0.0) / reach)
    return Bar(
        letter, change(move, reach, locale), _short(place.zero - (long if (move or 0) < 0 else 0)), _short(long), factor
    )


def needle(place: Frame, move: float, reach: float, locale: str) -> Needle:
    """The needle at this change; beyond the end of the dial it stays at the end."""
    angle = TURN * max(-1.0, min(1.0, move / reach))
    (x, y), far = place.hub, place.radius + 24
    at = (_short(x + far * sin(radians(angle))), _short(y - far * cos(radians(angle))))
    return Needle(round(angle, 1), change(move, reach, locale), at)


def change(value: float | None, reach: float, locale: str) -> Shown:
    """A change with two significant digits, next to others of up to `reach`, beside which it may be as good as 0."""
    found = shown(value, locale)
    if value is None or not value:
        return found
    if abs(value) < reach / BESIDE:
        return Shown("≈ 0", "≈ 0", "zero")
    text = numbers.about(value, locale)
    return found._replace(text=text, factor=f"({text})" if value < 0 else text)


def track(places: Sequence[tuple[Joint, ...]], slopes: bool) -> list[list[float | None]]:
    """At each place to which the variable can be dragged the value and the slope of every machine."""
    return [
        [_brief(each) for joint in found for each in (joint.leaving, joint.slope if slopes else None)]
        for found in places
    ]


def entering(row: Row, places: Sequence[tuple[Joint, ...]]) -> tuple[list[float], ...]:
    """The values that enter each machine at these places; none for a machine that is held."""
    found = [[each for joints in places if (each := joints[k].entering) is not None] for k in range(len(row.found))]
    return (*([],) * row.first, *found)


def _brief(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.5g}")


def _short(value: float) -> float:
    return round(value, 1) + 0.0
