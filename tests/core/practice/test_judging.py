"""Answers and what they show: a table worked out by hand, and properties over random networks."""

from decimal import Decimal
from fractions import Fraction
from math import isfinite

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.core.examples import REFERENCE, REFERENCE_PROBLEM
from app.core.practice.arithmetic import read
from app.core.practice.judging import judged
from app.core.practice.place import Pass, Place, places, recorded
from app.core.practice.slips import CLOSE, LAST, SLIPS, Slip, rule, slips_of
from app.core.tape import record
from tests.core.conftest import passes

EXAMPLE = recorded(record(REFERENCE, REFERENCE_PROBLEM))


def z(layer: int, unit: int) -> Place:
    return Place("Z", layer, unit, 0)


def h(layer: int, unit: int) -> Place:
    return Place("H", layer, unit, 0)


def e(layer: int, unit: int) -> Place:
    return Place("E", layer, unit, 0)


def dw(layer: int, source: int, unit: int) -> Place:
    return Place("dW", layer, unit, None, source)


def new(layer: int, source: int, unit: int) -> Place:
    return Place("W", layer, unit, None, source, new=True)


C = Place("C", 2, 0)
RIGHT, UNEXPLAINED = "right", "unexplained"

# x = (1, 2), Wh = [[.4, -.6, .5], [.3, -.2, .1]], Bh = (.1, .2, -.1), Wo = (.7, .5, -.4), Bo = .2, y = 1.5, lr = .1.
# Zh = (1.1, -.8, .6), H = (1.1, 0, .6), Zo = ŷ = .73, C = .29645, Eo = -.77, dWo = (-.847, 0, -.462),
# Eh = (-.539, 0, .308), dWh = [[-.539, 0, .308], [-1.078, 0, .616]], new Wo = (.7847, .5, -.3538).
BY_HAND = [
    (z(1, 0), "1.1", RIGHT),
    (z(1, 0), "1·0.4 + 2·0.3 + 0.1", RIGHT),
    (z(1, 0), "11/10", RIGHT),
    (z(1, 0), "1.0", "bias-left-out"),  # .4 + .6
    (z(1, 0), "0.5", "one-term-only"),  # .4 + .1
    (z(1, 0), "0.60", "one-term-only"),  # 2 · .3
    (z(1, 2), "3.5", "added-not-multiplied"),  # (1 + .5) + (2 + .1) - .1
    (z(1, 0), "-0.8", "another-place"),  # Zh2
    (z(1, 1), "0.8", "sign-flipped"),
    (z(1, 0), "11", "decimal-place"),
    (z(2, 0), "0.53", "bias-left-out"),  # .73 - .2
    (z(2, 0), "0.77", "one-term-only"),  # 1.1 · .7
    (z(2, 0), "0.75", "rounded-too-early"),  # within 5 % of .73
    (h(1, 1), "0", RIGHT),
    (h(1, 1), "-0.8", "activation-left-out"),
    (h(1, 0), "1.00", "slope-for-value"),  # the slope of ReLU at 1.1
    (h(1, 1), "-0.008", "other-activation"),  # leaky ReLU of -.8
    (h(1, 1), "0.31", "other-activation"),  # sigmoid of -.8 = .31003
    (h(1, 1), "0.80", "size-for-value"),
    (h(1, 1), "1.1", "another-place"),  # H1
    (C, "0.296", RIGHT),
    (C, "0.3", "rounded-too-early"),  # one digit is not enough, and .3 is 1.2 % away
    (C, "0.593", "half-left-out"),  # .77² = .5929
    (C, "-0.385", "not-squared"),  # ½ · (.73 - 1.5)
    (C, "0.385", "not-squared"),
    (C, "-0.296", "sign-flipped"),
    (e(2, 0), "-0.77", RIGHT),
    (e(2, 0), "0.77", "sign-flipped"),  # y - ŷ
    (e(2, 0), "-1.54", "factor-two"),
    (e(2, 0), "0.29645", "cost-for-error"),
    (e(1, 1), "0", RIGHT),
    (e(1, 1), "-0.77*0.5*0", RIGHT),
    (e(1, 1), "-0.385", "slope-left-out"),  # -.77 · .5
    (e(1, 0), "-.54", RIGHT),
    (e(1, 0), "0", "other-slope"),  # the slope of h2
    (e(1, 0), "-0.385", "other-weight"),  # -.77 · wo2
    (e(1, 0), "-0.6042", "updated-weight"),  # -.77 · .7847
    (e(1, 0), "-0.593", "activation-multiplied"),  # -.539 · 1.1
    (dw(2, 1, 0), "0", RIGHT),
    (dw(2, 0, 0), "-0.562", "own-activation"),  # ŷ · Eo = .73 · -.77
    (dw(2, 1, 0), "0.616", "weighted-input-for-activation"),  # Zh2 · Eo = -.8 · -.77
    (dw(1, 0, 0), "-0.77", "error-before"),  # x1 · Eo
    (dw(1, 1, 0), "0", "transposed"),  # the number of x1 and h2
    (dw(2, 0, 0), "-0.0847", "rate-included"),
    (dw(2, 0, 0), "-0.462", "another-place"),
    (new(2, 0, 0), "0.785", RIGHT),  # .7 + .1 · .847
    (new(2, 0, 0), "0.6153", "added"),  # .7 - .0847: the derivative is negative
    (new(2, 0, 0), "1.547", "rate-left-out"),  # .7 + .847
    (new(2, 0, 0), "-0.0847", "derivative-alone"),
    (new(2, 0, 0), "0.7", "not-updated"),
    (e(1, 0), "3", UNEXPLAINED),
    (z(1, 0), "0.123", UNEXPLAINED),
]


