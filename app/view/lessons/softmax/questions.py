"""Lesson 10: an entry of Eo, what its entries add up to, a step of a logit, and which cost stays loud."""

from typing import NamedTuple

from numpy.random import Generator

from app.view.lessons.kit.drawing import Drawable, one_of
from app.view.lessons.kit.question import Question
from app.view.lessons.kit.wording import Wording, choice, number
from app.view.words.language import N_

NAMES = "₁₂₃"
TENTHS = ((1, 2, 7), (1, 3, 6), (1, 4, 5), (2, 3, 5))


class Said(NamedTuple):
    """What the network says of three classes, the right one and another one (from 0), and a learning rate."""

    said: tuple[float, ...]
    right: int
    other: int
    rate: float


class Sure(NamedTuple):
    """How many percent a network gives to its favourite class, and whether that is the right one."""

    percent: float
    right: bool


def _entry(given: Said, say: Wording) -> Question:
    p, place = given.said[given.right], NAMES[given.right]
    return number(
        say,
        say(
            "A network with softmax and cross-entropy says ŷ = {said}. The right class is {right}. What is Eo{place}?",
            said=_row(given, say),
            right=str(given.right + 1),
            place=place,
        ),
        p - 1,
        f"{say.text(p)} − 1",
        name=f"Eo{place}",
        slips=(
            (p, say("That is ŷ itself. What should it be?")),
            (p * (1 - p), say("That is the slope of softmax. With cross-entropy it cancels.")),
            (-1 / p, say("That is C′(ŷ), before it goes back through softmax.")),
        ),
        otherwise=say("Eo = ŷ − y. What is y for the right class?"),
        hint=say("With softmax and cross-entropy, Eo is ŷ − y."),
        first=say("−y is −1 for the right class and 0 for the others."),
    )


def _sum(classes: int, say: Wording) -> Question:
    return choice(
        say,
        say(
            "A network with softmax tells {classes} apart. What do the entries of Eo add up to?",
            classes=say.counted("{n} class", "{n} classes", classes),
        ),
        "nothing",
        say("ŷ adds up to 1, and so does y."),
        options=(
            ("nothing", say("0, whatever it says")),
            ("one", say("1, whatever it says")),
            ("cost", say("the cost")),
            ("depends", say("it depends on how wrong it is")),
        ),
        slips=(("one", say("ŷ adds up to 1. Eo is ŷ − y.")),),
        otherwise=say("Add up ŷ, add up y, and subtract."),
        hint=say("Eo = ŷ − y. What does each of the two add up to?"),
        first=say("ŷ adds up to 1."),
    )


def _step(given: Said, say: Wording) -> Question:
    p, place = given.said[given.other], NAMES[given.other]
    return number(
        say,
        say(
            "ŷ = {said}, the right class is {right}, the learning rate {rate}. "
            "By how much does one step change z{place}?",
            said=_row(given, say),
            right=str(given.right + 1),
            rate=given.rate,
            place=place,
        ),
        -given.rate * p,
        say.product(-given.rate, p),
        name=say("Change"),
        slips=(
            (-p, say("You left out the learning rate.")),
            (given.rate * (1 - p), say("That would be right if this were the right class.")),
        ),
        otherwise=say("First Eo{place}: what should ŷ{place} be? Then times minus the rate.", place=place),
        hint=say("A step is minus the rate times Eo. Class {n} is not the right one.", n=str(given.other + 1)),
        first=say("The first factor is {rate}.", rate=-given.rate),
    )


def _loud(given: Sure, say: Wording) -> Question:
    return choice(
        say,
        say(_SURE[given.right], percent=given.percent),
        "both" if given.right else "squared",
        say("There is hardly any error left.")
        if given.right
        else say("Its small number meets a slope of almost 0, and nothing cancels that slope."),
        options=(
            ("squared", say("from squared error")),
            ("cross", say("from cross-entropy")),
            ("both", say("from both")),
        ),
        otherwise=say("With cross-entropy, Eo is ŷ − y. How large is that here?"),
        hint=say("Cross-entropy sends back ŷ − y. Squared error sends its number through a flat slope."),
        first=say("How far is ŷ from y for the right class?"),
    )


_SURE = {
    True: N_(
        "A network gives {percent} % to one class, and that class is right. "
        "From which cost do its logits get almost nothing back?"
    ),
    False: N_(
        "A network gives {percent} % to one class, but another one is right. "
        "From which cost do its logits get almost nothing back?"
    ),
}


def _row(given: Said, say: Wording) -> str:
    return f"({'; '.join(map(say.text, given.said))})"


def _draw_said(generator: Generator) -> Said:
    tenths = TENTHS[int(generator.integers(len(TENTHS)))]
    said = tuple(float(each) / 10 for each in generator.permutation(tenths))
    right, other = (int(each) for each in generator.permutation(3)[:2])
    return Said(said, right, other, one_of(generator, 0.2, 0.5, 0.4, 2.0))


def _draw_sure(generator: Generator) -> Sure:
    return Sure(one_of(generator, 98.0, 99.0, 99.5, 99.8, 99.9), bool(generator.integers(2)))


QUESTIONS = (
    Drawable(Said((0.2, 0.7, 0.1), 0, 1, 0.5), _draw_said, _entry),
    Drawable(3, lambda generator: int(generator.integers(4, 12)), _sum),
    Drawable(Said((0.2, 0.7, 0.1), 0, 1, 0.5), _draw_said, _step),
    Drawable(Sure(99.9, right=False), _draw_sure, _loud),
)
