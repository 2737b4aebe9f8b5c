"""Where everything is drawn: from the sizes of a network to boxes and curves. Numbers only, no markup.

SVG user units are pixels, or more than pixels where the room is larger than the network needs, never less. The level
of detail says how much a unit shows; `level_forms` says what a level looks like in a view, and the canvas how much room
there is.
"""

from itertools import accumulate, pairwise
from math import ceil
from typing import NamedTuple

from app.view.diagram.canvas import Canvas
from app.view.diagram.edge_curve import Curve
from app.view.diagram.level_forms import LEVELS, VIEWS, LevelForm, Size


class Box(NamedTuple):
    """A rectangle by its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return self.y + self.height / 2

    @property
    def right(self) -> float:
        """Its right side."""
        return self.x + self.width

    def near(self, other: "Box", distance: float) -> bool:
        """Whether less than `distance` lies between the two."""
        x, y, width, height = self
        other_x, other_y, other_width, other_height = other
        return (
            x - (other_x + other_width) < distance
            and other_x - (x + width) < distance
            and y - (other_y + other_height) < distance
            and other_y - (y + height) < distance
        )


class Layout(NamedTuple):
    """A network on its sheet: `units[l][u]` for the layers 0 (inputs) … L, `edges[l − 1][input][unit]`.

    `node` is the size of a unit's card. Captions are on the line `caption`. `targets[u]` and `cost` are the boxes
    right of the outputs; in the full level with one output and one sample they are one card. `grid` is where the
    weights of a gap are shown in the compact level. `scrolls` says that the sheet is larger than the room for it.
    """

    level: str
    node: Size
    width: float
    height: float
    caption: float
    units: tuple[tuple[Box, ...], ...]
    edges: tuple[tuple[tuple[Curve, ...], ...], ...]
    targets: tuple[Box, ...]
    cost: Box
    grid: Box | None
    scrolls: bool

    @property
    def joined(self) -> bool:
        """Whether the target and the cost are one card."""
        return len(self.targets) == 1 and self.cost.y == self.targets[0].y + self.targets[0].height

    def middle(self, gap: int) -> int:
        """The middle of the gap before layer `gap` and of the columns on both sides of it."""
        return round((self.units[gap - 1][0].x + self.units[gap][0].right) / 2)


class _Sheet(NamedTuple):
    """A form fitted to a canvas: the size of the sheet, and the pitch and the gap on it."""

    form: LevelForm
    width: float
    height: float
    pitch: float
    above: float
    scrolls: bool


CORNER = 60.0  # px right of the outputs, without which targets and cost are in the corner
COST_BELOW = 24.0  # px that the cost takes below several outputs
NAMED = 4.0  # px between two inputs
LARGEST = 3.0  # times the usual size, on the largest screens
WIDEST = 10_000  # px: no network is wider
ON_PHONE = 8  # units of a layer up to which a phone shows cards with numbers, which scroll sideways if need be


def fits(level: str, sizes: tuple[int, ...], canvas: Canvas) -> bool:
    """Whether the level has a form for these sizes that needs no more than the canvas."""
    return any(_within(form, sizes, canvas) for form in VIEWS[canvas.view][level])


def _within(form: LevelForm, sizes: tuple[int, ...], canvas: Canvas) -> bool:
    width, height = form.least(_tallest(form, sizes), len(sizes) - 1)
    return max(sizes) <= form.units and width <= canvas.width and height <= canvas.height


def _tallest(form: LevelForm, sizes: tuple[int, ...]) -> int:
    return max(sizes) if form.pitch.usual else 1


def choose_level(sizes: tuple[int, ...], canvas: Canvas, wanted: str | None = None) -> str:
    """The level with the most detail that fits, or the one that is `wanted` where it can be drawn."""
    able = [level for level in LEVELS if any(max(sizes) <= form.units for form in VIEWS[canvas.view][level])]
    if wanted in able:
        return wanted
    if canvas.view == "phone" and max(sizes) <= ON_PHONE and not fits("full", sizes, canvas):
        return "compact"
    return next((level for level in able if fits(level, sizes, canvas)), "strip")


def _form(level: str, sizes: tuple[int, ...], canvas: Canvas) -> LevelForm:
    """The roomiest form that fits; if none does, the roomiest that only scrolls sideways, or the roomiest of all."""
    forms = [_with_the_cost_below(form, level, sizes) for form in VIEWS[canvas.view][level] if max(sizes) <= form.units]
    fitting = [form for form in forms if _within(form, sizes, canvas)]
    low = [form for form in forms if _within(form, sizes, canvas._replace(width=WIDEST))]
    return (fitting or low or forms)[0]


def _with_the_cost_below(form: LevelForm, level: str, sizes: tuple[int, ...]) -> LevelForm:
    """The form with room for the cost in the corner, where outputs reach down to it."""
    reaches = level == "compact" and form.after < CORNER and sizes[-1] == max(sizes) > 1
    return form._replace(below=form.below + COST_BELOW) if reaches else form


def layout(sizes: tuple[int, ...], level: str, canvas: Canvas) -> Layout:
    """The places of a network of these sizes. Raises IndexError for a level that cannot show so many units."""
    sheet = _sheet(_form(level, sizes, canvas), sizes, level, canvas)
    form = sheet.form
    columns = _columns(sheet, len(sizes) - 1)
    middle = (sheet.height + sheet.above - form.below + 3) / 2
    inputs = max(sheet.pitch * form.inputs, form.input[1] + NAMED) if sheet.pitch else 0
    units = (
        _column(columns[0], middle, sizes[0], inputs, form.input),
        *(_column(x, middle, n, sheet.pitch, form.node) for x, n in zip(columns[1:], sizes[1:], strict=True)),
    )
    edges = tuple(
        tuple(tuple(Curve(a.right, a.middle, b.x, b.middle) for b in after) for a in before)
        for before, after in pairwise(units)
    )
    targets, cost = _answers(level, units[-1], sheet)
    x = targets[0].right + 14
    side = min(172.0, sheet.width - 20 - x)
    grid = Box(x, sheet.height / 2 - 116, side, side) if form.grid else None
    line = max(13.0, sheet.above - 35)
    whole = sheet.width, max(sheet.height, cost.y + cost.height + 2), line
    return Layout(level, form.node, *whole, units, edges, targets, cost, grid, sheet.scrolls)


def _sheet(form: LevelForm, sizes: tuple[int, ...], level: str, canvas: Canvas) -> _Sheet:
    """The form on a sheet of the canvas's shape: of its size or, where there is room to enlarge all, smaller."""
    most, steps = _tallest(form, sizes), len(sizes) - 1
    width, height = form.usual(most, steps)
    enlarged = max(1.0, min(LARGEST, canvas.width / width, canvas.height / height))
    least = form.least(most, steps)
    across = width if least[0] > canvas.width else max(least[0], canvas.width / enlarged)
    sheet = across, max(least[1], canvas.height / enlarged)
    if canvas.view == "phone":
        sheet = sheet[0], max(least[1], min(sheet[1], height))
    scrolls = sheet[0] > canvas.width or sheet[1] > canvas.height
    node = _node(form, level, sheet, sizes)
    free = sheet[1] - form.above.least - form.below - node[1]
    pitch = form.pitch.usual
    if most > 1:
        pitch = form.pitch.within(min(free / (most - 1), pitch + max(0, sheet[1] - height) / (most - 1)))
    above = form.above.within(sheet[1] - (most - 1) * pitch - node[1] - form.below)
    form = form._replace(node=node, input=node if level in ("strip", "summary") else form.input)
    return _Sheet(form, ceil(sheet[0]), ceil(sheet[1]), pitch, above, scrolls)


