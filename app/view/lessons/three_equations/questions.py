"""Lesson 6: each of the three equations, what is 0 in them, and in which order they are used."""

from typing import NamedTuple

import numpy as np
from numpy.random import Generator

from app.core.architecture import Architecture
from app.core.iteration import iteration
from app.core.network import Network
from app.core.problem import Problem
from app.core.scalar_chain import Derivative, Factor
from app.core.stages import Stage
from app.core.tape import Tape, record
from app.view.lessons.kit.drawing import Drawable, one_of
from app.view.lessons.kit.question import Question
from app.view.lessons.kit.wording import Wording, choice, number
from app.view.lessons.three_equations.passes import shares

ORDER = iteration(depth=3, bias=False)


class Arriving(NamedTuple):
    """Two output errors, the weights they come back along, and the slope of the hidden unit."""

    e1: float
    e2: float
    w1: float
    w2: float
    slope: float


class Output(NamedTuple):
    """A prediction, its target, and the slope of the output."""

    prediction: float
    y: float
    slope: float


class Meeting(NamedTuple):
    """Two hidden units and two output errors."""

    h1: float
    h2: float
    e1: float
    e2: float


def pass_of(hidden: tuple[float, ...], weights: tuple[tuple[float, ...], ...], errors: tuple[float, ...]) -> Tape:
    """A pass of identities with these hidden values, weights to the outputs, and output errors."""
    architecture = Architecture((1, len(hidden), len(errors)), ("identity",) * 2, "half_squared_error", bias=False)
    targets = np.asarray(hidden) @ np.asarray(weights) - np.asarray(errors)
    network = Network.of(architecture, [[list(hidden)], [list(row) for row in weights]])
    return record(network, Problem.of(architecture, [[1.0]], [targets.tolist()], 0.1))


def _arrival(given: Arriving, say: Wording) -> Question:
    tape = pass_of((1.0,), ((given.w1, given.w2),), (given.e1, given.e2))
    (one, other), slope = shares(tape)[0].tolist(), given.slope
    truth = tape.E[0].item() * slope
    one_path = say("That is one path. The other output sends its share back too.")
    return number(
        say,
        say(
            "One hidden unit, two outputs: Eo = ({Eo}), Wo = ({Wo}), R′(Zh) = {slope}. What is Eh?",
            Eo=_row(say, given.e1, given.e2),
            Wo=_row(say, given.w1, given.w2),
            slope=slope,
        ),
        truth,
        f"({say.product(given.e1, given.w1)} + {say.factor(given.e2)} · {say.factor(given.w2)}) · {say.text(slope)}",
        name="Eh",
        slips=(
            (one * slope, one_path),
            (other * slope, one_path),
            (one + other, say("You left out R′(Zh): the sum has to pass through the hidden unit.")),
            ((one - other) * slope, say("Check the sign of the second error.")),
            (one * other * slope, say("The shares of the paths are added, not multiplied.")),
            (
                (given.e1 + given.e2) * (given.w1 + given.w2) * slope,
                say("Each error goes back along its own weight: multiply first, then add."),
            ),
        ),
        otherwise=say("Multiply each output error by its own weight. What is the sum of the two, before R′(Zh)?"),
        hint="Eh = (Eo · Woᵀ) ⊙ R′(Zh)",
        first=say("The first path brings {product} = {value}.", product=say.product(given.e1, given.w1), value=one),
    )


def _row(say: Wording, *values: float) -> str:
    return say.language.conventions.gap.join(map(say.text, values))


def _draw_arriving(generator: Generator) -> Arriving:
    return Arriving(
        one_of(generator, 1.5, 2, -3, 4),
        one_of(generator, -1, -2, 0.5, -0.4),
        one_of(generator, 3, -2, 0.6, 1.2),
        one_of(generator, 1, -1.6, 4, 0.8),
        one_of(generator, 0.5, 0.25, 0.2),
    )


def _output(given: Output, say: Wording) -> Question:
    gap = given.prediction - given.y
    truth = Derivative(1, (Factor("difference", 1, gap), Factor("slope", 1, given.slope)), 0).value
    return number(
        say,
        say("ŷ = {prediction}, y = {y}, R′(Zo) = {slope}. What is Eo?", **given._asdict()),
        truth,
        say.product(say.gap(given.prediction, given.y), given.slope),
        name="Eo",
        slips=(
            (gap, say("You left out R′(Zo): the error has to pass through the activation.")),
            (gap * gap / 2 * given.slope, say("That is the cost times the slope. The first factor is ŷ − y.")),
            (given.slope * given.prediction, say("The target is missing: the first factor is ŷ − y.")),
        ),
        otherwise=say("Begin with prediction minus target. What does the slope do to it?"),
        hint="Eo = (ŷ − y) ⊙ R′(Zo)",
        first=f"ŷ − y = {say.text(gap)}",
    )


