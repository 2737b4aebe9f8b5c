"""The networks that are drawn by default: something can be learned from all of them, and small ones show every case."""

import random
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core import drawing
from app.core.activations import ACTIVATIONS
from app.core.architecture import MAX_LAYERS, MAX_UNITS, Architecture
from app.core.data_sets import DATA_SETS
from app.core.drawing import drawn_network, is_instructive
from app.core.initialization import initial_network
from app.core.losses import losses_after
from app.core.network import Network
from app.core.problem import Problem
from app.core.tape import Tape, record
from app.session.description import build
from tests.bench.alive import description

POINT = [[1.0, 2.0]], [[1.5]]


def relu(*sizes: int, output: str = "relu") -> Architecture:
    return Architecture(sizes, ("relu",) * (len(sizes) - 2) + (output,), losses_after(output)[0], bias=True)


def problem(architecture: Architecture, name: str = "") -> Problem:
    X, Y = (DATA_SETS[name].X, DATA_SETS[name].Y) if name else POINT
    return Problem.of(architecture, X, Y, 0.1)


def reached_by_each_output(network: Network, data: Problem) -> bool:
    """Whether each output error alone, passed back by the equations of the article, reaches every dW."""
    tape = record(network, data)
    for unit in range(network.architecture.sizes[-1]):
        E = np.where(np.arange(network.architecture.sizes[-1]) == unit, tape.E[-1], 0.0)
        for l in reversed(range(network.architecture.depth)):
            if not E.any():
                return False
            if l:
                slope = tape.R[l - 1]
                assert slope is not None
                E = (E @ network.W[l].T) * slope
    return all(dW.any() for dW in tape.dW)


@st.composite
def descriptions(draw: st.DrawFn) -> tuple[Architecture, Problem]:
    depth = draw(st.integers(1, MAX_LAYERS))
    name = draw(st.sampled_from(["", *DATA_SETS]))
    width = draw(st.sampled_from([1, 3, MAX_UNITS]))
    hidden = draw(st.lists(st.integers(1, width), min_size=depth - 1, max_size=depth - 1))
    elementwise = [each for each, activation in ACTIVATIONS.items() if activation.elementwise]
    activations = [draw(st.sampled_from(["relu", *elementwise])) for _ in range(depth)]
    loss = draw(st.sampled_from(losses_after(activations[-1])))
    architecture = Architecture((2, *hidden, 1), tuple(activations), loss, draw(st.booleans()))
    inputs = draw(st.sampled_from([[1.0, 2.0], [-3.0, 0.5], [0.0, 1.0], [1e5, -2e4], [1e-3, 0.0]]))
    return architecture, problem(architecture, name) if name else Problem.of(architecture, [inputs], [[1]], 0.1)


@given(descriptions(), st.integers(0, 2**40))
@settings(max_examples=150, deadline=None)
def test_every_output_error_reaches_every_layer(described: tuple[Architecture, Problem], seed: int) -> None:
    _, network = drawn_network(*described, seed)
    assert reached_by_each_output(network, described[1])


def test_wide_outputs_that_a_draw_would_close_are_open_too() -> None:
    architecture = relu(3, 16, 16, 16)
    data = Problem.of(architecture, [[1, -2, 0.5]], [[1.0] * 16], 0.1)
    seed, network = drawn_network(architecture, data, 7)
    assert seed is None
    assert reached_by_each_output(network, data)
    drawn = initial_network(architecture, 7)
    assert np.array_equal(np.abs(network.parameters), np.abs(drawn.parameters))


@pytest.mark.parametrize("sizes", [(2, 4, 1), (2, 5, 1), (2, 3, 3, 1), (2, 4, 4, 1), (2, 5, 5, 1), (2, 8, 8, 1)])
def test_the_error_can_be_seen_and_the_first_update_lowers_the_cost(sizes: tuple[int, ...]) -> None:
    architecture = relu(*sizes)
    data = problem(architecture)
    _, network = drawn_network(architecture, data, 7)
    tape = record(network, data)
    assert np.abs(tape.E[-1]).max() >= 0.05
    assert record(tape.updated, data).costs.mean() < tape.costs.mean()
    assert reached_by_each_output(tape.updated, data)


def test_a_learning_rate_with_which_no_draw_learns_still_gives_a_network_that_shows_every_case() -> None:
    architecture = relu(2, 4, 1)
    data = Problem.of(architecture, *POINT, learning_rate=1000.0)
    _, network = drawn_network(architecture, data, 7)
    assert is_instructive(record(network, data), data)


@pytest.mark.parametrize("name", ["", *DATA_SETS])
@pytest.mark.parametrize("sizes", [(2, 3, 1), (2, 4, 1), (2, 5, 1), (2, 3, 3, 1)])
def test_a_small_network_shows_a_closed_gate_and_errors_of_both_signs(sizes: tuple[int, ...], name: str) -> None:
    architecture = relu(*sizes, output="sigmoid" if name else "relu")
    data = problem(architecture, name)
    seed, network = drawn_network(architecture, data, 7)
    tape, shown = record(network, data), data.first_shown
    errors = np.concatenate([E[shown] for E in tape.E[:-1]])
    assert seed is not None
    assert [(errors == 0).any(), (errors > 0).any(), (errors < 0).any()] == [True] * 3
    assert data.X[shown].any()


