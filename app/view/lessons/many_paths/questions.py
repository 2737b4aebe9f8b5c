"""Lesson 8: the terms of a sum, the sum, the number of paths, and derivatives that are 0."""

from collections.abc import Sequence
from math import prod
from typing import NamedTuple

import numpy as np
from numpy.random import Generator

from app.core.scalar_chain import paths
from app.view.lessons.kit.drawing import Drawable, one_of
from app.view.lessons.kit.question import Question
from app.view.lessons.kit.wording import Wording, marks, number
from app.view.lessons.many_paths.step_back import back


class Terms(NamedTuple):
    """The unit whose terms are asked for, and another one, of three hidden units; and the number of outputs."""

    unit: int
    other: int
    outputs: int


class Arriving(NamedTuple):
    """Two output errors, the weights of two hidden units to them, row by row, and the slope of the second unit."""

    e1: float
    e2: float
    w11: float
    w12: float
    w21: float
    w22: float
    slope: float


class Zeros(NamedTuple):
    """Three inputs and the errors of two hidden units."""

    inputs: tuple[float, float, float]
    errors: tuple[float, float]


def _terms(given: Terms, say: Wording) -> Question:
    unit, other, outputs = given
    own = [(unit, k) for k in range(1, outputs + 1)]
    turned = [(k, unit) for k in range(1, outputs + 1) if k != unit]
    options = {f"{j}{k}": f"Eo{k} · w{j}{k}" for j, k in sorted({*own, *turned, (other, 1)})}
    return marks(
        say,
        say(
            "Three hidden units lead to {outputs} outputs; w{example} is the weight from unit {j} to output {k}. "
            "Which terms add up to what arrives at unit {unit}?",
            outputs=str(outputs),
            example=f"{other}1",
            j=str(other),
            k="1",
            unit=str(unit),
        ),
        tuple(name for name in options if int(name[0]) == unit),
        say("These weights all begin at unit {unit}: a row of Wo.", unit=str(unit)),
        options=tuple(options.items()),
        otherwise=say("Each parcel goes back along an edge of this unit. Where does the edge of your weight begin?"),
        hint=say("Every output sends one parcel, its error times the weight between the two."),
        first=say("Output 1 sends {term}.", term=options[f"{unit}1"]),
    )


def _draw_terms(generator: Generator) -> Terms:
    unit, other = (int(each) + 1 for each in generator.permutation(3)[:2])
    return Terms(unit, other, int(generator.integers(2, 4)))


def _arrival(given: Arriving, say: Wording) -> Question:
    step = back((given.e1, given.e2), ((given.w11, given.w12), (given.w21, given.w22)), (1.0, given.slope), (1.0,))
    total, truth = step.sums[1].item(), step.Eh[1].item()
    gap = say.language.conventions.gap
    return number(
        say,
        say(
            "Two hidden units, two outputs: Eo = ({Eo}), the rows of Wo are ({one}) and ({two}), R′(Zh2) = {slope}. "
            "What is Eh2?",
            Eo=gap.join(map(say.text, (given.e1, given.e2))),
            one=gap.join(map(say.text, (given.w11, given.w12))),
            two=gap.join(map(say.text, (given.w21, given.w22))),
            slope=given.slope,
        ),
        truth,
        f"({say.product(given.e1, given.w21)} + {say.factor(given.e2)} · {say.factor(given.w22)})"
        f" · {say.text(given.slope)}",
        name="Eh2",
        slips=(
            (total, say("You left out R′(Zh2): the sum has to pass the gate.")),
            (
                (given.e1 * given.w12 + given.e2 * given.w22) * given.slope,
                say("You took a column of Wo. The weights that leave a unit are a row."),
            ),
            (step.sums[0].item() * given.slope, say("That is the first row: what arrives at the first unit.")),
            (given.e1 * given.w21 * given.slope, say("That is one path. The other output sends its share back too.")),
        ),
        otherwise=say("Which row of Wo leaves the second unit? Multiply each error by its weight, add, pass the gate."),
        hint="Eh = (Eo · Woᵀ) ⊙ R′(Zh)",
        first=say("The first parcel is {product}.", product=say.product(given.e1, given.w21)),
    )


