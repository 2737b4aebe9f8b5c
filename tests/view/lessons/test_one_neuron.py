from itertools import product

import pytest

from app.view.lessons.kit.query import Query
from app.view.lessons.one_neuron import OneNeuron, read, remark, tape_of
from app.view.words.language import language
from app.view.words.numbers import text

EN = language("en")


def lesson(**given: str) -> OneNeuron:
    return read(Query(given, EN))


def test_the_first_numbers_match_those_found_by_hand() -> None:
    # X = 2, W = 1.2, y = 1: Z = ŷ = 2.4, C = ½ · 1.4² = 0.98, C' = 1.4 · 1 · 2 = 2.8, next 1.2 − 0.28
    found = lesson()
    here = found.here
    assert [each.text for each in (here.Z, here.H, here.gap, here.slope)] == ["2.4", "2.4", "1.4", "1"]
    assert (here.cost.text, here.dW.text, found.next_weight.text) == ("0.98", "2.8", "0.92")


def test_two_steps_lead_where_they_do_by_hand() -> None:
    # each step moves W towards 0.5 by 0.4 of the distance: 1.2, 0.92, 0.752
    found = lesson(steps="2")
    assert [place.W.text for place in found.walked] == ["1.2", "0.92", "0.752"]
    assert [place.cost.text for place in found.walked] == ["0.98", "0.353", "0.127"]
    assert found.remark[0] == "down"


@pytest.mark.parametrize(
    ("activation", "W", "X"), list(product(["relu", "sigmoid", "tanh", "identity"], [-1.5, 0.3, 2.0], [-2.0, 0.5]))
)
def test_the_slope_is_the_finite_difference_of_the_cost(activation: str, W: float, X: float) -> None:
    h = 1e-6
    difference = (tape_of(activation, X, 1, W + h).cost - tape_of(activation, X, 1, W - h).cost) / (2 * h)
    shown = lesson(R=activation, W=str(W), X=str(X)).here.dW
    assert shown.text == text(round(difference, 7))


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({"W": "-1"}, "closed"),
        ({"W": "-1", "y": "0"}, "bottom"),
        ({"W": "0"}, "corner"),
        ({"W": "0", "y": "0"}, "bottom"),
        ({"R": "sigmoid", "W": "-3", "X": "5", "steps": "9"}, "saturated"),
        ({"R": "sigmoid", "W": "3", "X": "3"}, "up"),
        ({"X": "0"}, "no_input"),
        ({"W": "0.5"}, "bottom"),
        ({"W": "0.2"}, "up"),
        ({"rate": "0.35", "steps": "1"}, "overshoot"),
        ({"R": "identity", "rate": "0.55", "steps": "3"}, "worse"),
        ({"rate": "0.45", "steps": "1"}, "closed"),
        ({"R": "identity", "X": "5", "rate": "10", "steps": "50"}, "diverged"),
    ],
)
def test_the_remark_names_what_happens(given: dict[str, str], kind: str) -> None:
    assert lesson(**given).remark[0] == kind


def test_a_closed_relu_is_flat_and_no_step_moves_its_weight() -> None:
    found = lesson(W="-1", steps="3")
    assert {place.W.text for place in found.walked} == {"−1"}
    _, y1, _, y2 = found.hill.tangent
    assert y1 == y2


def test_another_starting_weight_takes_the_steps_back_so_that_the_ball_follows_the_slider() -> None:
    moved = lesson(steps="6", walked="1.2", W="1.1")
    assert (moved.steps, moved.here.W.text) == (0, "1.1")
    assert lesson(steps="6", walked="1.2", rate="0.2").steps == 6
    query = Query({"steps": "6", "walked": "1.2", "W": "1.1"}, EN)
    read(query)
    assert query.string == "W=1.1"


def test_a_walk_that_diverges_stops() -> None:
    found = lesson(R="identity", X="5", rate="10", steps="50")
    assert found.steps < 50
    assert found.stopped == "Stopped: the weight diverges."
    assert found.next_weight.sign == "none"


def test_fifty_steps_is_the_limit() -> None:
    assert lesson(steps="49").stopped == ""
    assert lesson(steps="50").stopped == "50 steps is the limit."


def test_a_flat_tanh_is_not_called_a_closed_relu() -> None:
    # tanh(5 · 5) is 1 to the last bit, so its slope is exactly 0, like that of a closed ReLU
    tapes = [tape_of(name, 5.0, -5.0, W) for name, W in (("tanh", 5.0), ("relu", -5.0))]
    assert [tape.dW[0].item() for tape in tapes] == [0.0, 0.0]
    flat, closed = (remark([tape], 5.0, EN) for tape in tapes)
    assert (flat[0], "ReLU" in flat[1]) == ("flat", False)
    assert (closed[0], "ReLU" in closed[1]) == ("closed", True)


def test_a_walk_that_reaches_the_flat_part_of_a_tanh_says_so() -> None:
    found = lesson(R="tanh", X="5", W="0.1", y="-5", rate="10", steps="1")
    assert found.remark[0] == "flat"
    assert found.here.dW.text == "0"
