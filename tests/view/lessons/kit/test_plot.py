import re
from math import isfinite

import pytest

from app.view.lessons.kit.plot import Window, curve, heights, reach, tangent, ticks

WINDOW = Window(-3, 3, -1, 9, 300, 100)


def test_a_point_goes_right_with_x_and_up_with_y() -> None:
    assert WINDOW.at(-3, -1) == (0, 100)
    assert WINDOW.at(3, 9) == (300, 0)
    assert WINDOW.at(0, 4) == (150, 50)


def test_a_curve_is_interrupted_where_there_is_no_value() -> None:
    path = curve(WINDOW, lambda x: None if x == 0 else 1 / x)
    assert path.count("M") == 2
    assert not re.search(r"nan|inf|e", path)


def test_a_curve_without_a_gap_is_one_line() -> None:
    assert curve(WINDOW, lambda x: x * x).count("M") == 1


def test_a_tangent_is_centred_on_its_point_and_has_its_slope() -> None:
    # one unit of x is 50 wide, one of y is 10 high: a slope of 2 rises 20 over 50
    x1, y1, x2, y2 = tangent(WINDOW, 1, 1, 2, 90)
    assert ((x1 + x2) / 2, (y1 + y2) / 2) == WINDOW.at(1, 1)
    assert (y1 - y2) / (x2 - x1) == pytest.approx(20 / 50, abs=0.01)


def test_a_window_grows_in_round_steps() -> None:
    assert [reach(size, 3) for size in (0, 2.9, 3.1, 11, 100, 250)] == [3, 3, 10, 30, 100, 300]


def test_a_window_for_the_largest_numbers_is_finite() -> None:
    assert reach(float("inf"), 3) == 1e300
    assert all(map(isfinite, tangent(Window(-3, 3, -1e300, 1e300, 300, 100), 1, 1e308, 1e308, 90)))


def test_the_heights_include_zero_and_are_limited() -> None:
    low, high = heights(lambda x: x * x, -10, 10, 4)
    assert low < 0
    assert 4 < high < 5


def test_ticks_are_round_numbers_and_include_zero() -> None:
    assert ticks(-3, 3, 7) == [-3, -2, -1, 0, 1, 2, 3]
    assert ticks(0, 2, 5) == [0, 0.5, 1, 1.5, 2]
