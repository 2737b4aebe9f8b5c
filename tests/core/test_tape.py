import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from numpy.testing import assert_allclose

from app.core.architecture import Architecture
from app.core.errors import Diverged
from app.core.examples import REFERENCE, REFERENCE_PROBLEM
from app.core.network import Network
from app.core.problem import Problem
from app.core.stages import Quantity
from app.core.tape import Tape, checked, record
from tests.core.conftest import described, passes, reference_cases

CASES = reference_cases()
case_by_case = pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])


def test_the_articles_network_matches_a_calculation_by_hand() -> None:
    # Zh = 2·0.5 = 1, H = 1, Zo = 1·3 = 3 = ŷ, C = ½(3 − 1)² = 2; Eo = 2, dWo = 2·1, Eh = 2·3·1 = 6, dWh = 6·2
    architecture = Architecture((1, 1, 1), ("relu", "relu"), "half_squared_error", bias=False)
    tape = record(Network.of(architecture, [[[0.5]], [[3.0]]]), Problem.of(architecture, [[2.0]], [[1.0]], 0.25))
    assert [float(Z[0, 0]) for Z in tape.Z] == [1.0, 3.0]
    assert [float(H[0, 0]) for H in tape.H] == [1.0, 3.0]
    assert tape.cost == 2.0
    assert [float(E[0, 0]) for E in tape.E] == [6.0, 2.0]
    assert [float(dW[0, 0]) for dW in tape.dW] == [12.0, 2.0]
    assert [float(W[0, 0]) for W in tape.updated.W] == [0.5 - 0.25 * 12.0, 3.0 - 0.25 * 2.0]
    assert tape.dB is None


def test_the_reference_example_matches_a_calculation_by_hand() -> None:
    tape = record(REFERENCE, REFERENCE_PROBLEM)
    assert_allclose(tape.Z[0], [[1.1, -0.8, 0.6]], rtol=1e-12)
    assert_allclose(tape.H[0], [[1.1, 0, 0.6]], rtol=1e-12)
    assert_allclose(tape.H[1], [[0.73]], rtol=1e-12)
    assert tape.cost == pytest.approx(0.29645, rel=1e-12)
    assert_allclose(tape.E[1], [[-0.77]], rtol=1e-12)
    assert_allclose(tape.E[0], [[-0.539, 0, 0.308]], rtol=1e-12)
    assert_allclose(tape.dW[1], [[-0.847], [0.0], [-0.462]], rtol=1e-12)
    assert_allclose(tape.dW[0], [[-0.539, 0, 0.308], [-1.078, 0, 0.616]], rtol=1e-12)
    assert record(tape.updated, REFERENCE_PROBLEM).cost == pytest.approx(0.03199, abs=5e-6)


@case_by_case
def test_a_pass_matches_pytorch(case: dict[str, Any]) -> None:
    tape, expected = record(*described(case["description"])), case["expected"]["first"]
    assert tape.cost == pytest.approx(expected["cost"], rel=1e-9)
    close(tape.E[-1], expected["Eo"])
    computed = {"Z": tape.Z, "H": tape.H, "Eh": tape.E[:-1], "dW": tape.dW, "dB": tape.dB}
    computed |= {"W_after": tape.updated.W, "B_after": tape.updated.B}
    for name, matrices in computed.items():
        for ours, theirs in zip(matrices or (), expected[name] or (), strict=True):
            close(ours, theirs)


@case_by_case
def test_training_matches_pytorch(case: dict[str, Any]) -> None:
    (network, problem), expected = described(case["description"]), case["expected"]
    for cost in expected["costs"]:
        tape = record(network, problem)
        assert tape.cost == pytest.approx(cost, rel=1e-9)
        network = tape.updated
    for ours, theirs in zip(network.W, expected["W_final"], strict=True):
        close(ours, theirs)


