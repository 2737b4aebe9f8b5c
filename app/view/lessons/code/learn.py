"""The third beat of lesson 7: the program in a loop learns XOR. And what the two beats after it share."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from app.core.architecture import Architecture
from app.core.initialization import initial_network
from app.core.tape import Tape
from app.view.lessons.code import learn_drawing
from app.view.lessons.code import learn_program as program
from app.view.lessons.code.learn_drawing import CostPlot
from app.view.lessons.code.learn_faults import START
from app.view.lessons.code.learn_program import Start
from app.view.lessons.kit.guess import Guess
from app.view.lessons.kit.query import Number, Query
from app.view.words import numbers
from app.view.words.language import Language

MAX_START = 99


class Chosen(NamedTuple):
    """The settings of the training: which weights it starts with, and the learning rate."""

    number: Number
    rate: Number
    start: Start


class Sample(NamedTuple):
    """A sample: its inputs, its target, and what the network says at first and after the training ("" if unknown)."""

    inputs: tuple[str, ...]
    target: str
    first: str
    last: str


class Learning(NamedTuple):
    """What the third beat shows."""

    guess: Guess
    chosen: Chosen
    setup: tuple[str, ...]  # the lines before the loop
    loop: tuple[tuple[int, str], ...]  # the lines of the loop with their numbers
    text: str
    samples: tuple[Sample, ...]
    plot: CostPlot
    begin: float  # where the first cost is drawn
    first: str
    last: str
    learned: bool  # whether every answer is nearer to its target than to the other one
    rose: bool  # whether the cost has become larger

    @property
    def mark(self) -> float:
        """Where the guess is drawn; in the middle before there is one."""
        value = self.guess.value
        return self.plot.down(self.plot.top / 2 if value is None else value)


def chosen(query: Query) -> Chosen:
    """The settings in the address."""
    number = query.whole("start", 0, 0, MAX_START)
    rate = query.number("rate", START.lr, 0.001, 2.0)
    return Chosen(number, rate, _start(number.whole)._replace(lr=rate.value))


def learning(guess: Guess, setting: Chosen, view: str, language: Language) -> Learning:
    """The training with these settings; without a guess, only what is known before its first step."""
    start, locale = setting.start, language.locale
    lines = program.lines(start.activation)
    file = program.listing(start, lines, language)
    tapes = program.trained(start)
    shown = tapes if guess.committed else tapes[:1]
    size = learn_drawing.PHONE if view == "phone" else learn_drawing.DESK
    costs = {"right": [tape.cost for tape in shown]} if guess.committed else {}
    plot = learn_drawing.cost_plot(size, tapes[0].cost, costs, locale)
    return Learning(
        guess,
        setting,
        *numbered(file, program.loop_start(start)),
        "\n".join([*file, ""]),
        _samples(shown, locale),
        plot,
        plot.down(tapes[0].cost),
        numbers.text(tapes[0].cost, locale),
        numbers.text(shown[-1].cost, locale) if guess.committed else "",
        bool((abs(tapes[-1].H[-1] - tapes[-1].problem.Y) < 0.5).all()),
        len(tapes) < program.STEPS or tapes[-1].cost > tapes[0].cost,
    )


def numbered(file: Sequence[str], loop: int) -> tuple[tuple[str, ...], tuple[tuple[int, str], ...]]:
    """The lines before the loop, and those of the loop with their numbers."""
    return tuple(file[: loop - 1]), tuple(enumerate(file[loop - 1 :], loop))


def text(query: Query) -> str:
    """The program that the address describes, as a file."""
    start = chosen(query).start
    return "\n".join([*program.listing(start, program.lines(start.activation), query.language), ""])


def _start(number: int) -> Start:
    """The weights to start from: those of the lesson for 0, others by seed."""
    if number == 0:
        return START
    architecture = Architecture((2, 3, 1), ("relu", "identity"), "half_squared_error", bias=True)
    Wh, Wo = (np.round(W, 2) + 0.0 for W in initial_network(architecture, number).W)  # + 0.0: no negative zero
    rows = [tuple(tuple(row) for row in W.tolist()) for W in (Wh, Wo)]
    return START._replace(Wh=rows[0], Wo=rows[1], Bh=(0.0, 0.0, 0.0), Bo=(0.0,))


def _samples(tapes: Sequence[Tape], locale: str) -> tuple[Sample, ...]:
    first, last = tapes[0], tapes[-1]
    return tuple(
        Sample(
            tuple(numbers.text(value, locale) for value in X.tolist()),
            numbers.text(float(y[0]), locale),
            numbers.text(float(first.H[-1][k, 0]), locale, 2),
            numbers.text(float(last.H[-1][k, 0]), locale, 2) if len(tapes) > 1 else "",
        )
        for k, (X, y) in enumerate(zip(first.problem.X, first.problem.Y, strict=True))
    )
