import ast
import time
from collections.abc import Callable
from fractions import Fraction
from operator import add, mul, sub
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.core.practice.arithmetic import LARGEST, MAX_LENGTH, MAX_NESTING, Typed, UnreadableAnswer, read

APP = Path(__file__).parents[3] / "app"
GRAMMAR = "0123456789.,eE+-−–*·×⋅/:÷⁄() \u00a0\u2009\u202f⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹"
SLOW = 0.1  # seconds; the slowest texts take about a tenth of that


def result(text: str) -> Typed | UnreadableAnswer:
    """What a text says, or why it cannot be read."""
    try:
        return read(text)
    except UnreadableAnswer as unreadable:
        return unreadable


@pytest.mark.parametrize(
    ("text", "value", "step", "digits"),
    [
        ("-0.385", "-0.385", "0.001", 3),
        ("−0,385", "-0.385", "0.001", 3),
        ("–.385", "-0.385", "0.001", 3),
        ("  - 0.385 ", "-0.385", "0.001", 3),
        ("+,5", "0.5", "0.1", 1),
        ("--5", "5", "1", 1),
        ("7.", "7", "1", 1),
        ("0.50", "0.5", "0.01", 2),
        ("00.050", "0.05", "0.001", 2),
        ("0", "0", "1", 0),
        ("-0.0", "0", "0.1", 0),
        ("1 234 567,8", "1234567.8", "0.1", 8),
        ("12\u202f345", "12345", "1", 5),
        ("3.8e-1", "0.38", "0.01", 2),
        ("3,8E−1", "0.38", "0.01", 2),
        ("1e+5", "100000", "100000", 1),
        ("1e-400", "1e-400", "1e-400", 1),
    ],
)
def test_a_decimal_has_a_value_and_a_last_place(text: str, value: str, step: str, digits: int) -> None:
    assert read(text) == Typed(Fraction(value), Fraction(step), digits)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3/8", "3/8"),
        ("-3:8", "-3/8"),
        ("3 ÷ 8", "3/8"),
        ("3⁄8", "3/8"),
        ("-0.77*0.5*0", "0"),
        ("1·0.4 + 2·0.3 + 0.1", "11/10"),
        ("0.1+0.2-0.3", "0"),
        ("1-2-3", "-4"),
        ("8/4/2", "1"),
        ("2-3·4", "-10"),
        ("-(2-3)·(-4)", "-4"),
        ("2·-3", "-6"),
        ("(0.5)", "1/2"),
        ("5·10⁻³", "1/200"),
        ("-2²", "-4"),
        ("(1-0.3)·0.3", "21/100"),
        ("1e5²", "1e10"),
        ("0⁰", "1"),
    ],
)
def test_a_fraction_or_arithmetic_has_a_value_and_no_last_place(text: str, value: str) -> None:
    assert read(text) == Typed(Fraction(value))


