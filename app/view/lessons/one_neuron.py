"""Lesson 2: Cost = C(R(Z(XW))), the cost as a curve over the one weight, and gradient descent walking down it."""

from typing import NamedTuple

import numpy as np

from app.core.architecture import Architecture
from app.core.network import Network
from app.core.problem import Problem
from app.core.tape import Tape, record
from app.view.diagram.draw import scene
from app.view.diagram.scene import Scene
from app.view.functions import activations
from app.view.lessons.kit import plot
from app.view.lessons.kit.embedded_pass import session_at
from app.view.lessons.kit.printed import Shown, shown
from app.view.lessons.kit.query import Choice, Number, Query
from app.view.lessons.kit.question import Question, numeric
from app.view.words import numbers
from app.view.words.language import Language

MOST_STEPS = 50
LARGEST = 1e6  # a weight beyond this ends the walk
FIELD = (620.0, 340.0)  # of the curve, in units
TANGENT = 190.0
ROWS = 5  # of the table of steps


class Place(NamedTuple):
    """One weight on the way down: the numbers of its pass, as printed."""

    step: int
    W: Shown
    Z: Shown
    H: Shown
    slope: Shown
    gap: Shown
    cost: Shown
    dW: Shown


class Tick(NamedTuple):
    """A mark on an axis: where it is along it, and its label."""

    at: float
    label: str


class Hill(NamedTuple):
    """The curve of the cost over the weight, with the way down."""

    path: str
    ground: float
    ticks_x: tuple[Tick, ...]
    ticks_y: tuple[Tick, ...]
    way: str
    stops: tuple[plot.Point, ...]
    here: plot.Point
    tangent: tuple[float, float, float, float]


class OneNeuron(NamedTuple):
    """All that the page of the lesson shows."""

    X: Number
    y: Number
    W: Number
    rate: Number
    activation: Choice
    steps: int
    stopped: str
    here: Place
    x: Shown
    target: Shown
    start: Shown
    printed_rate: str
    next_weight: Shown
    hill: Hill
    scene: Scene
    walked: tuple[Place, ...]
    remark: tuple[str, str]
    question: Question


def read(query: Query) -> OneNeuron:
    """The lesson for these values."""
    locale = query.language.locale
    X = query.number("X", 2.0, -5.0, 5.0)
    y = query.number("y", 1.0, -5.0, 5.0)
    W = query.number("W", 1.2, -3.0, 3.0)
    rate = query.number("rate", 0.1, 0.001, 10.0)
    activation = query.choice("R", activations.labels(query.language, elementwise=True), "relu")
    asked = query.whole("steps", 0, 0, MOST_STEPS).whole
    walk = _walk(activation.value, X.value, y.value, W.value, rate.value, asked)
    here, steps = walk[-1], len(walk) - 1
    after = _goes_on(here)
    places = tuple(_place(k, tape, locale) for k, tape in enumerate(walk))
    return OneNeuron(
        X,
        y,
        W,
        rate,
        activation,
        steps,
        _stopped(after, steps, query.language),
        places[-1],
        shown(X.value, locale),
        shown(y.value, locale),
        shown(W.value, locale),
        numbers.text(rate.value, locale),
        shown(_weight(here.updated) if after else None, locale),
        _hill(activation.value, X.value, y.value, walk, locale),
        _scene(here, query),
        places[-ROWS:],
        remark(walk, X.value, query.language),
        _question(query),
    )


def tape_of(activation: str, X: float, y: float, W: float, rate: float = 0.1) -> Tape:
    """One iteration of one neuron without a bias, on one sample."""
    architecture = Architecture((1, 1), (activation,), "half_squared_error", bias=False)
    network = Network.of(architecture, [[[W]]])
    return record(network, Problem.of(architecture, [[X]], [[y]], rate))


def _walk(activation: str, X: float, y: float, W: float, rate: float, steps: int) -> list[Tape]:
    """The iterations from the start: one more than the steps that could be taken."""
    tapes = [tape_of(activation, X, y, W, rate)]
    while len(tapes) <= steps and _goes_on(tapes[-1]):
        tapes.append(record(tapes[-1].updated, tapes[-1].problem))
    return tapes


def _goes_on(tape: Tape) -> bool:
    return tape.diverged is None and abs(_weight(tape.updated)) <= LARGEST


def _stopped(goes_on: bool, steps: int, language: Language) -> str:
    """Why there is no further step; "" where there is one."""
    if not goes_on:
        return language.gettext("The next weight would leave every bound.")
    return language.gettext("No more than 50 are shown.") if steps >= MOST_STEPS else ""


def _weight(network: Network) -> float:
    return float(network.parameters[0])


def _slope(tape: Tape) -> float:
    """R'(Z); each of these activations has it."""
    return float(np.asarray(tape.R[0])[0, 0])


def _derivative(tape: Tape) -> float:
    return float(tape.dW[0][0, 0])


