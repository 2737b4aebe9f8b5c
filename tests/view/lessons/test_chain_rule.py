"""Lesson 1: its numbers against the machines of the core, its replies, and what it keeps back before a guess."""

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.machines import joints, machine, machine_names, products
from app.view.lessons.chain_rule import drawing, lens
from app.view.lessons.chain_rule.gears import wheels
from app.view.lessons.chain_rule.lesson import COUNT, ChainRule, read
from app.view.lessons.kit.query import Query
from app.view.words.language import language
from app.view.words.numbers import text

EN, RU = language("en"), language("ru")


def lesson(beat: int = 3, view: str = "desk", **given: str) -> ChainRule:
    return read(Query({"beat": str(beat), f"said{beat}": "shown", **given}, EN, view))


def values(page: ChainRule) -> list[str]:
    return [each.value.text for each in page.picture.values]


def test_the_first_numbers_match_those_found_by_hand() -> None:
    # x = 1.5: C = 2.25, B = 2 − 1.125 = 0.875, A = 0.765625; slopes 3, −0.5, 1.75; product −2.625
    page = lesson()
    assert values(page) == ["1.5", "2.25", "0.875", "0.766"]
    assert [box.factor.text for box in page.picture.boxes] == ["3", "−0.5", "1.75"]
    assert [each.derivative.text for each in page.picture.values] == ["−2.625", "−0.875", "1.75", "1"]
    assert page.product.text == page.measured.both.text == "−2.625"
    assert [letter for letter, _, _ in page.factors] == ["A", "B", "C"]
    assert [bar.value.text for bar in page.picture.bars] == ["0.01", "0.03", "−0.015", "−0.026"]


@pytest.mark.parametrize("beat", range(1, COUNT + 1))
def test_before_a_guess_nothing_of_its_answer_is_known(beat: int) -> None:
    page = lesson(beat, **{f"said{beat}": ""})
    assert not page.shown
    assert (page.picture.needle, len(page.picture.bars)) == (None, 1)
    assert {each.derivative.sign for each in page.picture.values} == {"none"}
    if beat in (2, 4):  # where a place is looked for, a slope would give it away
        assert {box.factor.sign for box in page.picture.boxes} == {"none"}
        assert all(each is None for places in page.picture.track for each in places[1::2])


@pytest.mark.parametrize(
    ("beat", "said", "reply"),
    [
        (1, "1.5", "Right"),
        (1, "3.5", "You added"),
        (1, "3", "stopped at the first machine"),
        (1, "1/2", "second machine alone"),
        (3, "-0.026", "Right"),
        (3, "0.03", "stopped at the first machine"),
        (3, "−0.015", "stopped at the second machine"),
        (3, "0,026", "Check the sign"),
        (3, "0.0425", "added the slopes"),
        (3, "-2.625", "slope of the whole"),
        (5, "0.0175", "Right"),
        (5, "-0.02625", "the way from x"),
        (6, "down", "Right"),
        (6, "up", "W must go down"),
    ],
)
def test_a_guess_is_answered_with_its_reason(beat: int, said: str, reply: str) -> None:
    page = lesson(beat, **{f"said{beat}": said})
    assert page.shown
    assert page.guess.right is (reply == "Right")
    assert reply in page.guess.reply


def test_a_guess_that_cannot_be_read_costs_nothing() -> None:
    page = lesson(3, said3="down there")
    assert (page.shown, page.guess.typed) == (False, "down there")
    assert "Not a number" in page.guess.reply


@pytest.mark.parametrize(("said", "right"), [("-1", True), ("−0,95", True), ("-0.6", False), ("9e99", False)])
def test_the_place_of_a_slope_is_found_by_dragging_near_to_it(said: str, right: bool) -> None:
    page = lesson(2, said2=said)
    assert page.guess.right is right
    assert (page.variable.text, page.there) == ("−1", "−1")


def test_the_needle_does_not_move_where_one_slope_is_0() -> None:
    # f = (2 − x²/2)², f′ = −2x(2 − x²/2): 0 at −2, 0 and 2
    page = lesson(4, said4="1.95")
    assert page.still == ("−2", "0", "2")
    assert page.guess.right
    assert lesson(4, said4="2").picture.bars[-1].value.text == "≈ 0"
    flat = lesson(4, C="relu", B="affine", A="affine")
    assert flat.still == ("−3", "−0.05")
    assert lesson(4, C="affine", B="affine", A="affine").still == ()


