"""Lesson 10: what a guess gets for a reply, the drawn curves, and the race."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.view.lessons.kit.query import Query
from app.view.lessons.softmax.lesson import BEATS, MAX_STEPS, Softmax, read
from app.view.words.language import language


def lesson(view: str = "desk", **given: str) -> Softmax:
    return read(Query(given, language("en"), view))


def test_it_begins_with_one_chance_in_a_thousand() -> None:
    page = lesson()
    assert [each.said.text for each in page.classes] == ["0.992", "0.001", "0.007"]
    assert [each.right for each in page.classes] == [False, True, False]
    assert (page.top.number, page.lifted.number) == (1, 3)
    assert (page.top.raised.text, page.costs[0].text, page.costs[1].text) == ("0.981", "6.908", "0.991")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("-0.999", "Right."),
        ("−1", "Right."),
        ("1", "Check the sign"),
        ("0.001", "the slope alone"),
        ("-1000", "slope is still missing"),
        ("-5", "nearly cancel"),
    ],
)
def test_the_reply_names_what_went_wrong(typed: str, words: str) -> None:
    page = lesson(beat="3", product=typed)
    assert words in page.reply
    assert (page.truth.text, page.ways[1].total.text) == ("−0.999", "−0.002")


def test_the_curves_have_the_present_place_and_the_guess_at_its_height() -> None:
    hidden, page = lesson(beat="2").curves, lesson(beat="2", alarm="3").curves
    assert hidden is not None
    assert page is not None
    assert (hidden.cross, hidden.yours) == ("", None)
    assert page.cross.startswith("M")
    assert page.yours is not None
    (x, loud), (_, quiet) = page.points
    assert page.yours[0] == x
    assert loud < page.yours[1] < quiet  # y grows downwards


def test_the_balls_rest_until_they_are_let_go_and_the_quiet_one_takes_far_longer() -> None:
    before, after = lesson(beat="5").race, lesson(beat="5", laps="10").race
    assert before is not None
    assert after is not None
    assert before.steps == (0, 0)
    assert len(before.squared.dots) == 1
    assert after.steps[1] > 50 * after.steps[0] > 0
    assert after.cross.now[0] >= after.home
    assert after.squared.now[0] >= after.home
    stuck = lesson(beat="5", laps="10", z2="-6", z1="8").race
    assert stuck is not None
    assert (stuck.steps[1], stuck.arrived) == (MAX_STEPS, False)


@given(
    st.lists(st.floats(-6, 8), min_size=3, max_size=3),
    st.sampled_from("123"),
    st.integers(1, BEATS),
    st.sampled_from(["", "shown", "2", "much"]),
    st.sampled_from(["desk", "phone"]),
)
def test_every_setting_can_be_drawn(logits: list[float], right: str, beat: int, guess: str, view: str) -> None:
    given = {f"z{k}": str(z) for k, z in enumerate(logits, 1)}
    guesses = dict.fromkeys(("change", "alarm", "product", "rising", "laps"), guess)
    page = lesson(view, right=right, beat=str(beat), **given, **guesses)
    assert sum(each.share for each in page.classes) == pytest.approx(100, abs=0.3)
    for drawn in filter(None, (page.curves, page.hills)):
        for x, y in drawn.points:
            assert -0.1 <= x <= drawn.width + 0.1
            assert -0.1 <= y <= drawn.height + 0.1