def _gap(tape: Tape) -> float:
    """ŷ − y."""
    return float(tape.H[0][0, 0] - tape.problem.Y[0, 0])


def _place(step: int, tape: Tape, locale: str) -> Place:
    values = (
        _weight(tape.network),
        float(tape.Z[0][0, 0]),
        float(tape.H[0][0, 0]),
        _slope(tape),
        _gap(tape),
        tape.cost,
        _derivative(tape),
    )
    return Place(step, *(shown(value, locale) for value in values))


def _scene(tape: Tape, query: Query) -> Scene:
    """The neuron in the workbench's drawing, its derivative known and its weight not yet changed."""
    stage = 0 if tape.diverged else tape.network.architecture.iteration.backward_end
    return scene(session_at(tape, stage), query.view, None, 0, None, query.language)


def _hill(activation: str, X: float, y: float, walk: list[Tape], locale: str) -> Hill:
    def cost(W: float) -> float:
        return tape_of(activation, X, y, W).cost

    points = [(_weight(tape.network), tape.cost) for tape in walk]
    half = plot.reach(max(abs(W) for W, _ in points), 3.0)
    top = plot.reach(1.2 * max(c for _, c in points), 2.0, steps=(1, 2, 5))
    window = plot.Window(-half, half, -0.04 * top, top, *FIELD)
    here = points[-1]
    return Hill(
        plot.curve(window, cost),
        window.at(0, 0)[1],
        tuple(Tick(window.at(W, 0)[0], numbers.text(W, locale)) for W in plot.ticks(-half, half, 7)),
        tuple(Tick(window.at(0, c)[1], numbers.text(c, locale)) for c in plot.ticks(0, top, 5)),
        plot.polyline(window, points),
        tuple(window.at(*point) for point in points[:-1]),
        window.at(*here),
        plot.tangent(window, *here, _derivative(walk[-1]), TANGENT),
    )


def remark(walk: list[Tape], X: float, language: Language) -> tuple[str, str]:
    """What is to be said of the present weight: the kind of remark, and its words."""
    here, before = walk[-1], walk[-2] if len(walk) > 1 else walk[-1]
    derivative, locale = _derivative(here), language.locale
    states = (  # the first that holds is said
        ("diverged", not _goes_on(here)),
        ("no_input", X == 0),
        ("dead", _slope(here) == 0 and here.network.architecture.activations == ("relu",)),
        ("flat", _slope(here) == 0),
        ("bottom", derivative == 0),
        ("worse", here.cost > before.cost),
        ("overshoot", derivative * _derivative(before) < 0),
        ("down", derivative > 0),
    )
    kind = next((kind for kind, holds in states if holds), "up")
    a, b = numbers.text(before.cost, locale), numbers.text(here.cost, locale)
    return kind, _remarks(language)[kind].format(a=a, b=b)


def _remarks(language: Language) -> dict[str, str]:
    say = language.gettext
    return {
        "diverged": say("The weight runs away: the next step would leave every bound, so it is not taken."),
        "no_input": say("The input is 0, so Z is 0 whatever the weight is: the weight has no part in the error."),
        "dead": say(
            "R′(Z) = 0 here, so C′(W) = 0: the curve is flat, every step has length 0, and the neuron learns nothing, "
            "however wrong its prediction is. A ReLU that is closed like this is called dead."
        ),
        "flat": say(
            "R′(Z) is too small to be told from 0 here, so C′(W) = 0: the curve is flat, and the neuron learns nothing."
        ),
        "bottom": say("The prediction is the target: the slope is 0, and the weight stays where it is."),
        "worse": say("The step was too large: it went past the lowest point, and the cost grew from {a} to {b}."),
        "overshoot": say("The step went past the lowest point to the other side, but the cost still fell."),
        "down": say("The tangent rises to the right: C′(W) is positive, so the step makes the weight smaller."),
        "up": say("The tangent falls to the right: C′(W) is negative, so the step makes the weight larger."),
    }


def _question(query: Query) -> Question:
    """X = −2, W = −1.5, y = 1 with ReLU, computed by the core; and what one gets by each known slip."""
    say = query.language.gettext
    tape = tape_of("relu", -2.0, 1.0, -1.5)
    expected = _derivative(tape)
    slips = (
        (_gap(tape), say("You left out X, the derivative of Z by W.")),
        (-expected, say("Check the sign: the error is prediction minus target, and X is negative.")),
        (tape.cost * -2.0, say("That is the cost times X. The derivative of the cost is ŷ − y.")),
    )
    text = say("X = −2, W = −1.5, y = 1, R is ReLU. What is C′(W)?")
    solution = say("Z = XW = 3, so ŷ = 3 and R′(Z) = 1. C′(W) = (3 − 1) · 1 · (−2) = −4.")
    return numeric(query, text, expected, slips, solution)
