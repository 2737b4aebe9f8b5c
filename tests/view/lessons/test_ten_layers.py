import pytest

from app.view.lessons.kit.query import Query
from app.view.lessons.ten_layers import TenLayers, read
from app.view.words.language import language

EN, RU = language("en"), language("ru")


def lesson(**given: str) -> TenLayers:
    return read(Query(given, EN))


def test_the_products_of_two_weights_match_those_found_by_hand() -> None:
    # w = 1.06 and 1.2, x = 1, y = 1.5, ReLU: ŷ = 1.272, ŷ − y = −0.228
    found = lesson(weights="2")
    assert [row.value.text for row in found.rows] == ["−0.242", "−0.274"]  # −0.228 · 1.06 and −0.228 · 1.2
    assert [cell.value.text for cell in found.rows[1].cells] == ["−0.228", "1", "1.2", "1", "1"]
    assert found.picture.cost == "0.026"  # 0.228² / 2


@pytest.mark.parametrize("weights", range(1, 12))
def test_factors_and_multiplications_are_counted_at_every_depth(weights: int) -> None:
    found = lesson(weights=str(weights))
    assert found.factors == weights * (weights + 2)
    assert found.multiplications == weights * (weights + 1)
    assert len(found.rows) == len(found.picture.nodes) == weights


def test_the_lesson_starts_with_ten_hidden_layers_and_23_factors_for_the_first_weight() -> None:
    found = lesson()
    assert len(found.rows) == 11
    assert len(found.rows[-1].cells) == 23
    assert found.chosen is None


def test_a_followed_error_counts_the_multiplications_that_repeat_it() -> None:
    # E8 has 2 · (11 − 8 + 1) = 8 factors; w7 … w1 repeat its 7 multiplications
    chosen = lesson(shared="8").chosen
    assert chosen is not None
    assert (chosen.rows, chosen.factors, chosen.repeated) == (8, 8, 49)


def test_an_error_that_a_shorter_chain_lacks_is_not_followed() -> None:
    assert lesson(weights="3", shared="8").chosen is None
    assert lesson(weights="1").shared.options == (("0", "All"),)


def test_a_closed_layer_is_reported() -> None:
    assert lesson().closed is None
    assert lesson(x="-1").closed == 1
    assert {row.value.text for row in lesson(x="-1").rows} == {"0"}


def test_invalid_settings_are_reported_and_replaced() -> None:
    found = lesson(weights="99", x="abc", activation="softmax", shared="-1")
    assert len(found.rows) == 11
    assert found.controls.weights.problem
    assert found.controls.x.problem
    assert found.controls.activation.value == "relu"


def test_russian_numbers_have_a_comma() -> None:
    assert read(Query({"weights": "2"}, RU)).rows[0].value.text == "−0,242"
