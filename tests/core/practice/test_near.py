from fractions import Fraction

from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.core.network import Network
from app.core.practice.arithmetic import read
from app.core.practice.choosing import ENOUGH, Wish, chosen, readable
from app.core.practice.judging import LARGEST_FLOAT, SLIP_WITHIN, _near, agrees
from app.core.practice.place import recorded
from app.core.practice.question import ZERO
from app.core.practice.slips import CLOSE
from app.core.problem import Problem
from app.core.tape import record
from tests.bench.judging import largest
from tests.core.conftest import passes

FINITE = st.floats(-1e308, 1e308)
TYPED = st.one_of(FINITE.map(repr), st.decimals(-100, 100, places=2).map(str), st.integers(-20, 20).map(str))
AWAY = st.sampled_from([0, 1e-13, 4e-4, 5e-4, 0.01, 0.049, 0.05, 0.0501, 0.1, 0.5, 1])


@given(TYPED, AWAY, st.sampled_from([-1, 1]), st.sampled_from([SLIP_WITHIN, Fraction(1, 100), Fraction(CLOSE)]))
@example("0", 1e-13, 1, SLIP_WITHIN)
@example("0e400", 1e-13, -1, SLIP_WITHIN)
@example("1e-400", 0, 1, SLIP_WITHIN)
@example("1e308", 0.05, 1, SLIP_WITHIN)
@settings(max_examples=300, deadline=None)
def test_no_number_that_agrees_is_ruled_out_beforehand(text: str, away: float, side: int, within: Fraction) -> None:
    typed = read(text)
    low, high = _near(typed)
    assert -LARGEST_FLOAT <= low <= high <= LARGEST_FLOAT
    value = float(typed.value)
    for number in (
        value * (1 + side * away),
        value + side * away * float(min(typed.step, Fraction(1))),
        side * away * ZERO,
    ):
        if abs(number) <= LARGEST_FLOAT and agrees(typed, number, within):
            assert low <= number <= high


@given(passes(), st.data())
@settings(max_examples=40, deadline=None)
def test_all_numbers_of_a_stage_are_at_their_places(given_pass: tuple[Network, Problem], data: st.DataObject) -> None:
    numbers = recorded(record(*given_pass))
    sample = data.draw(st.integers(0, numbers.samples - 1))
    for stage in numbers.architecture.iteration.stages:
        for place, number in numbers.of_stage(stage, sample):
            assert number == numbers.number(place)
        assert {(place.letter, place.layer) for place, _ in numbers.of_stage(stage, sample)} == set(stage.computes)


def test_a_large_stage_has_a_question_for_each_seed_that_cannot_be_read_off() -> None:
    numbers = recorded(record(*largest()))
    for stage in numbers.architecture.iteration.stages[-5:]:
        asked = [chosen(stage, numbers, 0, seed, Wish(kind="number")) for seed in range(6)]
        assert asked == [chosen(stage, numbers, 0, seed, Wish(kind="number")) for seed in range(6)]
        assert all(question is not None and not readable(question.place, numbers) for question in asked)
        if len([*numbers.of_stage(stage, 0)]) > ENOUGH:
            assert len({question.place for question in asked if question is not None}) > 1
