import pytest

from app.view.lessons.kit.query import Query
from app.view.words.language import language

EN, RU = language("en"), language("ru")


@pytest.mark.parametrize(("typed", "value"), [("0.5", 0.5), ("0,5", 0.5), ("−2", -2.0), ("1/4", 0.25), (" 3 ", 3.0)])
def test_a_number_is_read_as_people_write_it(typed: str, value: float) -> None:
    found = Query({"x": typed}, EN).number("x", 1, -5, 5)
    assert (found.value, found.problem) == (value, "")


def test_invalid_text_stays_in_its_field_and_the_default_is_used() -> None:
    found = Query({"x": "two"}, EN).number("x", 1.5, -5, 5)
    assert (found.value, found.typed, found.problem) == (1.5, "two", "Not a number. Write it like 0.5 or 1/3.")


def test_a_number_beyond_the_limits_becomes_the_nearest_allowed() -> None:
    found = Query({"x": "70"}, RU).number("x", 1, -0.5, 5)
    assert (found.value, found.typed, found.problem) == (5, "70", "От −0,5 до 5.")


@pytest.mark.parametrize("typed", ["nan", "inf", "1e999", "1/0", "\x00", "9" * 500, "½"])
def test_no_input_can_break_the_reading(typed: str) -> None:
    query = Query({"x": typed, "to": typed, "R": typed}, EN)
    assert query.number("x", 1, -5, 5).value == 1
    assert query.whole("x", 2, 0, 5).value == 2
    assert query.choice("R", {"a": "A"}, "a").value == "a"
    assert isinstance(query.string, str)


def test_a_fraction_is_refused_where_a_whole_number_is_required() -> None:
    found = Query({"steps": "2.5"}, EN).whole("steps", 0, 0, 50)
    assert (found.whole, found.problem) == (2, "A whole number, please.")


def test_a_button_overrides_the_fields() -> None:
    query = Query({"x": "1", "W": "4", "to": "x=2&steps=3"}, EN)
    assert [query.number(name, 0, -9, 9).value for name in ("x", "W", "steps")] == [2, 4, 3]


def test_the_address_holds_the_settings_that_are_not_defaults() -> None:
    query = Query({"x": "1/3", "R": "b", "strange": "1", "to": "y=2"}, EN)
    query.number("x", 1, -5, 5)
    query.number("y", 1, -5, 5)
    query.number("z", 1, -5, 5)
    query.choice("R", {"a": "A", "b": "B"}, "a")
    assert query.string == "x=1%2F3&y=2&R=b"