def _draw_output(generator: Generator) -> Output:
    return Output(
        one_of(generator, 0.5, 0.3, -1.4, 2.6), one_of(generator, 1.7, 1, -0.2, 4), one_of(generator, 0.25, 0.5, 0.2)
    )


def _derivative(given: Meeting, say: Wording) -> Question:
    tape = pass_of((given.h1, given.h2), ((1.0, 1.0), (1.0, 1.0)), (given.e1, given.e2))
    found = tape.dW[1].tolist()
    return number(
        say,
        say(
            "H = ({H}), Eo = ({Eo}). What is the derivative with respect to the weight from the second hidden unit "
            "to the first output?",
            H=_row(say, given.h1, given.h2),
            Eo=_row(say, given.e1, given.e2),
        ),
        given.h2 * given.e1,
        say.product(given.h2, given.e1),
        name="C′(w)",
        slips=(
            (found[0][1], say("That is the weight from the first hidden unit to the second output.")),
            (found[0][0], say("That weight starts at the first hidden unit.")),
            (found[1][1], say("That weight leads to the second output.")),
        ),
        otherwise=say("Which number enters this weight, and to which error does it lead?"),
        hint="C′(Wo) = Hᵀ · Eo",
        first=say("The weight’s input is {h}.", h=given.h2),
    )


def _draw_meeting(generator: Generator) -> Meeting:
    return Meeting(
        one_of(generator, 2, 1.5, 4, 3),
        one_of(generator, -3, -1.5, 2.5, -2),
        one_of(generator, 0.5, 1.2, -0.6, 0.8),
        one_of(generator, -0.4, -1.5, 0.3, 0.7),
    )


def _zeros(what: str, say: Wording) -> Question:
    errors = (0.5, -2.0) if what != "output" else (0.5, 0.0)
    hidden = (2.0, 1.5) if what != "hidden" else (2.0, 0.0)
    zero = pass_of(hidden, ((1.0, 2.0), (3.0, 0.5)), errors).dW[1] == 0
    kind = "from" if zero[1].all() else "to" if zero[:, 1].all() else "none"
    because = {
        "from": say("Every derivative of a weight from that unit is its value times an error."),
        "to": say("Every derivative of a weight to that output is an input times its error."),
        "none": say("Neither an input nor an error of these weights is 0."),
    }
    return choice(
        say,
        say(
            "Two hidden units, two outputs: H = ({H}), Eo = ({Eo}). Which derivatives C′(Wo) are 0?",
            H=_row(say, *hidden),
            Eo=_row(say, *errors),
        ),
        kind,
        because[kind],
        options=(
            ("from", say("For the weights from the second hidden unit")),
            ("to", say("For the weights to the second output")),
            ("all", say("For all weights")),
            ("none", say("For none")),
        ),
        otherwise=say("Each derivative is an input times an error. Which of them is 0 here?"),
        hint="C′(Wo) = Hᵀ · Eo",
        first=say("The derivative of the weight from unit 1 to output 1 is {product}.", product=say.product(2.0, 0.5)),
    )


def _draw_zeros(generator: Generator) -> str:
    return ("hidden", "output", "nothing")[int(generator.integers(3))]


def _next_press(stage: int, say: Wording) -> Question:
    now, then = ORDER.stages[stage - 1 : stage + 1]
    backward = ORDER.stages[ORDER.forward_end :]
    return choice(
        say,
        say(
            "A network with three layers of weights is stepped through. The last press of Step showed {now}. "
            "What will the next press show?",
            now=_spoken(now, say),
        ),
        then.name,
        say("In each layer the error comes first, then the derivatives; then comes the layer before."),
        options=tuple((each.name, _spoken(each, say)) for each in backward if each is not now),
        otherwise=say("What does the shown number make it possible to compute, and what was computed before?"),
        hint=say("Errors go backwards, layer by layer. A layer’s derivatives need its error and nothing later."),
        first=say("The first press of the backward pass shows {first}.", first=_spoken(backward[0], say)),
    )


def _spoken(stage: Stage, say: Wording) -> str:
    if stage.kind == "update":
        return say("the update")
    return f"E{stage.layer}" if stage.kind == "error" else f"C′(W{stage.layer})"


def _draw_press(generator: Generator) -> int:
    return int(generator.integers(ORDER.forward_end + 1, ORDER.backward_end + 1))


QUESTIONS = (
    Drawable(Output(0.5, 1.7, 0.25), _draw_output, _output),
    Drawable(Arriving(2, -1, 3, 1, 0.5), _draw_arriving, _arrival, elsewhere=(1.5,)),
    Drawable(Meeting(2, -3, 0.5, -0.4), _draw_meeting, _derivative),
    Drawable("hidden", _draw_zeros, _zeros),
    Drawable(ORDER.of("derivative", 3), _draw_press, _next_press),
)
