"""What each number is computed from: by hand, and by changing numbers to see what moves."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings

from app.core.activations import ACTIVATIONS
from app.core.architecture import Architecture
from app.core.examples import REFERENCE
from app.core.keys import LETTERS, Key, exists, layers, parse
from app.core.operands import EACH, operands, repeats, stage_operands, terms, update_operands
from app.core.stages import Quantity, symbol
from tests.core.conftest import architectures
from tests.core.every_key import every_key

SOFTMAX = Architecture((2, 3, 2), ("tanh", "softmax"), "cross_entropy", bias=False)


def used(text: str, architecture: Architecture = REFERENCE.architecture) -> str:
    return " ".join(map(str, operands(parse(text, architecture), architecture)))


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("Z.1.2", "X.0.0 W.1.0.2 X.0.1 W.1.1.2 B.1.2"),
        ("H.1.2", "Z.1.2"),
        ("R.1.2", "Z.1.2"),
        ("C.2.0", "H.2.0 Y.2.0"),
        ("M.2.0", "H.2.0 Y.2.0"),
        ("E.2.0", "H.2.0 Y.2.0 R.2.0"),
        ("M.1.1", "E.2.0 W.2.1.0"),
        ("E.1.1", "E.2.0 W.2.1.0 R.1.1"),
        ("dW.2.1.0", "H.1.1 E.2.0"),
        ("dW.1.0.2", "X.0.0 E.1.2"),
        ("dB.1.2", "E.1.2"),
        ("X.0.1", ""),
        ("Y.2.0", ""),
        ("W.1.0.2", ""),
        ("B.1.2", ""),
    ],
)
def test_the_operands_of_the_reference_example_by_hand(key: str, expected: str) -> None:
    assert used(key) == expected


def test_a_softmax_output_is_computed_from_every_weighted_input_its_own_first() -> None:
    assert used("H.2.1", SOFTMAX) == "Z.2.1 Z.2.0"


def test_an_error_has_no_slope_where_the_loss_cancels_it() -> None:
    assert used("E.2.1", SOFTMAX) == "H.2.1 Y.2.1"


def test_without_biases_a_weighted_input_has_none() -> None:
    assert used("Z.1.0", SOFTMAX) == "X.0.0 W.1.0.0 X.0.1 W.1.1.0"


def test_a_slope_that_is_computed_from_the_activation_names_it() -> None:
    assert used("R.1.0", SOFTMAX) == "H.1.0"


@pytest.mark.parametrize("name", [name for name, row in ACTIVATIONS.items() if row.elementwise])
def test_a_derivative_reads_the_argument_that_its_row_states(name: str) -> None:
    row = ACTIVATIONS[name]
    assert row.derivative is not None
    Z = np.array([[-0.5, 0.7]])
    H = row.of(Z)
    unread, out = np.full_like(Z, np.nan), np.empty_like(Z)
    row.derivative(Z if row.slope_from == "Z" else unread, H if row.slope_from == "H" else unread, out)
    assert np.array_equal(out, row.slope(Z))


def test_an_update_uses_the_old_weight_and_its_derivative() -> None:
    assert [str(key) for key in update_operands(Key("W", 1, 2, 0))] == ["W.1.0.2", "dW.1.0.2"]


@given(architectures())
@settings(max_examples=60, deadline=None)
def test_operands_exist_and_were_computed_before(architecture: Architecture) -> None:
    def stage(key: Key) -> int:
        letter = "E" if key.letter in ("M", "R") else key.letter  # computed on the way to the error
        return architecture.iteration.computing(Quantity(letter, key.layer))

    for key in every_key(architecture):
        found = operands(key, architecture)
        assert len(set(found)) == len(found)
        for each in found:
            assert exists(each, architecture), (key, each)
            assert stage(each) < stage(key) or (each.letter, key.letter) == ("R", "E"), (key, each)


@given(architectures())
@settings(max_examples=60, deadline=None)
def test_operands_that_repeat_together_range_over_the_same_units(architecture: Architecture) -> None:
    for letter in LETTERS:
        for l in layers(letter, architecture):
            for term in terms(letter, l, architecture):
                ranges = {
                    architecture.sizes[each.layer if each.unit == EACH else each.layer - 1]
                    for each in term
                    if EACH in (each.unit, each.input)
                }
                assert (ranges or {1}) == {repeats(term, architecture)}


@given(architectures())
@settings(max_examples=60, deadline=None)
def test_a_stage_uses_only_what_is_given_or_was_computed_before_it(architecture: Architecture) -> None:
    depth = architecture.depth
    parameters = {(letter, l) for letter in ("W", "B")[: 1 + architecture.bias] for l in range(1, depth + 1)}
    known = {("X", 0), ("Y", depth)} | parameters
    for stage in architecture.iteration.stages:
        for letter, l in stage_operands(stage, architecture):
            source = architecture.layers[l - 1].slope_from if letter == "R" else letter
            assert (source, l) in known, stage.name
        known |= set(stage.computes)


def test_the_quantities_that_stages_use_are_those_of_the_article() -> None:
    architecture = REFERENCE.architecture
    found = {
        stage.name: " ".join(symbol(each, 2) for each in stage_operands(stage, architecture))
        for stage in architecture.iteration.stages
    }
    assert found == {
        "Zh": "X Wh Bh",
        "H": "Zh",
        "Zo": "H Wo Bo",
        "ŷ": "Zo",
        "C": "ŷ Y",
        "Eo": "ŷ Y Ro",
        "dWo": "H Eo",
        "Eh": "Eo Wo Rh",
        "dWh": "X Eh",
        "update": "Wh Bh Wo Bo dWh dBh dWo dBo",
    }


def test_each_layer_receives_from_the_one_before() -> None:
    architecture = Architecture((1,) * 12, ("relu",) * 11, "half_squared_error", bias=False)
    errors = [Key("E", l, 0) for l in range(11, 0, -1)]
    assert all(later in operands(earlier, architecture) for later, earlier in pairwise(errors))
