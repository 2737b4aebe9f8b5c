"""Lesson 8: what several outputs send back to one hidden unit, as parcels, as a matrix product, and as paths."""

from itertools import chain
from typing import NamedTuple

from app.view.lessons.kit.beats import Beats, beats, here
from app.view.lessons.kit.guess import SHOWN, Guess, count_guess, number_guess
from app.view.lessons.kit.marking import Marked, marked
from app.view.lessons.kit.matrix_fields import Given, matrix
from app.view.lessons.kit.parcels import Guessed
from app.view.lessons.kit.printed import sum_equals
from app.view.lessons.kit.query import Choice, Number, Query
from app.view.lessons.kit.wording import Wording
from app.view.lessons.many_paths.dots import Dots, dots
from app.view.lessons.many_paths.drawing import Printed, Pull, number, pull
from app.view.lessons.many_paths.matrices import Matrices, Net, matrices, net
from app.view.lessons.many_paths.path_counts import PathCounts, path_counts
from app.view.lessons.many_paths.step_back import Back, back, evening, winner
from app.view.lessons.many_paths.words import arriving, terms, texts
from app.view.lessons.many_paths.zeros import Zeros, zeros
from app.view.words import numbers

ERRORS = (0.5, 1.0, -2.0)
WO = ((0.8, 0.6, 0.7), (-0.5, 1.0, 0.3), (0.6, -0.4, 0.5))
SLOPES = (0.5, 1.0, 0.0)
INPUTS = (2.0, 0.0)
MOST = 9.0  # of an error or an input
MAX_WEIGHT = 3.0
MAX_UNITS = MAX_LAYERS = 10
BEATS = 5
SIDES = ("up", "down", "none", "shown")
LINES = ("row", "column", "shown")
PULL, DRAW, MATRIX, PATHS, ZERO = range(1, BEATS + 1)


class Setting(NamedTuple):
    """The numbers that a reader may change, and the unit (from 1) that is looked at."""

    hidden: Choice
    outputs: Choice
    unit: int
    errors: tuple[Number, ...]
    Wo: Given
    slopes: tuple[Number, ...]
    inputs: tuple[Number, ...]

    @property
    def values(self) -> Back:
        """One step back with these numbers."""
        errors, slopes, inputs = ([each.value for each in row] for row in (self.errors, self.slopes, self.inputs))
        return back(errors, self.Wo.values, slopes, inputs)


class Dragged(NamedTuple):
    """The weights of the unit as they were dragged in the second beat, and the step back with them.

    `reached` says whether nothing arrives; `field` and `value` would bring that about, or are "" if nothing can.
    """

    weights: tuple[Number, ...]
    step: Back
    reached: bool
    field: str
    value: str


class Sides(NamedTuple):
    """The guess who wins: one of SIDES or "", who does, and how many parcels pull up and down."""

    said: str
    winner: str
    up: int
    down: int


class Sum(NamedTuple):
    """The guess what arrives, the reply to it, the terms, "=" or "≈", and the sum, the slope and the error."""

    guess: Guess
    reply: Marked
    terms: tuple[str, ...]
    equals: str
    total: Printed
    slope: Printed
    error: Printed


class Lines(NamedTuple):
    """The guess where the weights of a unit are in the matrix, and whether its rows have been stood up."""

    said: str
    turned: bool


class Counting(NamedTuple):
    """The paths through several hidden layers: their settings, the guess of their number, and the counts."""

    units: Number
    layers: Number
    asked: str  # these numbers, which go along with a guess
    guess: Guess
    right: bool
    counts: PathCounts
    all_paths: str  # from all units of the first hidden layer together
    dots: Dots | None


class ManyPaths(NamedTuple):
    """Everything the page of the lesson shows. The drawings of other beats than the open one are None."""

    beats: Beats
    view: str
    setting: Setting
    step: Back
    sides: Sides
    sum: Sum
    dragged: Dragged
    lines: Lines
    counting: Counting
    zeros: Zeros
    pull: Pull | None
    net: Net | None
    matrices: Matrices | None
    kept: tuple[tuple[str, str], ...]  # what the lesson's form sends along unseen
    fields: tuple[tuple[str, str], ...]
    query: Query


def read(query: Query) -> ManyPaths:
    """The lesson for these settings."""
    locale, view = query.language.locale, _view(query)
    setting = _setting(query)
    step, unit, beat = setting.values, setting.unit - 1, here(query, BEATS)
    dragged = _dragged(query, step, unit)
    sides = _sides(query, step, unit)
    shown = dragged.step if beat == DRAW else step
    summed = _sum(query, shown, unit)
    lines = Lines(
        query.choice("line", dict.fromkeys(("", *LINES), ""), "").value,
        query.choice("turned", {"": "", "1": ""}, "").value == "1",
    )
    counting = _counting(query, len(setting.errors), view)
    table = zeros(query, step)
    return ManyPaths(
        beats(query, texts(query.language, setting.unit, step)),
        view,
        setting,
        step,
        sides,
        summed,
        dragged,
        lines,
        counting,
        table,
        _pull(query, shown, unit, beat, sides.said, summed.guess),
        net(view, step.Wo.tolist(), locale) if beat == MATRIX else None,
        matrices(view, step, locale) if beat == MATRIX else None,
        _kept(query, setting, counting, beat),
        query.fields,
        query,
    )


