from typing import Any

import numpy as np
import pytest

from app.core.architecture import Architecture
from app.core.errors import InvalidField
from app.core.examples import REFERENCE
from app.core.initialization import initial_network
from app.core.network import Network
from app.core.problem import Problem

GOOD: dict[str, Any] = {
    "sizes": (2, 3, 1),
    "activations": ("relu", "relu"),
    "loss": "half_squared_error",
    "bias": True,
}

EXPECTED_OF_SEED_7 = [0.27407043560404115, 0.8702518357736156, 0.6039970853146976]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"sizes": (2,)}, "sizes"),
        ({"sizes": (1,) * 14, "activations": ("relu",) * 13}, "sizes"),
        ({"sizes": (2, 17, 1)}, "sizes"),
        ({"sizes": (2, 0, 1)}, "sizes"),
        ({"activations": ("relu",)}, "activations"),
        ({"activations": ("relu", "rely")}, "activations[1]"),
        ({"activations": ("softmax", "relu")}, "activations[0]"),
        ({"activations": ("relu", "softmax")}, "loss"),
        ({"loss": "hinge"}, "loss"),
        ({"loss": "binary_cross_entropy"}, "loss"),
        ({"loss": "cross_entropy"}, "loss"),
    ],
)
def test_what_does_not_fit_together_is_refused_and_names_its_field(change: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidField) as refused:
        Architecture(**(GOOD | change))
    assert refused.value.field == field


@pytest.mark.parametrize(
    "W",
    [[[[1.0]]], [[[1.0]], [[1.0]]], [[[1, 2, 3], [4, 5]], [[1], [1], [1]]], [[[1, 2, float("nan")]] * 2, [[1]] * 3]],
)
def test_weights_of_a_wrong_shape_or_not_finite_are_refused(W: Any) -> None:
    with pytest.raises(InvalidField) as refused:
        Network.of(Architecture(**GOOD), W)
    assert refused.value.field.startswith("weights")


def test_a_network_without_biases_takes_none() -> None:
    with pytest.raises(InvalidField, match="biases"):
        Network.of(Architecture(**(GOOD | {"bias": False})), [[[1, 2, 3]] * 2, [[1]] * 3], [[0, 0, 0], [0]])


@pytest.mark.parametrize(
    ("X", "Y", "rate", "field"),
    [
        ([], [], 0.1, "inputs"),
        ([[1.0, 2.0]] * 513, [[1.0]] * 513, 0.1, "inputs"),
        ([[1.0]], [[1.0]], 0.1, "inputs"),
        ([[1.0, 2.0]], [[1.0], [1.0]], 0.1, "targets"),
        ([[1.0, 2.0]], [[1.0, 1.0]], 0.1, "targets"),
        ([[1.0, 2.0]], [[1.0]], 0.0, "learning_rate"),
        ([[1.0, 2.0]], [[1.0]], float("inf"), "learning_rate"),
    ],
)
def test_data_that_does_not_fit_is_refused(X: Any, Y: Any, rate: float, field: str) -> None:
    with pytest.raises(InvalidField) as refused:
        Problem.of(Architecture(**GOOD), X, Y, rate)
    assert refused.value.field == field


def test_a_cross_entropy_wants_probabilities() -> None:
    softmax = Architecture((1, 2), ("softmax",), "cross_entropy", bias=True)
    for Y in ([[2.0, -1.0]], [[0.5, 0.4]]):
        with pytest.raises(InvalidField, match="targets"):
            Problem.of(softmax, [[1.0]], Y, 0.1)


def test_weights_and_biases_are_views_of_one_read_only_vector() -> None:
    assert REFERENCE.B is not None
    for view in (*REFERENCE.W, *REFERENCE.B):
        assert np.shares_memory(view, REFERENCE.parameters)
        assert not view.flags.writeable


def test_a_seed_gives_the_same_weights_on_every_machine() -> None:
    network = initial_network(Architecture(**(GOOD | {"activations": ("tanh", "identity")})), 7)
    assert network.W[0][0].tolist() == EXPECTED_OF_SEED_7
    assert network.B is not None
    assert all((B == 0).all() for B in network.B)


def test_initial_weights_stay_within_their_bound() -> None:
    for seed in range(50):
        W = initial_network(Architecture((3, 16, 2), ("tanh", "relu"), "half_squared_error", bias=True), seed).W
        assert np.abs(W[0]).max() <= (6 / 19) ** 0.5
        assert np.abs(W[1]).max() <= (6 / 16) ** 0.5
