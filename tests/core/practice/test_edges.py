"""Answers at the edge of what is right: few digits, zeros with a sign, probabilities, numbers without end."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.activations import Array
from app.core.architecture import Architecture
from app.core.examples import REFERENCE, REFERENCE_PROBLEM
from app.core.initialization import initial_network
from app.core.network import Network
from app.core.practice.answering import verdict_on
from app.core.practice.arithmetic import UnreadableAnswer, read
from app.core.practice.choosing import Wish, chosen
from app.core.practice.judging import WITHIN, agrees, judged
from app.core.practice.place import Pass, places, recorded
from app.core.practice.question import KINDS, Question, answer
from app.core.problem import Problem
from app.core.tape import record
from tests.core.conftest import passes

EXAMPLE = recorded(record(REFERENCE, REFERENCE_PROBLEM))
ENDS = ("\n", "\r\n", " \n", "\n\n", "\t", "\u00a0")


@given(st.integers(1, 9), st.integers(-12, 12), st.floats(-0.6, 0.6), st.booleans())
def test_one_digit_is_right_within_one_percent_only(digit: int, power: int, off: float, minus: bool) -> None:
    sign = "-" if minus else ""
    number = float(f"{sign}{digit}e{power}") * (1 + off / digit)
    text = f"{sign}{digit}e{power}"
    near = abs(Fraction(text) - Fraction(number)) <= WITHIN * abs(Fraction(number))
    assert agrees(read(text), number, WITHIN) == near
    if -4 < power <= 0:
        plain = f"{sign}{digit * 10.0**power:.{-power}f}"
        assert agrees(read(plain), number, WITHIN) == near, plain


@given(st.floats(0.011, 0.5), st.integers(1, 9))
def test_zeros_in_front_do_not_count_as_digits(off: float, digit: int) -> None:
    for text in (f"0.0{digit}", f"00.0{digit}", f".0{digit}"):
        assert not agrees(read(text), digit / 100 * (1 + off), WITHIN), text


@given(st.sampled_from(["0", "-0", "−0", "0.0", "-0.0", "−0,00", "+0", "0e5", "-0e-300", "0*-1", "0/-3"]))
def test_a_zero_is_zero_whatever_its_sign_and_digits(text: str) -> None:
    typed = read(text)
    assert agrees(typed, 0.0, WITHIN)
    assert agrees(typed, -0.0, WITHIN)
    for small in (1e-6, -1e-6, 0.004, -0.004):
        assert not agrees(typed, small, WITHIN)


@pytest.mark.parametrize("text", ["0", "-0", "-0.0"])
def test_minus_zero_of_the_pass_is_zero(text: str) -> None:
    def negated(letter: str, layer: int) -> Array:
        matrix = EXAMPLE.matrix(letter, layer)
        return np.where(matrix == 0, -0.0, matrix)

    other = replace(EXAMPLE, matrix=negated)
    for stage in EXAMPLE.architecture.iteration.stages:
        for place in places(stage, EXAMPLE.architecture, 0):
            question = Question("sign", place, stage.index)
            assert judged(read(text), other, place).right == (other.number(place) == 0)
            assert answer(question, other) == answer(question, EXAMPLE)


@st.composite
def softmax_passes(draw: st.DrawFn) -> Pass:
    """A network that gives probabilities, whose last layer has no slope of its own."""
    sizes = tuple(draw(st.lists(st.integers(1, 5), min_size=2, max_size=4)))
    hidden = draw(st.sampled_from(["relu", "tanh", "sigmoid"]))
    architecture = Architecture(sizes, (*[hidden] * (len(sizes) - 2), "softmax"), "cross_entropy", draw(st.booleans()))
    seed, m = draw(st.integers(0, 2**32)), draw(st.integers(1, 4))
    random = np.random.default_rng(seed)
    Y = np.eye(sizes[-1])[random.integers(0, sizes[-1], m)]
    problem = Problem.of(architecture, random.uniform(-2, 2, (m, sizes[0])), Y, 0.1)
    return recorded(record(initial_network(architecture, seed), problem))


@given(softmax_passes(), st.data())
def test_probabilities_are_asked_and_judged_like_any_number(numbers: Pass, data: st.DataObject) -> None:
    stage = data.draw(st.sampled_from(numbers.architecture.iteration.stages))
    place = data.draw(st.sampled_from([*places(stage, numbers.architecture, 0)]))
    number = numbers.number(place)
    assert judged(read(repr(number)), numbers, place).right
    verdict = judged(read("12345.678"), numbers, place)
    assert not verdict.right
    for kind in (*KINDS, None):
        question = chosen(stage, numbers, 0, 1, Wish(kind))
        if question is not None:
            answer(question, numbers)
    gate = chosen(stage, numbers, 0, 1, Wish("gate"))
    assert gate is None or gate.place.layer < numbers.architecture.depth, "softmax has no gate to close"


@pytest.mark.parametrize("number", [np.inf, -np.inf, np.nan])
def test_no_answer_is_right_where_the_number_has_no_end(number: float) -> None:
    for text in ("0", "1", "1e308", "-1e308", "0.5"):
        assert not agrees(read(text), number, WITHIN)


@given(passes(), st.sampled_from([np.inf, -np.inf, np.nan]), st.sampled_from("ZHREM"), st.floats(-3, 3), st.data())
def test_a_pass_that_overflows_elsewhere_is_judged_without_a_fault(
    given_pass: tuple[Network, Problem], bad: float, letter: str, typed: float, data: st.DataObject
) -> None:
    numbers = recorded(record(*given_pass))

    def spoiled(asked: str, layer: int) -> Array:
        matrix = numbers.matrix(asked, layer)
        return np.full_like(matrix, bad) if asked == letter else matrix

    stage = data.draw(st.sampled_from(numbers.architecture.iteration.stages))
    place = data.draw(st.sampled_from([*places(stage, numbers.architecture, 0)]))
    verdict = judged(read(repr(typed)), replace(numbers, matrix=spoiled), place)
    assert not (verdict.right and place.letter == letter)


@given(st.floats(-9, 9), st.sampled_from(ENDS), st.sampled_from(ENDS))
def test_white_space_around_a_number_changes_nothing(number: float, before: str, after: str) -> None:
    text = f"{number:.4f}"
    assert read(before + text + after) == read(text)


@pytest.mark.parametrize("end", ENDS)
def test_white_space_around_a_choice_changes_nothing(end: str) -> None:
    stage = EXAMPLE.architecture.iteration.stages[7]
    for kind, right in (("sign", "negative"), ("gate", "open")):
        question = Question(kind, next(places(stage, EXAMPLE.architecture, 0)), stage.index)  # type: ignore[arg-type]
        assert verdict_on(question, end + right + end, EXAMPLE).right
        with pytest.raises(UnreadableAnswer, match="empty"):
            verdict_on(question, end, EXAMPLE)
