import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.architecture import Architecture
from app.core.examples import REFERENCE, REFERENCE_PROBLEM
from app.core.finite_differences import along, by_parameter, cost, relative_difference
from app.core.initialization import initial_network
from app.core.network import Network
from app.core.problem import Problem
from app.core.tape import Tape, record
from tests.core.conftest import passes


def flat(tape: Tape) -> np.ndarray:
    parts = [np.vstack([W, tape.dB[l]]) if tape.dB else W for l, W in enumerate(tape.dW)]
    return np.concatenate([part.ravel() for part in parts])


def test_the_reference_example_has_the_derivatives_worked_out_by_hand() -> None:
    found = by_parameter(REFERENCE, REFERENCE_PROBLEM)
    by_hand = [-0.539, 0, 0.308, -1.078, 0, 0.616, -0.539, 0, 0.308, -0.847, 0, -0.462, -0.77]
    assert found.values == pytest.approx(by_hand, abs=1e-9)
    assert not found.kinks.any()


@given(passes(), st.data())
@settings(max_examples=30, deadline=None)
def test_a_range_of_parameters_has_the_same_differences_as_all_of_them(
    network_and_problem: tuple[Network, Problem], data: st.DataObject
) -> None:
    network, problem = network_and_problem
    all_ = by_parameter(network, problem)
    first = data.draw(st.integers(0, all_.values.size - 1))
    part = slice(first, data.draw(st.integers(first + 1, all_.values.size)))
    some = by_parameter(network, problem, range(part.start, part.stop))
    assert np.allclose(
        some.values, all_.values[part], rtol=1e-7, atol=1e-7 * max(1.0, cost(network, problem)), equal_nan=True
    )
    assert some.kinks.tolist() == all_.kinks[part].tolist()


def test_progress_is_reported_and_can_abort() -> None:
    architecture = Architecture((16, 16, 16), ("tanh", "tanh"), "half_squared_error", bias=True)
    network, problem = (
        initial_network(architecture, 1),
        Problem.of(architecture, np.ones((512, 16)), np.ones((512, 16)), 0.1),
    )
    progress: list[int] = []
    by_parameter(network, problem, watch=progress.append)
    assert progress == [*range(2, 273, 2), *range(274, 545, 2)]
    with pytest.raises(StopIteration):
        by_parameter(network, problem, watch=lambda _: next(iter(())))


def test_the_cost_is_that_of_the_recorded_pass() -> None:
    assert cost(REFERENCE, REFERENCE_PROBLEM) == pytest.approx(0.29645, abs=1e-15)


@settings(max_examples=60, deadline=None)
@given(passes())
def test_every_difference_agrees_with_backpropagation_where_there_is_no_corner(
    network_and_problem: tuple[Network, Problem],
) -> None:
    network, problem = network_and_problem
    tape, found = record(network, problem), by_parameter(network, problem)
    apart = relative_difference(found.values, flat(tape), tape.cost)
    assert (apart[~found.kinks] < 1e-5).all()


@settings(max_examples=60, deadline=None)
@given(passes(smooth=True), st.integers(0, 2**32))
def test_a_difference_along_a_random_direction_is_the_product_with_it(
    network_and_problem: tuple[Network, Problem], seed: int
) -> None:
    network, problem = network_and_problem
    direction = np.random.default_rng(seed).normal(size=network.parameters.shape)
    tape = record(network, problem)
    expected = float(flat(tape) @ direction)
    assert along(network, problem, direction) == pytest.approx(expected, rel=1e-5, abs=1e-6 * max(1.0, tape.cost))


@given(passes(smooth=True), st.data())
@settings(max_examples=30, deadline=None)
def test_the_direction_of_one_weight_gives_that_weights_difference(
    network_and_problem: tuple[Network, Problem], data: st.DataObject
) -> None:
    network, problem = network_and_problem
    place = data.draw(st.integers(0, len(network.parameters) - 1))
    direction = np.zeros_like(network.parameters)
    direction[place] = 1.0
    found = by_parameter(network, problem).values[place]
    assert along(network, problem, direction) == pytest.approx(found, rel=1e-6, abs=1e-8)


def test_a_direction_of_zeros_changes_nothing() -> None:
    assert along(REFERENCE, REFERENCE_PROBLEM, np.zeros_like(REFERENCE.parameters)) == 0.0


def test_a_relu_unit_exactly_at_zero_is_reported_as_a_kink() -> None:
    architecture = Architecture((1, 1), ("relu",), "half_squared_error", bias=True)
    network = Network.of(architecture, [[[1.0]]], [[0.0]])
    found = by_parameter(network, Problem.of(architecture, [[0.0]], [[1.0]], 0.1))
    assert found.kinks.tolist() == [False, True]  # the weight's input is 0, so only the bias crosses the corner
    assert found.values == pytest.approx([0.0, -0.5], abs=1e-5)


def test_the_differences_of_a_large_batch_are_the_mean_over_its_halves() -> None:
    architecture = Architecture((3, 4, 2), ("tanh", "identity"), "half_squared_error", bias=True)
    network, random = initial_network(architecture, 1), np.random.default_rng(2)
    X, Y = random.normal(size=(512, 3)), random.normal(size=(512, 2))
    whole = by_parameter(network, Problem.of(architecture, list(X), list(Y), 0.1)).values
    halves = [
        by_parameter(network, Problem.of(architecture, list(x), list(y), 0.1)).values
        for x, y in zip(np.split(X, 2), np.split(Y, 2), strict=True)
    ]
    assert whole == pytest.approx((halves[0] + halves[1]) / 2, abs=1e-8)


def test_a_difference_that_overflows_is_infinite_and_raises_nothing() -> None:
    architecture = Architecture((1, 1), ("identity",), "half_squared_error", bias=False)
    found = by_parameter(Network.of(architecture, [[[1e160]]]), Problem.of(architecture, [[1.0]], [[0.0]], 0.1))
    assert not np.isfinite(found.values).any()


@pytest.mark.parametrize(
    ("one", "other", "size", "expected"),
    [
        (2.0, 1.0, 1.0, 0.5),
        (-1.0, 1.0, 1.0, 2.0),
        (0.0, 0.0, 1.0, 0.0),
        (0.0, 1e-11, 1.0, 1e-7),
        (0.0, 1e-11, 100.0, 1e-9),
    ],
)
def test_a_difference_is_relative_to_the_larger_number(one: float, other: float, size: float, expected: float) -> None:
    assert relative_difference(np.array([one]), np.array([other]), size) == pytest.approx([expected])
