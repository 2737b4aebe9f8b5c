from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from numpy.testing import assert_allclose

from app.core.activations import Array
from app.core.architecture import Architecture
from app.core.examples import REFERENCE, REFERENCE_PROBLEM
from app.core.initialization import initial_network
from app.core.network import Network
from app.core.practice.faulty_programs import FAULTS, Fault, costs, first_difference, run
from app.core.practice.place import Pass, Place, recorded
from app.core.practice.slips import SLIPS
from app.core.problem import Problem
from app.core.tape import record
from tests.core.conftest import passes

BY_NAME = {fault.slip: fault for fault in FAULTS}
every_fault = pytest.mark.parametrize("fault", FAULTS, ids=BY_NAME)


def square(samples: int = 3) -> tuple[Network, Problem]:
    """A network on which each fault shows: two square layers, no corner, a batch."""
    architecture = Architecture((2, 2, 2, 2), ("tanh", "sigmoid", "tanh"), "half_squared_error", bias=True)
    random = np.random.default_rng(7)
    network = Network(architecture, random.uniform(-1, 1, architecture.parameter_count))
    return network, Problem.of(
        architecture, random.uniform(-2, 2, (samples, 2)), random.uniform(0, 1, (samples, 2)), 0.3
    )


def matrices(numbers: Pass) -> dict[tuple[str, int, bool], Array]:
    """Everything that a pass computes; the last part of a name is true after the update."""
    return {
        (letter, layer, stage.kind == "update"): (numbers.updated if stage.kind == "update" else numbers.matrix)(
            letter, layer
        )
        for stage in numbers.architecture.iteration.stages
        for letter, layer in stage.computes
    }


def changed(numbers: Pass, right: Pass) -> set[tuple[str, int, bool]]:
    expected = matrices(right)
    return {name for name, found in matrices(numbers).items() if not np.allclose(found, expected[name], rtol=1e-9)}


@given(passes())
@settings(max_examples=60, deadline=None)
def test_a_program_without_a_fault_computes_what_is_recorded(given_pass: tuple[Network, Problem]) -> None:
    numbers, expected = run(*given_pass), recorded(record(*given_pass))
    for name, found in matrices(numbers).items():
        assert_allclose(found, matrices(expected)[name], rtol=1e-12, atol=1e-12)
    for l, layer in enumerate(given_pass[0].architecture.layers, 1):
        if layer.elementwise:
            assert_allclose(numbers.matrix("R", l), expected.matrix("R", l), rtol=1e-12, atol=1e-12)
    assert first_difference(numbers) is None


def by_hand(network: Network, problem: Problem, slip: str) -> dict[tuple[str, int, bool], Array]:
    """The faulty pass as a reader of the article would write it, for tanh, sigmoid, tanh and half squared errors."""
    (X, Y), rate, W, B = (problem.X, problem.Y), problem.learning_rate, network.W, network.B or ()

    def sigmoid(Z: Array) -> Array:
        return np.asarray(1 / (1 + np.exp(-Z)))

    value = (np.tanh, sigmoid, np.tanh)
    slope = (lambda Z: 1 - np.tanh(Z) ** 2, lambda Z: sigmoid(Z) * (1 - sigmoid(Z)), lambda Z: 1 - np.tanh(Z) ** 2)
    found: dict[tuple[str, int, bool], Array] = {}
    m, Z, H = len(X), list[Array](), [X]
    for l in range(3):
        Z.append(H[l] @ W[l] + (0 if slip == "bias-left-out" else B[l]))
        H.append(value[l](Z[l]))
        found |= {("Z", l + 1, False): Z[l], ("H", l + 1, False): H[l + 1]}
    found["C", 3, False] = np.array([[0.5 * ((H[3] - Y) ** 2).sum() / m]])
    message = H[3] - Y
    for l in (2, 1, 0):
        R = slope[l](H[l + 1] if slip == "slope-at-activation" else Z[l])
        E = message if slip == "slope-left-out" else message * R
        if slip == "sign-flipped" and l == 2:
            E = -E
        arriving = H[l]
        if slip == "own-activation":
            dW = np.outer(np.ones(2), (H[l + 1] * E).sum(axis=0) / m)
        else:
            if slip == "weighted-input-for-activation" and l > 0:
                arriving = Z[l - 1]
            dW = arriving.T @ E / m
        dB = E.mean(axis=0, keepdims=True)
        if slip == "summed-not-averaged":
            dW, dB = m * dW, m * dB
        found |= {("E", l + 1, False): E, ("dW", l + 1, False): dW, ("dB", l + 1, False): dB}
        step = 1 if slip == "rate-left-out" else -rate if slip == "added" else rate
        found |= {("W", l + 1, True): W[l] - step * dW, ("B", l + 1, True): np.atleast_2d(B[l]) - step * dB}
        used = W[l] - rate * dW if slip == "updated-weight" else W[l].T if slip == "weights-across" else W[l]
        message = E @ used.T
    return found


@every_fault
def test_a_faulty_pass_is_computed_from_its_faulty_numbers(fault: Fault) -> None:
    network, problem = square()
    found, expected = matrices(run(network, problem, fault)), by_hand(network, problem, fault.slip)
    assert found.keys() == expected.keys()
    for name, matrix in found.items():
        assert_allclose(matrix, expected[name], rtol=1e-12, atol=1e-12, err_msg=str(name))


def test_faults_are_slips_of_rules_that_they_concern() -> None:
    rules = {slip.id: set(slip.rules) for slip in SLIPS}
    assert len(BY_NAME) == len(FAULTS) >= 6
    assert all(set(fault.rules) <= rules[fault.slip] for fault in FAULTS)


