"""Lesson 5: its race against the counts of the core, its program against the pass, and what it keeps back."""

import functools
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.scalar_chain import memoized, written_out
from app.core.stages import Quantity
from app.view.lessons.kit.query import Query
from app.view.lessons.kit.scalar_chain import Settings, passed
from app.view.lessons.memoization import cached
from app.view.lessons.memoization.growth import growth
from app.view.lessons.memoization.lesson import Memoization, read
from app.view.lessons.memoization.race import keeping, next_stop, written
from app.view.words.language import language

DEPTHS = range(2, 12)


def lesson(view: str = "desk", **given: str) -> Memoization:
    return read(Query(given, language("en"), view))


@pytest.mark.parametrize("depth", DEPTHS)
def test_one_tick_is_one_multiplication_for_both_runners_until_they_are_home(depth: int) -> None:
    for runner, count in ((written, written_out(depth)), (keeping, memoized(depth))):
        places = [runner(tick, depth) for tick in range(count + 3)]
        assert [place.total for place in places] == [*range(count + 1), count, count]
        assert [place.home for place in places].index(True) == count
        assert all(0 < after.way - before.way <= 0.5 for before, after in pairwise(places[: count + 1]))
        assert {place.row for place in places} == {*range(1, depth + 1)}


def test_at_tick_32_the_second_runner_is_home_and_the_first_in_row_six() -> None:
    assert written(32, 11)[:4] == (6, 2, 12, 32)
    assert keeping(32, 11)[:4] == (11, 3, 3, 32)
    assert keeping(31, 11).home is False
    assert [next_stop(tick, 11) for tick in (0, 31, 32, 131)] == [32, 32, 132, 132]


def test_a_row_of_the_second_runner_begins_with_the_error_that_the_row_above_has_found() -> None:
    rows = lesson(beat="2", home="66").race.keeping_rows
    assert [row.filled for row in rows] == [row.cells for row in rows] == [2] + [3] * 10
    assert [str(row.known) for row in rows][:3] == ["", "<i>E<sub>11</sub></i>", "<i>E<sub>10</sub></i>"]
    assert [row.shared for row in rows] == [0, *range(2, 22, 2)]


@pytest.mark.parametrize("tick", [0, 1, 2, 3, 20, 31, 32, 75, 131, 132])
def test_a_filled_cell_is_one_multiplication_and_each_runner_is_in_one_row(tick: int) -> None:
    race = lesson(beat="2", home="66", tick=str(tick)).race
    for rows, runner in ((race.written_rows, race.written), (race.keeping_rows, race.keeping)):
        assert sum(row.filled for row in rows) == runner.total
        assert [row.number for row in rows if row.state == "current"] == ([] if runner.home else [runner.row])


def test_before_the_guess_the_race_has_not_begun() -> None:
    assert lesson(beat="2", tick="75").race.tick == 0
    assert lesson(beat="2", home="soon", tick="75").race.tick == 0
    assert lesson(beat="2", home="66").race.tick == 32
    assert lesson(beat="2", home="shown").race.tick == 32
    assert lesson(beat="2", home="66", tick="75").race.tick == 75
    assert lesson(beat="2", home="66", tick="999", weights="3").race.tick == 12


@pytest.mark.parametrize("typed", ["soon", "-5", "3.5", "1/3"])
@pytest.mark.parametrize("name", ["home", "left", "runs"])
def test_a_guess_that_is_not_a_count_stays_and_costs_nothing(name: str, typed: str) -> None:
    found = getattr(lesson(**{name: typed}), name)
    assert (found.typed, found.committed) == (typed, False)
    assert found.problem == "A count is a whole number from 0."


@pytest.mark.parametrize(
    ("name", "said", "words"),
    [
        ("known", "4", "Right."),
        ("known", "3", "know more"),
        ("known", "5", "Not so far"),
        ("known", "7", "whole row"),
        ("home", "32", "Right."),
        ("home", "33", "first row"),
        ("home", "66", "Not half"),
        ("home", "20", "more than that"),
        ("left", "4", "Right."),
        ("left", "3", "factor too"),
        ("runs", "66", "Right."),
        ("runs", "11", "with the cache"),
        ("runs", "132", "multiplications"),
        ("runs", "1000", "less than that"),
        ("work", "506", "Right."),
        ("work", "480", "Close."),
        ("work", "264", "twice as long too"),
        ("work", "66", "with errors kept"),
        ("work", "900", "less than that"),
    ],
)
def test_a_guess_gets_its_reply(name: str, said: str, words: str) -> None:
    assert words in getattr(lesson(**{name: said}).replies, name)


