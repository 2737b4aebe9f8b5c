"""The numbers of the neuron in lesson 2, and those for which the reader has made the guesses of its beats."""

from typing import NamedTuple

from app.view.functions import activations
from app.view.lessons.kit.query import Choice, Number, Query
from app.view.lessons.one_neuron.descent import Neuron

NAMES = ("X", "y", "W", "rate", "R")
MADE = "made"  # the field with the numbers of the guesses
GUESSES = ("path", "next", "lifted", "land", "down", "tried", "moved")


class Numbers(NamedTuple):
    """Input, target, starting weight, learning rate and activation."""

    X: Number
    y: Number
    W: Number
    rate: Number
    activation: Choice

    @property
    def neuron(self) -> Neuron:
        """The neuron with this input, target and activation."""
        return Neuron(self.activation.value, self.X.value, self.y.value)

    @property
    def written(self) -> str:
        """All of them in one text, in the order of `NAMES`."""
        parts = (self.X.value, self.y.value, self.W.value, self.rate.value)
        return " ".join([*(f"{value:.12g}" for value in parts), self.activation.value])


def numbers(query: Query) -> Numbers:
    """The numbers of the address."""
    return Numbers(
        query.number("X", 2.0, -5.0, 5.0),
        query.number("y", 1.0, -5.0, 5.0),
        query.number("W", 1.2, -3.0, 3.0),
        query.number("rate", 0.1, 0.001, 10.0),
        query.choice("R", activations.labels(query.language, elementwise=True), "relu"),
    )


def of_the_guesses(query: Query, now: Numbers, last: bool) -> Numbers:
    """The numbers for which the guesses were made.

    In the last beat the reader tries other numbers, and what was seen before does not change. In an earlier beat other
    numbers are a new beginning: the guesses for the old ones are forgotten.
    """
    made = query.hint(MADE).split()
    then = numbers(Query(dict(zip(NAMES, made, strict=True)), query.language)) if len(made) == len(NAMES) else now
    if not last and then.written != now.written:
        query.forget(*GUESSES)
        then = now
    if last or any(map(query.hint, GUESSES)):
        query.keep(MADE, then.written)
    return then
