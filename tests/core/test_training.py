import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.architecture import Architecture
from app.core.errors import Diverged
from app.core.examples import REFERENCE, REFERENCE_PROBLEM
from app.core.network import Network
from app.core.problem import Problem
from app.core.tape import checked, record
from app.core.training import CHUNK, trained
from tests.core.conftest import passes


@given(passes(), st.integers(0, 40))
@settings(max_examples=60, deadline=None)
def test_training_gives_the_same_bits_as_the_stages_that_are_shown(
    given_pass: tuple[Network, Problem], iterations: int
) -> None:
    network, problem = given_pass
    stepped = network
    for k in range(iterations):
        stepped = checked(record(stepped, problem), k).updated
    assert np.array_equal(trained(network, problem, iterations).parameters, stepped.parameters)


def test_training_in_two_parts_gives_the_same_bits_as_in_one() -> None:
    whole = trained(REFERENCE, REFERENCE_PROBLEM, 3 * CHUNK + 5)
    half = trained(REFERENCE, REFERENCE_PROBLEM, CHUNK + 1)
    assert np.array_equal(trained(half, REFERENCE_PROBLEM, 2 * CHUNK + 4).parameters, whole.parameters)


def test_training_leaves_the_network_that_it_was_given_alone() -> None:
    before = REFERENCE.parameters.copy()
    trained(REFERENCE, REFERENCE_PROBLEM, 3)
    assert np.array_equal(REFERENCE.parameters, before)


@pytest.mark.parametrize("weight", [3.0, -1e150])
def test_training_that_diverges_names_the_same_iteration_and_stage_as_stepping(weight: float) -> None:
    architecture = Architecture((1, 1), ("identity",), "half_squared_error", bias=False)
    network = Network.of(architecture, [[[weight]]])
    problem = Problem.of(architecture, [[2.0]], [[1.0]], 3.0)
    with pytest.raises(Diverged) as stepping:
        step_until_it_diverges(network, problem)
    with pytest.raises(Diverged) as training:
        trained(network, problem, 5000)
    assert training.value.iteration == stepping.value.iteration
    assert training.value.stage == stepping.value.stage


def step_until_it_diverges(network: Network, problem: Problem) -> None:
    for k in range(5000):
        network = checked(record(network, problem), k).updated


def test_training_tells_how_far_it_is_and_can_be_ended() -> None:
    seen: list[int] = []

    class Enough(Exception):
        pass

    def watch(done: int) -> None:
        seen.append(done)
        if done >= 2 * CHUNK:
            raise Enough

    with pytest.raises(Enough):
        trained(REFERENCE, REFERENCE_PROBLEM, 10 * CHUNK, watch=watch)
    assert seen == [CHUNK, 2 * CHUNK]
