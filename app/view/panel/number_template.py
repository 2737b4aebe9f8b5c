"""Numbers put into prepared markup.

All that a panel shows beside its numbers depends on the form alone. It is prepared once, with "%s" for
each number; a `Slot` tells which number that is and how it is marked.
"""

from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup

from app.core.keys import Key
from app.view.quantities.expressions import Parts, Term, with_brackets
from app.view.quantities.revealed import Revealed, Source, position
from app.view.words import numbers

SIGNED = frozenset({"W", "B", "E", "M", "dW", "dB"})  # the sign of these is coloured, as in the diagram

Marks = tuple[str, str, str]
"""The markup of a number that is 0, positive, negative; "%s" stands for its text."""


class Slot(NamedTuple):
    """The number at (`row`, `column`) of the matrix `source`; a negative one in brackets where `factor` is true."""

    source: Source
    row: int
    column: int
    marks: Marks
    factor: bool = False


class Blank(NamedTuple):
    """An expression with "%s" for each of its numbers."""

    text: str
    slots: tuple[Slot, ...]


def slot(term: Term, *, factor: bool = False, new: bool = False) -> Slot:
    """The slot of a number; of a `new` weight or bias that after the update."""
    key, sample, linked = term
    return Slot(Source(key.letter, key.layer, new), *position(key, sample), marks(key, linked, not new), factor)


def marks(key: Key, linked: bool = True, coloured: bool = True) -> Marks:
    """How a number is marked: one that is `linked` can be pointed at, and classes tell its sign or a closed gate."""
    zero, positive, negative = _classes(key.letter) if coloured else _NO_CLASSES
    q = str(key) if linked else ""
    return _mark(q, zero), _mark(q, positive), _mark(q, negative)


def _classes(letter: str) -> tuple[str, str, str]:
    if letter in SIGNED:
        return numbers.sign(0), numbers.sign(1), numbers.sign(-1)
    return ("shut", "", "") if letter == "R" else _NO_CLASSES


_NO_CLASSES = ("", "", "")


def _mark(key: str, classes: str) -> str:
    if key:
        classes = f"q {classes}" if classes else "q"
        return f'<span class="{classes}" data-q="{key}" role="button" tabindex="0">%s</span>'
    return f'<span class="{classes}">%s</span>' if classes else "%s"


def blank(parts: Parts, locale: str, before: str = "") -> Blank:
    """The parts of an expression to fill in; `before` is the sign in front of them."""
    slots, texts = [], []
    for part, factor in with_brackets(parts, before):
        if isinstance(part, Term):
            slots.append(slot(part, factor=factor))
            texts.append("%s")
        elif isinstance(part, str):
            texts.append(part)
        else:
            texts.append((numbers.bracketed if factor else numbers.text)(part, locale))
    return Blank("".join(texts), tuple(slots))


def filled(slots: Iterable[Slot], revealed: Revealed, locale: str) -> tuple[list[str], list[int]]:
    """The numbers in their markup, and how many characters each takes."""
    found, lengths = [], []
    for source, row, column, marks, factor in slots:
        value = revealed.matrix(source)[row][column]
        text = numbers.text(value, locale)
        if factor and value < 0:
            text = f"({text})"
        lengths.append(len(text))
        found.append(marked(marks, value, text))
    return found, lengths


def marked(marks: Marks, value: float, text: str) -> str:
    """The text of a number in its markup."""
    return marks[(value > 0) - (value < 0)] % text


def line(parts: Parts, revealed: Revealed, locale: str) -> Markup:
    """An expression with its numbers, for what is drawn but once."""
    text, slots = blank(parts, locale)
    numbers, _ = filled(slots, revealed, locale)
    return Markup(text % tuple(numbers))  # noqa: S704 - printed numbers and signs of our own