def _pull(query: Query, step: Back, unit: int, beat: int, said: str, guess: Guess) -> Pull | None:
    view, locale = _view(query), query.language.locale
    if beat == DRAW:
        return pull(view, step, unit, True, True, None, locale)
    yours = None
    if said and guess.value is not None:
        yours = Guessed(guess.value, f"{query.language.gettext('you')}: {guess.text}")
    return pull(view, step, unit, bool(said), bool(said) and guess.committed, yours, locale) if beat == PULL else None


def _view(query: Query) -> str:
    return "phone" if query.view == "phone" else "desk"


def _kept(query: Query, setting: Setting, counting: Counting, beat: int) -> tuple[tuple[str, str], ...]:
    """The fields of the address that no control sends."""
    numbers_set = (*setting.errors, *setting.slopes, *setting.inputs, *setting.Wo.unseen, *chain(*setting.Wo.rows))
    shown = {setting.hidden.name, setting.outputs.name, *(each.name for each in numbers_set)}
    if beat == DRAW:
        shown |= {f"w{k}" for k in range(1, len(setting.errors) + 1)}
    if beat == PATHS and counting.guess.committed:
        shown |= {counting.units.name, counting.layers.name}
    return tuple(each for each in query.fields if each[0] not in shown)


def _setting(query: Query) -> Setting:
    counts = {"1": "1", "2": "2", "3": "3"}
    hidden, outputs = query.choice("hidden", counts, "2"), query.choice("outputs", counts, "3")
    n, m = int(hidden.value), int(outputs.value)
    return Setting(
        hidden,
        outputs,
        query.whole("unit", 1, 1, n).whole,
        tuple(query.number(f"e{k}", ERRORS[k - 1], -MOST, MOST) for k in range(1, m + 1)),
        matrix(query, "Wo", WO, (n, m), MAX_WEIGHT),
        tuple(query.number(f"r{j}", SLOPES[j - 1], 0.0, 1.0) for j in range(1, n + 1)),
        tuple(query.number(f"x{i}", INPUTS[i - 1], -MOST, MOST) for i in (1, 2)),
    )


def _sides(query: Query, step: Back, unit: int) -> Sides:
    parcels = step.parcels[unit].tolist()
    return Sides(
        query.choice("side", dict.fromkeys(("", *SIDES), ""), "").value,
        winner(float(step.sums[unit])),
        sum(each > 0 for each in parcels),
        sum(each < 0 for each in parcels),
    )


def _sum(query: Query, step: Back, unit: int) -> Sum:
    say, locale = Wording(query.language), query.language.locale
    guess = number_guess(query, "sum")
    errors, weights = step.errors.tolist(), step.Wo[unit].tolist()
    question = arriving(say, errors, weights, float(step.slopes[unit]))
    return Sum(
        guess,
        marked(question, (guess.typed,) if guess.value is not None else ("",), say),
        terms(say, errors, weights),
        sum_equals(zip(errors, weights, strict=True), step.sums[unit].item()),
        number(step.sums[unit].item(), locale),
        number(step.slopes[unit].item(), locale),
        number(step.Eh[unit].item(), locale),
    )


def _dragged(query: Query, step: Back, unit: int) -> Dragged:
    row = step.Wo[unit].tolist()
    weights = tuple(query.number(f"w{k}", value, -MAX_WEIGHT, MAX_WEIGHT) for k, value in enumerate(row, 1))
    changed = step._replace(Wo=step.Wo.copy())
    changed.Wo[unit] = [each.value for each in weights]
    found = evening(step.errors.tolist(), changed.Wo[unit].tolist())
    reached = winner(changed.sums[unit].item()) == "none"
    if found is None or abs(found[1]) > MAX_WEIGHT:
        return Dragged(weights, changed, reached, "", "")
    k, value = found
    return Dragged(weights, changed, reached, f"w{k + 1}", repr(round(value, 9)))


def _counting(query: Query, outputs: int, view: str) -> Counting:
    locale = query.language.locale
    units, layers = query.whole("units", 3, 1, MAX_UNITS), query.whole("layers", 2, 1, MAX_LAYERS)
    sizes = (*(units.whole,) * layers.whole, outputs)
    asked = ".".join(map(str, (units.whole, layers.whole, outputs)))
    guess, counts = count_guess(query, "paths"), path_counts((1, *sizes), locale)
    if guess.committed and query.typed("asked") not in ("", asked):
        guess = Guess(guess.name, SHOWN, None, "", "")  # it was made for another network
    paths = units.whole ** (layers.whole - 1) * outputs
    return Counting(
        units,
        layers,
        asked,
        guess,
        guess.value == paths,
        counts,
        numbers.whole(units.whole * paths, locale),
        dots(view, sizes) if here(query, BEATS) == PATHS else None,
    )
