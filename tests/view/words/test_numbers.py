"""Printed and typed numbers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.view.words import numbers

FINITE = st.floats(min_value=-1.7e308, max_value=1.7e308)  # rounding what is larger would overflow
READABLE = st.floats(min_value=-1e6, max_value=1e6)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (-0.539, "−0.539"),
        (0.29645, "0.296"),
        (1.1, "1.1"),
        (0.1 + 0.2, "0.3"),
        (0.00032, "3.2·10⁻⁴"),
        (-0.00032, "−3.2·10⁻⁴"),
        (0.0009996, "1·10⁻³"),
        (0.001, "0.001"),
        (9999.0, "9999"),
        (9999.9999, "1·10⁴"),
        (-12345.0, "−1.2·10⁴"),
        (3e8, "3·10⁸"),
        (5e-324, "4.9·10⁻³²⁴"),
    ],
)
def test_a_number_is_printed_with_at_most_three_decimals_or_as_a_power_of_ten(value: float, shown: str) -> None:
    assert numbers.text(value) == shown


def test_russian_has_a_decimal_comma() -> None:
    assert numbers.text(-0.539, "ru") == "−0,539"
    assert numbers.text(0.00032, "ru") == "3,2·10⁻⁴"


def test_two_decimals_are_enough_in_a_small_drawing() -> None:
    assert numbers.text(-0.539, decimals=2) == "−0.54"
    assert numbers.text(0.004, decimals=2) == "4·10⁻³"


@given(FINITE)
def test_what_is_printed_reads_back_near_the_value(value: float) -> None:
    for locale in ("en", "ru"):
        assert math.isclose(numbers.parse(numbers.text(value, locale)), value, rel_tol=0.06, abs_tol=0.0005001)
        assert math.isclose(numbers.parse(numbers.exact(value, locale)), value, rel_tol=5.1e-6)


@given(FINITE)
def test_nothing_is_printed_as_minus_zero_nor_with_a_hyphen(value: float) -> None:
    for shown in (numbers.text(value), numbers.exact(value), numbers.text(value, decimals=2)):
        assert "-" not in shown
        assert shown.strip("−0.,") or not shown.startswith("−")


@given(FINITE)
def test_the_class_tells_the_sign_that_is_printed(value: float) -> None:
    shown = numbers.text(value)
    assert numbers.sign(value) == ("zero" if shown == "0" else "neg" if shown.startswith("−") else "pos")


@given(st.lists(READABLE.filter(lambda v: v == 0 or 1e-3 <= abs(v) < 9999), min_size=1, max_size=6))
def test_a_matrix_has_equal_decimals_but_for_exact_zeros(values: list[float]) -> None:
    shown = numbers.column(values)
    assert len({len(s.partition(".")[2]) for s, v in zip(shown, values, strict=True) if v != 0}) <= 1


def test_a_matrix_shows_no_more_decimals_than_it_needs() -> None:
    assert numbers.column([0.454, -0.6, 0.469]) == ["0.454", "−0.600", "0.469"]
    assert numbers.column([-0.539, 0.0, 0.308]) == ["−0.539", "0", "0.308"]
    assert numbers.column([1.0, 2.0], "ru") == ["1", "2"]
    assert numbers.column([]) == []


def test_six_significant_digits_are_shown_where_exactness_is_asked_for() -> None:
    assert numbers.exact(0.29645) == "0.29645"
    assert numbers.exact(1 / 3) == "0.333333"
    assert numbers.exact(1234.56789) == "1234.57"
    assert numbers.exact(-1.23456789e-5) == "−1.23457·10⁻⁵"
    assert numbers.exact(0.0) == "0"


def test_an_approximate_number_has_two_significant_digits() -> None:
    assert numbers.about(-0.00847) == "−0.0085"
    assert numbers.about(12.34, "ru") == "12"
    assert numbers.about(1.234, "ru") == "1,2"
    assert numbers.about(0.000012) == "1.2·10⁻⁵"
    assert numbers.about(0.0) == "0"


def test_rounding_is_noticed_and_the_noise_of_floats_is_not() -> None:
    assert numbers.rounded(0.29645)
    assert not numbers.rounded(0.1 + 0.2)
    assert not numbers.rounded(0.0)
    assert numbers.rounded(1.79e308)


def test_a_negative_factor_takes_brackets_and_a_negative_term_its_own_sign() -> None:
    assert numbers.bracketed(-0.77) == "(−0.77)"
    assert numbers.bracketed(0.7) == "0.7"
    assert numbers.signed(-0.4) == "− 0.4"
    assert numbers.signed(0.4) == "+ 0.4"


def test_a_percentage_and_a_row_of_numbers_follow_the_language() -> None:
    assert numbers.percent(0.0123) == "1.2%"
    assert numbers.percent(0.0123, "ru") == "1,2\N{NO-BREAK SPACE}%"
    assert numbers.row([0.4, -1.5]) == "0.4, −1.5"
    assert numbers.row([0.4, -1.5], "ru") == "0,4; −1,5"


def test_counts_are_grouped_from_five_digits_on() -> None:
    assert numbers.whole(1000) == "1000"
    assert numbers.whole(10000) == "10,000"
    assert numbers.whole(1234567, "ru") == "1\u202f234\u202f567"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0,5", 0.5),
        ("0.5", 0.5),
        (" −1.5 ", -1.5),
        ("-1,5", -1.5),
        ("+2", 2.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("1/3", 1 / 3),
        ("−1 / 3", -1 / 3),
        ("1,5/2", 0.75),
        ("10\u2009000", 10000.0),
        ("1\u202f234\u00a0567,5", 1234567.5),
        ("1e-3", 0.001),
        ("3,2·10⁻⁴", 3.2e-4),
    ],
)
def test_a_typed_number_is_understood(typed: str, value: float) -> None:
    assert numbers.parse(typed) == value


NO_NUMBERS = (
    *("", " ", "-", "/", "1/", "1/0", "1/2/3", "nan", "NaN", "inf", "-Infinity", "∞", "0x10", "1_000", "١٢", "５"),
    *("1e999", "1e9999", "1 2", "12 34", "1.2.3", "1,234.5", "--1", "e5", "1e", "9" * 65, "1\n2", "<b>", "1·10", "²"),
)  # fmt: skip


@pytest.mark.parametrize("typed", NO_NUMBERS)
def test_text_that_is_not_a_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"number|zero|large"):
        numbers.parse(typed)


@given(st.text(max_size=80))
def test_whatever_is_typed_gives_a_finite_number_or_a_value_error(typed: str) -> None:
    try:
        value = numbers.parse(typed)
    except ValueError:
        return
    assert math.isfinite(value)
    assert math.copysign(1, value) == 1 or value != 0


@given(FINITE)
def test_a_number_as_python_writes_it_is_read_to_the_last_bit(value: float) -> None:
    assert numbers.parse(repr(value)) == value
