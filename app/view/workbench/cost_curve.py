"""The curve of costs as it is drawn: in a square of 1000 units, which the page stretches to the room it has."""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from app.session.session import Session
from app.view.words import numbers
from app.view.words.language import Language
from app.view.workbench.cost_history import Costs, Wish, run_of

SIZE = 1000
SPREAD = 30  # the largest cost over the smallest from which a logarithmic scale shows more
TICKS = 4
ROWS = 8  # of the table for those who do not see the curve
SCALES = ("linear", "log")

_Height = Callable[[float], float]  # where a cost is drawn, as a share of the height from above


class Tick(NamedTuple):
    """A mark of an axis: its place in percent, and its number."""

    place: str
    text: str


class Curve(NamedTuple):
    """The curve and what surrounds it. `run`, `at` and `known` name what it was drawn from.

    `known_points` and `ahead_points` are polylines; `iterations` and `texts` name each of their points in turn. `x` and
    `y` is the present point in percent, `y` empty as long as its cost is not known.
    """

    at: str
    scale: str
    scales: tuple[str, ...]
    wish: Wish
    known_points: str
    ahead_points: str
    iterations: str
    texts: str
    x: str
    y: str
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    table: tuple[tuple[str, str], ...]
    first: int
    here: int
    last: int
    stride: int
    stage: int
    spoken: str


def at(session: Session, known: bool) -> str:
    """Names what a curve shows: the page asks for another one when this has changed. Empty before the first cost."""
    if not known and len(session.keyframes) == 1 and session.iteration == session.keyframes[0].iteration:
        return ""
    return f"{run_of(session)}-{session.iteration}-{int(known)}"


def curve(session: Session, costs: Costs, wish: Wish, scale: str, language: Language) -> Curve:
    """The curve of some costs, on a linear or a logarithmic scale."""
    locale, points = language.locale, costs.points
    offered = SCALES if _helps(points) else SCALES[:1]
    scale = scale if scale in offered else "linear"
    up, height = _HEIGHTS[scale]([cost for _, cost in points] or [1.0])
    width = max(costs.last - costs.first, 1)
    places = [(round(SIZE * (k - costs.first) / width), round(SIZE * height(cost))) for k, cost in points]
    reached = sum(k <= costs.reached for k, _ in points)
    texts = [numbers.text(cost, locale) for _, cost in points]
    here = next((number for number, (k, _) in enumerate(points) if k == costs.here), None)
    return Curve(
        at(session, costs.known),
        scale,
        offered,
        wish._replace(seen=costs.reached, run=run_of(session)),
        _line(places[:reached]),
        _line(places[max(reached - 1, 0) :]) if reached < len(places) else "",
        " ".join(str(k) for k, _ in points),
        " ".join(texts),
        _percent((costs.here - costs.first) / width),
        "" if here is None else _percent(places[here][1] / SIZE),
        _across(costs, locale),
        tuple(Tick(_percent(height(value)), numbers.text(value, locale).removeprefix("1·")) for value in up),
        _table(points, texts, costs.reached, locale),
        costs.first,
        costs.here,
        costs.last,
        costs.stride,
        session.stages.forward_end,
        "" if here is None else _spoken(costs.here, texts[here], language),
    )


def _spoken(iteration: int, cost: str, language: Language) -> str:
    number = numbers.whole(iteration + 1, language.locale)
    return language.gettext("Iteration {n}: cost {cost}").format(n=number, cost=cost)


def _helps(points: Sequence[tuple[int, float]]) -> bool:
    found = [cost for _, cost in points]
    return bool(found) and min(found) > 0 and max(found) > SPREAD * min(found)


def _line(places: Sequence[tuple[int, int]]) -> str:
    return " ".join(f"{x},{y}" for x, y in places)


def _percent(share: float) -> str:
    return f"{100 * share:.4g}%"


def _linear(costs: Sequence[float]) -> tuple[list[float], _Height]:
    """Marks from 0 upwards, and where a cost is drawn."""
    largest = max(costs) or 1.0
    step = _nice(largest / TICKS)
    marks = [step * k for k in range(int(largest / step) + 1)]
    return marks, lambda cost: 1 - cost / largest


def _logarithmic(costs: Sequence[float]) -> tuple[list[float], _Height]:
    """Marks at powers of ten, and where a cost is drawn."""
    low, high = math.log10(min(costs)), math.log10(max(costs))
    every = max(1, math.ceil((high - low) / TICKS))
    marks = [10.0**power for power in range(math.ceil(low), math.floor(high) + 1, every)]
    return marks, lambda cost: 1 - (math.log10(cost) - low) / (high - low)


_HEIGHTS = {"linear": _linear, "log": _logarithmic}


def _across(costs: Costs, locale: str) -> tuple[Tick, ...]:
    """Marks at round iterations, counted from 1 as everywhere on the page, and at the first."""
    length = costs.last - costs.first
    step = max(1, round(_nice(length / TICKS)))
    start = costs.first + 1
    marks = [start, *(n for n in range(start // step * step + step, costs.last + 2, step) if n - start > step / 2)]
    return tuple(Tick(_percent((n - start) / max(length, 1)), numbers.whole(n, locale)) for n in marks)


def _nice(rough: float) -> float:
    """The smallest of 1, 2, 5, 10, 20, … times a power of ten that is not below."""
    if rough <= 0:
        return 1.0
    unit = 10.0 ** math.floor(math.log10(rough))
    return next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= rough * (1 - 1e-9))


def _table(
    points: Sequence[tuple[int, float]], texts: Sequence[str], reached: int, locale: str
) -> tuple[tuple[str, str], ...]:
    """Some iterations of the run with their costs, the first and the last among them."""
    had = [(numbers.whole(k + 1, locale), text) for (k, _), text in zip(points, texts, strict=True) if k <= reached]
    if len(had) <= ROWS:
        return tuple(had)
    return tuple(had[round(row * (len(had) - 1) / (ROWS - 1))] for row in range(ROWS))
