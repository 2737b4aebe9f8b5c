"""Lesson 5: what both runners pay, and which row an error is kept for."""

from typing import NamedTuple

from numpy.random import Generator

from app.core.scalar_chain import factors, memoized, written_out
from app.view.lessons.kit.drawing import Drawable
from app.view.lessons.kit.question import Question
from app.view.lessons.kit.wording import Wording, choice, number
from app.view.words.language import N_

COUNTS = (14, 15, 16, 17, 18, 19, 21, 22, 23, 26, 27, 28, 29)  # weights: not those that the page counts


class Growing(NamedTuple):
    """One of the two runners, and how many times as deep the chain becomes."""

    kept: bool
    times: int


class Sharing(NamedTuple):
    """A chain, and the layer whose error is asked for."""

    weights: int
    layer: int


def _kept(weights: int, say: Wording) -> Question:
    truth, spelled = memoized(weights), written_out(weights)
    return number(
        say,
        say(
            "A chain has {weights}. How many multiplications do all its derivatives take together "
            "if each layer’s error is kept?",
            weights=say.counted("{n} weight", "{n} weights", weights),
        ),
        truth,
        f"2 + 3 · {weights - 1}",
        name=say("Multiplications"),
        slips=(
            (spelled, say("That is the number when everything is written out.")),
            (truth + 1, say("Almost: the first row has nothing to reuse and takes 2, not 3.")),
            (truth - 1, say("Almost: the first row takes 2 multiplications, not 1.")),
            (truth - 2, say("The first row is not free: it takes 2 multiplications.")),
            (spelled - 2 * weights, say("That is about what writing everything out takes. Here errors are kept.")),
            (3, say("That is one row. Add up all the rows.")),
        ),
        otherwise=say("How many multiplications does one further row take, if the error before it is known?"),
        hint=say(
            "Each row after the first takes three: the weight, the slope and the input. What does the first take?"
        ),
        first=say("The first row takes 2: (ŷ − y) · R′ · input."),
        whole=True,
    )


def _spelled(weights: int, say: Wording) -> Question:
    truth = written_out(weights)
    return number(
        say,
        say(
            "A chain has {weights}. How many multiplications does it take to write out all its derivatives?",
            weights=say.counted("{n} weight", "{n} weights", weights),
        ),
        truth,
        f"2 + 4 + … + {2 * weights}",
        name=say("Multiplications"),
        slips=(
            (memoized(weights), say("That is the number when errors are kept.")),
            (truth + weights, say("Those are the factors. A product of n factors takes n − 1 multiplications.")),
            (truth // 2, say("Each further row takes two more multiplications, not one.")),
            (weights * weights, say("The rows take 2, 4, 6, … multiplications. Yours take 1, 3, 5, …")),
            (2 * weights, say("That is the last row alone. Add up all the rows.")),
        ),
        otherwise=say("Write down the first rows: how many multiplications does each take? Then add them up."),
        hint=say("The rows take 2, 4, 6, … multiplications."),
        first=say("The last row takes 2 · {n}.", n=str(weights)),
        whole=True,
    )


def _draw_weights(generator: Generator) -> int:
    return COUNTS[int(generator.integers(len(COUNTS)))]


def _growth(given: Growing, say: Wording) -> Question:
    count, depth = memoized if given.kept else written_out, 1000
    truth = round(count(given.times * depth) / count(depth))
    return choice(
        say,
        say(_ASKS[given.kept, given.times]),
        str(truth),
        say("A row’s cost stays the same, so only their number grows.")
        if given.kept
        else say("There are more rows, and they are longer too."),
        options=tuple(
            (str(n), say.language.ngettext("About {n} time as many", "About {n} times as many", n).format(n=n))
            for n in (given.times, given.times**2, given.times**3)
        ),
        otherwise=say("What grows: the number of rows, their length, or both?"),
        hint=say("With errors kept, every row costs the same. Written out, a row is longer the deeper it is."),
        first=say("The number of rows grows {n} times.", n=str(given.times)),
    )


def _sharing(given: Sharing, say: Wording) -> Question:
    n, names = given.layer, {"n": str(given.layer), "before": str(given.layer + 1), "after": str(given.layer - 1)}
    layers = range(n + 1, n - 3, -1)
    return choice(
        say,
        say(
            "A chain has {weights}, and each layer’s error is kept. "
            "Which row takes E{n} ready-made from the row above?",
            weights=say.counted("{n} weight", "{n} weights", given.weights),
            **names,
        ),
        str(n - 1),
        say("Its product is E{n} · w{n} · R′{after} · its input.", **names),
        options=tuple((str(layer), f"C′(w{layer})") for layer in layers),
        slips=(
            (
                str(n),
                say(
                    "That row computes E{n} itself, as E{before} · w{before} · R′{n}. The next row takes it over.",
                    **names,
                ),
            ),
            (str(n + 1), say("When that row is multiplied, E{n} is not known yet.", **names)),
            (str(n - 2), say("That row begins with E{after}, which E{n} is already in.", **names)),
        ),
        otherwise=say("The rows come in the order of the backward pass. Which one computes E{n}?", **names),
        hint=say("A row takes the error of the row above, and computes the error of its own layer from it."),
        first=say("E{n} is computed in the row of C′(w{n}).", **names),
        lengths=tuple(factors(given.weights, layer) for layer in layers),
    )


def _draw_sharing(generator: Generator) -> Sharing:
    weights = int(generator.integers(8, 12))
    return Sharing(weights, int(generator.integers(4, weights)))


_ASKS = {
    (False, 2): N_("The chain becomes twice as deep. How many multiplications does writing everything out take now?"),
    (False, 3): N_("The chain becomes 3 times as deep. How many multiplications does writing everything out take now?"),
    (True, 2): N_("The chain becomes twice as deep. How many multiplications does it take now if errors are kept?"),
    (True, 3): N_("The chain becomes 3 times as deep. How many multiplications does it take now if errors are kept?"),
}


def _draw_growing(generator: Generator) -> Growing:
    return Growing(bool(generator.integers(2)), int(generator.integers(2, 4)))


QUESTIONS = (
    Drawable(24, _draw_weights, _kept),
    Drawable(15, _draw_weights, _spelled),
    Drawable(Growing(False, 2), _draw_growing, _growth),
    Drawable(Sharing(10, 7), _draw_sharing, _sharing),
)