@pytest.mark.parametrize(("by", "letters", "result"), [("C", "AB", "−0.875"), ("B", "A", "1.75"), ("A", "", "1")])
def test_an_inner_variable_shortens_the_product(by: str, letters: str, result: str) -> None:
    page = lesson(5, by=by)
    assert "".join(letter for letter, _, _ in page.factors) == letters
    assert page.product.text == page.measured.both.text == result
    assert [box.held for box in page.picture.boxes] == [box.part.letter not in letters for box in page.picture.boxes]


def test_a_value_becomes_the_variable_without_changing() -> None:
    address = lesson(5, by="x", x="1.3").picture.values[2].address
    held = read(Query(dict(pair.split("=") for pair in address[1:].split("&")), EN))
    assert held.row.variable == "B"
    assert held.row.value == joints([machine("square"), machine("falling")], 1.3)[1].leaving


def test_machines_inside_the_placeholder_make_no_difference() -> None:
    one, other = lesson(5, held="2", x="1", C="sin"), lesson(5, held="2", x="-3", C="exp")
    assert one.product == other.product
    assert one.product.text == "4"


def test_the_neuron_has_the_slope_with_which_the_next_lesson_begins() -> None:
    page = lesson(6)
    assert values(page) == ["1.2", "2.4", "2.4", "0.98"]
    assert page.product.text == "2.8"
    assert [box.part.was for box in page.picture.boxes] == ["C", "B", "A"]


NAMES = machine_names()


@pytest.mark.parametrize(("i", "j"), [*product(range(len(NAMES)), repeat=2)])
def test_every_chain_of_machines_shows_the_numbers_of_the_core(i: int, j: int) -> None:
    names, x = (NAMES[i], NAMES[j], NAMES[(i + j) % len(NAMES)]), (-1.2, 0.0, 0.7)[(i + 2 * j) % 3]
    page = lesson(C=names[0], B=names[1], A=names[2], x=str(x))
    expected = products(joints([machine(name) for name in names], x))[0]
    assert page.product.text == ("–" if expected is None else text(expected))


def test_relu_at_zero_has_a_value_but_no_derivative() -> None:
    page = lesson(said3="", x="0", C="relu", B="affine", A="affine")
    assert page.shown  # there is nothing to guess
    assert (page.missing, page.measured.verdict) == ("unknown: one slope is missing", "corner")
    assert values(page)[1] == "0"
    assert (page.product.sign, page.picture.boxes[0].factor.sign) == ("none", "none")
    assert "corner" in page.holes[0]
    assert (page.measured.right.text, page.measured.left.text) == ("9", "0")


def test_a_derivative_that_the_product_cannot_find_is_still_seen() -> None:
    # A(B(C(x))) = 3 · max(0, x²) + 1 = 3x² + 1: smooth, with derivative 0, although ReLU has a corner at 0
    page = lesson(x="0", C="square", B="relu", A="affine")
    assert (page.missing, page.measured.verdict) == ("unknown: one slope is missing", "smooth")
    assert (page.measured.right.text, page.measured.left.text) == ("0.03", "−0.03")


def test_a_machine_without_a_value_stops_the_chain() -> None:
    page = lesson(x="0", C="reciprocal")
    assert (page.missing, page.measured.verdict) == ("does not exist here", "nothing")
    assert [each.value.sign for each in page.picture.values] == ["zero", "none", "none", "none"]
    assert "1/0" in page.holes[0]
    assert page.picture.boxes[0].point is None
    assert page.picture.boxes[0].curve.count("M") == 2


def test_a_number_that_is_too_large_is_reported() -> None:
    page = lesson(x="3", C="exp", B="exp", A="exp")
    assert len(page.holes) == 1
    assert (page.missing, page.measured.verdict) == ("too large to compute", "nothing")


def test_a_product_that_is_too_large_is_not_called_a_corner() -> None:
    # f = exp(C)² = exp(709.6) ≈ 1.5·10³⁰⁸ is still a number, but its slope is twice as large and is not
    page = lesson(5, by="C", held="354.8", B="exp", A="square")
    assert page.picture.values[3].value.sign == "pos"
    assert (page.missing, page.measured.verdict) == ("too large to compute", "unknown")


def test_russian_numbers_have_a_comma() -> None:
    assert read(Query({"beat": "3", "said3": "shown"}, RU)).product.text == "−2,625"