def test_the_seed_that_is_named_draws_these_weights() -> None:
    architecture = relu(2, 3, 1)
    seed, network = drawn_network(architecture, problem(architecture), 7)
    assert seed is not None
    assert seed > 7
    assert network.parameters.tobytes() == initial_network(architecture, seed).parameters.tobytes()
    for earlier in range(7, seed):
        tape = record(initial_network(architecture, earlier), problem(architecture))
        assert not is_instructive(tape, problem(architecture))


def test_given_weights_stay_in_every_draw() -> None:
    architecture = relu(2, 4, 1)

    def kept(network: Network) -> Network:
        W = [each.copy() for each in network.W]
        W[0][:, :2] = [[0.4, -0.6], [0.3, -0.2]]
        return Network.of(architecture, W, network.B)

    _, network = drawn_network(architecture, problem(architecture), 7, kept)
    assert network.W[0][:, :2].tolist() == [[0.4, -0.6], [0.3, -0.2]]
    assert reached_by_each_output(network, problem(architecture))


@pytest.mark.parametrize(("hidden", "output"), [("tanh", "identity"), ("sigmoid", "sigmoid"), ("relu", "tanh")])
def test_inputs_that_saturate_every_draw_get_smaller_weights(hidden: str, output: str) -> None:
    architecture = Architecture((2, 3, 1), (hidden, output), "half_squared_error", bias=True)
    data = Problem.of(architecture, [[1e5, -2e4]], [[0.5]], 0.1)
    seed, network = drawn_network(architecture, data, 7)
    assert seed is None
    assert reached_by_each_output(network, data)
    factors = network.parameters[:6] / initial_network(architecture, 7).parameters[:6]
    assert (np.frexp(factors)[0] == 0.5).all(), "powers of 2, which round nothing"


@pytest.mark.parametrize("biases", [[[-9.0, -9.0, -9.0], [-40.0]], [[-9.0, -9.0, 1.0], [-0.5]]])
def test_biases_that_close_every_draw_are_outweighed(biases: list[list[float]]) -> None:
    architecture = relu(2, 3, 1)
    data = problem(architecture)
    _, network = drawn_network(architecture, data, 7, lambda drawn: Network.of(architecture, drawn.W, biases))
    assert network.B is not None
    assert [each.tolist() for each in network.B] == biases
    assert reached_by_each_output(network, data)


def test_inputs_that_are_all_0_leave_the_draw_as_it_is() -> None:
    architecture = relu(2, 3, 1)
    _, network = drawn_network(architecture, Problem.of(architecture, [[0, 0]], [[1]], 0.1), 7)
    assert network.parameters.tobytes() == initial_network(architecture, 7).parameters.tobytes()


def descriptions_of_any_kind(count: int) -> list[Mapping[str, Any]]:
    draw = random.Random(5)
    return [description(draw) for _ in range(count)]


def test_the_first_update_lowers_the_cost_whatever_is_described() -> None:
    for fields in descriptions_of_any_kind(250):
        session = build(fields)
        after = record(session.tape.updated, session.problem)
        assert after.costs.mean() < session.tape.costs.mean(), fields


def test_the_last_bits_of_another_processor_do_not_change_the_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [build(fields) for fields in descriptions_of_any_kind(100)]
    noise = np.random.default_rng(3)

    def elsewhere(network: Network, problem: Problem) -> Tape:
        tape = record(network, problem)
        memory, costs = (each * (1 + noise.uniform(-1e-12, 1e-12, each.shape)) for each in (tape.memory, tape.costs))
        return replace(tape, memory=memory, costs=costs)

    monkeypatch.setattr(drawing, "record", elsewhere)
    for here, fields in zip(found, descriptions_of_any_kind(100), strict=True):
        there = build(fields)
        assert there.seed == here.seed, fields
        assert there.network.parameters.tobytes() == here.network.parameters.tobytes(), fields


def test_what_rounding_alone_decides_counts_for_nothing() -> None:
    """An error, a gain and a gate that are there on one machine and 0 on another."""
    saturated = Architecture((1, 1), ("sigmoid",), "half_squared_error", bias=False)
    data = Problem.of(saturated, [[1.0]], [[1.0]], 0.1)
    network = Network.of(saturated, [[[30.0]]])
    tape = record(network, data)
    assert tape.E[-1].any()
    assert not drawing.is_alive(tape, data)
    assert not drawing.learns(record(Network.of(saturated, [[[18.0]]]), data), data)
    two = Architecture((1, 2, 1), ("tanh", "identity"), "half_squared_error", bias=False)
    on = Problem.of(two, [[1.0]], [[1.0]], 0.1)
    closed = record(Network.of(two, [[[1.0, -19.5]], [[1.0], [1.0]]]), on)
    errors = closed.E[0][0]
    assert errors[1] == 0 or abs(errors[1]) < 1e-15
    assert not drawing.is_instructive(closed, on), "an error that vanishes has no sign"
