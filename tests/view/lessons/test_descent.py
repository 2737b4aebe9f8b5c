"""The walk of one neuron down its hill: its mathematics, and the remark about each place on it."""

from itertools import product

import numpy as np
import pytest

from app.view.lessons.one_neuron.descent import Neuron, derivative, gap, tape_of, weight
from app.view.lessons.one_neuron.remarks import remark
from app.view.words.language import language

EN = language("en")
KINDS = ["relu", "sigmoid", "tanh", "identity", "leaky_relu"]
CASES = list(product(KINDS, [-1.5, 0.3, 2.0], [-2.0, 0.5]))


@pytest.mark.parametrize(("activation", "W", "X"), CASES)
def test_the_slope_is_the_finite_difference_of_the_cost(activation: str, W: float, X: float) -> None:
    h = 1e-6
    difference = (tape_of(activation, X, 1, W + h).cost - tape_of(activation, X, 1, W - h).cost) / (2 * h)
    assert derivative(tape_of(activation, X, 1, W)) == pytest.approx(difference, abs=1e-6)


@pytest.mark.parametrize(("activation", "W", "X"), CASES)
def test_many_weights_at_once_have_the_costs_and_slopes_of_their_passes(activation: str, W: float, X: float) -> None:
    neuron, weights = Neuron(activation, X, 1.0), np.array([W, W + 0.5])
    tapes = [neuron.tape(each) for each in weights.tolist()]
    assert neuron.costs(weights).tolist() == pytest.approx([tape.cost for tape in tapes])
    assert neuron.slopes(weights).tolist() == pytest.approx([derivative(tape) for tape in tapes])


@pytest.mark.parametrize(("activation", "W", "X"), CASES)
def test_with_the_rate_that_is_enough_one_step_reaches_the_target(activation: str, W: float, X: float) -> None:
    neuron = Neuron(activation, X, 0.6)
    rate = neuron.enough(W)
    if rate is None:
        assert abs(derivative(neuron.tape(W))) < 0.005  # closed or nearly flat: the step is too short at any rate
    else:
        assert gap(neuron.walk(W, rate, 1)[1]) == pytest.approx(0, abs=1e-9)


def test_of_a_straight_neuron_that_rate_is_one_over_the_square_of_its_input() -> None:
    assert Neuron("relu", 2.0, 1.0).enough(1.2) == pytest.approx(0.25)
    assert Neuron("identity", 0.5, 1.0).enough(-2.0) == pytest.approx(4)


def test_a_target_that_no_weight_reaches_has_no_such_rate() -> None:
    assert Neuron("sigmoid", 2.0, 1.5).enough(0.3) is None
    assert Neuron("relu", 0.0, 1.0).enough(0.3) is None


@pytest.mark.parametrize(
    ("activation", "X", "y", "W", "rate", "steps", "kind"),
    [
        ("relu", 2, 1, -1, 0.1, 0, "closed"),
        ("relu", 2, 0, -1, 0.1, 0, "bottom"),
        ("relu", 2, 1, 0, 0.1, 0, "corner"),
        ("relu", 2, 0, 0, 0.1, 0, "bottom"),
        ("sigmoid", 5, 1, -3, 0.1, 9, "saturated"),
        ("sigmoid", 3, 1, 3, 0.1, 0, "up"),
        ("relu", 0, 1, 1.2, 0.1, 0, "no_input"),
        ("relu", 2, 1, 0.5, 0.1, 0, "bottom"),
        ("relu", 2, 1, 0.2, 0.1, 0, "up"),
        ("relu", 2, 1, 1.2, 0.1, 2, "down"),
        ("relu", 2, 1, 1.2, 0.35, 1, "overshoot"),
        ("identity", 2, 1, 1.2, 0.55, 3, "worse"),
        ("relu", 2, 1, 1.2, 0.45, 1, "closed"),
        ("identity", 5, 1, 1.2, 10, 50, "diverged"),
        ("tanh", 5, -5, 0.1, 10, 1, "flat"),
    ],
)
def test_the_remark_names_what_happens(
    activation: str, X: float, y: float, W: float, rate: float, steps: int, kind: str
) -> None:
    assert remark(Neuron(activation, X, y).walk(W, rate, steps), X, EN)[0] == kind


def test_a_flat_tanh_is_not_called_a_closed_relu() -> None:
    # tanh(5 · 5) is 1 to the last bit, so its slope is exactly 0, like that of a closed ReLU
    tapes = [tape_of(name, 5.0, -5.0, W) for name, W in (("tanh", 5.0), ("relu", -5.0))]
    assert [tape.dW[0].item() for tape in tapes] == [0.0, 0.0]
    flat, closed = (remark([tape], 5.0, EN) for tape in tapes)
    assert (flat[0], "ReLU" in flat[1]) == ("flat", False)
    assert (closed[0], "ReLU" in closed[1]) == ("closed", True)


def test_a_closed_relu_is_flat_and_no_step_moves_its_weight() -> None:
    walk = Neuron("relu", 2.0, 1.0).walk(-1.0, 0.1, 3)
    assert [weight(tape.network) for tape in walk] == [-1.0] * 4
