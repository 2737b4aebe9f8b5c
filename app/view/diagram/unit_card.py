"""What a unit's card looks like at each level: where its numbers, symbols, gate and tints are inside it."""

from typing import NamedTuple

from app.view.diagram.fit_number import Room
from app.view.diagram.gate import GateShape
from app.view.diagram.layout import Box, Layout
from app.view.diagram.level_forms import Size


class NumberCell(NamedTuple):
    """The place of a number: the frame around it, the middle of its line, and its room."""

    frame: Box
    x: float
    y: float
    room: Room


class Pills(NamedTuple):
    """Sizes of a weight's label: of the weight alone, of a longer number, and, largest first, of two numbers.

    Labels are `apart` from each other and `from_cards` from the cards on both sides.
    """

    short: Size
    long: Size
    double: tuple[Size, ...]
    apart: float = 5.9
    from_cards: float = 3


class Card(NamedTuple):
    """A kind of card. `plot` is (x, y, half) of the curve of R, None where there is no room for one.

    `tints` colour what an error went through: the message, the gate, the error. `named` says whether the unit's name
    is above the card, `symbols` how far the symbols are above their numbers (0 for no symbols). `pills` are the labels
    of weights, each number with the room `pill`. The cell "narrow" is that of R' where the gate's opening is too low
    for words. `kind` is the class of the drawing.
    """

    kind: str
    width: float
    radius: float
    cells: dict[str, NumberCell]
    well: str
    tints: dict[str, str]
    plot: tuple[float, float, float] | None
    gate: GateShape
    input: NumberCell
    pill: Room
    pills: Pills
    symbols: float
    named: bool
    storey: str


_WIDE, _SHORT = Room(4.12, 5.15), Room(3.4, 4.14)


def _full(storey: float, symbols: float, foot: float) -> Card:
    """The card of the full level, with storeys of that height, numbers `foot` above their ends, symbols above those."""
    height, line = 2 * storey, storey - foot
    slope = Room(2.3, 3.4, 2)
    return Card(
        kind="roomy",
        width=196,
        radius=14,
        cells={
            "Z": NumberCell(Box(0, 0, 76, storey), 38, line, _WIDE),
            "H": NumberCell(Box(120, 0, 76, storey), 158, line, _WIDE),
            "M": NumberCell(Box(120, storey, 76, storey), 158, line + storey, _WIDE),
            "R": NumberCell(Box(76, storey, 44, storey), 98, storey * 1.5 + 5, slope),
            "narrow": NumberCell(Box(76, storey, 44, storey), 98, storey + 13, slope),
            "E": NumberCell(Box(0, storey, 76, storey), 38, line + storey, _WIDE),
        },
        well=f"M76 1h44v{height - 2:g}h-44z",
        tints={
            "message": f"M120 {storey:g}h75v{storey - 14:g}a13 13 0 0 1-13 13h-62z",
            "slope": f"M76 {storey:g}h44v{storey - 1:g}h-44z",
            "error": f"M1 {storey:g}h75v{storey - 1:g}h-62a13 13 0 0 1-13-13z",
        },
        plot=(98, storey / 2, 15),
        gate=GateShape(Box(77, storey, 42, storey - 0.7), (5, storey), storey - 20, 14, 0),
        input=NumberCell(Box(0, 0, 62, 62), 31, 47, _SHORT),
        pill=Room(4.05, 4.5),
        pills=Pills((48, 26), (58, 26), ((58, 42), (58, 34))),
        symbols=symbols,
        named=True,
        storey=f"M1 {storey:g}h194",
    )


FULL, LOW = _full(52, 23.5, 12), _full(42, 19, 8)

_FEW = Room(4.1, 4.8, 2)
_PILLS = Pills((44, 20), (54, 20), ((54, 30),))


def _compact(storey: float) -> Card:
    """The card of the compact level, with storeys of that height."""
    top, line = Box(1, 1, 61, storey - 1), (storey - 1) / 2 + 5.5
    height = 2 * storey
    side = "7.2 7.2 0 0 1"
    return Card(
        kind="plain",
        width=78,
        radius=8,
        cells={
            "Z": NumberCell(top, 31, line, _FEW),
            "H": NumberCell(top, 31, line, _FEW),
            "E": NumberCell(top._replace(y=storey), 31, line + storey, _FEW),
        },
        well=f"M62 .8h8a{side} 7.2 7.2v{height - 16:g}a{side}-7.2 7.2h-8z",
        tints={},
        plot=None,
        gate=GateShape(Box(62, storey, 15.2, storey - 0.8), (4, storey), storey / 2, 0, 7),
        input=NumberCell(Box(0, 0, 48, height), 24, storey + 5, Room(3.0, 3.6, 2)),
        pill=Room(4.05, 4.4),
        pills=_PILLS,
        symbols=0,
        named=False,
        storey=f"M1 {storey:g}h61",
    )


COMPACT, SLIM = _compact(22), _compact(17)

_TALL_CELL = NumberCell(Box(0, 0, 72, 33), 35.5, 22.5, Room(4.1, 4.9))
TALL = COMPACT._replace(
    kind="tall",
    width=98,
    radius=10,
    cells={
        "Z": _TALL_CELL,
        "H": _TALL_CELL,
        "R": NumberCell(Box(72, 33, 26, 33), 85.5, 54, Room(1.7, 1.9, 1)),
        "E": _TALL_CELL._replace(frame=Box(0, 33, 72, 33), y=55.5),
    },
    well="M72 .8h16a9.2 9.2 0 0 1 9.2 9.2v46a9.2 9.2 0 0 1-9.2 9.2h-16z",
    plot=(85, 17, 9),
    gate=GateShape(Box(72, 33, 25.2, 32.2), (5, 7), 18, 0, 9),
    input=NumberCell(Box(0, 0, 42, 40), 21, 26, Room(2.3, 3.35, 2)),
    pill=Room(3.75, 4.1),
    pills=Pills((44, 19), (50, 19), ((50, 36), (50, 28)), apart=1, from_cards=1),
    named=True,
    storey="M1 33h96",
)

_CHAIN_CELL = NumberCell(Box(1, 1, 45, 23), 23, 17, Room(3.3, 3.7, 2))
CHAIN = COMPACT._replace(
    width=54,
    radius=7,
    cells={"Z": _CHAIN_CELL, "H": _CHAIN_CELL, "E": _CHAIN_CELL._replace(frame=Box(1, 24, 45, 23), y=41)},
    well="M46 .8h1a6.2 6.2 0 0 1 6.2 6.2v34a6.2 6.2 0 0 1-6.2 6.2h-1z",
    gate=GateShape(Box(46, 24, 7.2, 23.2), (4, 24), 12, 0, 6),
    input=NumberCell(Box(0, 0, 40, 48), 20, 29, Room(2.9, 3.2, 2)),
    storey="M1 24h45",
)

_BY_NODE: dict[Size, Card] = {
    (196, 104): FULL,
    (196, 84): LOW,
    (98, 66): TALL,
    (78, 44): COMPACT,
    (78, 34): SLIM,
    (54, 48): CHAIN,
}


def card(places: Layout) -> Card:
    """The card that a layout of the levels full and compact has room for."""
    return _BY_NODE[places.node]
