"""The lesson on whispers: what is left of an error, which weights keep it, and which rule draws them."""

from math import isclose
from typing import NamedTuple

from numpy.random import Generator

from app.core.scalar_chain import Derivative, Factor
from app.view.lessons.kit.drawing import Drawable, one_of
from app.view.lessons.kit.question import Question
from app.view.lessons.kit.wording import Wording, choice, number
from app.view.words.language import N_


class Two(NamedTuple):
    """An error, and the weight and the slope of both layers that it goes back through."""

    E: float
    w: float
    slope: float


class Kept(NamedTuple):
    """An error and the slope of every layer."""

    E: float
    slope: float


class Deep(NamedTuple):
    """The weight and the slope of each of many layers."""

    w: float
    slope: float
    layers: float


def back(error: float, *factors: float) -> float:
    """An error times weights and slopes."""
    return Derivative(1, (Factor("difference", 2, error), *(Factor("weight", 1, each) for each in factors)), 0).value


def _two_layers(given: Two, say: Wording) -> Question:
    E, w, slope = given
    return number(
        say,
        say(
            "E3 = {E}. Both weights on its way back are {w}, and R′(Z) = {slope} in both layers. What is E1?",
            **given._asdict(),
        ),
        back(E, w, slope, w, slope),
        say.product(E, w, slope, w, slope),
        name="E1",
        slips=(
            (back(E, w, slope), say("That is E2. One more layer is to come.")),
            (back(E, w, w), say("You left out the slopes.")),
            (back(E, slope, slope), say("You left out the weights.")),
            (back(E, 2 * w * slope), say("Two layers multiply; they do not add up.")),
        ),
        otherwise=say("Each layer multiplies the error by its weight and its slope."),
        hint="E1 = E3 · (w · R′(Z))²",
        first=f"w · R′(Z) = {say.text(w * slope)}",
    )


def _draw_two(generator: Generator) -> Two:
    return Two(
        one_of(generator, -8, -6, -4, -10),
        one_of(generator, 1.5, 3, 1.2, 0.8),
        one_of(generator, 0.2, 0.25, 0.1),
    )


def _keeping(given: Kept, say: Wording) -> Question:
    slope = given.slope
    return number(
        say,
        say(
            "The last error is {E}, and every slope is {slope}. Which positive weight, the same in every layer, "
            "keeps the error at this size?",
            **given._asdict(),
        ),
        1 / slope,
        f"1 / {say.text(slope)}",
        name="w",
        slips=(
            (slope, say("That is the slope. Which weight times this slope is 1?")),
            (1.0, say("Then only the slope is left in each layer.")),
            (back(given.E, 1 / slope), say("The size of the error does not matter, only what multiplies it.")),
        ),
        otherwise=say("Each layer multiplies by weight · slope. That product must be 1."),
        hint=say("weight · slope = 1"),
        first=say("The weight must undo a factor of {slope}.", slope=slope),
    )


def _draw_kept(generator: Generator) -> Kept:
    return Kept(one_of(generator, -1.5, -3, -0.6, -7), one_of(generator, 0.2, 0.25, 0.4, 0.125, 0.16))


_FATES = (("vanish", N_("It vanishes")), ("explode", N_("It explodes")), ("stay", N_("It keeps its size")))


def _fate(given: Deep, say: Wording) -> Question:
    product = given.w * given.slope
    truth = "stay" if isclose(product, 1) else "vanish" if product < 1 else "explode"
    return choice(
        say,
        say(
            "{layers} layers, each with the weight {w} and the slope {slope}. What happens to the error?",
            **given._asdict(),
        ),
        truth,
        say("Each layer multiplies it by {w} · {slope} = {product}.", w=given.w, slope=given.slope, product=product),
        options=tuple((value, say(label)) for value, label in _FATES),
        otherwise=say("Neither the weight nor the slope decides alone. What is their product?"),
        hint=say("Compare weight · slope with 1."),
        first=say("In one layer the error is multiplied by the weight and by the slope."),
    )


def _draw_deep(generator: Generator) -> Deep:
    w, slope = ((1.5, 0.5), (4, 0.25), (3, 0.5), (0.9, 1), (2, 0.5), (5, 0.3), (1.2, 0.6))[int(generator.integers(7))]
    return Deep(w, slope, one_of(generator, 20, 30, 50))


_RULES = {
    "relu": ("ReLU", "he", N_("Half of the ReLUs are closed, and larger weights make up for them.")),
    "tanh": ("tanh", "glorot", N_("The slope of tanh is about 1 near 0, so weights of size 1 keep the error.")),
    "sigmoid": (
        N_("sigmoid"),
        "neither",
        N_("Its slope is at most ¼, so both rules let the error vanish, layer by layer."),
    ),
}


def _rule(activation: str, say: Wording) -> Question:
    name, truth, because = _RULES[activation]
    return choice(
        say,
        say("Many layers of this activation: {name}. Which rule keeps the error alive?", name=say(name)),
        truth,
        say(because),
        options=(("glorot", say("Glorot, size 1")), ("he", say("He, size √2")), ("neither", say("Neither of the two"))),
        otherwise=say("How large is the slope of this activation, on average over its units?"),
        hint=say("weight · slope = 1"),
        first=say("Near 0 the slope of tanh is 1, that of a sigmoid ¼; ReLU has slope 1 in half of its units."),
    )


def _draw_rule(generator: Generator) -> str:
    return tuple(_RULES)[int(generator.integers(len(_RULES)))]


QUESTIONS = (
    Drawable(Two(-8, 1.5, 0.2), _draw_two, _two_layers),
    Drawable(Kept(-3, 0.2), _draw_kept, _keeping),
    Drawable(Deep(1.5, 0.5, 20), _draw_deep, _fate),
    Drawable("relu", _draw_rule, _rule),
)
