"""The drawings of the lesson on softmax: both costs over the probability or over the logit of the right class."""

from collections.abc import Sequence
from math import log
from typing import NamedTuple

from app.core.softmax_costs import cross_entropy, half_squared_error, softmax
from app.view.lessons.kit import plot
from app.view.words import numbers

SIZES = {"phone": (300.0, 230.0)}
DESK = (720.0, 270.0)
DOTS = 60  # steps that are drawn of a walk; a long one would hide its curve
CURVE = 160  # points of a curve
LEAST_TOP = 8.0  # of the axis of costs


class Curves(NamedTuple):
    """Both costs as curves, the axes, and the places on them.

    `cross` and `squared` are the paths, "" while hidden; `points` the present place on each; `yours` the guess.
    """

    width: float
    height: float
    cross: str
    squared: str
    across: tuple[tuple[float, str], ...]
    up: tuple[tuple[float, str], ...]
    points: tuple[plot.Point, plot.Point]
    yours: plot.Point | None


class Ball(NamedTuple):
    """One of the two balls: its place at the start and now, the dots of its steps, and all of its way."""

    start: plot.Point
    now: plot.Point
    dots: tuple[plot.Point, ...]


def over_probability(
    logits: Sequence[float], right: int, guess: float | None, known: bool, view: str, locale: str
) -> Curves:
    """The costs over the probability of the right class; the rest is shared among the others as it is now."""
    said = softmax(logits)
    cost, wrong = cross_entropy(logits, right), half_squared_error(logits, right)
    top = max(LEAST_TOP, cost + 1, min(guess or 0.0, 2 * cost + 2) + 0.5)
    window = plot.Window(0, 1, 0, top, *SIZES.get(view, DESK))
    rest = 1 - said[right]
    spread = (1 + sum((p / rest) ** 2 for k, p in enumerate(said) if k != right)) / 2
    shares = [max(1e-9, k / CURVE) ** 2 for k in range(CURVE + 1)]  # closer together where the curve is steep
    cross = [(p, -log(p)) for p in shares if p > 0 and -log(p) <= top]
    at = said[right]
    return Curves(
        window.width,
        window.height,
        plot.polyline(window, cross) if known else "",
        plot.polyline(window, [(p, spread * (1 - p) ** 2) for p in shares]),
        tuple((window.at(x, 0)[0], numbers.text(x, locale)) for x in (0, 0.25, 0.5, 0.75, 1)),
        _ticks(window, locale),
        (window.at(at, cost), window.at(at, wrong)),
        window.at(at, min(max(guess, 0.0), top)) if guess is not None else None,
    )


def over_logit(logits: Sequence[float], right: int, view: str, locale: str) -> tuple[Curves, plot.Window]:
    """The costs over the logit of the right class, the other logits fixed."""
    half = home(logits, right)
    low, high = min(logits[right], half - 4) - 0.6, max(logits[right], half + 3) + 0.4
    top = max(cross_entropy(_with(logits, right, low), right), 1.4)
    window = plot.Window(low, high, 0, top, *SIZES.get(view, DESK))
    places = [low + (high - low) * k / CURVE for k in range(CURVE + 1)]
    cross, squared = (
        plot.polyline(window, [(z, cost(_with(logits, right, z), right)) for z in places])
        for cost in (cross_entropy, half_squared_error)
    )
    z = logits[right]
    points = (window.at(z, cross_entropy(logits, right)), window.at(z, half_squared_error(logits, right)))
    across = tuple((window.at(x, 0)[0], numbers.text(x, locale)) for x in plot.ticks(low, high, 9))
    return Curves(window.width, window.height, cross, squared, across, _ticks(window, locale), points, None), window


def home(logits: Sequence[float], right: int) -> float:
    """The logit at which the right class has half of 1."""
    others = [z for k, z in enumerate(logits) if k != right]
    return cross_entropy(others, 0) + others[0]  # ln Σ e^z


def ball(window: plot.Window, logits: Sequence[float], right: int, way: Sequence[float], squared: bool) -> Ball:
    """A ball that has gone this way."""
    cost = half_squared_error if squared else cross_entropy
    every = max(1, len(way) // DOTS)
    kept = [*way[:-1:every], way[-1]]
    dots = tuple(window.at(z, cost(_with(logits, right, z), right)) for z in kept)
    return Ball(dots[0], dots[-1], dots)


def _with(logits: Sequence[float], right: int, z: float) -> list[float]:
    return [z if k == right else each for k, each in enumerate(logits)]


def _ticks(window: plot.Window, locale: str) -> tuple[tuple[float, str], ...]:
    return tuple((window.at(window.x0, y)[1], numbers.text(y, locale)) for y in plot.ticks(0, window.y1, 5))
