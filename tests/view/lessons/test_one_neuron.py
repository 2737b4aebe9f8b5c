"""Lesson 2: what each beat shows, what it keeps back, and how its guesses are judged."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.view.lessons.kit.query import Query
from app.view.lessons.one_neuron import fog, hill
from app.view.lessons.one_neuron.descent import Neuron
from app.view.lessons.one_neuron.fog import Clearing
from app.view.lessons.one_neuron.lesson import OneNeuron, read
from app.view.lessons.one_neuron.picture import needle
from app.view.words.language import language

EN = language("en")


def lesson(view: str = "desk", **given: str) -> OneNeuron:
    return read(Query(given, EN, view))


def test_the_first_numbers_match_those_found_by_hand() -> None:
    # X = 2, W = 1.2, y = 1: Z = ŷ = 2.4, C = ½ · 1.4² = 0.98, C' = 1.4 · 1 · 2 = 2.8, next 1.2 − 0.28
    found = lesson()
    here = found.here
    assert [each.text for each in (here.Z, here.H, here.gap, here.slope)] == ["2.4", "2.4", "1.4", "1"]
    assert (here.cost.text, here.dW.text, found.landing.printed.text) == ("0.98", "2.8", "0.92")


def test_in_the_fog_nothing_of_the_curve_is_known_but_where_the_ball_has_been() -> None:
    found = lesson(path="0.9 0.3", next="0.6")
    assert (found.hill.curve, found.hill.slopes, found.hill.ghost) == ("", "", ())
    assert [row.W.text for row in found.fog.rows] == ["1.2", "0.9", "0.3", "0.6"]
    assert [row.cost.text for row in found.fog.rows] == ["0.98", "0.32", "0.08", "0.02"]
    assert found.fog.blank == (4, 5)
    assert [stop.number for stop in found.hill.stops] == [0, 1, 2]


def test_five_steps_are_taken_and_no_more_and_a_step_to_the_same_place_costs_nothing() -> None:
    found = lesson(path="0.9 0.9 0.3 0.6 0.45 0.52", next="0.7")
    assert found.fog.path == "0.9 0.3 0.6 0.45 0.52"
    assert found.fog.blank == ()
    assert lesson(next="1.2").fog.path == ""
    assert lesson(path="x nan 1e400 inf", next="−").fog.path == ""


def test_the_step_in_the_fog_becomes_part_of_the_address() -> None:
    query = Query({"path": "0.9", "next": "0.3"}, EN)
    read(query)
    assert dict(query.fields) == {"path": "0.9 0.3", "made": "2 1 1.2 0.1 relu"}


def test_later_beats_lift_the_fog() -> None:
    assert not lesson().hill.curve
    assert lesson(lifted="1").hill.curve
    assert lesson(beat="2").hill.curve


def test_strokes_of_fog_end_at_a_clearing() -> None:
    clearing = Clearing(100, 50, 20)
    spans = [
        (float(y), float(x0), float(x1))
        for row in fog.rows(200, 100, [clearing])
        for x0, y, x1 in re.findall(r"M([\d.]+) ([\d.]+)H([\d.]+)", row)
    ]
    assert len({y for y, *_ in spans}) < len(spans)  # some rows are interrupted
    for y, x0, x1 in spans:
        for x in (x0, (x0 + x1) / 2, x1):
            assert (x - 100) ** 2 + (y - 50) ** 2 >= 20**2 - 0.1


@pytest.mark.parametrize(
    ("typed", "verdict", "reply"),
    [
        ("0.92", "right", "Right: 1.2 − 0.1 · 2.8."),
        ("1.48", "wrong", "up the hill"),
        ("-1.6", "wrong", "left out the learning rate"),
        ("0.28", "wrong", "length of the step"),
        ("1.2", "wrong", "The slope is not 0"),
        ("0.8", "wrong", "rate times slope"),
        ("far", "unreadable", "Not a number"),
    ],
)
def test_a_guess_of_the_landing_is_judged_by_its_slips(typed: str, verdict: str, reply: str) -> None:
    found = lesson(beat="2", land=typed).landing
    assert found.marked.verdict == verdict
    assert reply in found.marked.words.replace("\u2060", "")
    assert found.known is (verdict != "unreadable")
    assert found.typed == typed


def test_the_landing_is_drawn_only_after_the_guess() -> None:
    assert lesson(beat="2").hill.arrow is None
    after = lesson(beat="2", land="0.9").hill
    assert after.arrow == (after.window.at(1.2, 0)[0], after.window.at(0.92, 0)[0])
    assert after.guess == after.window.at(0.9, 0)[0]
    assert lesson(beat="2", land="shown").hill.guess is None


@pytest.mark.parametrize(
    ("given", "way"),
    [
        ({"tried": "0.25"}, "right"),
        ({"tried": "0.35"}, "over"),
        ({"tried": "0.2"}, "short"),
        ({"tried": "0.2", "R": "sigmoid", "y": "2"}, "none"),
    ],
)
def test_the_rate_that_is_tried_is_compared_with_the_one_that_is_enough(given: dict[str, str], way: str) -> None:
    found = lesson(beat="3", down="1", **given).trial
    assert found.way == way
    assert found.right is (way == "right")


def test_five_steps_at_a_rate_lead_where_they_do_by_hand() -> None:
    # each step at 0.35 takes W − 0.5 times −0.4
    weights = lesson(beat="3", tried="0.35", down="1").trial.weights
    assert weights == pytest.approx([0.5 + 0.7 * (-0.4) ** k for k in range(6)])


def test_the_ghost_of_a_path_has_the_slopes_to_be_redrawn_and_the_walk_has_not() -> None:
    ghost = lesson(beat="3").hill
    assert len(ghost.ghost) == 6
    slopes = [float(each) for each in ghost.slopes.split()]
    weights = [
        ghost.window.x0 + k * (ghost.window.x1 - ghost.window.x0) / (len(slopes) - 1) for k in range(len(slopes))
    ]
    assert slopes[weights.index(min(weights, key=lambda W: abs(W - 1.2)))] == pytest.approx(2.8, abs=0.05)
    walked = lesson(beat="3", down="1").hill
    assert (walked.ghost, walked.slopes) == ((), "")
    assert walked.way


@pytest.mark.parametrize(
    ("typed", "verdict"), [("0.02", "right"), ("0.01", "wrong"), ("2", "wrong"), ("?", "unreadable")]
)
def test_a_nudge_of_the_weight_moves_all_after_it_by_their_slopes(typed: str, verdict: str) -> None:
    found = lesson(beat="4", moved=typed).nudge
    assert found.marked.verdict == verdict
    assert [move.text for move in found.by] == ["0.01", "0.02", "0.02", "0.028"]


@pytest.mark.parametrize(
    ("given", "verdict", "remark"),
    [
        ({"at": "-0.4"}, "stuck", "closed"),
        ({"at": "0"}, "stuck", "corner"),
        ({"at": "0.5"}, "arrived", "bottom"),
        ({"at": "1.2"}, "moved", "down"),
        ({"at": "-3", "X": "5", "R": "sigmoid"}, "stuck", "saturated"),
    ],
)
def test_a_ball_that_is_let_go_is_stuck_or_has_arrived_or_moves(
    given: dict[str, str], verdict: str, remark: str
) -> None:
    found = lesson(beat="5", let="1", steps="10", **given)
    assert (found.stuck.verdict, found.stuck.remark[0]) == (verdict, remark)
    assert found.hill.ball[0] == pytest.approx(found.hill.window.at(found.stuck.weights[-1], 0)[0], abs=0.1)


@pytest.mark.parametrize("name", ["gap", "slope", "input"])
def test_the_button_of_a_dial_makes_its_factor_0(name: str) -> None:
    dials = {dial.name: dial for dial in lesson(beat="5", let="1").dials}
    changed = dict([dials[name].off.split("=")])
    after = {dial.name: dial for dial in lesson(beat="5", let="1", **changed).dials}
    assert after[name].value.sign == "zero"
    assert after[name].needle == needle(0)


def test_another_place_takes_the_steps_back_so_that_the_ball_follows_the_slider() -> None:
    moved = lesson(beat="5", let="1", steps="6", walked="1.2", at="1.1").stuck
    assert (moved.steps, moved.start.text) == (0, "1.1")
    assert lesson(beat="5", let="1", steps="6", walked="1.2", rate="0.2").stuck.steps == 6


def test_a_walk_that_diverges_stops_and_fifty_steps_are_the_limit() -> None:
    found = lesson(beat="5", let="1", R="identity", X="5", rate="10", steps="50").stuck
    assert found.steps < 50
    assert (found.stopped, found.next.sign) == ("Stopped: the weight diverges.", "none")
    assert lesson(beat="5", let="1", steps="49").stuck.stopped == ""
    assert lesson(beat="5", let="1", steps="50").stuck.stopped == "50 steps is the limit."


def test_a_step_uphill_and_a_flat_place_are_seen_and_the_walk_is_judged_by_its_end() -> None:
    def walk(path: str) -> tuple[bool, bool, str]:
        found = lesson(path=path)
        return found.fog.rose, found.fog.flat, found.beats.listed[0].seen

    assert walk("1.5 1.6") == (
        True,
        False,
        "In 2 steps you came from 0.98 to 2.42. The tangent would have shown you the way down.",
    )
    rose, flat, seen = walk("-0.5")
    assert (rose, flat) == (False, True)
    assert seen.startswith("The tangent alone shows the way down. In 1 step")
    assert walk("0.5")[:2] == (False, False)


def test_a_path_that_ends_on_the_flat_part_says_so() -> None:
    assert lesson(beat="3", down="1", tried="0.5").trial.flat
    assert not lesson(beat="3", down="1", tried="0.25").trial.flat


def test_the_cost_after_the_landing_is_that_of_the_new_weight() -> None:
    found = lesson(beat="2", land="shown")
    assert found.landing.cost.text == "0.353"  # ½ · (2 · 0.92 − 1)²


GUESSED = {"path": "0.9 0.6", "land": "0.9", "tried": "0.2", "down": "1", "made": "2 1 1.2 0.1 relu"}


def test_other_numbers_in_the_last_beat_do_not_change_what_was_seen_before() -> None:
    seen = [beat.seen for beat in lesson(beat="5", **GUESSED).beats.listed]
    assert seen[0] == "The tangent alone shows the way down. In 2 steps you came from 0.98 to 0.02."
    other = lesson(beat="5", X="5", R="sigmoid", rate="0.2", W="-3", **GUESSED)
    assert [beat.seen for beat in other.beats.listed] == seen
    assert (other.here.W.text, other.stuck.start.text) == ("−3", "−3")


def test_other_numbers_in_an_earlier_beat_are_a_new_beginning() -> None:
    assert lesson(beat="3", **GUESSED).trial.known
    found = lesson(beat="3", X="5", **GUESSED)
    assert (found.fog.path, found.landing.typed, found.trial.known) == ("", "", False)
    assert found.query.string == "X=5&beat=3"
    assert "made=5+1+1.2+0.1+relu" in lesson(beat="3", X="5", land="3").query.string


NUMBERS = st.one_of(
    st.floats(-6, 6).map(str), st.text(max_size=8), st.sampled_from(["shown", "1", "1/3", "nan", "9" * 80])
)


GUESSES = ("beat", "path", "next", "lifted", "land", "tried", "down", "moved", "let", "at", "steps", "walked", "made")


@pytest.mark.parametrize(
    ("given", "signs"),
    [
        ({}, "===="),  # 1.2 − 0.1 · 2.8 = 0.92; (1.2 − 0.5) / 2.8 = 0.25; (2.4 − 1) · 1 · 2 = 2.8
        ({"R": "sigmoid"}, "≈≈≈"),  # (0.917 − 1) · 0.076 · 2 = −0.012616, printed as −0.013; no such rate
        ({"R": "identity", "X": "3", "W": "0.7"}, "=≈=="),  # (0.7 − 0.333) / 3.3 is not exactly 0.111
    ],
)
def test_a_rounded_result_is_marked(given: dict[str, str], signs: str) -> None:
    found = lesson(land="shown", down="1", moved="shown", let="1", steps="1", **given)
    stuck = lesson(beat="5", let="1", **given).stuck
    assert found.landing.equals + found.trial.equals + found.equals + stuck.equals == signs
    assert f" {found.equals} " in found.beats.listed[3].seen


def test_a_beat_that_was_passed_over_keeps_its_answer() -> None:
    skipped, seen = (
        " ".join(each.seen for each in lesson(beat="5", **said).beats.listed)
        for said in ({}, {"land": "shown", "down": "1"})
    )
    assert "0.25" not in skipped
    assert "to 0.92" not in skipped
    assert "0.25" in seen
    assert "to 0.92" in seen


@given(
    given=st.dictionaries(
        st.sampled_from(["X", "y", "W", "rate", "R", *GUESSES]),
        st.one_of(NUMBERS, st.sampled_from(["tanh", "sigmoid"])),
    ),
    view=st.sampled_from(["desk", "phone"]),
)
def test_any_address_opens_the_lesson(given: dict[str, str], view: str) -> None:
    page = lesson(view, **given)
    assert 1 <= page.beats.here <= 5
    assert page.hill.window.x0 < page.hill.window.x1
    assert page.hill.window.has(page.W.value, 0)


@pytest.mark.parametrize("X", [-5.0, -0.5, 2.0, 5.0])
@pytest.mark.parametrize("W", [-3.0, 0.0, 1.2])
@pytest.mark.parametrize("activation", ["relu", "tanh"])
def test_the_plot_has_room_for_the_ball_and_for_the_flat_part(X: float, W: float, activation: str) -> None:
    neuron = Neuron(activation, X, 1.0)
    shown = hill.window(hill.DESK, neuron, W, [W])
    assert shown.has(W, neuron.tape(W).cost)
    assert shown.has(0.0, neuron.tape(0.0).cost)
