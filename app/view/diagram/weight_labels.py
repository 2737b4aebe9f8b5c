"""Where the labels of weights are on their edges, so that no two touch and none touches a card."""

from itertools import product
from typing import NamedTuple

from app.view.diagram.edge_curve import Curve
from app.view.diagram.layout import Box, Layout
from app.view.diagram.level_forms import Size
from app.view.diagram.unit_card import card

MOST = 12  # edges of a gap that all have labels
FIRST, LAST = 0.16, 0.84
STEPS = (0.02, 0.06, 0.04)  # fine ones keep the wanted places, coarse ones look further
TRIES = 400  # places considered before a gap gives up


class Pill(NamedTuple):
    """A label's middle, the weight that it belongs to, and the room for the weight over its derivative.

    Where there is no room for both, that is the room of one number.
    """

    input: int
    unit: int
    x: float
    y: float
    room: Size


def all_pills(places: Layout, gap: int) -> tuple[Pill, ...]:
    """The labels of every edge of the gap before layer `gap`; none where they are too many or do not fit."""
    n_in, n_out = len(places.units[gap - 1]), len(places.units[gap])
    if n_in * n_out > MOST:
        return ()
    wanted = [(i, u, _start(i, n_in, u, n_out)) for i in range(n_in) for u in range(n_out)]
    return _placed(places, gap, wanted)


def fan(places: Layout, gap: int, end: int, unit: int) -> tuple[Pill, ...]:
    """The labels of the edges of one unit: of the layer before the gap (`end` 0) or after it (`end` 1)."""
    if end == 0:
        return _placed(places, gap, [(unit, u, 0.7) for u in range(len(places.units[gap]))])
    return _placed(places, gap, [(i, unit, 0.3) for i in range(len(places.units[gap - 1]))])


def _start(i: int, n_in: int, u: int, n_out: int) -> float:
    """Near the start for the steepest crossing edges, near the end for those into the middle."""
    if n_in > n_out:  # the mirror image
        return 1 - _start(u, n_out, i, n_in)
    before, after = _height(i, n_in), _height(u, n_out)
    if abs(before - after) > 0.75:
        return 0.24
    return 0.66 if 0 < u < n_out - 1 else 0.5


def _height(index: int, count: int) -> float:
    return index / (count - 1) if count > 1 else 0.5


def _placed(places: Layout, gap: int, wanted: list[tuple[int, int, float]]) -> tuple[Pill, ...]:
    """Each label near the place it wants, as large as the others let it be; none at all if they do not fit."""
    curves, pills = places.edges[gap - 1], card(places).pills
    for room, step in product((*pills.double, pills.long), STEPS):
        choices = {
            at: _choices(curves[i][u], start, room, step, pills.from_cards) for at, (i, u, start) in enumerate(wanted)
        }
        boxes = _search(choices, pills.apart, [TRIES])
        if boxes is not None:
            return tuple(
                Pill(i, u, round(boxes[at].x + room[0] / 2), round(boxes[at].middle), room)
                for at, (i, u, _) in enumerate(wanted)
            )
    return ()


def _choices(curve: Curve, start: float, room: Size, step: float, margin: float) -> list[Box]:
    """The places along one edge that touch no card, the nearest to the wanted one first."""
    width, height = room
    places = []
    for k in sorted(range(-34, 35), key=abs):
        t = start + k * step
        if FIRST <= t <= LAST:
            x, y = curve.at(t)
            box = Box(x - width / 2, y - height / 2, width, height)
            if box.x >= curve.x0 + margin and box.right <= curve.x1 - margin:
                places.append(box)
    return places


def _search(choices: dict[int, list[Box]], apart: float, tries: list[int]) -> dict[int, Box] | None:
    """The first way to put all labels apart; the label with the fewest places left goes first."""
    if not choices:
        return {}
    at = min(choices, key=lambda at: len(choices[at]))
    for box in choices[at]:
        tries[0] -= 1
        if tries[0] < 0:
            return None
        left = {
            other: [place for place in places if not box.near(place, apart)]
            for other, places in choices.items()
            if other != at
        }
        found = _search(left, apart, tries) if all(left.values()) else None
        if found is not None:
            return {at: box, **found}
    return None