def close(ours: Any, theirs: Any) -> None:
    scale = np.abs(np.asarray(theirs)).max()
    assert_allclose(ours, theirs, rtol=1e-9, atol=1e-9 * max(scale, 1e-300))


@given(passes())
@settings(max_examples=60, deadline=None)
def test_every_stage_computes_its_formula_in_plain_numpy(given_pass: tuple[Network, Problem]) -> None:
    network, problem = given_pass
    tape, layers, H = record(network, problem), network.architecture.layers, problem.X
    for l, W in enumerate(network.W):
        Z = H @ W + (0 if network.B is None else network.B[l])
        assert_allclose(tape.Z[l], Z, rtol=1e-10, atol=1e-12)
        if tape.dB is not None:
            assert_allclose(tape.dB[l], tape.E[l].mean(axis=0), rtol=1e-10, atol=1e-12)
        assert_allclose(tape.dW[l], H.T @ tape.E[l] / len(problem.X), rtol=1e-10, atol=1e-12)
        H = layers[l].of(Z.T).T
        assert_allclose(tape.H[l], H, rtol=1e-10, atol=1e-12)
    assert (tape.dB is None) is not network.architecture.bias
    for l in range(len(tape.E) - 1):
        passed = tape.E[l + 1] @ network.W[l + 1].T
        assert_allclose(tape.E[l], passed * layers[l].slope(tape.Z[l].T).T, rtol=1e-10, atol=1e-12)


@given(passes(smooth=True))
@settings(max_examples=60, deadline=None)
def test_the_gradient_is_the_slope_of_the_cost_along_a_random_direction(given_pass: tuple[Network, Problem]) -> None:
    network, problem = given_pass
    tape = record(network, problem)
    gradient = (network.parameters - tape.updated.parameters) / problem.learning_rate
    direction = np.random.default_rng(1).standard_normal(gradient.size)
    direction /= np.linalg.norm(direction)
    h = 1e-5
    costs = [record(Network(network.architecture, network.parameters + s * direction), problem).cost for s in (h, -h)]
    assert (costs[0] - costs[1]) / (2 * h) == pytest.approx(float(gradient @ direction), rel=1e-5, abs=1e-8)


def test_relu_passes_nothing_back_exactly_at_zero() -> None:
    architecture = Architecture((1, 1, 1), ("relu", "identity"), "half_squared_error", bias=True)
    network = Network.of(architecture, [[[1.0]], [[1.0]]], [[-1.0], [0.5]])
    tape = record(network, Problem.of(architecture, [[1.0]], [[0.0]], 0.1))
    assert tape.Z[0][0, 0] == 0.0
    assert tape.E[0][0, 0] == 0.0
    assert tape.dW[0][0, 0] == 0.0


def test_the_updated_network_keeps_only_its_own_numbers_alive() -> None:
    parameters = record(REFERENCE, REFERENCE_PROBLEM).updated.parameters
    assert parameters.base is None
    assert not parameters.flags.writeable


@pytest.mark.parametrize(
    ("activation", "loss", "sizes"),
    [("sigmoid", "binary_cross_entropy", (1, 1)), ("softmax", "cross_entropy", (1, 2))],
)
@pytest.mark.parametrize("logit", [-1e4, -750.0, 750.0, 1e4])
def test_large_logits_do_not_overflow(activation: str, loss: str, sizes: tuple[int, ...], logit: float) -> None:
    architecture = Architecture(sizes, (activation,), loss, bias=False)
    W = [[[logit] + [0.0] * (sizes[1] - 1)]]
    Y = [[1.0] + [0.0] * (sizes[1] - 1)]
    tape = record(Network.of(architecture, W), Problem.of(architecture, [[1.0]], Y, 0.1))
    assert tape.diverged is None
    assert np.isfinite(tape.cost)
    assert tape.cost == pytest.approx(max(-logit, 0.0), abs=1e-9)
    assert_allclose(tape.E[-1], tape.H[-1] - tape.problem.Y)


