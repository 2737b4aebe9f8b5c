"""Lesson 3: its numbers against those found by hand, and what it keeps back until the reader has guessed."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.finite_differences import by_parameter
from app.view.lessons.hidden_layer.lesson import BEATS, SETTINGS, HiddenLayer, read
from app.view.lessons.hidden_layer.network import ITERATIONS, costs_over_wh, sent, walk, with_weight
from app.view.lessons.hidden_layer.rows import FOUND, LINKS
from app.view.lessons.kit.query import Query
from app.view.lessons.kit.two_weights import tape_of
from app.view.words.language import language
from app.view.words.numbers import text

EN = language("en")
BEAT_FIELDS = ("beat", "blame", "rise", "slopes", "found", "mark1", "lone", "shared", "stage", "walk", "judge")
SHOWN = {"beat": "3", "shared": "shown"}


def lesson(view: str = "desk", **given: str) -> HiddenLayer:
    return read(Query(given, EN, view))


def factors(found: HiddenLayer, row: int) -> list[str]:
    one = found.products[row]
    return [each.value.text for each in (*one.common, *one.further, one.own)]


def test_the_first_products_match_those_found_by_hand() -> None:
    # X = 2, Wh = 0.6, Wo = 0.5, y = 1.5: H = 1.2, ŷ = 0.6, ŷ − y = −0.9, both slopes 1
    found = lesson()
    assert factors(found, 0) == ["−0.9", "1", "1.2"]
    assert factors(found, 1) == ["−0.9", "1", "0.5", "1", "2"]
    assert [one.value.text for one in found.products] == ["−1.08", "−0.9"]
    assert (found.shared.Eo.text, found.shared.Eh.text) == ("−0.9", "−0.45")


def test_no_weight_is_turned_before_the_guess_and_then_each_by_its_share() -> None:
    assert lesson().blame.turns is None
    assert "−1.08" not in lesson().run.scene.marks
    blame = lesson(blame="Wh").blame
    assert blame.turns is not None
    assert [(turn.turn, turn.after, turn.said) for turn in blame.turns] == [
        ("+0.108", "0.608", False),
        ("+0.09", "0.69", True),
    ]
    assert blame.turns[1].length / blame.turns[0].length == pytest.approx(0.9 / 1.08, abs=1e-3)
    assert blame.most == "Wo"


@pytest.mark.parametrize(("given", "most"), [({"wo": "0.6"}, "both"), ({"y": "0.6"}, ""), ({"wo": "0.9"}, "Wh")])
def test_who_is_more_to_blame_depends_on_the_numbers(given: dict[str, str], most: str) -> None:
    assert lesson(**given).blame.most == most


@pytest.mark.parametrize(
    ("typed", "verdict", "reply"),
    [
        ("0.12", "right", "Right"),
        ("0,1", "wrong", "how far Wo moves"),
        ("1.2", "wrong", "slope"),
        ("0.05", "wrong", "H"),
    ],
)
def test_the_rise_of_zo_is_judged_by_its_slips(typed: str, verdict: str, reply: str) -> None:
    rise = lesson(beat="2", rise=typed).rise
    assert rise.answered
    assert rise.marked.verdict == verdict
    assert reply in rise.marked.words


def test_a_guess_that_is_not_a_number_costs_nothing_and_stays() -> None:
    rise = lesson(beat="2", rise="much", found="11").rise
    assert (rise.answered, rise.typed, rise.marked.verdict, rise.found) == (False, "much", "unreadable", 0)


def test_the_pass_starts_with_nothing_and_each_step_finds_one_number() -> None:
    first = lesson(beat="2", slopes="1")
    assert (first.rise.found, first.run.stage) == (0, 0)
    order = [each.found for row in first.products for each in (*row.common, *row.further, row.own)]
    assert sorted(set(order)) == [*range(6, LINKS + 1)]
    assert len(FOUND) == LINKS + 1
    assert [row.found for row in first.products] == [8, 11]
    assert "−1.08" not in lesson(beat="2", slopes="1", found="7").run.scene.marks
    assert "−1.08" in lesson(beat="2", slopes="1", found="8").run.scene.marks


def test_no_error_has_a_number_in_the_drawing_before_it_has_its_name() -> None:
    for address in ({"blame": "Wo"}, {"beat": "2", "slopes": "1", "found": "11"}, {"beat": "3", "mark1": "1"}):
        marks = lesson(**address).run.scene.marks
        assert 'data-quantity="dW"' in marks
        assert 'data-quantity="E"' not in marks
    assert 'data-quantity="E"' in lesson(**SHOWN).run.scene.marks


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({}, False),
        ({"mark1": "1", "mark2": "1"}, False),
        ({"mark1": "1", "shared": "check"}, False),
        ({"mark1": "1", "mark2": "1", "shared": "check"}, True),
        ({"shared": "shown"}, True),
        ({"beat": "4"}, True),
    ],
)
def test_the_error_gets_its_name_when_all_that_both_rows_share_is_marked(given: dict[str, str], named: bool) -> None:
    assert lesson(**({"beat": "3"} | given)).shared.named is named


def test_a_hidden_unit_can_be_closed_while_the_output_is_open() -> None:
    found = lesson(wh="-0.6", R="relu", Ro="identity")
    assert (found.shared.Eo.text, found.shared.Eh.text) == ("−1.5", "0")
    assert [one.value.text for one in found.products] == ["0", "0"]


def test_both_products_begin_with_the_two_factors_of_the_output_error() -> None:
    one, other = lesson(R="tanh", x="1", wh="0.8", wo="-1.5").products
    assert one.common == other.common
    tape = tape_of("tanh", 1, 0.8, -1.5, 1.5)
    assert tape.R[1] is not None
    assert (tape.H[1] - tape.problem.Y).item() * tape.R[1].item() == pytest.approx(tape.E[1].item())


@pytest.mark.parametrize(
    ("activation", "wh", "wo"), list(product(["relu", "sigmoid", "tanh", "identity"], [-0.7, 0.4], [-1.2, 0.9]))
)
def test_the_products_are_the_finite_differences_of_the_cost(activation: str, wh: float, wo: float) -> None:
    found = lesson(R=activation, wh=str(wh), wo=str(wo))
    tape = tape_of(activation, 2, wh, wo, 1.5)
    differences = by_parameter(tape.network, tape.problem).values
    printed = [found.products[1].value.text, found.products[0].value.text]
    assert printed == [text(round(value, 8)) for value in differences.tolist()]


def test_the_new_wo_makes_the_hidden_error_wrong_by_the_amount_found_by_hand() -> None:
    # new Wo = 0.5 + 0.5 · 1.08 = 1.04; Eh = −0.9 · 1.04 = −0.936; C' = −1.872 instead of −0.9
    judge = lesson(beat="5", pace="0.5").judgement
    assert (judge.new.weight.text, judge.new.Eh.text, judge.new.dWh.text) == ("1.04", "−0.936", "−1.872")
    assert (judge.old.dWh.text, judge.difference.text, judge.off.text) == ("−0.9", "−0.9", "−0.972")
    assert judge.verdict == "old"
    assert with_weight(tape_of("relu", 2, 0.6, 0.5, 1.5), 1.04) == pytest.approx((-0.936, -1.872))


@pytest.mark.parametrize(
    ("given", "verdict"),
    [({"R": "sigmoid"}, "old"), ({"wh": "-1"}, "same"), ({"y": "0.6"}, "same"), ({"wh": "0"}, "corner")],
)
def test_the_judge_has_a_verdict_for_every_network(given: dict[str, str], verdict: str) -> None:
    assert lesson(beat="5", **given).judgement.verdict == verdict


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        ({}, "never"),
        ({"pace": "0.1"}, "sooner"),
        ({"pace": "0.3"}, "later"),
        ({"pace": "1"}, "neither"),
        ({"wh": "-1"}, "same"),
    ],
)
def test_what_becomes_of_the_walk_with_the_new_wo_depends_on_the_rate(given: dict[str, str], outcome: str) -> None:
    race = lesson(beat="4", walk="later", **given).race
    assert race is not None
    assert race.outcome == outcome


def test_nothing_is_walked_before_the_guess() -> None:
    assert (lesson(beat="4").race, lesson(beat="4").courses) == (None, None)


def test_both_walks_are_those_taken_by_hand() -> None:
    tape = tape_of("relu", 2, 0.6, 0.5, 1.5, 0.1)
    old, new = walk(tape, new=False), walk(tape, new=True)
    assert len(old.costs) == ITERATIONS + 1
    # Wo = 0.608, Wh = 0.69: ŷ = 0.83904; with the new Wo, Wh = 0.70944: ŷ = 0.86268
    assert old.costs[:2] == pytest.approx((0.405, 0.5 * (0.608 * 0.69 * 2 - 1.5) ** 2))
    assert new.costs[:2] == pytest.approx((0.405, 0.5 * (0.608 * 0.70944 * 2 - 1.5) ** 2))
    far = walk(tape_of("identity", 5, 5, 5, -5, 10), new=True)
    assert far.diverged
    assert len(far.costs) < ITERATIONS


def test_the_curve_of_the_judge_is_the_cost_of_networks_with_other_weights() -> None:
    weights = [-0.5, 0.0, 0.6, 1.1]
    for activation in ("relu", "tanh"):
        expected = [tape_of(activation, 2, wh, 0.5, 1.5).cost for wh in weights]
        assert costs_over_wh(tape_of(activation, 2, 0.6, 0.5, 1.5), weights) == pytest.approx(expected)


def test_with_the_names_the_pass_goes_stage_by_stage() -> None:
    assert lesson(**SHOWN).run.stage == 9
    assert lesson(**SHOWN, stage="99").run.stage == 10
    assert "0.608" not in lesson(**SHOWN).run.scene.marks
    assert "0.608" in "".join(map(str, lesson(**SHOWN, stage="10").run.scene))


def test_on_a_phone_both_weights_have_their_labels() -> None:
    marks = lesson("phone", blame="Wo").run.scene.marks
    assert "−1.08" in marks
    assert "−0.9" in marks


@given(
    given=st.dictionaries(
        st.sampled_from([*BEAT_FIELDS, *SETTINGS]),
        st.one_of(
            st.text(max_size=12),
            st.integers(-20, 20).map(str),
            st.sampled_from(["Wo", "check", "shown", "old", "never", "tanh", "1/3"]),
        ),
    ),
    view=st.sampled_from(["desk", "phone"]),
)
def test_any_address_opens_the_lesson(given: dict[str, str], view: str) -> None:
    page = lesson(view, **given)
    assert 1 <= page.beats.here <= BEATS
    assert 0 <= page.rise.found <= LINKS


def test_the_workbench_gets_the_same_network() -> None:
    fields = dict(sent(tape_of("tanh", 2, -0.6, 1 / 3, 1.5, 0.25)))
    assert (fields["activation"], fields["output"], fields["learning_rate"]) == ("tanh", "tanh", "0.25")
    assert [float(fields[name]) for name in ("W.1.0.0", "W.2.0.0", "X.0.0", "Y.0.0")] == [-0.6, 1 / 3, 2, 1.5]
    assert [fields[f"size.{l}"] for l in range(3)] == ["1", "1", "1"]
