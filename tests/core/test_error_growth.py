"""The sizes of errors in many networks at once, against single networks and against the rules for their weights."""

import numpy as np
import pytest

from app.core.activations import ACTIVATIONS, Array
from app.core.error_growth import NETWORKS, UNITS, error_sizes


def one_network(activation: str, size: float, depth: int, k: int, seed: int = 1) -> list[float]:
    """The same for one of the networks, layer by layer, written without batches."""
    generator, rule = np.random.default_rng(seed), ACTIVATIONS[activation]
    H = generator.standard_normal((NETWORKS, UNITS))[k]
    E = generator.standard_normal((NETWORKS, UNITS))[k]
    W = (generator.random((depth, NETWORKS, UNITS, UNITS), dtype=np.float32)[:, k] * 2.0 - 1.0) * size / 2
    slopes: list[Array] = []
    assert rule.derivative is not None
    for weights in W:
        Z = H @ weights
        H, slope = np.empty_like(Z), np.empty_like(Z)
        rule.function(Z, H)
        rule.derivative(Z, H, slope)
        slopes.append(slope)
    errors = [E * slopes[-1]]
    for layer in range(depth - 2, -1, -1):
        errors.insert(0, (W[layer + 1] @ errors[0]) * slopes[layer])
    return [float(np.linalg.norm(each) / np.linalg.norm(errors[-1])) for each in errors]


@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "identity"])
def test_each_network_of_many_has_the_errors_that_it_has_alone(activation: str) -> None:
    # with 12 units a standard deviation of size / √12 is a bound of size / 2
    found = error_sizes(activation, 1.3, 6)
    for k in (0, 7, 199):
        assert found[k] == pytest.approx(one_network(activation, 1.3, 6, k), rel=1e-6)


def test_the_last_layer_is_the_measure_and_a_single_layer_is_its_own() -> None:
    assert error_sizes("tanh", 1, 1).tolist() == [[1.0]] * NETWORKS
    assert error_sizes("tanh", 1, 8)[:, -1].tolist() == [1.0] * NETWORKS


@pytest.mark.parametrize(
    ("activation", "size", "least", "most"),
    [
        ("sigmoid", 1, 0, 1e-8),
        ("relu", 0.5, 0, 1e-6),
        ("relu", 2**0.5, 0.01, 100),
        ("tanh", 1, 0.01, 1),
        ("relu", 4, 1e4, 1e12),
    ],
)
def test_the_rules_keep_the_error_and_other_sizes_lose_it(
    activation: str, size: float, least: float, most: float
) -> None:
    assert least <= float(np.median(error_sizes(activation, size, 20)[:, 0])) <= most


def test_an_error_that_a_slope_of_0_stopped_has_no_size() -> None:
    found = error_sizes("relu", 1, 50)
    assert np.isfinite(found).all()
    assert (found[:, 0] == 0).any()


def test_softmax_has_no_slope_of_a_unit() -> None:
    with pytest.raises(ValueError, match="softmax"):
        error_sizes("softmax", 1, 2)
