"""Lesson 2: one weight, its derivative, its step."""

from typing import NamedTuple

from numpy.random import Generator

from app.core.scalar_chain import Derivative, Factor
from app.core.tape import Tape
from app.view.lessons.kit.drawing import Drawable, one_of
from app.view.lessons.kit.question import Question
from app.view.lessons.kit.wording import WEIGHT_MOVES, Wording, choice, number, sign_of
from app.view.lessons.one_neuron.descent import tape_of

RULE = "C′(W) = (ŷ − y) · R′(Z) · X"


class Neuron(NamedTuple):
    """An open ReLU neuron."""

    X: float
    W: float
    y: float


class Factors(NamedTuple):
    """The numbers that C′(W) is made of."""

    prediction: float
    y: float
    slope: float
    X: float


class Step(NamedTuple):
    """A weight, its derivative, and the learning rate."""

    W: float
    derivative: float
    rate: float


def product_of(gap: float, slope: float, X: float) -> float:
    """(ŷ − y) · R′(Z) · X."""
    return Derivative(1, (Factor("difference", 1, gap), Factor("slope", 1, slope), Factor("input", 1, X)), 0).value


def _derivative(neuron: Neuron, say: Wording) -> Question:
    tape = tape_of("relu", neuron.X, neuron.y, neuron.W)
    prediction, truth = tape.H[0].item(), tape.dW[0].item()
    gap = prediction - neuron.y
    return number(
        say,
        say("X = {X}, W = {W}, y = {y}, R is ReLU. What is C′(W)?", **neuron._asdict()),
        truth,
        say.product(say.gap(prediction, neuron.y), 1.0, neuron.X),
        name="C′(W)",
        slips=(
            (gap, say("You left out X, the derivative of Z with respect to W.")),
            (-gap, say("You left out X, and the first factor is prediction minus target.")),
            (-truth, say("Check the sign: the first factor is prediction minus target, and X is negative.")),
            (
                tape.cost * neuron.X,
                say("That is the cost times X. The first factor is the derivative of the cost, ŷ − y."),
            ),
            (tape.cost, say("That is the cost. The question asks for its slope.")),
            (prediction * neuron.X, say("The target is missing: the first factor is ŷ − y.")),
        ),
        otherwise=say("First Z = XW and ŷ = R(Z), then the three factors. Is your ŷ positive?"),
        hint=RULE,
        first=say("ŷ = {prediction}, so ŷ − y = {gap}.", prediction=prediction, gap=gap),
    )


def _draw_neuron(generator: Generator) -> Neuron:
    return Neuron(
        one_of(generator, -4, -3, -2, -1.5), one_of(generator, -3, -2, -1.5, -0.5), one_of(generator, 0.5, 1, 2, 7, 9)
    )


def _with_a_slope(given: Factors, say: Wording) -> Question:
    gap = given.prediction - given.y
    truth = product_of(gap, given.slope, given.X)
    return number(
        say,
        say("ŷ = {prediction}, y = {y}, R′(Z) = {slope}, X = {X}. What is C′(W)?", **given._asdict()),
        truth,
        say.product(say.gap(given.prediction, given.y), given.slope, given.X),
        name="C′(W)",
        slips=(
            (gap * given.X, say("You left out R′(Z): the error has to pass through the activation.")),
            (gap * given.slope, say("You left out X, the derivative of Z with respect to W.")),
            (
                gap * gap / 2 * given.slope * given.X,
                say("That begins with the cost. The first factor is the derivative of the cost, ŷ − y."),
            ),
        ),
        otherwise=say("Begin with ŷ − y. Then multiply by R′(Z), then by X: which step differs?"),
        hint=RULE,
        first=f"ŷ − y = {say.text(gap)}",
    )


def _draw_factors(generator: Generator) -> Factors:
    return Factors(
        one_of(generator, 0.2, 0.4, 1.5, 3.5, 4),
        one_of(generator, -1, 0.5, 1, 3),
        one_of(generator, 0.25, 0.5, 0.2),
        one_of(generator, -4, -3, -2, 3),
    )


