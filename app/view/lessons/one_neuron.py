"""Lesson 2: Cost = C(R(Z(XW))), the cost as a function of the one weight, and gradient descent along its curve."""

from typing import NamedTuple

import numpy as np
from markupsafe import Markup

from app.core.architecture import Architecture
from app.core.network import Network
from app.core.problem import Problem
from app.core.tape import Tape, record
from app.view.diagram.draw import scene
from app.view.diagram.scene import Scene
from app.view.functions import activations
from app.view.functions.activations import ACTIVATIONS
from app.view.lessons.kit import plot
from app.view.lessons.kit.embedded_pass import room, session_at
from app.view.lessons.kit.printed import Shown, shown
from app.view.lessons.kit.query import Choice, Number, Query
from app.view.quantities import operand_patterns
from app.view.words import numbers
from app.view.words.language import N_, Language

MAX_STEPS = 50
MAX_WEIGHT = 1e6  # a larger weight ends the walk
PLOT_SIZE = (620.0, 340.0)  # of the curve, in units of the drawing
TANGENT_LENGTH = 190.0
TABLE_ROWS = 5
SATURATED = 0.01  # a slope below this lets hardly anything through
WRONG = 0.1  # a prediction further from its target than this still has something to learn


class DescentStep(NamedTuple):
    """One weight on the way down, with the printed numbers of its pass."""

    step: int
    W: Shown
    Z: Shown
    H: Shown
    slope: Shown
    gap: Shown
    cost: Shown
    dW: Shown


class Tick(NamedTuple):
    """A mark on an axis: its position along the axis, and its label."""

    at: float
    label: str


class Hill(NamedTuple):
    """The cost as a function of the weight, with the way down."""

    window: plot.Window
    path: str
    ground: float
    ticks_x: tuple[Tick, ...]
    ticks_y: tuple[Tick, ...]
    way: str
    stops: tuple[plot.Point, ...]
    here: plot.Point
    tangent: tuple[float, float, float, float]


class OneNeuron(NamedTuple):
    """Everything the page of the lesson shows."""

    X: Number
    y: Number
    W: Number
    rate: Number
    activation: Choice
    steps: int
    stopped: str
    here: DescentStep
    x: Shown
    target: Shown
    start: Shown
    printed_rate: str
    next_weight: Shown
    hill: Hill
    scene: Scene
    operands: Markup
    walked: tuple[DescentStep, ...]
    remark: tuple[str, str]


def read(query: Query) -> OneNeuron:
    """The lesson for these settings."""
    locale = query.language.locale
    X = query.number("X", 2.0, -5.0, 5.0)
    y = query.number("y", 1.0, -5.0, 5.0)
    W = query.number("W", 1.2, -3.0, 3.0)
    rate = query.number("rate", 0.1, 0.001, 10.0)
    activation = query.choice("R", activations.labels(query.language, elementwise=True), "relu")
    wanted = 0 if _start_moved(query, W) else query.whole("steps", 0, 0, MAX_STEPS).whole
    walk = _walk(activation.value, X.value, y.value, W.value, rate.value, wanted)
    here, steps = walk[-1], len(walk) - 1
    after = _continues(here)
    places = tuple(_place(k, tape, locale) for k, tape in enumerate(walk))
    return OneNeuron(
        X,
        y,
        W,
        rate,
        activation,
        steps,
        _why_stopped(after, steps, query.language),
        places[-1],
        shown(X.value, locale),
        shown(y.value, locale),
        shown(W.value, locale),
        numbers.text(rate.value, locale),
        shown(_weight(here.updated) if after else None, locale),
        _hill(activation.value, X.value, y.value, walk, locale),
        _scene(here, query),
        operand_patterns.table(here.network.architecture),
        places[-TABLE_ROWS:],
        remark(walk, X.value, query.language),
    )


def _start_moved(query: Query, W: Number) -> bool:
    """Whether the starting weight is not the one that the steps on the page were taken from."""
    return query.hint("walked") not in ("", str(W.value))


def tape_of(activation: str, X: float, y: float, W: float, rate: float = 0.1) -> Tape:
    """One iteration of a neuron without a bias, on one sample."""
    architecture = Architecture((1, 1), (activation,), "half_squared_error", bias=False)
    network = Network.of(architecture, [[[W]]])
    return record(network, Problem.of(architecture, [[X]], [[y]], rate))


def _walk(activation: str, X: float, y: float, W: float, rate: float, steps: int) -> list[Tape]:
    """The iterations from the start: one more than the steps that were possible."""
    tapes = [tape_of(activation, X, y, W, rate)]
    while len(tapes) <= steps and _continues(tapes[-1]):
        tapes.append(record(tapes[-1].updated, tapes[-1].problem))
    return tapes


def _continues(tape: Tape) -> bool:
    return tape.diverged is None and abs(_weight(tape.updated)) <= MAX_WEIGHT


def _why_stopped(continues: bool, steps: int, language: Language) -> str:
    """Why there is no further step; "" where there is one."""
    if not continues:
        return language.gettext("Stopped: the weight diverges.")
    return language.gettext("50 steps is the limit.") if steps >= MAX_STEPS else ""


