"""The lesson on graphs: grads of small formulas, the order of nodes, and what is forgotten."""

from typing import NamedTuple

from numpy.random import Generator

from app.core.autodiff import gradients, values
from app.core.formulas import formula
from app.view.lessons.kit.drawing import Drawable, one_of
from app.view.lessons.kit.question import Question
from app.view.lessons.kit.wording import Wording, choice, number
from app.view.words.language import N_


class Pair(NamedTuple):
    """The values of a and b."""

    a: float
    b: float


def grad(text: str, a: float, b: float) -> float:
    """The derivative of a formula with respect to a."""
    found = formula(text)
    return gradients(found, values(found, {"a": a, "b": b}) or ())[0]


def _fork(pair: Pair, say: Wording) -> Question:
    a, b = pair
    return number(
        say,
        say("y = a · b + a, with a = {a} and b = {b}. What is a.grad?", a=a, b=b),
        grad("a*b + a", a, b),
        f"{say.text(b)} + 1",
        name="a.grad",
        slips=(
            (b, say("a also goes into the sum. Its second message is missing.")),
            (1.0, say("a also goes into the product. Its other message is missing.")),
            (a, say("That is b.grad: a product passes its grad on times the other factor.")),
            (a * b + a, say("That is the value of y.")),
        ),
        otherwise=say("a is used twice. Find what comes back along each way and add."),
        hint=say("At a fork the messages add up: grad +="),
        first=say("Through the product comes 1 · b. The sum passes its grad on unchanged."),
    )


def _draw_pair(generator: Generator) -> Pair:
    return Pair(one_of(generator, -11, 4, 12, 13), one_of(generator, -6, -8, -2.5, -9))


def _square(pair: Pair, say: Wording) -> Question:
    a, b = pair
    return number(
        say,
        say("y = (a + b)², with a = {a} and b = {b}. What is a.grad?", a=a, b=b),
        grad("(a + b)**2", a, b),
        say.product(2.0, a + b),
        name="a.grad",
        slips=(
            (2 * a, say("The square is taken of a + b, so its slope is twice that sum.")),
            (a + b, say("The slope of u² is 2u.")),
            ((a + b) ** 2, say("That is the value of y.")),
        ),
        otherwise=say("Go backward: first through the square, then through the sum."),
        hint=say("The square passes its grad on times 2u, the sum unchanged."),
        first=say("u = a + b, and the square is u²."),
    )


def _draw_sums(generator: Generator) -> Pair:
    return Pair(one_of(generator, 2, 5, 7, 9), one_of(generator, -12, -15, -13, -17))


class Calls(NamedTuple):
    """How often a pass is run, and the grad that one run finds."""

    times: int
    grad: float


def _forgotten(calls: Calls, say: Wording) -> Question:
    times, one = calls
    return number(
        say,
        say(
            "One pass finds a.grad = {grad}. It is run {times} times without zero_grad. What is a.grad then?",
            grad=one,
            times=str(times),
        ),
        times * one,
        say.product(float(times), one),
        name="a.grad",
        slips=(
            (one, say("That would be so if each pass began with 0.")),
            (one**times, say("The grads of the passes are added, not multiplied.")),
        ),
        otherwise=say("Each pass adds the same number once more."),
        hint=say("grad += adds to what is there."),
        first=say("After two passes it is twice as much as after one."),
    )


def _draw_calls(generator: Generator) -> Calls:
    return Calls(int(generator.integers(3, 6)), one_of(generator, -1.5, -2.5, -0.4, -3.5, -7))


class Chain(NamedTuple):
    """A formula of three operations in a row, and their names in the order in which they are computed."""

    text: str
    names: tuple[str, str, str]


CHAINS = (
    Chain("relu(a · b + c)", (N_("the product"), N_("the sum"), "ReLU")),
    Chain("tanh((a + b) · c)", (N_("the sum"), N_("the product"), "tanh")),
    Chain("tanh(a · b) + c", (N_("the product"), "tanh", N_("the sum"))),
)


def _order(chain: Chain, say: Wording) -> Question:
    first, second, last = map(say, chain.names)
    orders = {"back": (last, second, first), "across": (second, last, first), "forward": (first, second, last)}
    return choice(
        say,
        say("y = {formula}. In which order do its nodes pass their grads on?", formula=chain.text),
        "back",
        say("Each node waits for those that it goes into."),
        options=tuple((key, ", ".join(order)) for key, order in orders.items()),
        slips=(("forward", say("That is the order in which the values are computed. Backward goes the other way.")),),
        otherwise=say("Whose grad is known from the start?"),
        hint=say("The grad of y with respect to itself is 1."),
        first=say("The last operation begins: {name}.", name=last),
    )


def _draw_chain(generator: Generator) -> Chain:
    return CHAINS[int(generator.integers(len(CHAINS)))]


QUESTIONS = (
    Drawable(Pair(4, -8), _draw_pair, _fork),
    Drawable(Pair(2, -12), _draw_sums, _square),
    Drawable(Calls(3, -1.5), _draw_calls, _forgotten),
    Drawable(CHAINS[0], _draw_chain, _order),
)
