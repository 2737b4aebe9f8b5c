import pytest

from app.view.lessons.kit.log_bars import LENGTH
from app.view.lessons.kit.scalar_chain import Settings, passed
from app.view.lessons.vanishing.error_sizes import error_sizes


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