def _weight(network: Network) -> float:
    return float(network.parameters[0])


def _slope(tape: Tape) -> float:
    """R'(Z), which each of these activations has."""
    return float(np.asarray(tape.R[0])[0, 0])


def _derivative(tape: Tape) -> float:
    return float(tape.dW[0][0, 0])


def _gap(tape: Tape) -> float:
    """ŷ − y."""
    return float(tape.H[0][0, 0] - tape.problem.Y[0, 0])


def _place(step: int, tape: Tape, locale: str) -> DescentStep:
    values = (
        _weight(tape.network),
        float(tape.Z[0][0, 0]),
        float(tape.H[0][0, 0]),
        _slope(tape),
        _gap(tape),
        tape.cost,
        _derivative(tape),
    )
    return DescentStep(step, *(shown(value, locale) for value in values))


def _scene(tape: Tape, query: Query) -> Scene:
    """The neuron in the workbench's drawing: its derivative is known, its weight has not changed yet."""
    stage = 0 if tape.diverged else tape.network.architecture.iteration.backward_end
    session = session_at(tape, stage)
    return scene(session, query.view, None, 0, None, query.language, room(session, query.view))


def _hill(activation: str, X: float, y: float, walk: list[Tape], locale: str) -> Hill:
    def cost(W: float) -> float:
        return tape_of(activation, X, y, W).cost

    points = [(_weight(tape.network), tape.cost) for tape in walk]
    half = plot.reach(max(abs(W) for W, _ in points), 3.0)
    top = plot.reach(1.2 * max(c for _, c in points), 2.0, steps=(1, 2, 5))
    window = plot.Window(-half, half, -0.04 * top, top, *PLOT_SIZE)
    here = points[-1]
    return Hill(
        window,
        plot.curve(window, cost),
        window.at(0, 0)[1],
        tuple(Tick(window.at(W, 0)[0], numbers.text(W, locale)) for W in plot.ticks(-half, half, 7)),
        tuple(Tick(window.at(0, c)[1], numbers.text(c, locale)) for c in plot.ticks(0, top, 5)),
        plot.polyline(window, points),
        tuple(window.at(*point) for point in points[:-1]),
        window.at(*here),
        plot.tangent(window, *here, _derivative(walk[-1]), TANGENT_LENGTH),
    )


def remark(walk: list[Tape], X: float, language: Language) -> tuple[str, str]:
    """A comment on the present weight: its kind, and its words."""
    here, before = walk[-1], walk[-2] if len(walk) > 1 else walk[-1]
    derivative, slope, gap, locale = _derivative(here), _slope(here), _gap(here), language.locale
    activation = here.network.architecture.layers[0]
    kinds = (  # the first that applies is used
        ("diverged", not _continues(here)),
        ("no_input", X == 0),
        ("bottom", gap == 0),
        ("corner", activation.can_close and here.Z[0].item() in activation.kinks),
        ("closed", activation.can_close and slope == 0),
        ("flat", derivative == 0),
        ("saturated", not activation.can_close and slope < SATURATED and abs(gap) > WRONG),
        ("worse", here.cost > before.cost),
        ("overshoot", derivative * _derivative(before) < 0),
        ("down", derivative > 0),
    )
    kind = next((kind for kind, applies in kinds if applies), "up")
    costs = {name: numbers.text(tape.cost, locale) for name, tape in (("before", before), ("now", here))}
    words = {"slope": numbers.text(slope, locale), "activation": language.gettext(ACTIVATIONS[activation.name].label)}
    return kind, language.gettext(_REMARKS[kind]).format(**words, **costs)


_REMARKS = {
    "diverged": N_("The weight diverges. The next step would be enormous, so we stop here."),
    "no_input": N_("The input is 0, so Z is 0 whatever the weight is: changing the weight changes nothing."),
    "bottom": N_("The prediction equals the target: the slope is 0, and the weight stays where it is."),
    "corner": N_(
        "W = 0 puts Z exactly at the corner of {activation}: the curve is flat on one side and falls or rises on the "
        "other. By convention R′(0) = 0, so C′(W) = 0, and the weight stays where it is."
    ),
    "closed": N_(
        "R′(Z) = 0 here, so C′(W) = 0: the curve is flat, every step has length 0, and the neuron learns nothing, "
        "however wrong its prediction is. A {activation} that is closed for every example is called dead."
    ),
    "flat": N_(
        "R′(Z) is indistinguishable from 0 here, so C′(W) = 0: the curve is flat, and the neuron learns nothing."
    ),
    "saturated": N_(
        "The neuron is saturated: R′(Z) is only {slope}, so C′(W) is tiny, and the weight hardly moves, "
        "however wrong the prediction is."
    ),
    "worse": N_("The step was too big: it overshot the lowest point, and the cost rose from {before} to {now}."),
    "overshoot": N_("The step overshot the lowest point, but the cost still fell."),
    "down": N_("The tangent rises to the right: C′(W) is positive, so the step makes the weight smaller."),
    "up": N_("The tangent falls to the right: C′(W) is negative, so the step makes the weight larger."),
}
