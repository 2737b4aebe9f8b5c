"""What each level of detail looks like: sizes of cards and gaps, from the roomiest form to the tightest."""

from typing import NamedTuple

LEVELS = ("full", "compact", "strip", "summary")

Size = tuple[float, float]
"""Width and height, in user units."""


class Span(NamedTuple):
    """A distance that follows the room: the least that is legible, the usual one, the most that looks well."""

    least: float
    usual: float
    most: float

    def within(self, wanted: float) -> float:
        """The nearest to what is wanted."""
        return max(self.least, min(self.most, wanted))


class LevelForm(NamedTuple):
    """A form of a level, for networks of up to `units` per layer.

    A unit's card is `node` and an input's `input`, both (width, height). Middles of a column are `pitch` apart; `left`
    and `after` are the space left of the inputs and right of the outputs, `above` and `below` the height that captions
    need; `margin` is the usual height below. The first gap is `first` times as wide as the others, which are `gap`, and
    the inputs are `inputs` times as far apart as the units. `grid` says whether a gap's weights are beside the
    network. A sheet is at least `lowest` high.
    """

    node: Size
    input: Size
    pitch: Span
    gap: Span
    left: float
    after: float
    above: Span
    units: int
    below: float = 3
    first: float = 1
    grid: bool = False
    margin: float = 34
    inputs: float = 1
    lowest: float = 0

    def columns(self, gap: float, steps: int) -> float:
        """The width of a network with so many gaps."""
        across = self.left + self.after + self.input[0] + steps * self.node[0]
        return across + gap * (self.first + steps - 1)

    def least(self, units: int, steps: int) -> Size:
        """The smallest sheet for so many units in the largest layer and so many gaps."""
        height = self.above.least + (units - 1) * self.pitch.least + self.node[1] + self.below
        return self.columns(self.gap.least, steps), max(height, self.lowest)

    def usual(self, units: int, steps: int) -> Size:
        """The sheet on which it looks best."""
        height = self.above.usual + (units - 1) * self.pitch.usual + self.node[1] + self.margin
        return self.columns(self.gap.usual, steps), max(height, self.lowest)


FULL = LevelForm(
    node=(196, 104),
    input=(62, 62),
    pitch=Span(124, 164, 190),
    gap=Span(100, 160, 330),
    left=20,
    after=126,
    above=Span(43, 58, 58),
    first=1.25,
    units=4,
)
LOW = FULL._replace(node=(196, 84), pitch=Span(104, 124, 124))
TALL = LevelForm(
    node=(98, 66),
    input=(48, 40),
    pitch=Span(84, 97, 116),
    gap=Span(72, 110, 210),
    left=20,
    after=96,
    above=Span(38, 44, 44),
    units=4,
)
COMPACT = LevelForm(
    node=(78, 44),
    input=(48, 44),
    pitch=Span(48, 54, 70),
    gap=Span(76, 110, 210),
    left=20,
    after=96,
    above=Span(38, 40, 40),
    units=8,
)
GRID = COMPACT._replace(after=246, grid=True, lowest=330)
SLIM = COMPACT._replace(node=(78, 34), input=(48, 34), pitch=Span(37, 40, 44))
CHAIN = COMPACT._replace(
    node=(54, 48), input=(40, 48), pitch=Span(54, 64, 64), gap=Span(12, 44, 110), after=88, units=4
)
STRIP = LevelForm(
    node=(40, 22),
    input=(40, 22),
    pitch=Span(17, 26, 42),
    gap=Span(20, 40, 200),
    left=24,
    after=64,
    above=Span(28, 28, 28),
    units=16,
    below=34,
)
SUMMARY = STRIP._replace(
    node=(24, 120),
    input=(24, 120),
    pitch=Span(0, 0, 0),
    gap=Span(14, 60, 110),
    left=130,
    after=30,
    above=Span(36, 36, 36),
    below=42,
    margin=42,
)

DESK = {"full": (FULL, LOW), "compact": (TALL, GRID, COMPACT, SLIM, CHAIN), "strip": (STRIP,), "summary": (SUMMARY,)}

# The phone: as little as possible beside the cards; the target and the cost are in the corner.
POCKET = TALL._replace(
    input=(42, 40),
    pitch=Span(84, 118, 118),
    gap=Span(53, 60, 150),
    left=4,
    after=4,
    above=Span(22, 22, 22),
    first=1.15,
    margin=3,
    inputs=0.5,
    lowest=200,
)
PHONE = {
    "full": (FULL, LOW),
    "compact": (
        POCKET,
        COMPACT._replace(left=8, above=Span(22, 24, 24), gap=Span(72, 84, 150), margin=3),
    ),
    "strip": (STRIP._replace(node=(30, 22), input=(22, 22), left=8, after=44),),
    "summary": (SUMMARY._replace(left=92, after=24, node=(14, 120), input=(14, 120)),),
}

VIEWS = {"desk": DESK, "wide": DESK, "phone": PHONE, "projector": DESK}