@pytest.mark.parametrize(
    ("text", "reason", "at"),
    [
        ("", "empty", 0),
        (" \u00a0 ", "empty", 0),
        ("1" * 10_000, "too_long", MAX_LENGTH),
        ("1e999", "too_large", 0),
        ("2 + 1e999", "too_large", 4),
        ("1e-999", "too_large", 0),
        ("1e" + "9" * 150, "too_large", 0),
        ("1e300·1e300", "too_large", 0),
        ("9e400⁴⁰⁰", "too_large", 0),
        ("0/0", "division_by_zero", 1),
        ("1/(2 − 2)", "division_by_zero", 1),
        ("3·0⁻¹", "division_by_zero", 2),
        ("__import__('os')", "not_arithmetic", 0),
        ("(1", "unfinished", 2),
        ("1)", "not_arithmetic", 1),
        ("()", "not_arithmetic", 1),
        ("(" * 200, "not_arithmetic", MAX_NESTING),
        ("-", "unfinished", 1),
        ("5 +", "unfinished", 3),
        ("1 + 5⁻", "not_arithmetic", 4),
        ("٣", "not_arithmetic", 0),
        ("3٣", "not_arithmetic", 1),
        ("１", "not_arithmetic", 0),
        ("½", "not_arithmetic", 0),
        ("1,5,5", "not_arithmetic", 3),
        ("1.5.5", "not_arithmetic", 3),
        ("1 5", "not_arithmetic", 2),
        ("1 2345", "not_arithmetic", 2),
        ("0 385", "not_arithmetic", 2),
        ("5**2", "not_arithmetic", 2),
        ("5//2", "not_arithmetic", 2),
        ("5%", "not_arithmetic", 1),
        ("1_000", "not_arithmetic", 1),
        ("0x10", "not_arithmetic", 1),
        ("nan", "not_arithmetic", 0),
        ("-inf", "not_arithmetic", 1),
        (".", "not_arithmetic", 0),
        ("5e", "not_arithmetic", 1),
        ("5\x00", "not_arithmetic", 1),
        ("1\n000", "not_arithmetic", 2),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_place(text: str, reason: str, at: int) -> None:
    with pytest.raises(UnreadableAnswer) as refused:
        read(text)
    assert (refused.value.reason, refused.value.at) == (reason, at)


@given(st.text(max_size=300) | st.text(GRAMMAR, max_size=300) | st.text("0123456789e⁰⁹-+/*()", max_size=MAX_LENGTH))
@example("(" * MAX_NESTING + "1" + ")" * MAX_NESTING)
@example("-" * MAX_LENGTH)
@example("1e5⁺")
@settings(max_examples=500, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    found = result(text)
    if isinstance(found, UnreadableAnswer):
        assert 0 <= found.at <= len(text)
    else:
        assert abs(found.value) <= LARGEST
        assert len(text) <= MAX_LENGTH
        assert (found.step == 0) or (found.step > 0 and (found.value / found.step).denominator == 1)
        assert found.digits == 0 or 10 ** (found.digits - 1) <= abs(found.value / found.step) < 10**found.digits


@pytest.mark.parametrize(
    "text",
    [
        "/".join(["3e-400⁴⁰⁰", "7e400⁴⁰⁰"] * 9),
        "+".join(["1/7e-400", "1/9e400", "1/1.3e-400"] * 6)[:MAX_LENGTH],
        "-".join(["9¹⁹⁹·97²⁰⁰/7⁻¹⁹⁹"] * 11),
        "*".join(["7⁻⁸⁰"] * 40),
        "(" * MAX_LENGTH,
        "1 000" + " 000" * 48,
        "9" * MAX_LENGTH,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    assert len(text) <= MAX_LENGTH
    times = []
    for _ in range(3):
        start = time.perf_counter()
        result(text)
        times.append(time.perf_counter() - start)
    assert min(times) < SLOW


Expression = tuple[str, Fraction]
DECIMALS: st.SearchStrategy[Expression] = st.tuples(
    st.integers(0, 9999), st.integers(0, 4), st.sampled_from(".,"), st.sampled_from(["", "e-2", "E+1", "e3"])
).map(lambda parts: decimal(*parts))
SIGNS: dict[str, tuple[str, Callable[[Any, Any], Any]]] = {"+": ("+", add), "-": ("-−–", sub), "*": ("*·×⋅", mul)}


def decimal(number: int, decimals: int, point: str, power: str) -> Expression:
    digits = str(number).rjust(decimals + 1, "0")
    whole, part = digits[: len(digits) - decimals], digits[len(digits) - decimals :]
    exact = Fraction(number, 10**decimals) * Fraction(f"1{power}")
    return (f"{whole}{point}{part}" if decimals else whole) + power, exact


@st.composite
def combined(draw: st.DrawFn, parts: st.SearchStrategy[Expression]) -> Expression:
    """Two expressions joined by a sign, or one with a sign, all in brackets."""
    (one, value), (other, by) = draw(parts), draw(parts)
    space = draw(st.sampled_from(["", " ", "\u202f"]))
    kind = draw(st.sampled_from([*SIGNS, "/", "negative"]))
    if kind == "negative":
        return f"(-{space}{one})", -value
    if kind == "/" and by:
        return f"({one}{space}{draw(st.sampled_from('/:÷'))}{other})", value / by
    written, operation = SIGNS["*" if kind == "/" else kind]
    return f"({one}{space}{draw(st.sampled_from(written))}{space}{other})", operation(value, by)


@given(st.recursive(DECIMALS, combined, max_leaves=8).filter(lambda found: len(found[0]) <= MAX_LENGTH))
@settings(max_examples=150, deadline=None)
def test_arithmetic_is_exact(expression: Expression) -> None:
    text, value = expression
    assert read(text).value == value


@given(st.lists(st.tuples(st.sampled_from("+-*"), st.integers(0, 99)), min_size=1, max_size=12))
@settings(max_examples=100, deadline=None)
def test_products_come_before_sums_from_left_to_right(row: list[tuple[str, int]]) -> None:
    text = "0" + "".join(f"{sign}{number}" for sign, number in row)
    terms = [Fraction(0)]
    for sign, number in row:
        if sign == "*":
            terms[-1] *= number
        else:
            terms.append(Fraction(number if sign == "+" else -number))
    assert read(text).value == sum(terms)


def test_nothing_in_the_program_evaluates_text() -> None:
    names = {"eval", "exec", "compile", "__import__"}
    sources = {path: path.read_text(encoding="utf-8") for path in APP.rglob("*.py")}
    found = [
        f"{path.relative_to(APP)}:{node.lineno}"
        for path, source in sources.items()
        if any(name in source for name in names)  # the others need not be parsed
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Name) and node.id in names
    ]
    assert found == []
