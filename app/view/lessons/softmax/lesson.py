"""Lesson 10: softmax shares out 1, two costs complain, and why the output error is ŷ − y."""

from typing import NamedTuple

from app.core.softmax_costs import (
    cost_slopes,
    cross_entropy,
    error,
    half_squared_error,
    output_slopes,
    softmax,
    walk,
)
from app.view.lessons.kit import plot
from app.view.lessons.kit.beats import Beats, beats, here
from app.view.lessons.kit.guess import Guess, number_guess
from app.view.lessons.kit.printed import Shown, shown
from app.view.lessons.kit.query import Choice, Number, Query
from app.view.lessons.softmax import drawing
from app.view.lessons.softmax.drawing import Ball, Curves
from app.view.lessons.softmax.words import slip, texts

BEATS = 5
LEAST, MOST = -6.0, 8.0  # of a logit
DEFAULTS = (4.0, -2.9, -1.0)  # the right class gets 0.001
MAX_STEPS = 3000
RAISED = 1.0
CHANGES = ("rises", "stays", "falls")
RISING = ("right", "all", "none")
BAR = 100.0  # the full length of a bar


class Class(NamedTuple):
    """One class: its number, its logit, what the network says of it, and its entry of Eo.

    `share` and `after` are lengths of bars: of its probability, and of that after the raise.
    """

    number: int
    logit: Number
    printed: str
    right: bool
    said: Shown
    share: float
    raised: Shown
    after: float
    error: Shown
    length: float


class Path(NamedTuple):
    """One path from the cost to the right logit: C′(ŷ) of an output, the output's slope, and their product."""

    number: int
    right: bool
    cost: Shown
    slope: Shown
    product: Shown


class Paths(NamedTuple):
    """All paths with one cost, and their sum; `squared` says which cost."""

    squared: bool
    paths: tuple[Path, ...]
    total: Shown


class Race(NamedTuple):
    """The two balls; `steps` of each until the right class has half of 1, or MAX_STEPS if it is not there by then."""

    cross: Ball
    squared: Ball
    steps: tuple[int, int]
    home: float
    arrived: bool


class Softmax(NamedTuple):
    """Everything the page of the lesson shows; what is not known yet is None."""

    beats: Beats
    view: str
    classes: tuple[Class, ...]
    right: Choice
    rate: Number
    top: Class
    lifted: Class
    change: str
    alarm: Guess
    costs: tuple[Shown, Shown]
    curves: Curves | None
    product: Guess
    reply: str
    truth: Shown
    ways: tuple[Paths, Paths]
    rising: str
    laps: Guess
    race: Race | None
    hills: Curves | None
    in_use: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    query: Query


def read(query: Query) -> Softmax:
    """The lesson for these settings."""
    locale, beat = query.language.locale, here(query, BEATS)
    given = tuple(query.number(f"z{k}", z, LEAST, MOST) for k, z in enumerate(DEFAULTS, 1))
    right = query.choice("right", {str(k): str(k) for k in range(1, len(given) + 1)}, "2")
    rate = query.number("rate", 1.0, 0.1, 3.0)
    change = query.choice("change", dict.fromkeys(("", *CHANGES, "shown"), ""), "").value
    alarm, product = number_guess(query, "alarm"), number_guess(query, "product")
    rising = query.choice("rising", dict.fromkeys(("", *RISING, "shown"), ""), "").value
    laps = number_guess(query, "laps")
    logits, truth = [each.value for each in given], int(right.value) - 1
    classes = _classes(given, truth, locale)
    top = max(classes, key=lambda each: each.share)
    costs = cross_entropy(logits, truth), half_squared_error(logits, truth)
    curves = hills = ran = None
    if beat == 2:
        curves = drawing.over_probability(logits, truth, alarm.value, alarm.committed, query.view, locale)
    elif beat == BEATS:
        hills, window = drawing.over_logit(logits, truth, query.view, locale)
        ran = _race(window, logits, truth, rate.value if laps.committed else None)
    ways = tuple(_paths(logits, truth, squared, locale) for squared in (False, True))
    return Softmax(
        beats(query, texts(query.language, classes[truth].said, costs)),
        "phone" if query.view == "phone" else "desk",
        classes,
        right,
        rate,
        top,
        classes[lifted_class(softmax(logits))],
        change,
        alarm,
        (shown(costs[0], locale), shown(costs[1], locale)),
        curves,
        product,
        slip(product.value, logits, truth, query.language),
        ways[0].total,
        (ways[0], ways[1]),
        rising,
        laps,
        ran,
        hills,
        (*(each.printed for each in classes), right.value, shown(rate.value, locale).text),
        query.fields,
        query,
    )


def _classes(given: tuple[Number, ...], right: int, locale: str) -> tuple[Class, ...]:
    logits = [each.value for each in given]
    said, wrong = softmax(logits), error(logits, right, squared=False)
    lifted = lifted_class(said)
    after = softmax([z + RAISED * (k == lifted) for k, z in enumerate(logits)])
    return tuple(
        Class(
            k + 1,
            each,
            shown(each.value, locale).text,
            k == right,
            shown(said[k], locale),
            round(BAR * said[k], 2),
            shown(after[k], locale),
            round(BAR * after[k], 2),
            shown(wrong[k], locale),
            round(BAR / 2 * abs(wrong[k]), 1),
        )
        for k, each in enumerate(given)
    )


def lifted_class(said: tuple[float, ...]) -> int:
    """The class whose logit is raised in the first beat: the last one that is not the most probable."""
    top = said.index(max(said))
    return max(k for k in range(len(said)) if k != top)


def _paths(logits: list[float], right: int, squared: bool, locale: str) -> Paths:
    slopes, outputs = cost_slopes(logits, right, squared), output_slopes(logits, right)
    rows = (
        Path(j + 1, j == right, shown(c, locale), shown(r, locale), shown(c * r, locale))
        for j, (c, r) in enumerate(zip(slopes, outputs, strict=True))
    )
    return Paths(squared, tuple(rows), shown(error(logits, right, squared)[right], locale))


def _race(window: plot.Window, logits: list[float], right: int, rate: float | None) -> Race:
    """The race at a rate; None before it."""
    ways = [walk(logits, right, squared, rate or 1.0, MAX_STEPS if rate else 0) for squared in (False, True)]
    cross, squared = (drawing.ball(window, logits, right, way, squared=bool(k)) for k, way in enumerate(ways))
    half = drawing.home(logits, right)
    return Race(
        cross,
        squared,
        (len(ways[0]) - 1, len(ways[1]) - 1),
        window.at(half, 0)[0],
        ways[1][-1] >= half,
    )
