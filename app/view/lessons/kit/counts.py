"""Answers that count something: a whole number from 0. Anything else is not an answer, so it costs nothing."""

from fractions import Fraction

from app.core.practice.arithmetic import UnreadableAnswer, read
from app.view.words.language import N_

NOT_A_COUNT = N_("A count is a whole number from 0.")


def count(typed: str) -> Fraction:
    """The count that was typed. Raises UnreadableAnswer for a fraction, a negative number, or no number at all."""
    value = read(typed).value
    if value < 0 or value.denominator != 1:
        raise UnreadableAnswer("not_a_choice")
    return value