def _step(given: Step, say: Wording) -> Question:
    # an identity neuron with X = 1 has C′(W) = W − y, so its update is the step that is asked for
    tape = tape_of("identity", 1.0, given.W - given.derivative, given.W, given.rate)
    truth, move = float(tape.updated.parameters[0]), given.rate * given.derivative
    return number(
        say,
        say("W = {W}, C′(W) = {derivative}, learning rate {rate}. What is W after one step?", **given._asdict()),
        truth,
        f"{say.text(given.W)} − {say.product(given.rate, given.derivative)}",
        name="W",
        slips=(
            (given.W + move, say("Check the sign: the derivative is subtracted from the weight.")),
            (given.W - given.derivative, say("You left out the learning rate.")),
            (move, say("That is rate times derivative. Subtract it from the weight.")),
        ),
        otherwise=say("How far is the step? The learning rate times the derivative. Then: which way?"),
        hint=say("new W = W − rate · C′(W)"),
        first=say("rate · C′(W) = {move}", move=move),
    )


def _draw_step(generator: Generator) -> Step:
    return Step(
        one_of(generator, -0.5, 0.8, 1.4, -1.2),
        one_of(generator, -6, -4, -2.5, 3, 5),
        one_of(generator, 0.05, 0.02, 0.2, 0.5),
    )


def _which_way(given: Factors, say: Wording) -> Question:
    truth = product_of(given.prediction - given.y, given.slope, given.X)
    return choice(
        say,
        say("ŷ = {prediction}, y = {y}, R′(Z) = {slope}, X = {X}. What does a step do to W?", **given._asdict()),
        sign_of(-truth),
        say("C′(W) = {product} = {value}, and the step goes against it.", product=_factors(given, say), value=truth),
        options=tuple((value, say(label)) for value, label in WEIGHT_MOVES),
        slips=((sign_of(truth), say("That is the sign of C′(W). The step goes against it.")),) if truth else (),
        otherwise=say("What is the sign of each factor of C′(W), and is one of them 0?"),
        hint=say("A step goes against the slope: where C′(W) is positive, the weight shrinks."),
        first=f"ŷ − y = {say.text(given.prediction - given.y)}",
    )


def _factors(given: Factors, say: Wording) -> str:
    return say.product(say.gap(given.prediction, given.y), given.slope, given.X)


def _draw_way(generator: Generator) -> Factors:
    slope = one_of(generator, 0, 0.5, 1, 0.25)
    return _draw_factors(generator)._replace(slope=slope)


PARTS = {"gap": "ŷ − y", "slope": "R′(Z)", "input": "X"}


def _zero(neuron: Neuron, say: Wording) -> Question:
    tape = tape_of("relu", neuron.X, neuron.y, neuron.W)
    found = {"gap": tape.H[0].item() - neuron.y, "slope": _slope(tape), "input": neuron.X}
    zero = next((name for name, value in found.items() if value == 0), "none")
    lines = f"ŷ − y = {say.text(found['gap'])}, R′(Z) = {say.text(found['slope'])}, X = {say.text(neuron.X)}."
    return choice(
        say,
        say("X = {X}, W = {W}, y = {y}, R is ReLU. Which factor of C′(W) is 0?", **neuron._asdict()),
        zero,
        lines,
        options=(*PARTS.items(), ("none", say("None"))),
        otherwise=say("Compute Z = XW. Is it positive? Then ŷ = R(Z): does it equal y?"),
        hint=RULE,
        first=f"Z = XW = {say.text(tape.Z[0].item())}",
    )


def _slope(tape: Tape) -> float:
    slope = tape.R[0]
    return 1.0 if slope is None else float(slope[0, 0])


ZEROS = (
    Neuron(2, -0.7, 1.5), Neuron(-3, -0.5, 1.5), Neuron(-2, -1.5, 1), Neuron(1.5, -2, 0.5),
    Neuron(-1.5, 2, 3), Neuron(4, 0.5, 2), Neuron(3, 0.5, -1), Neuron(-2, 0.8, 0.5),
)  # fmt: skip


def _draw_zero(generator: Generator) -> Neuron:
    return ZEROS[int(generator.integers(len(ZEROS)))]


QUESTIONS = (
    Drawable(Neuron(-2, -2, 1), _draw_neuron, _derivative),
    Drawable(Factors(3.5, 0.5, 0.25, -2), _draw_factors, _with_a_slope, elsewhere=(1.2,)),
    Drawable(Step(-0.5, -4, 0.05), _draw_step, _step),
    Drawable(Factors(0.4, 1, 0.5, -2), _draw_way, _which_way),
    Drawable(ZEROS[0], _draw_zero, _zero),
)