def _node(form: LevelForm, level: str, sheet: Size, sizes: tuple[int, ...]) -> Size:
    """The card of a unit; bars and columns are as large as the sheet lets them be."""
    width, height = form.node
    if level == "summary":
        return width, max(height, sheet[1] - 80)
    if level == "strip":
        steps = len(sizes) - 1
        share = (sheet[0] - form.left - form.after) / (steps + 1) * 0.58
        pitch = form.pitch.within((sheet[1] - form.above.least - form.below) / max(sizes))
        return round(max(width * 0.6, min(width * 1.8, share))), round(pitch - 4)
    return width, height


def _columns(sheet: _Sheet, steps: int) -> list[float]:
    """The left sides of the columns, inputs first; the remaining width is split between both sides."""
    form = sheet.form
    free = sheet.width - form.left - form.after - form.input[0] - steps * form.node[0]
    shares = (form.first, *(1.0,) * (steps - 1))
    unit = min(form.gap.most, free / sum(shares))
    margin = form.left + (free - unit * sum(shares)) / 2
    widths = (form.input[0], *(form.node[0],) * (steps - 1))
    steps_across = (width + unit * share for width, share in zip(widths, shares, strict=True))
    return [round(margin + x) for x in accumulate(steps_across, initial=0.0)]


def _column(x: float, middle: float, count: int, pitch: float, size: Size) -> tuple[Box, ...]:
    width, height = size
    top = middle - (count - 1) * pitch / 2 - height / 2
    return tuple(Box(x, round(top + i * pitch), width, height) for i in range(count))


def _answers(level: str, outputs: tuple[Box, ...], sheet: _Sheet) -> tuple[tuple[Box, ...], Box]:
    """The boxes of the targets and of the cost."""
    right, storey = outputs[0].right, outputs[0].height / 2
    if level == "full":
        x = right + 36
        targets = tuple(Box(x, box.y, 72, storey) for box in outputs)
        below = targets[(len(targets) - 1) // 2]
        between = (sheet.pitch - 2 * storey) // 2 if len(targets) > 1 else 0
        return targets, below._replace(y=below.y + storey + between)
    if level == "compact" and sheet.form.after < CORNER:
        return _in_the_corner(outputs, sheet)
    if level == "compact":
        targets = tuple(Box(right + 12, box.y, 64, 22) for box in outputs)
        return targets, targets[-1]._replace(y=targets[-1].y + 22)
    targets = tuple(Box(right + 8, box.y, (box.width - 4) / 2, box.height) for box in outputs)
    return targets, Box(sheet.width - 110, 3, 96, 20)


def _in_the_corner(outputs: tuple[Box, ...], sheet: _Sheet) -> tuple[tuple[Box, ...], Box]:
    """On the phone: under the only output, or above each of several, and the cost at the bottom."""
    x = sheet.width - 84
    if len(outputs) == 1:
        return (Box(x, sheet.height - 46, 70, 20),), Box(x, sheet.height - 24, 70, 20)
    lowest = outputs[-1].y + outputs[-1].height
    targets = tuple(Box(box.x + 28, box.y - 21, box.width - 28, 20) for box in outputs)
    return targets, Box(x, max(sheet.height - 22, lowest + 4), 70, 20)
