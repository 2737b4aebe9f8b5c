"""Lesson 4: its products against numbers found by hand, how it grows, and how its guesses are judged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.scalar_chain import derivatives
from app.view.lessons.kit.query import Query
from app.view.lessons.kit.scalar_chain import Settings, passed
from app.view.lessons.ten_layers.lesson import TenLayers, key, read
from app.view.words.language import language
from app.view.words.numbers import text

EN, RU = language("en"), language("ru")


def lesson(**given: str) -> TenLayers:
    return read(Query(given, EN))


def test_the_products_of_two_weights_match_those_found_by_hand() -> None:
    # w = 1.06 and 1.2, x = 1, y = 1.5, ReLU: ŷ = 1.272, ŷ − y = −0.228
    found = lesson(second="shown")
    assert [row.value.text for row in found.rows] == ["−0.242", "−0.274"]  # −0.228 · 1.06 and −0.228 · 1.2
    assert [cell.value.text for cell in found.rows[1].cells] == ["−0.228", "1", "1.2", "1", "1"]
    assert found.picture.cost == "0.026"  # 0.228² / 2


@pytest.mark.parametrize("settings", [Settings(), Settings(weights=4, activation="tanh"), Settings(seed=3, x=-1.0)])
def test_every_number_is_that_of_the_core(settings: Settings) -> None:
    given = {"weights": settings.weights, "activation": settings.activation, "seed": settings.seed, "x": settings.x}
    found = lesson(beat="3", **{name: str(value) for name, value in given.items()}).rows
    expected = derivatives(passed(settings))
    assert [row.value.text for row in found] == [text(row.value) for row in expected]
    printed = [[cell.value.text for cell in row.cells] for row in found]
    assert printed == [[text(factor.value) for factor in row.factors] for row in expected]


@pytest.mark.parametrize("weights", range(1, 12))
def test_factors_and_multiplications_are_counted_at_every_depth(weights: int) -> None:
    found = lesson(beat="4", weights=str(weights))
    assert found.factors == weights * (weights + 2)
    assert found.multiplications == weights * (weights + 1)
    assert len(found.rows) == len(found.picture.nodes) == weights


@pytest.mark.parametrize(
    ("given", "rows", "to_come"),
    [
        ({}, 1, 0),
        ({"second": "4"}, 2, 0),
        ({"beat": "2"}, 3, 8),
        ({"beat": "2", "grown": "7"}, 7, 4),
        ({"beat": "2", "grown": "11"}, 11, 0),
        ({"beat": "2", "last": "long"}, 3, 8),
        ({"beat": "2", "last": "21"}, 11, 0),
        ({"beat": "3"}, 11, 0),
        ({"beat": "3", "weights": "4", "grown": "7"}, 4, 0),
    ],
)
def test_the_chain_grows_as_far_as_the_reader_has_come(given: dict[str, str], rows: int, to_come: int) -> None:
    found = lesson(**given)
    assert (len(found.rows), found.to_come) == (rows, to_come)


def test_the_last_of_eleven_rows_has_23_factors() -> None:
    assert len(lesson(beat="2", last="shown").rows[-1].cells) == 23


@pytest.mark.parametrize(
    ("name", "typed", "reply"),
    [
        ("second", "5", "Right: a weight and a slope"),
        ("second", "4", "the slope of its layer comes in too"),
        ("last", "23", "Right: three"),
        ("last", "22", "number of multiplications"),
        ("last", "21", "Off by one layer"),
        ("last", "33", "Three for each weight?"),
        ("last", "12", "each layer adds two"),
        ("sum", "132", "Right: each row"),
        ("sum", "143", "Those are the factors"),
        ("sum", "242", "as long as the last"),
        ("sum", "22", "the last row alone"),
        ("sum", "100", "The first row takes 2"),
        ("sum", "many", ""),
        ("sum", "shown", ""),
    ],
)
def test_a_guess_gets_the_reply_to_its_slip(name: str, typed: str, reply: str) -> None:
    replies = lesson(beat={"second": "1", "last": "2", "sum": "4"}[name], **{name: typed}).replies
    said = getattr(replies, name)
    assert reply in said
    assert bool(said) is bool(reply)


def test_a_guess_of_the_length_is_drawn_beside_the_truth_as_far_as_there_is_room() -> None:
    assert lesson(beat="2", last="21").said == 21
    assert lesson(beat="2", last="400").said == 0


@pytest.mark.parametrize(
    ("marked", "rows"), [("M.11", 11), ("R.11", 11), ("R.8", 8), ("W.11", 10), ("H.10", 1), ("X.0", 1)]
)
def test_a_marked_factor_is_in_so_many_rows(marked: str, rows: int) -> None:
    found = lesson(beat="3", marked=marked).marked
    assert (found.key, found.rows, found.known) == (marked, rows, True)


def test_every_factor_can_be_marked_and_nothing_else() -> None:
    found = lesson(beat="3")
    assert {name for name, _ in found.options} == {key(cell) for row in found.rows for cell in row.cells}
    assert dict(found.options)["R.8"] == "R′₈"
    assert not lesson(beat="3", marked="R.12").marked.known


def test_a_followed_error_counts_the_multiplications_that_repeat_it() -> None:
    # E8 has 2 · (11 − 8 + 1) = 8 factors; w7 … w1 repeat its 7 multiplications
    chosen = lesson(beat="3", shared="8").chosen
    assert chosen is not None
    assert (chosen.rows, chosen.factors, chosen.repeated) == (8, 8, 49)


def test_an_error_that_a_shorter_chain_lacks_is_not_followed() -> None:
    assert lesson(beat="3", weights="3", shared="8").chosen is None
    assert lesson(beat="3", weights="1").shared.options == (("0", "All"),)


def test_a_closed_layer_is_reported() -> None:
    assert lesson(beat="3").closed is None
    assert lesson(beat="3", x="-1").closed == 1
    assert {row.value.text for row in lesson(beat="3", x="-1").rows} == {"0"}


def test_invalid_settings_are_reported_and_replaced() -> None:
    found = lesson(beat="3", weights="99", x="abc", activation="softmax", shared="-1")
    assert len(found.rows) == 11
    assert found.controls.weights.problem
    assert found.controls.x.problem
    assert found.controls.activation.value == "relu"


def test_russian_numbers_have_a_comma() -> None:
    assert read(Query({"second": "5"}, RU)).rows[0].value.text == "−0,242"


NAMES = (
    "beat",
    "second",
    "grown",
    "last",
    "marked",
    "shared",
    "sum",
    "weights",
    "size",
    "seed",
    "x",
    "y",
    "activation",
)


@given(given=st.dictionaries(st.sampled_from(NAMES), st.one_of(st.text(max_size=8), st.integers(-3, 30).map(str))))
def test_any_address_opens_the_lesson(given: dict[str, str]) -> None:
    page = lesson(**given)
    assert 1 <= page.beats.here <= 4
    assert 1 <= len(page.rows) <= 11
