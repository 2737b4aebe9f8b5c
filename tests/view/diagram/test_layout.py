"""Layout: which level fits, and where cards, edges and labels are."""

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.view.diagram.edge_curve import Curve
from app.view.diagram.layout import Box, choose_level, fits, layout
from app.view.diagram.level_forms import LEVELS, VIEWS
from app.view.diagram.weight_labels import APART, MOST, all_pills, fan

SIZES = st.lists(st.integers(1, 16), min_size=2, max_size=13).map(tuple) | st.lists(
    st.integers(1, 4), min_size=2, max_size=5
).map(tuple)


@pytest.mark.parametrize(
    ("sizes", "view", "level"),
    [
        ((2, 3, 1), "desk", "full"),
        ((2, 3, 1), "phone", "compact"),
        ((2, 3, 1), "projector", "full"),
        ((2, 8, 8, 8, 1), "desk", "compact"),
        ((4, 4, 4, 4), "desk", "compact"),
        ((4, 4, 4, 4), "wide", "full"),
        ((2, *(6,) * 10, 1), "desk", "strip"),
        ((2, *(1,) * 10, 1), "desk", "compact"),
        ((2, 12, 1), "desk", "strip"),
        ((2, 13, 1), "desk", "summary"),
        ((2, 8, 1), "phone", "strip"),
        ((16,) * 13, "phone", "summary"),
    ],
)
def test_the_most_detail_that_fits_is_chosen(sizes: tuple[int, ...], view: str, level: str) -> None:
    assert choose_level(sizes, view) == level


def test_a_wanted_level_is_taken_where_it_can_be_drawn() -> None:
    assert choose_level((2, 3, 1), "desk", "strip") == "strip"
    assert choose_level((2, 16, 1), "desk", "strip") == "strip"
    assert choose_level((2, 16, 1), "desk", "full") == "summary"


def test_the_reference_is_drawn_where_the_design_puts_it() -> None:
    places = layout((2, 3, 1), "full", "desk")
    assert [column[0].x for column in places.units] == [20, 282, 638]
    assert places.targets[0].x == 870
    assert [box.middle for box in places.units[1]] == [127, 291, 455]


@settings(deadline=None)
@given(SIZES, st.sampled_from(VIEWS), st.sampled_from(LEVELS))
def test_cards_are_on_the_sheet_and_apart(sizes: tuple[int, ...], view: str, level: str) -> None:
    if not fits(level, sizes, view):
        return
    places = layout(sizes, level, view)
    cards = [box for column in places.units for box in (column if level != "summary" else column[:1])]
    for box in cards:
        assert box.x >= 0
        assert box.y >= 0
        assert box.right <= places.width
        assert box.y + box.height <= places.height
    assert not any(one.near(other, 1) for one, other in combinations(cards, 2))


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.integers(1, 8), min_size=2, max_size=5).map(tuple), st.sampled_from(VIEWS), st.sampled_from(LEVELS[:2])
)
def test_labels_touch_neither_each_other_nor_a_card(sizes: tuple[int, ...], view: str, level: str) -> None:
    if not fits(level, sizes, view):
        return
    width, height = (58, 42) if level == "full" else (44, 24) if view == "phone" else (44, 30)
    places = layout(sizes, level, view)
    cards = [box for column in places.units for box in column]
    for gap in range(1, len(sizes)):
        choices = [all_pills(places, view, gap)]
        choices += [fan(places, view, gap, 0, unit) for unit in range(sizes[gap - 1])]
        choices += [fan(places, view, gap, 1, unit) for unit in range(sizes[gap])]
        for pills in choices:
            boxes = [Box(pill.x - width / 2, pill.y - height / 2, width, height) for pill in pills]
            assert not any(one.near(other, APART - 0.2) for one, other in combinations(boxes, 2))
            assert not any(one.near(other, 0) for one, other in product(boxes, cards))


def test_every_label_of_the_reference_has_a_place() -> None:
    places = layout((2, 3, 1), "full", "desk")
    assert [len(all_pills(places, "desk", gap)) for gap in (1, 2)] == [6, 3]


def test_a_gap_with_too_many_edges_labels_one_unit() -> None:
    assert MOST < 8 * 8
    places = layout((2, 8, 8, 8, 1), "compact", "wide")
    assert all_pills(places, "wide", 3) == ()
    assert {pill.input for pill in fan(places, "wide", 3, 0, 2)} == {2}


def test_a_label_is_on_its_edge() -> None:
    places = layout((2, 3, 1), "full", "desk")
    for pill in all_pills(places, "desk", 1):
        curve = places.edges[0][pill.input][pill.unit]
        points = [curve.at(k / 500) for k in range(501)]
        assert min((x - pill.x) ** 2 + (y - pill.y) ** 2 for x, y in points) < 1


def test_an_edge_leaves_and_arrives_level() -> None:
    curve = Curve(82, 209, 282, 127)
    assert curve.d == "M82 209C172 209 192 127 282 127"
    assert curve.at(0) == (82, 209)
    assert curve.at(1) == (282, 127)
    assert curve.at(0.5) == (182, 168)
