"""Layout: which level fits, and where cards, edges and labels are."""

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.view.diagram.canvas import Canvas, canvas
from app.view.diagram.edge_curve import Curve
from app.view.diagram.layout import Box, choose_level, layout
from app.view.diagram.level_forms import LEVELS, VIEWS
from app.view.diagram.weight_labels import MOST, all_pills, fan

SIZES = st.lists(st.integers(1, 16), min_size=2, max_size=13).map(tuple) | st.lists(
    st.integers(1, 4), min_size=2, max_size=5
).map(tuple)


ROOMS = ("", "920x340", "900x380", "920x540", "1440x700", "1880x1000", "3400x1700", "740x300", "320x420", "360x420")


@pytest.mark.parametrize(
    ("sizes", "view", "room", "level"),
    [
        ((2, 3, 1), "desk", "", "full"),
        ((2, 3, 1), "desk", "920x340", "full"),
        ((2, 3, 1), "desk", "800x240", "compact"),
        ((2, 3, 1), "phone", "", "compact"),
        ((2, 4, 1), "phone", "", "compact"),
        ((2, 3, 3, 1), "phone", "", "compact"),
        ((2, 8, 8, 1), "phone", "", "compact"),
        ((2, 3, 1), "projector", "", "full"),
        ((2, 8, 8, 8, 1), "desk", "", "compact"),
        ((4, 4, 4, 4), "desk", "", "compact"),
        ((4, 4, 4, 4), "wide", "", "full"),
        ((4, 4, 4, 4), "desk", "1400x700", "full"),
        ((2, *(6,) * 10, 1), "desk", "", "strip"),
        ((2, *(1,) * 10, 1), "desk", "", "compact"),
        ((2, 16, 1), "desk", "", "strip"),
        ((16, 16, 16), "desk", "920x340", "strip"),
        ((2, *(16,) * 11, 1), "desk", "", "strip"),
        ((2, 9, 1), "phone", "", "strip"),
        ((16,) * 13, "phone", "", "strip"),
    ],
)
def test_the_most_detail_that_fits_is_chosen(sizes: tuple[int, ...], view: str, room: str, level: str) -> None:
    assert choose_level(sizes, canvas(view, room)) == level


def test_a_wanted_level_is_taken_where_it_can_be_drawn() -> None:
    assert choose_level((2, 3, 1), canvas("desk"), "strip") == "strip"
    assert choose_level((2, 16, 1), canvas("desk"), "summary") == "summary"
    assert choose_level((2, 16, 1), canvas("desk"), "full") == "strip"


def test_what_needs_more_than_the_room_scrolls() -> None:
    assert not layout((2, 3, 1), "compact", canvas("phone")).scrolls
    assert not layout((2, 3, 1), "compact", canvas("phone", "360x420")).scrolls
    assert layout((2, 3, 1), "compact", canvas("phone", "320x420")).scrolls
    wide = layout((2, 8, 8, 1), "compact", canvas("phone"))
    assert wide.scrolls
    assert wide.width > 360
    assert layout((4, 4, 4, 4), "full", canvas("desk")).scrolls


@given(st.integers(320, 3840), st.integers(200, 2000))
def test_a_drawing_is_never_shown_smaller_than_it_is_laid_out(width: int, height: int) -> None:
    room = canvas("desk", f"{width}x{height}")
    for sizes in ((2, 3, 1), (3, 3, 1), (2, 8, 8, 1), (2, 16, 1), (2, *(16,) * 11, 1)):
        places = layout(sizes, choose_level(sizes, room), room)
        assert places.scrolls or (places.width <= width and places.height <= height)


def test_a_large_screen_shows_it_larger() -> None:
    room = canvas("desk", "3360x1700")
    places = layout((2, 3, 1), "full", room)
    assert min(room.width / places.width, room.height / places.height) > 2.9


def test_a_room_is_stated_in_px() -> None:
    assert canvas("desk", "958x557") == ("desk", 920, 540)
    assert canvas("desk", "958x557;") == canvas("desk") == ("desk", 920, 540)
    assert canvas("projector", "958x557") == canvas("projector")


