"""Lesson 7: what the program computes, in which order, and which line is wrong."""

from typing import NamedTuple

from numpy.random import Generator

from app.core.finite_differences import cost
from app.core.network import Network
from app.view.lessons.code.listing import tape_of, values
from app.view.lessons.kit.drawing import Drawable, one_of
from app.view.lessons.kit.question import Question
from app.view.lessons.kit.two_weights import tape_of as neuron_row
from app.view.lessons.kit.wording import Wording, choice, number
from app.view.words.language import N_

H = 0.1  # how far a weight is moved to measure a slope


class Given(NamedTuple):
    """The numbers that the program starts from."""

    x: float
    y: float
    Wh: float
    Wo: float
    lr: float


class Fault(NamedTuple):
    """A line that is wrong: its place, what it says, and why it is wrong."""

    line: int
    text: str
    why: str


def _new_weight(given: Given, say: Wording) -> Question:
    x, y, Wh, Wo, lr = given
    tape = tape_of({"x": ((x,),), "y": ((y,),), "Wh": ((Wh,),), "Wo": ((Wo,),)}, lr)
    found = {name: float(matrix[0, 0]) for name, matrix in values(tape).items()}
    step = lr * found["dWh"]
    return number(
        say,
        say("x = {x}, y = {y}, Wh = {Wh}, Wo = {Wo}, lr = {lr}. What is the new Wh?", **given._asdict()),
        found["Wh"],
        f"{say.text(Wh)} − {say.product(lr, found['Eo'], Wo, 1.0, x)}",
        name="Wh",
        slips=(
            (
                Wh - lr * found["Eo"] * found["Wo"] * x,
                say("You used the new Wo in Eh. All weights change at the very end."),
            ),
            (Wh + step, say("Check the sign: the derivative is subtracted from the weight.")),
            (Wh - found["dWh"], say("You left out the learning rate.")),
            (found["dWh"], say("That is the derivative. Subtract lr times it from the weight.")),
            (found["Wo"], say("That is the new Wo.")),
            (Wh, say("That is the old Wh. The update moves it.")),
        ),
        otherwise=say(
            "Compare with the lines of the program: Zh, H, yHat, Eo, Eh, dWh. Which is the first that differs?"
        ),
        hint="Wh = Wh − lr · dWh",
        first=f"Eo = (yHat − y) · 1 = {say.text(found['Eo'])}",
    )


def _draw_given(generator: Generator) -> Given:
    return Given(
        one_of(generator, -2, -3, -1.5, -4),
        one_of(generator, 3, 0.5, 7, 1),
        one_of(generator, -0.5, -1, -0.8),
        one_of(generator, 2, 0.5, 1.5, 3),
        one_of(generator, 0.1, 0.05, 0.2),
    )


LINES = (
    ("Zh", "Zh = x * Wh"),
    ("H", "H = relu(Zh)"),
    ("yHat", "yHat = relu(H * Wo)"),
    ("Eo", "Eo = (yHat - y) * relu_prime(H * Wo)"),
    ("Eh", "Eh = Eo * Wo * relu_prime(Zh)"),
    ("dWh", "dWh = Eh * x"),
    ("Wh", "Wh = Wh - lr * dWh"),
)

FIRST_ORDER: tuple[int, ...] = (3, 6, 4, 5)


def _order(shuffled: tuple[int, ...], say: Wording) -> Question:
    names = tuple(LINES[place][0] for place in sorted(shuffled))
    return Question(
        "order",
        say("Put these lines into the order in which they can run."),
        names,
        (),
        say("Each line needs what another one has computed. Which line needs nothing of the others?"),
        say("A line can run once every name on its right-hand side is known."),
        say("The first line is {line}", line=dict(LINES)[names[0]]),
        " → ".join(names),
        say("Right: {because}.", because=" → ".join(names)),
        tuple(LINES[place] for place in shuffled),
    )


def _draw_order(generator: Generator) -> tuple[int, ...]:
    start = int(generator.integers(len(LINES) - 3))
    places = [start + int(each) for each in generator.permutation(4)]
    return tuple(places if places != sorted(places) else places[::-1])


