"""The lesson on many paths: its step back against the core, and what it keeps back until the reader has guessed."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.architecture import Architecture
from app.core.network import Network
from app.core.problem import Problem
from app.core.stages import Quantity
from app.core.tape import record
from app.view.lessons.kit.edges import Box, labelled
from app.view.lessons.kit.parcels import Guessed, tray
from app.view.lessons.kit.query import Query
from app.view.lessons.many_paths.lesson import ManyPaths, read
from app.view.lessons.many_paths.matrices import PILL, net
from app.view.lessons.many_paths.step_back import back, evening, winner
from app.view.words.language import language


def lesson(view: str = "desk", **given: str) -> ManyPaths:
    return read(Query(given, language("en"), view))


@pytest.mark.parametrize(("hidden", "outputs"), [(1, 1), (2, 3), (3, 2)])
def test_the_step_back_is_that_of_a_recorded_pass(hidden: int, outputs: int) -> None:
    architecture = Architecture((2, hidden, outputs), ("sigmoid", "tanh"), "half_squared_error", bias=False)
    draw = np.random.default_rng(hidden)
    W = [draw.normal(size=(2, hidden)).tolist(), draw.normal(size=(hidden, outputs)).tolist()]
    problem = Problem.of(architecture, [draw.normal(size=2).tolist()], [draw.normal(size=outputs).tolist()], 0.1)
    tape = record(Network.of(architecture, W), problem)
    slopes = np.asarray(tape.value(Quantity("R", 1)))[0].tolist()
    step = back(tape.E[1][0].tolist(), tuple(map(tuple, W[1])), slopes, problem.X[0].tolist())
    assert step.parcels.sum(axis=1) == pytest.approx(step.sums)
    assert step.Eh == pytest.approx(tape.E[0][0])
    assert step.dWh == pytest.approx(tape.dW[0])


def test_two_parcels_pull_up_and_the_one_that_pulls_down_wins() -> None:
    page = lesson(side="down", sum="2.4")
    assert (page.sides.up, page.sides.down, page.sides.winner) == (2, 1, "down")
    assert (page.sum.total.text, page.sum.error.text) == ("−0.4", "−0.2")
    assert page.sum.reply.words.startswith("You added the sizes.")
    assert page.pull is not None
    assert [(bar.kind, bar.text) for bar in page.pull.tray.bars] == [
        ("one", "0.4"),
        ("one", "0.6"),
        ("one", "−1.4"),
        ("sum", "−0.4"),
        ("you", "you: 2.4"),
    ]


@pytest.mark.parametrize(
    ("typed", "kinds"), [({}, 0), ({"sum": "1"}, 0), ({"side": "up"}, 3), ({"side": "up", "sum": "?"}, 3)]
)
def test_nothing_is_in_the_tray_before_the_first_guess_and_no_sum_before_the_second(
    typed: dict[str, str], kinds: int
) -> None:
    page = lesson(**typed)
    assert page.pull is not None
    assert [bar.kind for bar in page.pull.tray.bars] == ["one"] * kinds


@pytest.mark.parametrize(
    ("typed", "words"), [("-0.2", "passes the gate"), ("-0.5", "multiply first"), ("0.4", "one parcel")]
)
def test_frequent_wrong_sums_get_a_reply_of_their_own(typed: str, words: str) -> None:
    assert words in lesson(side="up", sum=typed).sum.reply.words


def test_the_shown_weight_makes_it_a_draw() -> None:
    page = lesson(beat="2")
    assert not page.dragged.reached
    drawn = lesson(beat="2", **{page.dragged.field: page.dragged.value})
    assert drawn.dragged.reached
    assert drawn.step.sums[0] == pytest.approx(-0.4)  # the other beats keep their numbers


@given(st.lists(st.tuples(st.floats(-9, 9), st.floats(-3, 3)), min_size=1, max_size=3))
def test_a_draw_can_be_reached_wherever_there_is_an_error(pairs: list[tuple[float, float]]) -> None:
    errors, weights = ([round(each, 2) for each in row] for row in zip(*pairs, strict=True))
    found = evening(errors, weights)
    assert (found is None) == (not any(errors))
    if found:
        weights[found[0]] = found[1]
        assert winner(sum(error * weight for error, weight in zip(errors, weights, strict=True))) == "none"


@given(
    st.lists(st.floats(-20, 20).filter(lambda each: each == 0 or abs(each) > 1e-3), min_size=1, max_size=3),
    st.one_of(st.none(), st.floats(-1e6, 1e6)),
    st.sampled_from([134.0, 158.0]),
)
def test_bars_begin_where_the_last_ended_and_stay_in_their_tray(
    parcels: list[float], guess: float | None, room: float
) -> None:
    yours = None if guess is None else Guessed(guess, "you")
    found = tray(room, parcels, "en", total=True, guess=yours)
    at = found.zero
    for bar, parcel in zip(found.bars, parcels, strict=False):
        start, end = (bar.x, bar.x + bar.width) if parcel >= 0 else (bar.x + bar.width, bar.x)
        assert start == pytest.approx(at, abs=0.3)
        at = end
    for bar in found.bars:
        assert bar.x >= -0.1
        assert bar.x + bar.width <= room + 0.2


@pytest.mark.parametrize("view", ["desk", "phone"])
@pytest.mark.parametrize(("hidden", "outputs"), [(1, 1), (1, 3), (2, 3), (3, 1), (3, 3)])
def test_labels_on_the_edges_keep_apart(view: str, hidden: int, outputs: int) -> None:
    drawn = net(view, [[0.5] * outputs] * hidden, "en")
    labels = [Box(at, *PILL[view]) for _, at, _, _ in drawn.edges]
    boxes = [Box(at, *drawn.size) for at in (*drawn.left, *drawn.right)]
    assert not any(one.touches(other) for one, other in combinations(labels, 2))
    assert not any(label.touches(box) for label in labels for box in boxes)


def test_a_label_without_room_is_drawn_all_the_same() -> None:
    line = ((0.0, 0.0), (10.0, 0.0))
    assert len(labelled([line, line], (60.0, 28.0))) == 2


@pytest.mark.parametrize(
    ("given", "paths", "kept", "right"),
    [
        ({"paths": "9"}, "9", "18", True),
        ({"paths": "6"}, "9", "18", False),
        ({"paths": "9", "asked": "3.2.3"}, "9", "18", True),
        ({"layers": "10", "outputs": "1", "paths": "shown"}, "19,683", "84", False),
        ({"layers": "1", "units": "1", "outputs": "2", "paths": "2"}, "2", "2", True),
    ],
)
def test_paths_multiply_and_products_add_up(given: dict[str, str], paths: str, kept: str, right: bool) -> None:
    found = lesson(beat="4", **given).counting
    assert (found.counts.longest, found.counts.kept, found.right) == (paths, kept, right)
    assert found.counts.bars.bars[-1].text == paths
    assert found.dots is not None
    assert len(found.dots.walks) == min(30, int(paths.replace(",", "")))
    assert len(set(found.dots.walks)) == len(found.dots.walks)


def test_a_guess_of_paths_is_not_held_against_another_network() -> None:
    found = lesson(beat="4", paths="9", asked="3.2.3", units="4").counting
    assert (found.guess.value, found.guess.committed, found.counts.longest) == (None, True, "12")


@pytest.mark.parametrize(
    ("given", "zero"),
    [
        ({}, "21.22"),
        ({"x2": "1"}, ""),
        ({"hidden": "3", "x2": "1"}, "13.23"),
        ({"e1": "0", "e2": "0", "e3": "0"}, "11.12.21.22"),
    ],
)
def test_a_derivative_is_0_where_its_input_or_its_error_is(given: dict[str, str], zero: str) -> None:
    found = lesson(beat="5", zeros=zero, seen="1", **given).zeros
    assert ".".join(cell.name for row in found.table for cell in row if cell.zero) == zero
    assert found.right
    assert found.said == zero
    assert not lesson(beat="5", zeros=f"{zero}.12" if "12" not in zero else "11", **given).zeros.right


NAMES = [
    "beat",
    "side",
    "sum",
    "line",
    "turned",
    "paths",
    "units",
    "layers",
    "zeros",
    "seen",
    "unit",
    "hidden",
    "outputs",
]


@given(
    given=st.dictionaries(
        st.sampled_from([*NAMES, "e1", "r3", "x2", "Wo11", "Wo33", "w1"]),
        st.one_of(st.text(max_size=12), st.integers(-20, 20).map(str), st.sampled_from(["up", "row", "11.22", "1/3"])),
    ),
    view=st.sampled_from(["desk", "phone"]),
)
def test_any_address_opens_the_lesson(given: dict[str, str], view: str) -> None:
    page = lesson(view, **given)
    assert 1 <= page.beats.here <= 5
    assert 1 <= page.setting.unit <= len(page.setting.Wo.rows)
