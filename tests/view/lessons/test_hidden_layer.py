from itertools import product

import pytest

from app.core.finite_differences import by_parameter
from app.view.lessons.hidden_layer import HiddenLayer, read, sent, tape_of, with_weight
from app.view.lessons.kit.query import Query
from app.view.words.language import language
from app.view.words.numbers import text

EN = language("en")


def lesson(**given: str) -> HiddenLayer:
    """The lesson with everything but the update revealed, unless a stage is given."""
    return read(Query({"stage": "9"} | given, EN))


def factors(found: HiddenLayer, row: int) -> list[str]:
    one = found.products[row]
    return [each.value.text for each in (*one.common, *one.further, one.own)]


def test_the_first_products_match_those_found_by_hand() -> None:
    # X = 2, Wh = 0.6, Wo = 0.5, y = 1.5: H = 1.2, ŷ = 0.6, ŷ − y = −0.9, both slopes 1
    found = lesson()
    assert factors(found, 0) == ["−0.9", "1", "1.2"]
    assert factors(found, 1) == ["−0.9", "1", "0.5", "1", "2"]
    assert [one.value.text for one in found.products] == ["−1.08", "−0.9"]
    assert (found.Eo.text, found.Eh.text) == ("−0.9", "−0.45")


def test_the_lesson_starts_before_the_first_step_and_each_step_fills_in_what_it_reveals() -> None:
    first = read(Query({}, EN))
    assert first.run.stage == 0
    assert factors(first, 1) == ["–", "–", "0.5", "–", "2"]
    assert (first.Eo.text, first.products[0].value.text) == ("–", "–")
    error_known = lesson(stage="6")
    assert factors(error_known, 1) == ["−0.9", "1", "0.5", "–", "2"]
    assert (error_known.Eo.text, error_known.Eh.text) == ("−0.9", "–")


def test_a_hidden_unit_can_be_closed_while_the_output_is_open() -> None:
    found = lesson(wh="-0.6", R="relu", Ro="identity")
    assert (found.Eo.text, found.Eh.text) == ("−1.5", "0")
    assert [one.value.text for one in found.products] == ["0", "0"]


def test_both_products_begin_with_the_two_factors_of_the_output_error() -> None:
    one, other = lesson(R="tanh", x="1", wh="0.8", wo="-1.5").products
    assert one.common == other.common
    tape = tape_of("tanh", 1, 0.8, -1.5, 1.5)
    assert tape.R[1] is not None
    assert (tape.H[1] - tape.problem.Y).item() * tape.R[1].item() == pytest.approx(tape.E[1].item())


@pytest.mark.parametrize(
    ("activation", "wh", "wo"), list(product(["relu", "sigmoid", "tanh", "identity"], [-0.7, 0.4], [-1.2, 0.9]))
)
def test_the_products_are_the_finite_differences_of_the_cost(activation: str, wh: float, wo: float) -> None:
    found = lesson(R=activation, wh=str(wh), wo=str(wo))
    tape = tape_of(activation, 2, wh, wo, 1.5)
    differences = by_parameter(tape.network, tape.problem).values
    printed = [found.products[1].value.text, found.products[0].value.text]
    assert printed == [text(round(value, 8)) for value in differences.tolist()]


def test_the_new_wo_makes_the_hidden_error_wrong_by_the_amount_found_by_hand() -> None:
    # new Wo = 0.5 + 0.5 · 1.08 = 1.04; Eh = −0.9 · 1.04 = −0.936; C' = −1.872 instead of −0.9
    switched = lesson(order="first").switched
    assert (switched.weight.text, switched.Eh.text, switched.dWh.text) == ("1.04", "−0.936", "−1.872")
    assert (switched.difference.text, switched.off.text, switched.verdict) == ("−0.9", "−0.972", "wrong")
    assert with_weight(tape_of("relu", 2, 0.6, 0.5, 1.5), 1.04) == pytest.approx((-0.936, -1.872))


def test_the_old_wo_agrees_with_the_finite_difference() -> None:
    switched = lesson(R="sigmoid").switched
    assert switched.verdict == "right"
    assert switched.dWh == switched.difference


@pytest.mark.parametrize(
    ("given", "verdict"),
    [({"wh": "-1"}, "same"), ({"y": "0.6"}, "same"), ({"wh": "0", "order": "last"}, "corner")],
)
def test_a_switch_without_effect_and_a_corner_get_a_verdict_of_their_own(given: dict[str, str], verdict: str) -> None:
    assert lesson(**{"order": "first"} | given).switched.verdict == verdict


def test_new_weights_appear_only_at_the_last_stage() -> None:
    assert "1.04" not in lesson(stage="9").run.scene.marks
    assert "1.04" in "".join(map(str, lesson(stage="10").run.scene))


def test_a_stage_beyond_the_last_means_the_last() -> None:
    assert lesson(stage="99").run.stage == 10


def test_the_workbench_gets_the_same_network() -> None:
    fields = dict(sent(tape_of("tanh", 2, -0.6, 1 / 3, 1.5, 0.25)))
    assert (fields["activation"], fields["output"], fields["learning_rate"]) == ("tanh", "tanh", "0.25")
    assert [float(fields[name]) for name in ("W.1.0.0", "W.2.0.0", "X.0.0", "Y.0.0")] == [-0.6, 1 / 3, 2, 1.5]
    assert [fields[f"size.{l}"] for l in range(3)] == ["1", "1", "1"]
