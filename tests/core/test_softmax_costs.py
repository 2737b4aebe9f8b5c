"""Softmax with two costs: against finite differences, and against the table of losses."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.activations import ACTIVATIONS
from app.core.losses import LOSSES
from app.core.softmax_costs import (
    cost_slopes,
    cross_entropy,
    error,
    half_squared_error,
    one_hot,
    output_slopes,
    softmax,
    walk,
)

LOGITS = st.lists(st.floats(-6, 8), min_size=2, max_size=5)
STEP = 1e-5


@given(LOGITS)
def test_the_probabilities_are_those_of_the_activation_and_add_up_to_1(logits: list[float]) -> None:
    assert softmax(logits) == pytest.approx(ACTIVATIONS["softmax"].of(np.array(logits)[:, None])[:, 0])
    assert sum(softmax(logits)) == pytest.approx(1)


@given(LOGITS)
def test_the_costs_are_those_of_the_table(logits: list[float]) -> None:
    Z, Y = np.array(logits)[:, None], np.array(one_hot(0, len(logits)))[:, None]
    H = np.array(softmax(logits))[:, None]
    assert cross_entropy(logits, 0) == pytest.approx(LOSSES["cross_entropy"].cost(Z, H, Y).item(), abs=1e-12)
    assert half_squared_error(logits, 0) == pytest.approx(LOSSES["half_squared_error"].cost(Z, H, Y).item())


@given(LOGITS, st.booleans())
def test_the_error_is_the_slope_of_the_cost(logits: list[float], squared: bool) -> None:
    cost = half_squared_error if squared else cross_entropy
    for k, found in enumerate(error(logits, 0, squared)):
        up, down = ([z + side * (j == k) for j, z in enumerate(logits)] for side in (STEP, -STEP))
        assert found == pytest.approx((cost(up, 0) - cost(down, 0)) / (2 * STEP), abs=1e-6)


@given(LOGITS)
def test_with_cross_entropy_it_is_the_prediction_minus_the_target_and_adds_up_to_0(logits: list[float]) -> None:
    found = error(logits, 1, squared=False)
    assert found == pytest.approx(np.subtract(softmax(logits), one_hot(1, len(logits))), abs=1e-9)
    assert sum(found) == pytest.approx(0, abs=1e-9)


def test_the_large_factor_and_the_small_one_cancel() -> None:
    logits = (4.0, -2.9, -1.0)
    large, small = cost_slopes(logits, 1, squared=False)[1], output_slopes(logits, 1)[1]
    assert (large, small) == pytest.approx((-999.96, 0.000999), rel=1e-3)
    assert large * small == pytest.approx(softmax(logits)[1] - 1)


def test_a_walk_ends_where_the_right_class_has_half_and_squared_error_takes_far_longer() -> None:
    logits = (4.0, -2.9, -1.0)
    fast, slow = (walk(logits, 1, squared, 1.0, 3000) for squared in (False, True))
    for way in (fast, slow):
        assert softmax((4.0, way[-1], -1.0))[1] > 0.5 >= softmax((4.0, way[-2], -1.0))[1]
    assert len(slow) > 50 * len(fast)
    assert walk((0.0, 5.0), 1, squared=False, rate=1.0, most=9) == [5.0]
    assert len(walk(logits, 1, squared=True, rate=1.0, most=9)) == 10