def test_an_infinite_stage_is_named_and_refused() -> None:
    architecture = Architecture((1, 1, 1), ("identity", "identity"), "half_squared_error", bias=False)
    network = Network.of(architecture, [[[1e200]], [[1e200]]])
    tape = record(network, Problem.of(architecture, [[1.0]], [[0.0]], 0.1))
    assert tape.diverged is not None
    assert tape.diverged.name == "Zo"
    assert tape.Z[0][0, 0] == 1e200
    with pytest.raises(Diverged) as refused:
        checked(tape, 7)
    assert (refused.value.iteration, refused.value.stage.name) == (7, "Zo")


@pytest.mark.parametrize(
    ("weights", "target", "rate", "stage"),
    [
        ([[[1e170]]], 0.0, 0.1, "C"),
        ([[[1.0]]], 0.5, 1e308, "nothing"),
        ([[[1e100]]], 0.0, 1e250, "update"),
    ],
)
def test_the_cost_and_the_update_can_diverge(weights: Any, target: float, rate: float, stage: str) -> None:
    architecture = Architecture((1, 1), ("identity",), "half_squared_error", bias=False)
    tape = record(Network.of(architecture, weights), Problem.of(architecture, [[1.0]], [[target]], rate))
    assert (tape.diverged.name if tape.diverged else "nothing") == stage


def test_the_arrays_of_a_tape_are_read_only() -> None:
    tape: Tape = record(REFERENCE, REFERENCE_PROBLEM)
    assert tape.dB is not None
    arrays = [*tape.Z, *tape.H, *tape.E, *tape.dW, *tape.dB, *tape.updated.W, tape.costs, tape.problem.X]
    arrays += [R for R in tape.R if R is not None]
    assert not any(array.flags.writeable for array in arrays)


def test_a_quantity_is_found_by_its_letter_and_layer() -> None:
    tape = record(REFERENCE, REFERENCE_PROBLEM)
    assert tape.value(Quantity("H", 0)) is tape.problem.X
    assert_allclose(tape.value(Quantity("E", 2)), [[-0.77]])
    assert tape.value(Quantity("C", 2)) == tape.cost
    assert_allclose(tape.value(Quantity("R", 1)), [[1, 0, 1]])


def test_recording_other_tapes_does_not_change_a_tape() -> None:
    first = record(REFERENCE, REFERENCE_PROBLEM)
    before = first.memory.copy()
    again = record(first.updated, REFERENCE_PROBLEM)
    record(again.updated, REFERENCE_PROBLEM)
    assert np.array_equal(first.memory, before)
    assert again.cost != first.cost


def test_a_tape_does_not_depend_on_what_was_recorded_before() -> None:
    architecture = Architecture((1, 1), ("identity",), "half_squared_error", bias=True)
    network, problem = Network.of(architecture, [[[2.0]]]), Problem.of(architecture, [[3.0]], [[1.0]], 0.1)
    first = record(network, problem)
    assert record(network, Problem.of(architecture, [[1e300]], [[-1e300]], 0.5)).diverged is not None
    assert np.array_equal(record(network, problem).memory, first.memory)


def test_threads_can_record_at_the_same_time() -> None:
    architecture = REFERENCE.architecture
    networks = [Network(architecture, REFERENCE.parameters * scale) for scale in (0.5, 1.0, 1.5, 2.0)]
    expected = [record(network, REFERENCE_PROBLEM).memory for network in networks]

    def again(network: Network) -> list[Tape]:
        return [record(network, REFERENCE_PROBLEM) for _ in range(500)]

    turns = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(len(networks)) as threads:
            found = list(threads.map(again, networks))
    finally:
        sys.setswitchinterval(turns)
    for wanted, tapes in zip(expected, found, strict=True):
        assert all(np.array_equal(tape.memory, wanted) for tape in tapes)
