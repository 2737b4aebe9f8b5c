"""A number that the reader says before it is seen. Guessing is never compulsory: the reader may ask to be shown."""

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from app.core.practice.arithmetic import UnreadableAnswer, read
from app.view.lessons.kit.counts import NOT_A_COUNT, count
from app.view.lessons.kit.query import Query
from app.view.words import numbers

SHOWN = "shown"


class Guess(NamedTuple):
    """What was typed, the number it is (None without one), that number as printed, and what is wrong with the text."""

    name: str
    typed: str
    value: float | None
    text: str
    problem: str

    @property
    def committed(self) -> bool:
        """Whether the truth may be seen: a number was given, or the reader asked to be shown."""
        return self.value is not None or self.typed == SHOWN


def number_guess(query: Query, name: str) -> Guess:
    """The guess in this field of the address. What is not a number costs nothing: the question stays open."""
    words = query.language.gettext("Not a number. Write it like {example} or 1/3.")
    problem = words.format(example=numbers.text(0.5, query.language.locale))
    return _guess(query, name, lambda text: read(text).value, problem)


def count_guess(query: Query, name: str) -> Guess:
    """The guess in this field of the address, which counts something. What is not a count costs nothing."""
    return _guess(query, name, count, query.language.gettext(NOT_A_COUNT))


def _guess(query: Query, name: str, reading: Callable[[str], Fraction], problem: str) -> Guess:
    typed = query.typed(name)
    if typed in ("", SHOWN):
        return Guess(name, typed, None, "", "")
    try:
        value = float(reading(typed.rpartition("=")[2]))
    except UnreadableAnswer:
        return Guess(name, typed, None, "", problem)
    return Guess(name, typed, value, numbers.text(value, query.language.locale), "")
