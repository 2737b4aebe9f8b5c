"""What each row of the tables states about an activation or a loss, checked against the function itself."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from app.core.activations import ACTIVATIONS
from app.core.losses import LOSSES
from tests.core.conftest import ELEMENTWISE

Z = np.linspace(-6.0, 6.0, 241)[None]  # 0 is among them
H_STEP = 1e-6


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_the_derivative_is_the_central_difference_away_from_kinks(name: str) -> None:
    activation = ACTIVATIONS[name]
    smooth = np.all([np.abs(Z - kink) > 0.01 for kink in activation.kinks] or [np.ones_like(Z, dtype=bool)], axis=0)
    difference = (activation.of(Z + H_STEP) - activation.of(Z - H_STEP)) / (2 * H_STEP)
    assert_allclose(activation.slope(Z)[smooth], difference[smooth], rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_at_a_kink_the_slopes_of_both_sides_differ(name: str) -> None:
    activation = ACTIVATIONS[name]
    for kink in activation.kinks:
        left, right = activation.slope(np.array([[kink - 1e-9, kink + 1e-9]]))[0]
        assert left != right


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_values_stay_within_the_range_and_come_close_to_a_finite_bound(name: str) -> None:
    activation = ACTIVATIONS[name]
    logits = np.vstack([Z, -Z]) * 3
    H = activation.of(logits)
    low, high = activation.range
    assert low <= H.min()
    assert H.max() <= high
    assert not np.isfinite(low) or low == pytest.approx(H.min(), abs=1e-6)
    assert not np.isfinite(high) or high == pytest.approx(H.max(), abs=1e-6)


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_a_gate_that_can_close_is_closed_at_and_below_zero(name: str) -> None:
    activation = ACTIVATIONS[name]
    off = np.zeros_like(Z[Z <= 0])
    closes = [(f(Z)[Z <= 0] == off).all() for f in (activation.of, activation.slope)]
    assert all(closes) == activation.can_close


def test_softmax_has_no_elementwise_derivative() -> None:
    assert not ACTIVATIONS["softmax"].elementwise
    with pytest.raises(ValueError, match="softmax has no elementwise derivative"):
        ACTIVATIONS["softmax"].slope(Z)


@pytest.mark.parametrize("name", [name for name, loss in LOSSES.items() if loss.targets != "distribution"])
def test_the_derivative_of_a_loss_is_the_central_difference(name: str) -> None:
    loss = LOSSES[name]
    activation = ACTIVATIONS[loss.last_activation or "identity"]
    Y = np.full_like(Z, 0.3)
    ahead, behind = (loss.cost(z, activation.of(z), Y) for z in (Z + H_STEP, Z - H_STEP))
    by_chain_rule = loss.slope(activation.of(Z), Y) * activation.slope(Z)
    assert_allclose(by_chain_rule[0], (ahead - behind) / (2 * H_STEP), rtol=1e-5, atol=1e-8)


@pytest.mark.parametrize("name", [name for name, loss in LOSSES.items() if loss.simplifies])
def test_a_loss_simplifies_with_its_activation(name: str) -> None:
    loss = LOSSES[name]
    logits, Y = np.array([[0.5], [-1.0], [2.0]]), np.array([[0.2], [0.3], [0.5]])
    last = ACTIVATIONS[loss.last_activation or ""]
    difference = [
        (loss.cost(logits + step, last.of(logits + step), Y) - loss.cost(logits - step, last.of(logits - step), Y))
        / (2 * H_STEP)
        for step in H_STEP * np.eye(3)[:, :, None]
    ]
    assert_allclose(np.array(difference), last.of(logits) - Y, rtol=1e-6, atol=1e-9)
    assert_array_equal(logits, [[0.5], [-1.0], [2.0]])