PROGRAM = (
    "Eo = (yHat - y) * relu_prime(Zo)",
    "dWo = H * Eo",
    "Eh = Eo * Wo * relu_prime(Zh)",
    "dWh = x * Eh",
    "Wo = Wo - lr * dWo",
    "Wh = Wh - lr * dWh",
)
FAULTS = (
    Fault(2, "Eh = Eo * Wo", N_("The slope is missing: the error passes even where the hidden unit is closed.")),
    Fault(0, "Eo = (y - yHat) * relu_prime(Zo)", N_("The sign is wrong: every weight goes up the slope.")),
    Fault(3, "dWh = H * Eh", N_("The input of Wh is x, not H.")),
    Fault(1, "dWo = x * Eo", N_("The input of Wo is H, not x.")),
    Fault(4, "Wo = Wo + lr * dWo", N_("The derivative has to be subtracted: this step goes up the slope.")),
    Fault(2, "Eh = Eo * Wh * relu_prime(Zh)", N_("The error goes back through Wo. Wh lies before the hidden unit.")),
    Fault(5, "Wh = Wh - dWh", N_("The learning rate is missing, so the step is far too long.")),
    Fault(2, "Eh = Eo * Wo * relu_prime(H)", N_("The slope is taken at Zh, not at H.")),
)


def _fault(fault: Fault, say: Wording) -> Question:
    lines = [*PROGRAM]
    lines[fault.line] = fault.text
    return choice(
        say,
        say("One of these lines is wrong. Which?"),
        str(fault.line),
        say(fault.why),
        options=tuple((str(place), line) for place, line in enumerate(lines)),
        otherwise=say("This line is right. Compare the lines with the three equations, one by one."),
        hint="Eo = (ŷ − y) ⊙ R′(Zo), Eh = (Eo · Woᵀ) ⊙ R′(Zh), C′(W) = inputᵀ · E",
        first=say(_WHERE[fault.line]),
    )


_UPDATES_RIGHT, _ERRORS_RIGHT = N_("Both updates are right."), N_("Both errors are right.")
_WHERE = (_UPDATES_RIGHT, _UPDATES_RIGHT, _UPDATES_RIGHT, _UPDATES_RIGHT, _ERRORS_RIGHT, _ERRORS_RIGHT)
"""The first step towards a wrong line: which lines it is not."""


def _draw_fault(generator: Generator) -> Fault:
    return FAULTS[int(generator.integers(len(FAULTS)))]


class Measured(NamedTuple):
    """An open network whose cost is measured on both sides of Wh."""

    X: float
    Wh: float
    Wo: float
    y: float


def _measure(given: Measured, say: Wording) -> Question:
    tape = neuron_row("identity", *given)
    network, truth = tape.network, tape.dW[0].item()
    up, down = (
        cost(Network.of(network.architecture, [[[given.Wh + side]], [[given.Wo]]]), tape.problem) for side in (H, -H)
    )
    return number(
        say,
        say(
            "With Wh raised by {h} the cost is {up}, with Wh lowered by {h} it is {down}. "
            "What should the program have computed for dWh?",
            h=H,
            up=round(up, 3),
            down=round(down, 3),
        ),
        truth,
        f"({say.text(round(up, 3))} − {say.text(round(down, 3))}) / {say.text(2 * H)}",
        name="dWh",
        slips=(
            (truth * 2, say("The two weights are {width} apart, not {h}.", width=2 * H, h=H)),
            (truth * 2 * H, say("That is the change of the cost. Divide it by the change of the weight.")),
            (truth * 2 * H * H, say("Divide by the change of the weight. You multiplied.")),
        ),
        otherwise=say("A slope is change out ÷ change in. How far apart are the two weights?"),
        hint=say("A slope is change out ÷ change in."),
        first=say("The cost changes by {change}.", change=round(up - down, 3)),
    )


def _draw_measured(generator: Generator) -> Measured:
    return Measured(
        one_of(generator, -2, 2, 1, 4),
        one_of(generator, 0.5, -1, 1.5),
        one_of(generator, 1, -1, 2, 0.5),
        one_of(generator, -3, -1.5, 0.5, 4),
    )


QUESTIONS = (
    Drawable(Given(-2, 3, -0.5, 2, 0.1), _draw_given, _new_weight),
    Drawable(FIRST_ORDER, _draw_order, _order),
    Drawable(FAULTS[0], _draw_fault, _fault),
    Drawable(Measured(2, 0.5, -1, -3), _draw_measured, _measure),
)
