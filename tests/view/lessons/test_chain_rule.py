from itertools import product

import pytest

from app.core.machines import joints, machine, machine_names, products
from app.view.lessons.chain_rule import ChainRule, read
from app.view.lessons.kit.query import Query
from app.view.words.language import language
from app.view.words.numbers import text

EN, RU = language("en"), language("ru")


def lesson(**given: str) -> ChainRule:
    return read(Query(given, EN))


def test_the_first_numbers_match_those_found_by_hand() -> None:
    # x = 1.5: C = 2.25, B = 2 − 1.125 = 0.875, A = 0.765625; slopes 3, −0.5, 1.75; product −2.625
    found = lesson()
    assert [each.value.text for each in found.values] == ["1.5", "2.25", "0.875", "0.766"]
    assert [box.slope.text for box in found.boxes] == ["3", "−0.5", "1.75"]
    assert [each.derivative.text for each in found.values] == ["−2.625", "−0.875", "1.75", "1"]
    assert found.product.text == found.nudge.both.text == "−2.625"
    assert [letter for letter, _, _ in found.factors] == ["A", "B", "C"]


@pytest.mark.parametrize(("by", "letters", "result"), [("C", "AB", "−0.875"), ("B", "A", "1.75"), ("A", "", "1")])
def test_an_inner_variable_shortens_the_product(by: str, letters: str, result: str) -> None:
    found = lesson(by=by)
    assert "".join(letter for letter, _, _ in found.factors) == letters
    assert found.product.text == found.nudge.both.text == result
    assert [box.held for box in found.boxes] == [box.letter not in letters for box in found.boxes]


def test_a_value_becomes_the_variable_without_changing() -> None:
    jump = lesson(x="1.3").values[2].jump
    held = read(Query({"x": "1.3", "to": jump}, EN))
    assert held.by.value == "B"
    assert held.slider.value == joints([machine("square"), machine("falling")], 1.3)[1].leaving


def test_machines_inside_the_placeholder_make_no_difference() -> None:
    one, other = lesson(by="B", held="2", x="1", C="sin"), lesson(by="B", held="2", x="-3", C="exp")
    assert one.product == other.product
    assert one.product.text == "4"


NAMES = machine_names()


@pytest.mark.parametrize(
    "names",
    [(one, other, NAMES[(i + j) % len(NAMES)]) for (i, one), (j, other) in product(enumerate(NAMES), repeat=2)],
)
def test_every_chain_of_machines_shows_the_numbers_of_the_core(names: tuple[str, ...]) -> None:
    for x in (-1.2, 0.0, 0.7):
        found = lesson(C=names[0], B=names[1], A=names[2], x=str(x))
        expected = products(joints([machine(name) for name in names], x))[0]
        assert found.product.text == ("–" if expected is None else text(expected))


def test_relu_at_zero_has_a_value_but_no_derivative() -> None:
    found = lesson(x="0", C="relu", B="affine", A="affine")
    assert (found.missing, found.nudge.verdict) == ("unknown: one slope is missing", "corner")
    assert found.values[1].value.text == "0"
    assert (found.product.sign, found.boxes[0].slope.sign) == ("none", "none")
    assert "corner" in found.boxes[0].hole
    assert (found.nudge.right.text, found.nudge.left.text) == ("9", "0")


def test_a_derivative_that_the_product_cannot_find_is_still_seen() -> None:
    # A(B(C(x))) = 3 · max(0, x²) + 1 = 3x² + 1: smooth, with derivative 0, although ReLU has a corner at 0
    found = lesson(x="0", C="square", B="relu", A="affine")
    assert (found.missing, found.nudge.verdict) == ("unknown: one slope is missing", "smooth")
    assert (found.nudge.right.text, found.nudge.left.text) == ("0.03", "−0.03")


def test_a_machine_without_a_value_stops_the_chain() -> None:
    found = lesson(x="0", C="reciprocal")
    assert (found.missing, found.nudge.verdict) == ("does not exist here", "nothing")
    assert [each.value.sign for each in found.values] == ["zero", "none", "none", "none"]
    assert "1/0" in found.boxes[0].hole
    assert found.boxes[0].curve.point is None
    assert found.boxes[0].curve.path.count("M") == 2


def test_a_number_that_is_too_large_is_reported() -> None:
    found = lesson(x="3", C="exp", B="exp", A="exp")
    assert [box.hole != "" for box in found.boxes] == [False, False, True]
    assert (found.missing, found.nudge.verdict) == ("too large to compute", "nothing")


def test_a_product_that_is_too_large_is_not_called_a_corner() -> None:
    # f = exp(C)² = exp(709.6) ≈ 1.5·10³⁰⁸ is still a number, but its slope is twice as large and is not
    found = lesson(by="C", held="354.8", B="exp", A="square")
    assert found.values[3].value.sign == "pos"
    assert (found.missing, found.nudge.verdict) == ("too large to compute", "unknown")


def test_russian_numbers_have_a_comma() -> None:
    assert read(Query({}, RU)).product.text == "−2,625"
