"""What each level of detail looks like in each view: sizes of cards and gaps, and which networks fit."""

from typing import NamedTuple

LEVELS = ("full", "compact", "strip", "summary")
VIEWS = ("desk", "wide", "phone", "projector")

Sheet = tuple[float, float]
"""Width and height of a drawing, in user units."""

DESK: Sheet = (960, 524)
WIDE: Sheet = (1392, 524)
PHONE: Sheet = (390, 300)
PROJECTOR: Sheet = (1200, 462)  # shown 1.6 times as large


class LevelForm(NamedTuple):
    """What a level looks like in a view, and which networks fit: up to `units` per layer and `columns` of layers.

    A unit's card is `node` and an input's `input`, both (width, height). Cards of a column are `pitch` apart; `left`
    and `after` are the space left of the inputs and right of the outputs, `above` the height that captions need. The
    first gap is `first` times as wide as the others, none wider than `gap`.
    """

    sheet: Sheet
    node: tuple[float, float]
    input: tuple[float, float]
    pitch: float
    left: float
    after: float
    above: float
    first: float
    gap: float
    units: int
    columns: int

    @property
    def width(self) -> float:
        """The width of the sheet."""
        return self.sheet[0]

    @property
    def height(self) -> float:
        """The height of the sheet."""
        return self.sheet[1]


FULL = LevelForm(
    sheet=DESK,
    node=(196, 104),
    input=(62, 62),
    pitch=164,
    left=20,
    after=126,
    above=58,
    first=1.25,
    gap=330,
    units=4,
    columns=2,
)
COMPACT = LevelForm(
    sheet=DESK,
    node=(78, 44),
    input=(48, 44),
    pitch=54,
    left=20,
    after=246,
    above=40,
    first=1,
    gap=190,
    units=8,
    columns=4,
)
STRIP = LevelForm(
    sheet=DESK,
    node=(40, 22),
    input=(40, 22),
    pitch=26,
    left=24,
    after=70,
    above=0,
    first=1,
    gap=90,
    units=16,
    columns=13,
)
SUMMARY = STRIP._replace(node=(40, 300), input=(40, 300), pitch=0, left=130, after=30)

FORMS = {
    ("full", "desk"): FULL,
    ("full", "wide"): FULL._replace(sheet=WIDE, columns=3),
    ("full", "projector"): FULL._replace(
        sheet=PROJECTOR, input=(70, 62), pitch=154, after=150, above=32, first=1.15, units=3, columns=3
    ),
    ("compact", "desk"): COMPACT,
    ("compact", "wide"): COMPACT._replace(sheet=WIDE, after=292, gap=210, columns=7),
    ("compact", "phone"): COMPACT._replace(
        sheet=PHONE,
        node=(98, 66),
        input=(44, 48),
        pitch=97,
        left=12,
        after=14,
        above=14,
        first=0.6,
        gap=150,
        units=3,
        columns=2,
    ),
    ("compact", "projector"): COMPACT._replace(sheet=PROJECTOR, after=272, above=36, gap=210),
    ("strip", "desk"): STRIP,
    ("strip", "wide"): STRIP._replace(sheet=WIDE, gap=110),
    ("strip", "phone"): STRIP._replace(
        sheet=PHONE, node=(30, 20), input=(22, 20), pitch=24, left=12, after=30, gap=70, units=10, columns=7
    ),
    ("strip", "projector"): STRIP._replace(sheet=PROJECTOR, after=80, gap=100),
    ("summary", "desk"): SUMMARY,
    ("summary", "wide"): SUMMARY._replace(sheet=WIDE, gap=110),
    ("summary", "phone"): SUMMARY._replace(sheet=PHONE, node=(14, 150), input=(14, 150), left=92, after=10, gap=60),
    ("summary", "projector"): SUMMARY._replace(sheet=PROJECTOR, node=(40, 240), input=(40, 240), left=160),
}

NARROW = 4  # units of a layer up to which a deep network has cards with numbers, small ones in a chain
DEEP = COMPACT._replace(pitch=64, after=96, units=NARROW, columns=12)
CHAIN = {
    "desk": DEEP._replace(node=(54, 48), input=(40, 48), after=88, gap=110),
    "wide": DEEP._replace(sheet=WIDE, gap=90),
    "projector": DEEP._replace(sheet=PROJECTOR, above=36, gap=80, columns=10),
}
ROOMY = 7  # columns up to which a chain has cards of the usual size
CROWDED = 12  # units of a layer from which on strips are drawn only if they are asked for
