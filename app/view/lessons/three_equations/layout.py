"""Where the network of the lesson on the three equations is drawn, beat by beat: numbers in units of the drawing.

There are two layouts, for a desktop and for a phone.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from app.view.diagram.edge_curve import Curve
from app.view.diagram.layout import Box

DESK_WIDTH = 848
STACKING = 2  # the beat with trays
FOLDING = 1  # the beat in which a second row comes below the first
UNFOLDED = (140.0, 100.0)  # how far the network is higher without that row, on a desktop and on a phone
NARROW_PITCH = 104.0  # from unit to unit on a phone
PITCH = 108.0  # from hidden unit to hidden unit below a tray
STEPS = (0.0, -0.06, 0.06, -0.12, 0.12, -0.18, 0.18, -0.24, 0.24, -0.3, 0.3)  # how far a label may leave its place


class Card(NamedTuple):
    """A unit's card: its size, the width of the gate between its two columns (0 without one), its plot's half side."""

    width: float
    height: float
    gate: float
    plot: float

    @property
    def column(self) -> float:
        """The width of the cells left and right of the gate."""
        return (self.width - self.gate) / (2 if self.gate else 1)


class Plan(NamedTuple):
    """The picture of one beat.

    `columns` are the left sides of the layers, None for a layer that is not drawn. The formula is above `top`, the
    units between `top` and `bottom`; `pill` is the size of a weight's label and `scale` the width of a parcel of 1.
    """

    width: float
    top: float
    bottom: float
    columns: tuple[float | None, ...]
    card: Card
    input: float
    pill: tuple[float, float]
    tray: float
    scale: float
    below: float = 0.0  # the room that the tray of the first hidden unit takes below it

    @property
    def phone(self) -> bool:
        """Whether it is for a phone."""
        return self.width < DESK_WIDTH

    def moved(self, down: float) -> "Plan":
        """The same picture with its network further down."""
        return self._replace(top=self.top + down, bottom=self.bottom + down)

    def unit(self, layer: int, k: int, count: int) -> Box:
        """The box of unit k of `count`; of a layer that is drawn."""
        width, height = (self.input, self.input) if layer == 0 else (self.card.width, self.card.height)
        if self.below and layer == 1:
            return Box(self.columns[layer] or 0, self.top + k * PITCH + (self.below if k else 0), width, height)
        middle = self.top + (self.bottom - self.top) * (k + 0.5) / count
        return Box(self.columns[layer] or 0, middle - height / 2, width, height)


_WIDE, _NARROW, _TINY = Card(164, 96, 40, 13), Card(108, 78, 28, 9), Card(60, 80, 0, 0)


def _desk(top: float, bottom: float, *columns: float | None) -> Plan:
    return Plan(DESK_WIDTH, top, bottom, columns, _WIDE, 56, (52, 26), 170, 160)


def _phone(top: float, bottom: float, *columns: float | None, card: Card = _NARROW) -> Plan:
    return Plan(360, top, bottom, columns, card, 30, (40, 22), 150, 110)


PLANS = {
    "desk": {
        1: _desk(300, 440, 16, 250, 668),
        2: _desk(262, 640, None, 16, 668),
        3: _desk(250, 630, 16, 236, 668),
        4: _desk(90, 480, 4, 140, 408, 676),
        5: _desk(80, 440, 16, 244, 652),
    },
    "phone": {
        1: _phone(218, 310, 2, 88, 250),
        2: _phone(118, 490, None, 2, 250),
        3: _phone(108, 316, 2, 88, 250),
        4: _phone(84, 300, 2, 80, 189, 298, card=_TINY),
        5: _phone(44, 252, 2, 88, 250),
    },
}


def plan(view: str, beat: int, hidden: int, outputs: int, *, folded: bool = True) -> Plan:
    """The picture of a beat on a desktop ("desk") or a phone ("phone"), of a network with so many units."""
    found = PLANS["phone" if view == "phone" else "desk"][beat]
    if beat == FOLDING and not folded:
        return found.moved(-UNFOLDED[found.phone])
    if not found.phone or beat == FOLDING:
        return found
    if beat == STACKING:
        below = tray_height(outputs)
        return found._replace(below=below, bottom=found.top + below + PITCH * hidden - 20)
    return found._replace(bottom=max(found.bottom, found.top + NARROW_PITCH * hidden))


def tray_height(outputs: int) -> float:
    """The height of a tray: a bar for each share, one for their sum and one for the guess."""
    return 26.0 * (outputs + 2) + 16


def tray(place: Plan, unit: Box, outputs: int) -> Box:
    """The tray in which the parcels of a unit are stacked: beside it, on a phone below it."""
    height = tray_height(outputs)
    if place.phone:
        return Box(unit.x, unit.y + unit.height, place.tray, height)
    return Box(unit.right - 12, unit.middle - height / 2, place.tray + 12, height)


def port(unit: Box, k: int, count: int) -> float:
    """The height at which edge k of `count` meets the side of a unit on a phone: there its label has room."""
    return unit.y + unit.height * (k + 0.5) / count


def beside(curve: Curve, size: tuple[float, float], *, at_end: bool) -> Box:
    """A label where its edge leaves a unit, or where it arrives at one."""
    width, height = size
    if at_end:
        return Box(curve.x1 - 3 - width, curve.y1 - height / 2, width, height)
    return Box(curve.x0 + 3, curve.y0 - height / 2, width, height)


def apart(wishes: Iterable[tuple[Curve, float, tuple[float, float]]], taken: Iterable[Box] = ()) -> Iterator[Box]:
    """A label of a size on each curve, near the share of its way that it wants, where it touches nothing else."""
    placed = [*taken]
    for curve, wanted, (width, height) in wishes:
        boxes = [_around(curve, wanted + step, width, height) for step in STEPS if 0.1 <= wanted + step <= 0.9]
        free = (box for box in boxes if not any(box.near(other, 3) for other in placed))
        found = next(free, boxes[0])
        placed.append(found)
        yield found


def _around(curve: Curve, t: float, width: float, height: float) -> Box:
    """A box around the point t of a curve, but between the units at its ends."""
    x, y = curve.at(t)
    left = min(max(x - width / 2, curve.x0 + 3), max(curve.x0 + 3, curve.x1 - 3 - width))
    return Box(round(left, 1), round(y - height / 2, 1), width, height)