@pytest.mark.parametrize(("place", "text", "expected"), BY_HAND)
def test_an_answer_on_the_reference_example_is_called_what_it_is(place: Place, text: str, expected: str) -> None:
    verdict = judged(read(text), EXAMPLE, place)
    assert (RIGHT if verdict.right else verdict.slip or UNEXPLAINED) == expected


def test_the_table_is_long_and_its_slips_exist() -> None:
    assert len(BY_HAND) >= 40
    assert {row[2] for row in BY_HAND} - {RIGHT, UNEXPLAINED} <= {slip.id for slip in SLIPS}


def test_two_slips_with_one_number_are_both_named() -> None:
    verdict = judged(read("-0.385"), EXAMPLE, e(1, 1))
    assert (verdict.slip, verdict.also) == ("slope-left-out", ("other-slope",))


Asked = tuple[Pass, Place]


@st.composite
def questions(draw: st.DrawFn) -> Asked:
    """A number of any stage of a pass that is finite."""
    network, problem = draw(passes())
    tape = record(network, problem)
    assume(tape.diverged is None)
    stage = draw(st.sampled_from(network.architecture.iteration.stages))
    sample = draw(st.integers(0, len(problem.X) - 1))
    place = draw(st.sampled_from([*places(stage, network.architecture, sample)]))
    return recorded(tape), place


def numbers_of(slip: Slip, numbers: Pass, place: Place) -> list[float]:
    with np.errstate(all="ignore"):
        found = [float(each.number) for each in slip.candidates(numbers, place)]
    return [number for number in found if isfinite(number)]


def slips_at(numbers: Pass, place: Place) -> tuple[Slip, ...]:
    return slips_of(rule(place, numbers.architecture.depth))


def reproduces(number: float, typed: float) -> bool:
    """Whether a slip's number is the typed one, as far as the screen's three digits go."""
    return abs(number - typed) <= max(1e-3 * abs(number), 1e-13)


def rounds_to(number: float, typed: float) -> bool:
    """Whether the typed number is the number at the digits given, of which there are two or more: 1.0 is 1.03."""
    written = Decimal(repr(typed))
    step = Decimal(1).scaleb(int(written.as_tuple().exponent))
    digits = len(written.as_tuple().digits)
    return digits >= 2 and abs(Decimal(number) - written) * 2 <= step


@given(questions())
def test_the_number_of_a_slip_is_called_that_slip_or_one_with_the_same_number(asked: Asked) -> None:
    numbers, place = asked
    slips = {slip.id: slip for slip in slips_at(numbers, place)}
    for slip in slips.values():
        for number in numbers_of(slip, numbers, place)[:3]:
            verdict = judged(read(repr(number)), numbers, place)
            if verdict.right:
                right = numbers.number(place)
                assert abs(number - right) <= max(0.011 * abs(right), 1e-12) or rounds_to(right, number)
                continue
            assert verdict.slip is not None
            if verdict.slip != "rounded-too-early":
                found = numbers_of(slips[verdict.slip], numbers, place)
                assert any(reproduces(each, number) or rounds_to(each, number) for each in found)
            if slip.id not in LAST:
                assert slip.id in (verdict.slip, *verdict.also)


@given(questions(), st.integers(2, 17), st.booleans())
def test_the_right_number_is_right_however_it_is_written(asked: Asked, digits: int, comma: bool) -> None:
    numbers, place = asked
    number = numbers.number(place)
    text = f"{number:.{digits - 1}e}"
    fraction = Fraction(number).limit_denominator(10**9)
    written = [text, f"{number!r}*3/3", f"{number!r} + 1 - 1"]
    if abs(number) > 1e-6:
        written.append(f"{fraction.numerator}/{fraction.denominator}")
    for each in written:
        assert judged(read(each.replace(".", ",") if comma else each), numbers, place).right, each


@given(questions(), st.floats(0.0101, 10), st.booleans())
def test_a_wrong_number_is_never_right(asked: Asked, off: float, more: bool) -> None:
    numbers, place = asked
    number = numbers.number(place)
    assume(abs(number) > 1e-12)
    wrong = number * (1 + off if more else 1 - off)
    assume(not rounds_to(number, wrong))
    assert not judged(read(repr(wrong)), numbers, place).right
    assert not judged(read("0"), numbers, place).right


@given(questions(), st.floats(-5, 5, allow_subnormal=False))
def test_noise_is_given_no_slip_that_does_not_lead_to_it(asked: Asked, noise: float) -> None:
    numbers, place = asked
    verdict = judged(read(repr(noise)), numbers, place)
    if verdict.right or verdict.slip is None:
        return
    slips = {slip.id: slip for slip in slips_at(numbers, place)}
    number = numbers.number(place)
    if verdict.slip == "rounded-too-early":
        assert abs(noise - number) <= CLOSE * abs(number) * (1 + 1e-9)
    else:
        for name in (verdict.slip, *verdict.also):
            found = numbers_of(slips[name], numbers, place)
            assert any(reproduces(each, noise) or rounds_to(each, noise) for each in found)
    assert not set(verdict.also) & LAST