def test_the_row_stays_open_until_something_is_marked_or_the_reader_asks_to_be_shown() -> None:
    unmarked, marked, shown = (
        lesson(**given).reuse for given in ({"reuse": "1"}, {"reuse": "1", "known": "3"}, {"reuse": "shown"})
    )
    assert (unmarked.seen, unmarked.unmarked) == (False, True)
    assert (marked.seen, marked.unmarked) == (True, False)
    assert (shown.seen, shown.unmarked) == (True, False)


@pytest.mark.parametrize("activation", ["relu", "tanh", "sigmoid"])
def test_the_program_finds_the_derivatives_of_the_pass_in_as_many_runs_as_the_lesson_states(activation: str) -> None:
    tape = passed(Settings(activation=activation))
    depth = tape.network.architecture.depth
    numbers: dict[str, Any] = {
        "L": depth,
        "y": float(tape.problem.Y[0, 0]),
        "y_hat": float(tape.H[-1][0, 0]),
        "slope": [None, *(float(tape.value(Quantity("R", k))[0, 0]) for k in range(1, depth + 1))],
        "W": [None, *(float(each[0, 0]) for each in tape.network.W)],
        "H": [float(tape.problem.X[0, 0]), *(float(each[0, 0]) for each in tape.H)],
    }
    counts = []
    for program in (cached.SOURCE, cached.SOURCE.replace(cached.CACHE, "@plain")):
        runs: list[int] = []
        given = {**numbers, "plain": functools.partial(_counted, runs)}
        exec(program.replace("def error", "@plain\ndef error") if cached.CACHE in program else program, given)
        assert given["derivatives"] == pytest.approx([float(dW[0, 0]) for dW in tape.dW])
        counts.append(len(runs))
    assert counts == [depth, cached.runs(depth)]
    assert [call.runs for call in cached.calls(tape, "en")] == [*range(depth, 0, -1)]


def _counted(runs: list[int], function: Any) -> Any:
    def run(layer: int) -> float:
        runs.append(layer)
        return float(function(layer))

    return run


def test_both_curves_pass_through_the_numbers_of_the_core() -> None:
    found = growth(24, 24, (11, 22), None, "en")
    assert [(mark.written, mark.memoized) for mark in found.marks] == [("132", "32"), ("506", "65")]
    first, second = found.marks
    assert second.written_y < first.written_y < first.memoized_y < found.base
    assert (found.base - second.written_y) / (found.base - first.written_y) == pytest.approx(506 / 132, abs=0.01)


def test_the_growth_is_drawn_only_as_far_as_it_was_seen_until_the_reader_has_guessed() -> None:
    before, after = lesson(beat="5").work, lesson(beat="5", work="264").work
    assert before.plot.written.count("L") == 10
    assert [mark.written for mark in before.plot.marks] == ["132"]
    assert (after.written, after.memoized) == ("506", "65")
    assert after.plot.said is not None
    assert after.plot.said.text == "264"
    assert lesson(beat="5", work="264", layers="50").work.written == "2550"


@pytest.mark.parametrize(
    ("layers", "words"),
    [
        ("22", "По сравнению с 11 весами: целиком — в 3,83 раза больше, с сохранёнными ошибками — в 2,03 раза больше."),
        ("1", "По сравнению с 11 весами: целиком — в 66 раз меньше, с сохранёнными ошибками — в 16 раз меньше."),
        ("11", "Это и есть исходная цепочка."),
    ],
)
def test_the_work_is_compared_with_that_of_the_chain(layers: str, words: str) -> None:
    query = Query({"beat": "5", "work": "264", "layers": layers}, language("ru"), "desk")
    assert read(query).work.compared == words


def test_no_number_of_the_growth_lies_upon_another() -> None:
    for view in ("desk", "phone"):
        wide, narrow = (lesson(view, beat="5", work="264", layers=layers).work.plot for layers in ("50", "22"))
        assert [mark.close for mark in wide.marks] == [True, False]
        assert wide.said is not None
        assert wide.said.tag[0] > 0  # beyond the curve, which passes on the left
        assert narrow.said is not None
        assert narrow.said.tag[1] > 0  # below the ring where the right edge is near


@given(
    given=st.dictionaries(
        st.sampled_from(
            [
                "beat",
                "known",
                "reuse",
                "home",
                "tick",
                "speed",
                "left",
                "runs",
                "work",
                "layers",
                "weights",
                "x",
                "seed",
            ]
        ),
        st.one_of(st.text(max_size=12), st.integers(-20, 200).map(str), st.sampled_from(["shown", "1/3", "-5", "1e9"])),
    ),
    view=st.sampled_from(["desk", "phone"]),
)
def test_any_address_opens_the_lesson(given: dict[str, str], view: str) -> None:
    page = lesson(view, **given)
    assert 1 <= page.beats.here <= 5
    assert 0 <= page.race.tick <= page.race.end
    assert len(page.reuse.asked.cells) >= page.reuse.said
