"""Lesson 0: its numbers against the reference pass, and what it keeps back until the reader has guessed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.examples import REFERENCE, REFERENCE_PROBLEM
from app.core.tape import record
from app.view.lessons.goal import drawing
from app.view.lessons.goal.drawing import DESK, PHONE, Layout
from app.view.lessons.goal.lesson import KEYS, ROUNDS, Goal, read, rounds, turned
from app.view.lessons.kit.query import Query
from app.view.words.language import language


def lesson(view: str = "desk", **given: str) -> Goal:
    return read(Query(given, language("en"), view))


def test_before_the_answer_nothing_of_it_is_known() -> None:
    page = lesson()
    assert [unit.value for unit in page.units] == ["1", "2", "", "", "", ""]
    assert [mark.kind for mark in page.scale.marks] == ["target"]
    assert page.costs is None or not page.round


def test_the_first_round_turns_the_weights_by_the_learning_rate_times_their_derivatives() -> None:
    tape = record(REFERENCE, REFERENCE_PROBLEM)
    turns = turned(rounds(1.0, 2.0, 1.5, 0.1), 1)
    assert turns == pytest.approx({(k, i, j): -0.1 * float(tape.dW[k - 1][i, j]) for k, i, j in KEYS})


def test_the_reference_example_has_the_numbers_of_the_article() -> None:
    page = lesson(beat="2", blamed="2.0.0", round="1")
    assert (page.first, page.first_cost, page.says, page.cost) == ("0.73", "0.296", "1.247", "0.032")
    assert page.blame == ("0.085", "0.108", 3)
    assert [weight.key for weight in page.weights if weight.most] == ["1.1.0"]
    assert [weight.key for weight in page.weights if weight.guessed] == ["2.0.0"]
    assert {weight.key for weight in page.weights if weight.turn == "none"} == {"1.0.1", "1.1.1", "2.1.0"}


@pytest.mark.parametrize(("said", "y", "right"), [("less", "1.5", True), ("more", "1.5", False), ("more", "0.2", True)])
def test_the_guess_of_the_answer_is_compared_with_it(said: str, y: str, right: bool) -> None:
    assert lesson(said=said, y=y).right is right


def test_a_network_without_an_error_turns_no_weight() -> None:
    said = lesson(beat="2").first
    page = lesson(beat="2", round="1", y=said)
    assert (page.blame.most, page.blame.unturned) == ("", len(KEYS))


@given(
    given=st.dictionaries(
        st.sampled_from(["beat", "said", "blamed", "round", "passes", "x1", "x2", "y", "rate"]),
        st.one_of(
            st.text(max_size=12), st.integers(-20, 20).map(str), st.sampled_from(["less", "1.0.1", "one", "1/3"])
        ),
    ),
    view=st.sampled_from(["desk", "phone"]),
)
def test_any_address_opens_the_lesson(given: dict[str, str], view: str) -> None:
    page = lesson(view, **given)
    assert 1 <= page.beats.here <= 3
    assert 0 <= page.round <= ROUNDS


@pytest.mark.parametrize("place", [DESK, PHONE])
def test_no_labels_of_weights_overlap_each_other_or_a_unit(place: Layout) -> None:
    pills = [drawing.edge(place, key)[1] for key in KEYS]
    for k, (x, y) in enumerate(pills):
        for other_x, other_y in pills[:k]:
            assert abs(x - other_x) >= place.pill[0] or abs(y - other_y) >= place.pill[1]
        for unit_x, unit_y in (at for layer in place.units for at in layer):
            wide, high = (place.pill[0] + place.unit[0]) / 2, (place.pill[1] + place.unit[1]) / 2
            assert abs(x - unit_x) >= wide - 1 or abs(y - unit_y) >= high - 1


@pytest.mark.parametrize("last", [1.5, 1.4999, 1.2])
def test_the_labels_beside_the_scale_keep_apart(last: float) -> None:
    marks = drawing.scale(DESK, {"target": 1.5, "says": last, "said": 1.4}, [1.5], "en").marks
    heights = sorted(mark.label[1] for mark in marks)
    assert all(low - high >= drawing.LABEL_GAP for high, low in pairwise(heights))
