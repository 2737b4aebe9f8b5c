"""The last beat of lesson 7: the program that learns, in PyTorch, with the same numbers and no backward pass."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from app.core.activations import Array
from app.view.lessons.code import learn_program as program
from app.view.lessons.code.learn import Chosen, chosen
from app.view.lessons.code.learn_program import ARRAYS, BACKWARD, STEPS, UPDATE, Start, printed
from app.view.lessons.kit.guess import Guess
from app.view.lessons.kit.query import Query
from app.view.words import numbers
from app.view.words.language import Language

GIVEN = ("X", "y")  # what is not trained


class Side(NamedTuple):
    """The loop of a program in three parts."""

    forward: tuple[str, ...]
    backward: tuple[str, ...]
    update: tuple[str, ...]


class Same(NamedTuple):
    """A derivative: its name in the lesson's program and in PyTorch, and its numbers as printed, with their signs."""

    name: str
    torch: str
    rows: tuple[tuple[tuple[str, str], ...], ...]


class Twin(NamedTuple):
    """The two programs side by side. Without a guess, `right` has no backward pass yet.

    `same` are the derivatives of the first step; each matrix is one that both programs compute.
    """

    guess: Guess
    expected: int
    size: int
    left: Side
    right: Side
    file: str
    same: tuple[Same, ...]


def listing(start: Start, language: Language) -> list[str]:
    """The whole file, line by line."""
    arrays = (f"{name} = torch.tensor({printed(getattr(start, name))}{_traced(name)})" for name in ARRAYS)
    return [
        "import torch",
        "",
        "torch.set_default_dtype(torch.float64)",
        *arrays,
        f"lr, m = {start.lr!r}, len(X)",
        "",
        *loop(start, language),
    ]


def loop(start: Start, language: Language) -> list[str]:
    """The lines of its loop."""
    forward, update = (
        (
            "Zh = X @ Wh + Bh",
            f"H = torch.{start.activation}(Zh)",
            "yHat = H @ Wo + Bo",
            "loss = 0.5 * ((yHat - y) ** 2).sum() / m",
            "print(step, loss.item())",
        ),
        (
            "with torch.no_grad():",
            "    for p in (Wo, Bo, Wh, Bh):",
            "        p -= lr * p.grad",
            "        p.grad = None",
        ),
    )
    say = language.gettext
    body = (*forward, f"# {say(BACKWARD)}", "loss.backward()", f"# {say(UPDATE)}", *update)
    return [f"for step in range({STEPS}):", *(f"    {line}" for line in body)]


def _traced(name: str) -> str:
    return "" if name in GIVEN else ", requires_grad=True"


def twin(guess: Guess, setting: Chosen, language: Language) -> Twin:
    """Both programs with these settings."""
    start = setting.start
    lines = program.lines(start.activation)
    left = _side(program.loop(lines, language), language)
    right = _side(loop(start, language), language)
    names = program.step(program.given(start), lines)
    return Twin(
        guess,
        len(left.backward) - 1,
        sum(map(len, left)),
        left,
        right if guess.committed else right._replace(backward=()),
        text(start, language),
        tuple(_same(name, names[name], language.locale) for name in ("dWo", "dWh")) if guess.committed else (),
    )


def text(start: Start, language: Language) -> str:
    """The program for PyTorch as a file."""
    return "\n".join([*listing(start, language), ""])


def file(query: Query) -> str:
    """The program for PyTorch that the address describes."""
    return text(chosen(query).start, query.language)


def _side(lines: Sequence[str], language: Language) -> Side:
    backward, update = (lines.index(f"    # {language.gettext(comment)}") for comment in (BACKWARD, UPDATE))
    return Side(tuple(lines[:backward]), tuple(lines[backward:update]), tuple(lines[update:]))


def _same(name: str, array: Array, locale: str) -> Same:
    column = array.shape[1] == 1
    array = np.asarray(array.T if column else array)
    printed_numbers = iter(numbers.column(array.ravel().tolist(), locale, 4))
    rows = tuple(tuple((next(printed_numbers), numbers.sign(value)) for value in row) for row in array.tolist())
    return Same(name + ".T" * column, f"{name[1:]}.grad" + ".T" * column, rows)