def _draw_arriving(generator: Generator) -> Arriving:
    def pick() -> float:
        return one_of(generator, -3, -2, -1.5, 0.5, 1.5, 2, 4)

    return Arriving(pick(), pick(), pick(), pick(), pick(), pick(), one_of(generator, 0.5, 0.25, 0.2))


def _paths(given: Sequence[int], say: Wording) -> Question:
    truth = paths((1, *given))
    *between, outputs = given[1:]
    return number(
        say,
        say(
            "The hidden layers of a network have {layers} units, and it has {outputs} outputs. How many paths lead "
            "from one unit of the first hidden layer to the outputs?",
            layers=say.language.conventions.gap.join(map(str, given[:-1])),
            outputs=str(outputs),
        ),
        truth,
        " · ".join(map(str, given[1:])),
        name=say("Paths"),
        slips=(
            (prod(given), say("Those start at all units of the first layer. Count those of one.")),
            (sum(given[1:]), say("A path takes one unit of each layer, in any combination: multiply.")),
            (prod(between), say("The last step has a choice too: every output.")),
            (outputs, say("Between the two layers there are others to pass through.")),
        ),
        otherwise=say("At each layer a path can continue to any unit. How many choices are there in all?"),
        hint=say("Count the choices at each step, and multiply them."),
        first=say("The first step has {choices}.", choices=say.counted("{n} choice", "{n} choices", given[1])),
        whole=True,
    )


def _draw_paths(generator: Generator) -> Sequence[int]:
    return tuple(int(each) for each in generator.integers(2, 8, 4))


def _zeros(given: Zeros, say: Wording) -> Question:
    table = np.outer(given.inputs, given.errors)
    names = [(i, j) for i in range(len(given.inputs)) for j in range(len(given.errors))]
    gap = say.language.conventions.gap
    lost = [f"x{i}" for i, each in enumerate(given.inputs, 1) if not each]
    lost += [f"Eh{j}" for j, each in enumerate(given.errors, 1) if not each]
    return marks(
        say,
        say(
            "X = ({X}) and Eh = ({Eh}); w{example} is the weight from input 3 to unit 1. Which derivatives are 0?",
            X=gap.join(map(say.text, given.inputs)),
            Eh=gap.join(map(say.text, given.errors)),
            example="31",
        ),
        tuple(f"{i + 1}{j + 1}" for i, j in names if not table[i, j]),
        say("{names} is 0, and it is a factor of each of them.", names=gap.join(lost)),
        options=tuple((f"{i + 1}{j + 1}", f"C′(w{i + 1}{j + 1})") for i, j in names),
        otherwise=say("Each derivative is an input times an error. Which of these products have a factor 0?"),
        hint="C′(Wh) = Xᵀ · Eh",
        first=say("C′(w11) is {product}.", product=say.product(given.inputs[0], given.errors[0])),
    )


def _draw_zeros(generator: Generator) -> Zeros:
    inputs = [one_of(generator, -2, -1, 1, 2, 3) for _ in range(3)]
    errors = [one_of(generator, -2, -0.5, 0.5, 1.5) for _ in range(2)]
    lost = int(generator.integers(5))
    if lost < len(inputs):
        inputs[lost] = 0.0
    else:
        errors[lost - len(inputs)] = 0.0
    return Zeros((inputs[0], inputs[1], inputs[2]), (errors[0], errors[1]))


_LAYERS: Sequence[int] = (4, 3, 5, 2)
QUESTIONS = (
    Drawable(Terms(2, 1, 3), _draw_terms, _terms),
    Drawable(Arriving(2, -3, 1.5, 0.5, -1.5, 4, 0.5), _draw_arriving, _arrival),
    Drawable(_LAYERS, _draw_paths, _paths),
    Drawable(Zeros((2, 0, -1), (0.5, -2)), _draw_zeros, _zeros),
)