@given(
    slope=st.floats(0.2, 5).flatmap(lambda size: st.sampled_from([size, -size])),
    place=st.sampled_from([(200.0, 48.0, 102.0, 184.0), (5.0, 216.0, 140.0, 56.0)]),
)
def test_wheels_turn_as_the_slope_says_and_stay_in_their_place(
    slope: float, place: tuple[float, float, float, float]
) -> None:
    found = wheels(place, slope, 1)
    x, y, width, height = place
    for wheel in found:
        points = [float(each) for each in re.findall(r"-?[\d.]+", wheel.outline)]
        assert x - 0.2 <= wheel.x + min(points[::2])
        assert wheel.x + max(points[::2]) <= x + width + 0.2
        assert y - 0.2 <= wheel.y + min(points[1::2])
        assert wheel.y + max(points[1::2]) <= y + height + 0.2
    teeth = [wheel.outline.count("L") + 1 for wheel in found]
    # wheels that mesh turn opposite ways, so two wheels turn it round, three do not
    assert len(found) == (3 if slope > 0 else 2)
    assert teeth[0] / teeth[-1] == pytest.approx(abs(slope), rel=0.15)
    assert [wheel.value for wheel in (found[0], found[-1])] == [1, 2]


def test_a_slope_of_0_has_no_wheels() -> None:
    assert wheels((0, 0, 100, 100), 0.0, 0) == ()
    assert [gear.after for gear in lesson(1).picture.gears] == [40, -120, 120, 120, -180, 60]
    assert {gear.after for gear in lesson(1, said1="").picture.gears} == {0}
    assert lesson(1, first="0").picture.gears[0].wheel.value == 1


@pytest.mark.parametrize("view", ["desk", "phone"])
def test_the_lens_shows_the_curve_and_its_tangent_only_when_the_slope_was_measured(view: str) -> None:
    waiting, seen = (lesson(2, view, said2=said, place="1").picture.lens for said in ("", "1"))
    assert waiting is not None
    assert seen is not None
    assert waiting.curve == seen.curve
    assert (bool(waiting.tangent), bool(seen.tangent)) == (False, True)
    assert lesson(3, view).picture.lens is None


def test_the_lens_has_the_slope_of_the_curve() -> None:
    # x² at 1: the slope is 2, and 98.4 / 1080 to its side the curve is 0.0911² · 1080 = 9 above the tangent
    assert lens.paths(82, 54, (0.9025, 1.0, 1.1025), known=True) == (
        "M-98.4 187.8Q0 9.0 98.4 -205.8",
        "M-98.4 196.8L98.4 -196.8",
    )


@given(
    given=st.dictionaries(
        st.sampled_from(
            [
                "beat",
                *(f"said{k}" for k in range(1, 7)),
                "x",
                "held",
                "by",
                "C",
                "B",
                "A",
                "first",
                "second",
                "wanted",
                "nudge",
                "turn",
                "place",
                "spot",
                "weight",
            ]
        ),
        st.one_of(
            st.text(max_size=12),
            st.integers(-20, 20).map(str),
            st.sampled_from(
                ["shown", "1/3", "1e300", "-1e-300", "A", "C", "exp", "reciprocal", "relu", "tanh", "0.001", "1e6"]
            ),
        ),
    ),
    view=st.sampled_from(["desk", "phone"]),
)
def test_any_address_opens_the_lesson(given: dict[str, str], view: str) -> None:
    page = read(Query(given, EN, view))
    assert 1 <= page.beats.here <= COUNT
    assert len(page.picture.boxes) == len(page.picture.frame.boxes)


@given(value=st.floats(-1e6, 1e6), steep=st.floats(-1e6, 1e6), axis=st.sampled_from([0, 1]))
def test_a_window_shows_the_point_with_its_triangle(value: float, steep: float, axis: int) -> None:
    half = abs(drawing.run(steep) * steep / 2)
    low = drawing.home(value, axis, half)
    assert half <= drawing.STEEPEST / 2 + 1e-9
    slack = 1e-9 * max(1, abs(value))
    assert low <= value - half + slack
    assert value + half <= low + drawing.SPAN + slack


@given(st.lists(st.floats(-1e6, 1e6).filter(lambda x: x == 0 or abs(x) > 1e-9), min_size=1, max_size=4))
def test_the_bars_and_the_needle_stay_on_their_scale(moves: list[float]) -> None:
    end = drawing.scale(moves)
    assert max(map(abs, moves)) <= end
    place = drawing.frame("desk", 3)
    assert all(abs(drawing.needle(place, move, end, "en").angle) <= drawing.TURN for move in moves)
