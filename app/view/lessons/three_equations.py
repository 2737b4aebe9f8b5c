"""Lesson 6: Eo, Eh and the derivative with respect to any weight, for one or several units; each path's share of Eh."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from markupsafe import Markup

from app.core.activations import Array
from app.core.architecture import Architecture
from app.core.finite_differences import cost
from app.core.iteration import iteration
from app.core.keys import Key
from app.core.network import Network
from app.core.problem import Problem
from app.core.tape import Tape, record
from app.view.functions import activations
from app.view.lessons.kit.embedded_pass import Pass, before_update, passed
from app.view.lessons.kit.matrix_fields import Given, Rows, matrix
from app.view.lessons.kit.printed import Shown, shown
from app.view.lessons.kit.query import Choice, Number, Query
from app.view.quantities import symbols
from app.view.words.language import Language

WH = ((1.0, -1.0, 0.7),)  # one input, up to three hidden units
WO = ((0.7, 0.5), (0.5, -0.3), (-0.4, 0.8))  # to up to two outputs
MAX_ENTRY = 5.0
_STAGE = iteration(depth=2, bias=False).of
STAGES = {
    "Eo": _STAGE("error", 2),
    "dWo": _STAGE("derivative", 2),
    "Eh": _STAGE("error", 1),
    "dWh": _STAGE("derivative", 1),
}
NUDGE = 0.01
HALF_BAR = 50.0  # the longest bar to one side, in units of the drawing


class Linked(NamedTuple):
    """A number that is also in the drawing: its key, its name, its value."""

    key: str
    name: Markup
    value: Shown


class Bar(NamedTuple):
    """A bar from the middle of its field: to the right for a positive number."""

    x: float
    width: float
    sign: str


class Path(NamedTuple):
    """What an output sends back along one weight."""

    error: Linked
    weight: Linked
    share: Shown
    bar: Bar


class Arrival(NamedTuple):
    """One hidden unit: the paths that arrive there, their sum, the slope, and the resulting error."""

    name: Markup
    paths: tuple[Path, ...]
    message: Linked
    slope: Linked
    error: Linked
    bar: Bar


class Nudged(NamedTuple):
    """A test of the chosen equation on the network: one number is raised, and the cost is computed again."""

    name: Markup
    key: str
    value: Shown
    nudge: Shown
    predicted: Shown
    happened: Shown


class ThreeEquations(NamedTuple):
    """Everything the page of the lesson shows."""

    equation: Choice
    hidden: Choice
    outputs: Choice
    x: Number
    y: tuple[Number, ...]
    Wh: Given
    Wo: Given
    activation: Choice
    single: bool
    run: Pass
    nudged: Nudged
    arrivals: tuple[Arrival, ...]
    weights: tuple[tuple[Linked, ...], ...]


def read(query: Query) -> ThreeEquations:
    """The lesson for these settings."""
    locale = query.language.locale
    equation = query.choice("equation", {name: name for name in STAGES}, "Eh")
    hidden = query.choice("hidden", {"1": "1", "2": "2", "3": "3"}, "2")
    outputs = query.choice("outputs", {"1": "1", "2": "2"}, "2")
    n, m = int(hidden.value), int(outputs.value)
    x = query.number("x", 1.0, -MAX_ENTRY, MAX_ENTRY)
    y = (query.number("y1", 1.5, -MAX_ENTRY, MAX_ENTRY), query.number("y2", 0.1, -MAX_ENTRY, MAX_ENTRY))
    Wh, Wo = matrix(query, "Wh", WH, (1, n), MAX_ENTRY), matrix(query, "Wo", WO, (n, m), MAX_ENTRY)
    activation = query.choice("R", activations.labels(query.language, elementwise=True), "relu")
    tape = tape_of(n, m, activation.value, x.value, [each.value for each in y[:m]], Wh.values, Wo.values)
    revealed = before_update(tape)

    def linked(letter: str, layer: int, unit: int, source: int | None = None) -> Linked:
        key = Key(letter, layer, unit, source)
        name = Markup("") if letter == "M" else symbols.element(key, revealed.sizes).html
        return Linked(str(key), name, shown(revealed.value(key), locale))

    return ThreeEquations(
        equation,
        hidden,
        outputs,
        x,
        y,
        Wh,
        Wo,
        activation,
        n == m == 1,
        passed(tape, STAGES[equation.value], query),
        _nudged(tape, equation.value, query.language),
        tuple(_arrival(tape, j, linked, locale) for j in range(n)),
        tuple(tuple(linked("W", 2, k, j) for k in range(m)) for j in range(n)),
    )


def tape_of(hidden: int, outputs: int, activation: str, x: float, y: list[float], Wh: Rows = WH, Wo: Rows = WO) -> Tape:
    """One iteration with one input, 1 to 3 hidden units and 1 or 2 outputs, without biases, on one sample.

    Weights of units that the network does not have are ignored.
    """
    architecture = Architecture((1, hidden, outputs), (activation,) * 2, "half_squared_error", bias=False)
    W = [[row[:hidden] for row in Wh], [row[:outputs] for row in Wo[:hidden]]]
    return record(Network.of(architecture, W), Problem.of(architecture, [[x]], [y], 0.1))


def shares(tape: Tape) -> Array:
    """What each output (column) sends back to each hidden unit (row): Eo times the weight between them."""
    return np.asarray(tape.E[1][0] * tape.network.W[1])


def changed_cost(tape: Tape, equation: str, by: float) -> float:
    """How much the cost changes when the first number of the equation is raised by `by`.

    For a derivative that is the first weight, for an error the weighted input of the layer's first unit, which a bias
    raises.
    """
    plain = tape.network.architecture
    architecture = Architecture(plain.sizes, plain.activations, plain.loss, bias=True)
    W = [each.copy() for each in tape.network.W]
    B = [np.zeros(size) for size in plain.sizes[1:]]
    layer = 1 if equation.endswith("o") else 0
    if equation.startswith("E"):
        B[layer][0] += by
    else:
        W[layer][0, 0] += by
    return cost(Network.of(architecture, W, B), tape.problem) - tape.cost


def _nudged(tape: Tape, equation: str, language: Language) -> Nudged:
    layer, sizes, locale = 2 if equation.endswith("o") else 1, tape.network.architecture.sizes, language.locale
    is_error = equation.startswith("E")
    moved = Key("Z", layer, 0) if is_error else Key("W", layer, 0, 0)
    answer = Key("E", layer, 0) if is_error else Key("dW", layer, 0, 0)
    value = (tape.E if is_error else tape.dW)[layer - 1].item(0)
    return Nudged(
        symbols.element(moved, sizes).html,
        str(answer),
        shown(value, locale),
        shown(NUDGE, locale),
        shown(value * NUDGE, locale, 5),
        shown(round(changed_cost(tape, equation, NUDGE), 12), locale, 5),
    )


def _arrival(tape: Tape, j: int, linked: Callable[..., Linked], locale: str) -> Arrival:
    sent, errors = shares(tape), tape.E[0][0]
    largest = max(float(np.abs(sent).max()), float(np.abs(errors).max())) or 1.0
    return Arrival(
        symbols.unit(1, j, tape.network.architecture.sizes).html,
        tuple(
            Path(linked("E", 2, k), linked("W", 2, k, j), shown(share, locale), _bar(share, largest))
            for k, share in enumerate(sent[j].tolist())
        ),
        linked("M", 1, j),
        linked("R", 1, j),
        linked("E", 1, j),
        _bar(errors.item(j), largest),
    )


def _bar(value: float, largest: float) -> Bar:
    width = round(HALF_BAR * abs(value) / largest, 2)
    return Bar(HALF_BAR if value >= 0 else round(HALF_BAR - width, 2), width, shown(value, "en").sign)
