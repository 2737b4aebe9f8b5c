"""From a network description to a session: what is given, what is missing, what is refused."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.activations import ACTIVATIONS
from app.core.errors import InvalidField
from app.core.initialization import initial_network
from app.core.losses import LOSSES
from app.session.description import build
from app.session.session import Session, default_session
from app.session.verbs import updated

Bits = Callable[[Session], dict[str, Any]]


def test_no_description_is_the_reference_example(bits: Bits) -> None:
    assert bits(build()) == bits(default_session())
    assert build().network.W[0].tolist() == [[0.4, -0.6, 0.5], [0.3, -0.2, 0.1]]
    assert build().problem.X.tolist() == [[1, 2]]
    assert build().problem.Y.tolist() == [[1.5]]
    assert build().seed is None


def test_an_empty_description_is_the_form_and_the_data_of_the_reference_example_with_drawn_weights() -> None:
    session, example = build({}), default_session()
    assert session.architecture == example.architecture
    assert session.problem.X.tolist() == example.problem.X.tolist()
    assert session.problem.Y.tolist() == example.problem.Y.tolist()
    assert session.problem.learning_rate == 0.1
    assert session.seed == 19
    assert session.network.parameters.tobytes() == initial_network(session.architecture, 19).parameters.tobytes()


def test_a_seed_that_is_given_draws_exactly_its_own_weights_even_if_nothing_can_be_learned_with_them() -> None:
    session = build({"sizes": [2, 4, 1], "seed": 7})
    assert session.seed == 7
    assert session.network.parameters.tobytes() == initial_network(session.architecture, 7).parameters.tobytes()
    assert not session.tape.E[-1].any()


def test_biases_that_are_given_stay_and_the_weights_drawn_beside_them_have_an_open_path() -> None:
    session = build({"sizes": [2, 3, 1], "biases": [[-9, -9, -9], [0.5]]})
    assert session.network.B is not None
    assert [each.tolist() for each in session.network.B] == [[-9, -9, -9], [0.5]]
    assert all(dW.any() for dW in session.tape.dW)
    asked = build({"sizes": [2, 3, 1], "biases": [[-9, -9, -9], [0.5]], "seed": 7})
    drawn = initial_network(asked.architecture, 7)
    assert [each.tolist() for each in asked.network.W] == [each.tolist() for each in drawn.W]


def test_the_description_of_the_documents_is_taken_whole() -> None:
    session = build(
        {
            "sizes": [2, 3, 1],
            "activations": ["relu", "relu"],
            "loss": "half_squared_error",
            "bias": True,
            "learning_rate": 0.1,
            "seed": 7,
            "weights": None,
            "biases": None,
            "inputs": [[1.0, 0.0]],
            "targets": [[1.0]],
        }
    )
    assert session.problem.X.tolist() == [[1, 0]]
    assert session.problem.Y.tolist() == [[1]]
    assert (session.iteration, session.stage, session.seed) == (0, 0, 7)


def test_one_activation_stands_for_all_layers() -> None:
    assert build({"sizes": [2, 3, 4, 1], "activations": "tanh"}).architecture.activations == ("tanh",) * 3


def test_missing_activations_fit_the_loss_and_a_missing_loss_fits_softmax() -> None:
    assert build({"loss": "binary_cross_entropy"}).architecture.activations == ("relu", "sigmoid")
    softmax = build({"sizes": [2, 3, 4], "activations": ["relu", "softmax"]})
    assert softmax.architecture.loss == "cross_entropy"


def test_given_weights_and_biases_are_taken_and_missing_biases_are_0() -> None:
    W = [[[1, 2, 3], [4, 5, 6]], [[7], [8], [9]]]
    session = build({"weights": W, "biases": [[1, 2, 3], [4]]})
    assert [w.tolist() for w in session.network.W] == W
    assert session.network.B is not None
    assert [b.tolist() for b in session.network.B] == [[1, 2, 3], [4]]
    assert session.seed is None
    zeros = build({"weights": W}).network.B
    assert zeros is not None
    assert [b.tolist() for b in zeros] == [[0, 0, 0], [0]]


def test_given_biases_go_with_drawn_weights() -> None:
    session = build({"seed": 3, "biases": [[1, 2, 3], [4]]})
    for W, drawn in zip(session.network.W, build({"seed": 3}).network.W, strict=True):
        assert np.array_equal(W, drawn)
    assert session.seed == 3


def test_a_named_problem_stands_for_inputs_and_targets() -> None:
    session = build({"problem": "xor"})
    assert session.problem.X.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert session.problem.Y.tolist() == [[0], [1], [1], [0]]


def test_missing_targets_have_a_row_for_each_input_and_the_other_way_round() -> None:
    assert build({"inputs": [[1, 2], [3, 4], [5, 6]]}).problem.Y.shape == (3, 1)
    assert build({"targets": [[1], [2]]}).problem.X.shape == (2, 2)


@given(
    sizes=st.lists(st.integers(1, 16), min_size=2, max_size=13),
    last=st.sampled_from(list(ACTIVATIONS)),
    loss=st.sampled_from([None, *LOSSES]),
    seed=st.integers(0, 1_000),
)
@settings(max_examples=100, deadline=None)
def test_every_form_has_data_that_fit_and_a_finite_first_iteration(
    sizes: list[int], last: str, loss: str | None, seed: int
) -> None:
    wanted = LOSSES[loss].last_activation if loss else None
    activations = [*["relu"] * (len(sizes) - 2), wanted or ("sigmoid" if loss and last == "softmax" else last)]
    chosen = {} if loss is None else {"loss": loss}
    session = updated(build({"sizes": sizes, "activations": activations, "seed": seed, **chosen}))
    assert session.tape.diverged is None
    assert session.problem.X.shape == (1, sizes[0])


@pytest.mark.parametrize(
    ("description", "field"),
    [
        ({"colour": "red"}, "colour"),
        ({"sizes": 3}, "sizes"),
        ({"sizes": [2]}, "sizes"),
        ({"sizes": []}, "sizes"),
        ({"sizes": [2, 17, 1]}, "sizes[1]"),
        ({"sizes": [2, 0, 1]}, "sizes[1]"),
        ({"sizes": [2, 3.0, 1]}, "sizes[1]"),
        ({"sizes": [2, True, 1]}, "sizes[1]"),
        ({"sizes": [1] * 14}, "sizes"),
        ({"activations": 3}, "activations"),
        ({"activations": []}, "activations"),
        ({"activations": ["relu"]}, "activations"),
        ({"activations": "step"}, "activations[0]"),
        ({"activations": "softmax"}, "activations[0]"),
        ({"loss": "hinge"}, "loss"),
        ({"loss": []}, "loss"),
        ({"activations": "relu", "loss": "binary_cross_entropy"}, "loss"),
        ({"bias": 1}, "bias"),
        ({"learning_rate": 0}, "learning_rate"),
        ({"learning_rate": "0.1"}, "learning_rate"),
        ({"learning_rate": 10**400}, "learning_rate"),
        ({"learning_rate": float("nan")}, "learning_rate"),
        ({"seed": -1}, "seed"),
        ({"seed": 2**53}, "seed"),
        ({"seed": 0.5}, "seed"),
        ({"weights": [[[1]]]}, "weights"),
        ({"weights": [[[1, 2], [3]], [[1]]]}, "weights[0]"),
        ({"weights": [[["1", 2, 3], [1, 2, 3]], [[1], [1], [1]]]}, "weights[0][0][0]"),
        ({"bias": False, "biases": [[1, 2, 3], [4]]}, "biases"),
        ({"inputs": [[1, 2, 3]]}, "inputs"),
        ({"inputs": [[1, float("inf")]]}, "inputs[0][1]"),
        ({"inputs": []}, "inputs"),
        ({"inputs": [[1, 2]] * 513}, "inputs"),
        ({"inputs": "12"}, "inputs"),
        ({"targets": [[1], [1, 2]]}, "targets"),
        ({"targets": []}, "targets"),
        ({"inputs": [[1, 2]], "targets": [[1], [2]]}, "targets"),
        ({"loss": "binary_cross_entropy", "targets": [[2]]}, "targets"),
        ({"problem": "chess"}, "problem"),
        ({"problem": []}, "problem"),
        ({"problem": "xor", "inputs": [[1, 2]]}, "problem"),
        ({"problem": "xor", "sizes": [3, 1]}, "problem"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_field(description: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidField) as refused:
        build(description)
    assert refused.value.field == field
