from itertools import product
from math import cos, exp, sin

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.core.machines import (
    Machine,
    central_difference,
    has_derivative,
    joints,
    machine,
    machine_names,
    products,
)


def row(*names: str) -> list[Machine]:
    return [machine(name) for name in names]


def test_three_machines_by_hand() -> None:
    # C = x², B = 3C + 1, A = sin at x = 0.5: C = 0.25, B = 1.75, f = sin 1.75; slopes 1, 3, cos 1.75
    found = joints(row("square", "affine", "sin"), 0.5)
    assert [joint.leaving for joint in found] == [0.25, 1.75, sin(1.75)]
    assert [joint.slope for joint in found] == [1.0, 3.0, cos(1.75)]
    assert products(found) == pytest.approx((3 * cos(1.75), 3 * cos(1.75), cos(1.75)))


@pytest.mark.parametrize("names", list(product(machine_names(), repeat=2)))
@settings(max_examples=25)  # of each of 121 pairs
@given(x=st.floats(-2, 2))
def test_the_product_of_slopes_is_the_finite_difference(names: tuple[str, str], x: float) -> None:
    machines, found = row(*names), joints(row(*names), x)
    derivative, difference = products(found)[0], central_difference(machines, x)
    assume(derivative is not None and difference is not None and abs(derivative) <= 1e6)
    near_a_hole = any(
        joint.entering is not None and abs(joint.entering) < 0.25 and joint.machine.hole(0.0) is not None
        for joint in found
    )
    assume(not near_a_hole)
    assert difference == pytest.approx(derivative, rel=1e-3, abs=1e-5)


def test_relu_has_a_value_but_no_derivative_at_zero() -> None:
    (joint,) = joints(row("relu"), 0.0)
    assert (joint.leaving, joint.slope, joint.hole) == (0.0, None, "no_derivative")
    assert products((joint,)) == (None,)


def test_after_a_missing_value_there_are_no_values() -> None:
    found = joints(row("reciprocal", "exp", "square"), 0.0)
    assert [joint.leaving for joint in found] == [None, None, None]
    assert [joint.hole for joint in found] == ["no_value", None, None]
    assert products(found) == (None, None, None)


def test_a_missing_inner_slope_leaves_the_outer_products() -> None:
    found = joints(row("relu", "exp"), 0.0)
    assert products(found) == (None, 1.0)


def test_a_value_that_is_too_large_is_missing() -> None:
    found = joints(row("exp", "exp", "exp"), 3.0)
    assert found[1].leaving == pytest.approx(exp(exp(3)))
    assert (found[2].leaving, found[2].hole) == (None, "too_large")


@pytest.mark.parametrize(
    ("names", "x", "smooth"),
    [
        (("relu",), 0.0, False),
        (("square", "relu"), 0.0, True),  # x²
        (("square", "relu", "affine"), 0.0, True),  # 3x² + 1
        (("square", "square", "relu"), 0.0, True),  # x⁴
        (("relu", "square"), 0.0, True),  # 0, then x²
        (("relu", "exp", "sin"), 0.0, False),
        (("exp", "exp", "exp"), 1.0, True),
        (("reciprocal",), 0.0, False),
    ],
)
def test_a_derivative_exists_where_left_and_right_slopes_meet(names: tuple[str, ...], x: float, smooth: bool) -> None:
    assert has_derivative(row(*names), x) is smooth