@pytest.mark.parametrize(
    ("slip", "layer", "source", "unit", "number"),
    [
        ("bias-left-out", 2, 0, 0, -1.08),  # ŷ = 1·0.7 + 0·0.5 − 0.7·0.4 = 0.42; H1·Eo = 1 · (0.42 − 1.5)
        ("sign-flipped", 2, 0, 0, 0.847),  # 1.1 · (1.5 − 0.73)
        ("slope-left-out", 1, 0, 1, -0.385),  # at the closed unit: 1 · (−0.77 · 0.5)
        ("updated-weight", 1, 0, 0, -0.604219),  # 1 · (−0.77 · (0.7 + 0.1·0.847))
        ("own-activation", 2, 0, 0, -0.5621),  # 0.73 · −0.77
        ("weighted-input-for-activation", 2, 1, 0, 0.616),  # −0.8 · −0.77, where H is 0
    ],
)
def test_the_first_wrong_derivative_of_the_reference_example(
    slip: str, layer: int, source: int, unit: int, number: float
) -> None:
    numbers = run(REFERENCE, REFERENCE_PROBLEM, BY_NAME[slip])
    place = Place("dW", layer, unit, input=source)
    assert first_difference(numbers) == place
    assert numbers.number(place) == pytest.approx(number, rel=1e-12)


@pytest.mark.parametrize("slip", ["slope-at-activation", "weights-across", "summed-not-averaged"])
def test_a_fault_can_hide(slip: str) -> None:  # ReLU's slope at H is that at Z; 3-1 is not square; there is one sample
    numbers = run(REFERENCE, REFERENCE_PROBLEM, BY_NAME[slip])
    assert changed(numbers, run(REFERENCE, REFERENCE_PROBLEM)) == set()
    assert first_difference(numbers) is None


def test_the_first_wrong_derivative_is_in_the_layer_where_the_fault_first_matters() -> None:
    layers = {fault.slip: 3 for fault in FAULTS} | {"weights-across": 2, "updated-weight": 2}
    for fault in FAULTS:
        expected = None if fault.rules == ("U",) else Place("dW", layers[fault.slip], 0, input=0)
        assert first_difference(run(*square(), fault)) == expected, fault


@pytest.mark.parametrize("slip", ["added", "rate-left-out"])
def test_a_fault_of_the_update_changes_the_updated_weights_only(slip: str) -> None:
    numbers, right = run(*square(), BY_NAME[slip]), run(*square())
    assert changed(numbers, right) == {(letter, l, True) for letter in "WB" for l in (1, 2, 3)}
    assert first_difference(numbers) is None


def test_a_forgotten_mean_makes_every_derivative_as_many_times_too_large_as_there_are_samples() -> None:
    numbers, right = run(*square(4), BY_NAME["summed-not-averaged"]), run(*square(4))
    for l in (1, 2, 3):
        assert_allclose(numbers.matrix("dW", l), 4 * right.matrix("dW", l))
        assert_allclose(numbers.matrix("dB", l), 4 * right.matrix("dB", l))
    assert numbers.matrix("C", 3) == right.matrix("C", 3)


def test_the_cost_of_a_right_program_goes_as_training_does() -> None:
    network, expected = REFERENCE, list[float]()
    for _ in range(5):
        tape = record(network, REFERENCE_PROBLEM)
        network, expected = tape.updated, [*expected, tape.cost]
    assert costs(REFERENCE, REFERENCE_PROBLEM, 4) == pytest.approx(expected, rel=1e-9)


def test_each_fault_shows_in_the_cost() -> None:
    network, problem = square()
    right = costs(network, problem, 20)
    assert all(later < earlier for earlier, later in pairwise(right))
    for fault in FAULTS:
        assert costs(network, problem, 20, fault) != pytest.approx(right, rel=1e-6), fault
    for slip in ("added", "sign-flipped"):  # both climb, step for step the same way
        wrong = costs(network, problem, 20, BY_NAME[slip])
        assert all(later > earlier for earlier, later in pairwise(wrong))
        assert wrong == pytest.approx(costs(network, problem, 20, BY_NAME["added"]), rel=1e-9)
    assert costs(network, problem, 20, BY_NAME["updated-weight"])[-1] < right[0]  # it learns, but otherwise


def test_a_training_that_diverges_ends_with_the_last_finite_cost() -> None:
    architecture = Architecture((1, 1), ("identity",), "half_squared_error", bias=False)
    network = Network.of(architecture, [[[1.0]]])
    problem = Problem.of(architecture, [[1.0]], [[0.0]], 1e60)
    assert costs(network, problem, 9, BY_NAME["added"]) == pytest.approx([0.5, 0.5e120, 0.5e240])


@every_fault
@given(given_pass=passes())
@settings(max_examples=8, deadline=None)
def test_every_network_can_be_computed_with_every_fault(fault: Fault, given_pass: tuple[Network, Problem]) -> None:
    network, problem = given_pass
    numbers = run(network, problem, fault)
    assert all(np.isfinite(matrix).all() for matrix in matrices(numbers).values())
    place = first_difference(numbers)
    if place is not None:
        assert numbers.number(place) != pytest.approx(run(network, problem).number(place), rel=1e-9, abs=0)


def test_a_fault_leaves_the_network_and_the_problem_as_they_were() -> None:
    network = initial_network(REFERENCE.architecture, 1)
    before = network.parameters.copy()
    for fault in FAULTS:
        run(network, REFERENCE_PROBLEM, fault)
    assert np.array_equal(network.parameters, before)
