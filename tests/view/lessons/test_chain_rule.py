from itertools import product

import pytest

from app.core.machines import MACHINES, joints, products
from app.view.lessons.chain_rule import ChainRule, read
from app.view.lessons.kit.query import Query
from app.view.words.language import language
from app.view.words.numbers import text

EN, RU = language("en"), language("ru")


def lesson(**given: str) -> ChainRule:
    return read(Query(given, EN))


def test_at_first_the_numbers_are_those_found_by_hand() -> None:
    # x = 1.5: C = 2.25, B = 2 − 1.125 = 0.875, A = 0.765625; slopes 3, −0.5, 1.75; product −2.625
    found = lesson()
    assert [each.value.text for each in found.betweens] == ["1.5", "2.25", "0.875", "0.766"]
    assert [box.slope.text for box in found.boxes] == ["3", "−0.5", "1.75"]
    assert [each.derivative.text for each in found.betweens] == ["−2.625", "−0.875", "1.75", "1"]
    assert found.product.text == found.nudge.both.text == "−2.625"
    assert [letter for letter, _, _ in found.factors] == ["A", "B", "C"]


@pytest.mark.parametrize(("by", "letters", "result"), [("C", "AB", "−0.875"), ("B", "A", "1.75"), ("A", "", "1")])
def test_a_joint_as_the_variable_shortens_the_product(by: str, letters: str, result: str) -> None:
    found = lesson(by=by)
    assert "".join(letter for letter, _, _ in found.factors) == letters
    assert found.product.text == found.nudge.both.text == result
    assert [box.held for box in found.boxes] == [box.letter not in letters for box in found.boxes]


def test_a_joint_becomes_the_variable_with_the_value_that_it_has() -> None:
    jump = lesson(x="1.3").betweens[2].jump
    held = read(Query({"x": "1.3", "to": jump}, EN))
    assert held.by.value == "B"
    assert held.slider.value == joints([MACHINES["square"], MACHINES["falling"]], 1.3)[1].leaving


def test_what_lies_inside_the_placeholder_does_not_count() -> None:
    one, other = lesson(by="B", held="2", x="1", C="sin"), lesson(by="B", held="2", x="-3", C="exp")
    assert one.product == other.product
    assert one.product.text == "4"


@pytest.mark.parametrize("names", list(product(MACHINES, repeat=3)))
def test_every_row_of_machines_shows_the_numbers_of_the_core(names: tuple[str, ...]) -> None:
    for x in (-1.2, 0.0, 0.7):
        found = lesson(C=names[0], B=names[1], A=names[2], x=str(x))
        expected = products(joints([MACHINES[name] for name in names], x))[0]
        assert found.product.text == ("–" if expected is None else text(expected))


def test_relu_at_zero_has_a_value_and_two_slopes_and_says_so() -> None:
    found = lesson(x="0", C="relu", B="affine", A="affine")
    assert found.betweens[1].value.text == "0"
    assert (found.product.sign, found.boxes[0].slope.sign) == ("none", "none")
    assert "corner" in found.boxes[0].hole
    assert (found.nudge.right.text, found.nudge.left.text) == ("9", "0")


def test_a_hole_has_no_value_and_nothing_after_it() -> None:
    found = lesson(x="0", C="reciprocal")
    assert [each.value.sign for each in found.betweens] == ["zero", "none", "none", "none"]
    assert "1/0" in found.boxes[0].hole
    assert found.boxes[0].curve.point is None
    assert found.boxes[0].curve.path.count("M") == 2


def test_a_number_that_is_too_large_is_said() -> None:
    found = lesson(x="3", C="exp", B="exp", A="exp")
    assert [box.hole != "" for box in found.boxes] == [False, False, True]


def test_in_russian_numbers_have_a_comma() -> None:
    assert read(Query({}, RU)).product.text == "−2,625"


@pytest.mark.parametrize(("typed", "verdict"), [("3", "right"), ("3,0", "right"), ("-3", "wrong"), ("?", "no_number")])
def test_the_answer_is_judged(typed: str, verdict: str) -> None:
    assert lesson(answer=typed).question.verdict == verdict


def test_known_slips_are_told_by_name() -> None:
    assert "sign" in lesson(answer="-3").question.words
    assert "enters" in lesson(answer="-2").question.words