def test_the_reference_is_drawn_where_the_design_puts_it() -> None:
    places = layout((2, 3, 1), "full", Canvas("desk", 960, 524))
    assert [column[0].x for column in places.units] == [20, 282, 638]
    assert places.targets[0].x == 870
    assert [box.middle for box in places.units[1]] == [127, 291, 455]


@settings(deadline=None)
@given(SIZES, st.sampled_from(tuple(VIEWS)), st.sampled_from(ROOMS), st.sampled_from(LEVELS))
def test_cards_are_on_the_sheet_and_apart(sizes: tuple[int, ...], view: str, room: str, level: str) -> None:
    where = canvas(view, room)
    if choose_level(sizes, where, level) != level:
        return
    places = layout(sizes, level, where)
    cards = [box for column in places.units for box in (column if level != "summary" else column[:1])]
    for box in cards:
        assert box.x >= 0
        assert box.y >= 0
        assert box.right <= places.width
        assert box.y + box.height <= places.height
    assert not any(one.near(other, 1) for one, other in combinations(cards, 2))


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.integers(1, 8), min_size=2, max_size=5).map(tuple),
    st.sampled_from(tuple(VIEWS)),
    st.sampled_from(ROOMS),
    st.sampled_from(LEVELS[:2]),
)
def test_labels_touch_neither_each_other_nor_a_card(sizes: tuple[int, ...], view: str, room: str, level: str) -> None:
    where = canvas(view, room)
    if choose_level(sizes, where, level) != level:
        return
    places = layout(sizes, level, where)
    cards = [box for column in places.units for box in column]
    for gap in range(1, len(sizes)):
        choices = [all_pills(places, gap)]
        choices += [fan(places, gap, 0, unit) for unit in range(sizes[gap - 1])]
        choices += [fan(places, gap, 1, unit) for unit in range(sizes[gap])]
        for pills in choices:
            boxes = [Box(pill.x - pill.room[0] / 2, pill.y - pill.room[1] / 2, *pill.room) for pill in pills]
            assert not any(one.near(other, 0.8) for one, other in combinations(boxes, 2))
            assert not any(one.near(other, 0) for one, other in product(boxes, cards))


def test_every_label_of_the_reference_has_a_place() -> None:
    places = layout((2, 3, 1), "full", canvas("desk"))
    assert [len(all_pills(places, gap)) for gap in (1, 2)] == [6, 3]


@pytest.mark.parametrize(("room", "height"), [("360x420", 28), ("390x340", 28), ("360x300", 19), ("360x260", 19)])
def test_every_weight_of_the_reference_has_a_label_on_a_phone(room: str, height: int) -> None:
    places = layout((2, 3, 1), "compact", canvas("phone", room))
    for gap, edges in ((1, 6), (2, 3)):
        assert [pill.room[1] >= height for pill in all_pills(places, gap)] == [True] * edges


def test_a_gap_with_too_many_edges_labels_one_unit() -> None:
    assert MOST < 8 * 8
    places = layout((2, 8, 8, 8, 1), "compact", canvas("wide"))
    assert all_pills(places, 3) == ()
    assert {pill.input for pill in fan(places, 3, 0, 2)} == {2}


def test_a_label_is_on_its_edge() -> None:
    places = layout((2, 3, 1), "full", canvas("desk"))
    for pill in all_pills(places, 1):
        curve = places.edges[0][pill.input][pill.unit]
        points = [curve.at(k / 500) for k in range(501)]
        assert min((x - pill.x) ** 2 + (y - pill.y) ** 2 for x, y in points) < 1


def test_an_edge_leaves_and_arrives_level() -> None:
    curve = Curve(82, 209, 282, 127)
    assert curve.d == "M82 209C172 209 192 127 282 127"
    assert curve.at(0) == (82, 209)
    assert curve.at(1) == (282, 127)
    assert curve.at(0.5) == (182, 168)
