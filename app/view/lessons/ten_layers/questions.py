"""Lesson 4: how long the derivatives of a deep chain are, and what they share."""

from typing import NamedTuple

from numpy.random import Generator

from app.core.architecture import Architecture
from app.core.network import Network
from app.core.problem import Problem
from app.core.scalar_chain import Derivative, derivatives, factors
from app.core.tape import record
from app.view.lessons.kit.drawing import Drawable, one_of
from app.view.lessons.kit.error_back import Back, layer_error
from app.view.lessons.kit.question import Question
from app.view.lessons.kit.wording import Wording, choice, number

LEAST, MOST = 16, 24  # weights of a chain that is asked about: more than the page shows
FOLLOWING = 13  # at least so many layers follow the weight, so that no count is in this range


class Chain(NamedTuple):
    """A chain with so many weights, and the weight that is asked about, counted from the input."""

    weights: int
    weight: int


def rows(weights: int) -> tuple[Derivative, ...]:
    """The derivatives of a chain of identities, that of the first weight first."""
    architecture = Architecture((1,) * (weights + 1), ("identity",) * weights, "half_squared_error", bias=False)
    network = Network.of(architecture, [[[1.0]]] * weights)
    return derivatives(record(network, Problem.of(architecture, [[1.0]], [[2.0]], 0.1)))[::-1]


def _draw_chain(generator: Generator) -> Chain:
    weights = int(generator.integers(LEAST, MOST + 1))
    return Chain(weights, int(generator.integers(2, weights - FOLLOWING + 1)))


def _factors(chain: Chain, say: Wording) -> Question:
    truth, between = factors(*chain), chain.weights - chain.weight
    return number(
        say,
        say(
            "A chain has {weights}. How many factors does the derivative with respect to weight {weight} have, "
            "counting from the input?",
            weights=say.counted("{n} weight", "{n} weights", chain.weights),
            weight=str(chain.weight),
        ),
        truth,
        f"3 + 2 · {between}",
        name=say("Factors"),
        slips=(
            (truth - 1, say("That is the number of multiplications, one fewer than the factors.")),
            (truth + 2, say("Off by one weight: count the layers after it, without its own.")),
            (truth + 1, say("Off by one weight, and the multiplications counted instead of the factors.")),
            (truth - 2, say("Two factors are missing: the product begins with ŷ − y and ends with the layer’s input.")),
            (truth - 3, say("The product for the last weight already has three factors. Add them.")),
            (between, say("That is the number of layers that follow. Each of them adds two factors.")),
            (2 * chain.weight + 1, say("You counted from the wrong end: the product begins at the output.")),
        ),
        otherwise=say("How many layers follow that weight? Each adds a weight and a slope."),
        hint=say("The product for the last weight has three factors, and each layer closer to the input adds two."),
        first=say("Layers that follow: {weights} − {weight}.", weights=str(chain.weights), weight=str(chain.weight)),
        whole=True,
    )


def _shared(chain: Chain, say: Wording) -> Question:
    longer, truth = factors(*chain), factors(chain.weights, chain.weight + 1) - 1
    between = chain.weights - chain.weight
    return number(
        say,
        say(
            "A chain has {weights}. With how many equal factors do the derivatives with respect to "
            "weights {weight} and {next} begin?",
            weights=say.counted("{n} weight", "{n} weights", chain.weights),
            weight=str(chain.weight),
            next=str(chain.weight + 1),
        ),
        truth,
        f"2 · {between}",
        name=say("Shared factors"),
        slips=(
            (truth + 1, say("The last factor of the shorter product is its own: the input of that layer.")),
            (longer, say("That is the whole longer product.")),
            (longer - 1, say("The longer product also has a weight and a slope that the shorter one lacks.")),
            (truth - 1, say("Those are the multiplications. The question asks for factors.")),
            (between, say("That is the number of layers that follow. Each of them brings two factors.")),
        ),
        otherwise=say("How long is the shorter product, and which of its factors does the longer one not contain?"),
        hint=say("The shorter product without its last factor is a layer error. The longer one begins with it."),
        first=say("The shorter product has 3 + 2 · {n} factors.", n=str(between - 1)),
        whole=True,
    )


def _error(given: Back, say: Wording) -> Question:
    truth = layer_error(given.Eo, given.Wo, given.slope)
    return number(
        say,
        say("E6 = {Eo}, w6 = {Wo}, R′(Z5) = {slope}, H4 = {X}. What is E5?", **given._asdict()),
        truth,
        say.product(given.Eo, given.Wo, given.slope),
        name="E5",
        slips=(
            (given.Eo * given.Wo, say("You left out the slope of layer 5.")),
            (given.Eo * given.slope, say("You left out the weight: the error goes back through it.")),
            (truth * given.X, say("That is the derivative with respect to w5. An error has no input in it.")),
        ),
        otherwise=say("One layer back adds two factors to the error: a weight and a slope. Which ones?"),
        hint=say("E5 is E6 times the weight and the slope in between."),
        first=f"E6 · w6 = {say.text(given.Eo * given.Wo)}",
    )


def _draw_back(generator: Generator) -> Back:
    return Back(
        one_of(generator, -1.6, -0.8, 1.4, 2.4),
        one_of(generator, -2, -0.3, 3, 1.3),
        one_of(generator, 0.25, 0.5, 0.2),
        one_of(generator, -2, 3, -3, 7),
    )


def _closed(chain: Chain, say: Wording) -> Question:
    last, closed = chain.weights, chain.weight
    zero = [
        row.layer for row in rows(last) if any(each.part == "slope" and each.layer == closed for each in row.factors)
    ]
    upward, downward = (f"{closed}", f"{last}"), ("1", f"{closed}")
    options = {
        f"1-{closed}": say("Those for weights {first} to {last}", first=downward[0], last=downward[1]),
        f"{closed}-{last}": say("Those for weights {first} to {last}", first=upward[0], last=upward[1]),
        f"{closed}": say("Only the one for weight {n}", n=str(closed)),
        f"1-{last}": say("All of them"),
    }
    return choice(
        say,
        say(
            "A chain has {weights}. The slope of layer {layer} is 0, all other factors are not. "
            "Which derivatives are 0?",
            weights=say.counted("{n} weight", "{n} weights", last),
            layer=str(closed),
        ),
        f"{zero[0]}-{zero[-1]}",
        say("Their products go back through layer {layer}, so they contain its slope.", layer=str(closed)),
        options=tuple(options.items()),
        slips=((f"{closed}-{last}", say("Those products end before they reach this layer’s slope.")),),
        otherwise=say("The products begin at the output. Which of them pass through this layer?"),
        hint=say("A product is 0 if one of its factors is. Which products contain this slope?"),
        first=say("The derivative with respect to weight {n} contains it.", n=str(closed)),
    )


def _draw_closed(generator: Generator) -> Chain:
    weights = int(generator.integers(6, 12))
    return Chain(weights, int(generator.integers(3, weights - 1)))


QUESTIONS = (
    Drawable(Chain(20, 5), _draw_chain, _factors),
    Drawable(Chain(17, 3), _draw_chain, _shared),
    Drawable(Back(-1.6, 3, 0.25, -2), _draw_back, _error),
    Drawable(Chain(9, 4), _draw_closed, _closed),
)
