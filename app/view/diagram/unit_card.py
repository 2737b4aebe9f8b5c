"""What a unit's card looks like at each level: where its numbers, symbols, gate and tints are inside it."""

from typing import NamedTuple

from app.view.diagram.fit_number import Room
from app.view.diagram.gate import GateShape
from app.view.diagram.layout import Box, Layout


class NumberCell(NamedTuple):
    """The place of a number: the frame around it, the middle of its line, and its room."""

    frame: Box
    x: float
    y: float
    room: Room


class Card(NamedTuple):
    """A kind of card. `plot` is (x, y, half) of the curve of R, None where there is no room for one.

    `tints` colour what an error went through: the message, the gate, the error. `bias` says whether
    the bias is above the card, `named` whether the unit's name does, `symbols` the line of the
    symbols above their numbers (None for no symbols). `pills` are the label of a weight, of one with a
    longer number, and of one over its derivative. The cell "narrow" is that of R' where the gate's
    opening is too low for words.
    """

    width: float
    radius: float
    cells: dict[str, NumberCell]
    well: str
    tints: dict[str, str]
    plot: tuple[float, float, float] | None
    gate: GateShape
    input: NumberCell
    pill: Room
    pills: tuple[Box, Box, Box]
    symbols: bool
    named: bool
    storey: str


_WIDE, _SHORT = Room(4.12, 5.15), Room(3.4, 4.14)

FULL = Card(
    width=196,
    radius=14,
    cells={
        "Z": NumberCell(Box(0, 0, 76, 52), 38, 40, _WIDE),
        "H": NumberCell(Box(120, 0, 76, 52), 158, 40, _WIDE),
        "M": NumberCell(Box(120, 52, 76, 52), 158, 92, _WIDE),
        "R": NumberCell(Box(76, 52, 44, 52), 98, 83, Room(2.3, 3.4, 2)),
        "narrow": NumberCell(Box(76, 52, 44, 52), 98, 65, Room(2.3, 3.4, 2)),
        "E": NumberCell(Box(0, 52, 76, 52), 38, 92, _WIDE),
    },
    well="M76 1h44v102h-44z",
    tints={
        "message": "M120 52h75v38a13 13 0 0 1-13 13h-62z",
        "slope": "M76 52h44v51h-44z",
        "error": "M1 52h75v51h-62a13 13 0 0 1-13-13z",
    },
    plot=(98, 26, 15),
    gate=GateShape(Box(77, 52, 42, 51.3), (5, 52), 32, 14, 0),
    input=NumberCell(Box(0, 0, 62, 62), 31, 47, _SHORT),
    pill=Room(4.05, 4.5),
    pills=(Box(-24, -13, 48, 26), Box(-29, -13, 58, 26), Box(-29, -21, 58, 42)),
    symbols=True,
    named=True,
    storey="M1 52h194",
)

_FEW = Room(4.1, 4.8, 2)

COMPACT = Card(
    width=78,
    radius=8,
    cells={"H": NumberCell(Box(1, 1, 61, 21), 31, 16, _FEW), "E": NumberCell(Box(1, 22, 61, 21), 31, 38, _FEW)},
    well="M62 .8h8a7.2 7.2 0 0 1 7.2 7.2v28a7.2 7.2 0 0 1-7.2 7.2h-8z",
    tints={},
    plot=None,
    gate=GateShape(Box(62, 22, 15.2, 21.2), (4, 22), 11, 0, 7),
    input=NumberCell(Box(0, 0, 48, 44), 24, 27, Room(3.0, 3.6, 2)),
    pill=Room(3.1, 3.5, 2),
    pills=(Box(-22, -10, 44, 20), Box(-22, -10, 44, 20), Box(-22, -15, 44, 30)),
    symbols=False,
    named=False,
    storey="M1 22h61",
)

PHONE = Card(
    width=98,
    radius=10,
    cells={
        "H": NumberCell(Box(0, 0, 72, 33), 35.5, 22.5, Room(4.1, 4.9)),
        "R": NumberCell(Box(72, 33, 26, 33), 85.5, 54, Room(1.7, 2.0, 1)),
        "E": NumberCell(Box(0, 33, 72, 33), 35.5, 55.5, Room(4.1, 4.9)),
    },
    well="M72 .8h16a9.2 9.2 0 0 1 9.2 9.2v46a9.2 9.2 0 0 1-9.2 9.2h-16z",
    tints={},
    plot=(85, 17, 9),
    gate=GateShape(Box(72, 33, 25.2, 32.2), (5, 7), 18, 0, 9),
    input=NumberCell(Box(0, 0, 44, 48), 22, 30, Room(2.4, 3.8, 2)),
    pill=Room(2.8, 3.4, 2),
    pills=(Box(-22, -12, 44, 24),) * 3,
    symbols=False,
    named=True,
    storey="M1 33h96",
)


CHAIN = COMPACT._replace(
    width=54,
    radius=7,
    cells={
        "H": NumberCell(Box(1, 1, 45, 23), 23, 17, Room(3.5, 3.8, 2)),
        "E": NumberCell(Box(1, 24, 45, 23), 23, 41, Room(3.5, 3.8, 2)),
    },
    well="M46 .8h1a6.2 6.2 0 0 1 6.2 6.2v34a6.2 6.2 0 0 1-6.2 6.2h-1z",
    gate=GateShape(Box(46, 24, 7.2, 23.2), (4, 24), 12, 0, 6),
    input=NumberCell(Box(0, 0, 40, 48), 20, 29, Room(2.9, 3.2, 2)),
    storey="M1 24h45",
)

_BY_WIDTH = {FULL.width: FULL, COMPACT.width: COMPACT, PHONE.width: PHONE, CHAIN.width: CHAIN}


def card(places: Layout) -> Card:
    """The card that a layout of the levels full and compact has room for."""
    return _BY_WIDTH[places.units[1][0].width]
