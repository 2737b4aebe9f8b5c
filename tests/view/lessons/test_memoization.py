from itertools import pairwise

import pytest

from app.core.scalar_chain import memoized, paths, written_out
from app.view.lessons.error_sizes import error_sizes
from app.view.lessons.growth import growth
from app.view.lessons.kit.log_bars import LENGTH
from app.view.lessons.kit.query import Query
from app.view.lessons.memoization import Memoization, read
from app.view.lessons.path_counts import path_counts
from app.view.lessons.race import earlier, known_from, later, place, row_end
from app.view.lessons.scalar_chain import Settings, passed
from app.view.words.language import language

EN = language("en")


def lesson(**given: str) -> Memoization:
    return read(Query(given, EN))


def test_every_tick_is_one_multiplication_and_the_race_ends_at_132_to_32() -> None:
    places = [place(tick) for tick in range(133)]
    assert [each.written for each in places] == list(range(133))
    steps = [after.memoized - before.memoized for before, after in pairwise(places)]
    assert set(steps) == {0, 1}
    assert places[-1].memoized == 32


@pytest.mark.parametrize("depth", range(1, 12))
def test_the_final_counters_match_the_core(depth: int) -> None:
    end = place(row_end(depth))
    assert (end.written, end.memoized) == (written_out(depth), memoized(depth))
    assert (end.row, end.complete) == (depth, True)


def test_row_five_ends_at_30_to_14() -> None:
    assert place(30)[:4] == (30, 5, 10, 3)
    assert (place(30).written, place(30).memoized) == (30, 14)
    assert place(24).memoized == 11  # four of its ten multiplications only repeat
    assert place(0)[:3] == (0, 1, 0)


def test_the_runner_that_keeps_errors_multiplies_only_the_last_three_factors() -> None:
    assert [place(20 + done).kept for done in range(1, 11)] == [0] * 7 + [1, 2, 3]
    assert [place(done).kept for done in range(3)] == [0, 1, 2]


def test_a_step_is_a_row_or_a_multiplication_and_stops_at_both_ends() -> None:
    assert [later(tick, "row", 3) for tick in (0, 1, 2, 6, 12)] == [2, 2, 6, 12, 12]
    assert [earlier(tick, "row") for tick in (12, 7, 6, 2, 1, 0)] == [6, 6, 2, 0, 0, 0]
    assert (later(5, "tick", 3), later(12, "tick", 3), earlier(1, "tick"), earlier(0, "tick")) == (6, 12, 0, 0)


def test_an_error_is_known_once_its_slope_is_multiplied() -> None:
    assert [known_from(place(tick), 3) for tick in (0, 1, 2, 4, 5, 6, 10, 11)] == [4, 3, 3, 3, 2, 2, 2, 1]


def test_a_place_beyond_a_shorter_chain_means_its_end() -> None:
    found = lesson(weights="3", tick="132")
    assert found.place.tick == 12
    assert found.targets.rows == (2, 6, 12)


def test_both_curves_pass_through_the_numbers_of_the_core() -> None:
    found = growth(50, 11, "en", 640, 320)
    assert (found.mark.written, found.mark.memoized, found.end.written, found.end.memoized) == (
        "132",
        "32",
        "2550",
        "149",
    )
    assert found.mark.written_y < found.mark.memoized_y < found.base
    height = found.base - found.end.written_y
    assert (found.base - found.mark.written_y) / height == pytest.approx(132 / 2550, abs=0.001)
    assert lesson(layers="50").far.mark.written == "2550"


@pytest.mark.parametrize(
    ("settings", "fate"),
    [
        (Settings(activation="sigmoid"), "vanishing"),
        (Settings(activation="identity", size=2), "exploding"),
        (Settings(), "steady"),
        (Settings(x=-1), "none"),
        (Settings(activation="identity", weights=1, size=1.5, x=1, y=1.59, seed=7), "none"),
    ],
)
def test_errors_vanish_explode_or_do_neither(settings: Settings, fate: str) -> None:
    assert error_sizes(passed(settings), "en").fate == fate


def test_bars_grow_with_the_size_of_the_error() -> None:
    tape = passed(Settings(activation="tanh"))
    bars = error_sizes(tape, "en").bars.bars
    assert [bar.layer for bar in bars] == list(range(11, 0, -1))
    by_size = sorted(bars, key=lambda bar: abs(float(tape.E[bar.layer - 1][0, 0])))
    lengths = [bar.length for bar in by_size]
    assert lengths == sorted(lengths)
    assert 0 < lengths[0] < lengths[-1] <= LENGTH


def test_an_error_of_zero_has_no_bar() -> None:
    assert {bar.length for bar in error_sizes(passed(Settings(x=-1)), "en").bars.bars} == {0.0}


def test_three_units_in_ten_hidden_layers_have_19683_paths_and_84_products() -> None:
    # 3 ** 9 paths from a unit of the first hidden layer; 9 gaps of 3 · 3 and one of 3 · 1
    found = path_counts((1, *(3,) * 10, 1), "en")
    assert (found.longest, found.kept) == ("19,683", "84")
    assert [bar.text for bar in found.bars.bars][-3:] == ["2,187", "6,561", "19,683"]  # one way in one column
    assert [bar.text for bar in found.bars.bars][:4] == ["1", "3", "9", "27"]
    assert paths((1, *(3,) * 10, 1)) == 19683
