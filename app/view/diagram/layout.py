"""Where everything is drawn: from the sizes of a network to boxes and curves. Numbers only, no markup.

SVG user units are pixels on a screen of 1440 × 900. The level of detail says how much a unit
shows; `level_forms` says what a level looks like in a view.
"""

from itertools import accumulate, pairwise
from typing import NamedTuple

from app.view.diagram.edge_curve import Curve
from app.view.diagram.level_forms import CHAIN, CROWDED, FORMS, LEVELS, ROOMY, LevelForm


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
        return (
            self.x - other.right < distance
            and other.x - self.right < distance
            and self.y - (other.y + other.height) < distance
            and other.y - (self.y + self.height) < distance
        )


class Layout(NamedTuple):
    """A network on its sheet: `units[l][u]` for the layers 0 (inputs) … L, `edges[l − 1][input][unit]`.

    `targets[u]` and `cost` are the boxes right of the outputs; in the full level with one output
    they are stacked as one card. `grid` is where the weights of a gap are shown in the compact level.
    """

    level: str
    width: float
    height: float
    units: tuple[tuple[Box, ...], ...]
    edges: tuple[tuple[tuple[Curve, ...], ...], ...]
    targets: tuple[Box, ...]
    cost: Box
    grid: Box | None


def fits(level: str, sizes: tuple[int, ...], view: str) -> bool:
    """Whether the rules of detail allow that level for these sizes in that view."""
    form = _form(level, view, sizes)
    return form is not None and max(sizes) <= form.units and len(sizes) - 1 <= form.columns


def _form(level: str, view: str, sizes: tuple[int, ...]) -> LevelForm | None:
    form = FORMS.get((level, view))
    if level == "compact" and form and len(sizes) - 1 > form.columns:
        chain = CHAIN.get(view, form)
        return chain._replace(node=form.node, input=form.input) if len(sizes) - 1 <= ROOMY else chain
    return form


def choose_level(sizes: tuple[int, ...], view: str, wanted: str | None = None) -> str:
    """The level with the most detail that fits, or the one that is `wanted` where it can be drawn."""
    able = [level for level in LEVELS if fits(level, sizes, view)]
    if wanted in able:
        return wanted
    return able[0] if able[0] != "strip" or max(sizes) <= CROWDED else "summary"


def layout(sizes: tuple[int, ...], level: str, view: str) -> Layout:
    """The places of a network of these sizes. Raises KeyError for a level that a view does not have."""
    given = _form(level, view, sizes)
    if given is None:
        raise KeyError((level, view))
    form = _stretched(given, sizes, level)
    columns = _columns(form, len(sizes) - 1)
    middle = (form.height + form.above) / 2
    units = tuple(
        _column(x, middle, n, form.pitch, form.input if l == 0 else form.node)
        for l, (x, n) in enumerate(zip(columns, sizes, strict=True))
    )
    edges = tuple(
        tuple(tuple(Curve(a.right, a.middle, b.x, b.middle) for b in after) for a in before)
        for before, after in pairwise(units)
    )
    targets, cost = _answers(level, view, units[-1], form)
    if level == "strip":  # under the letters of the columns
        lowest = max(column[-1].y + column[-1].height for column in units)
        cost = cost._replace(y=max(cost.y, lowest + 32))
    height = max(form.height, cost.y + cost.height + 4)
    x = targets[0].right + 14
    side = min(172.0, form.width - 20 - x)
    grid = Box(x, height / 2 - 116, side, side) if level == "compact" and form.after > 200 else None
    return Layout(level, form.width, height, units, edges, targets, cost, grid)


def _stretched(form: LevelForm, sizes: tuple[int, ...], level: str) -> LevelForm:
    """The form with its pitch, its nodes or its sheet fitted to the largest layer."""
    most, steps = max(sizes), len(sizes) - 1
    if level == "full" and most == 4:  # a larger sheet of the same shape: numbers stay above 14 px
        return form._replace(sheet=(form.width * 1.125, form.height * 1.125), pitch=132)
    if level == "strip":
        pitch = min(form.pitch * 1.6, (form.height - 76) / most)
        room = (form.width - form.left - form.after) / (steps + 1)
        width = max(form.node[0] * 0.6, min(form.node[0] * 1.8, room * 0.58))
        node = (round(width), round(pitch - 4))
        return form._replace(pitch=pitch, node=node, input=node)
    return form


def _columns(form: LevelForm, steps: int) -> list[float]:
    """The left sides of the columns, inputs first; the remaining width is split between both sides."""
    free = form.width - form.left - form.after - form.input[0] - steps * form.node[0]
    shares = (form.first, *(1.0,) * (steps - 1))
    unit = min(form.gap, free / sum(shares))
    margin = form.left + (free - unit * sum(shares)) / 2
    widths = (form.input[0], *(form.node[0],) * (steps - 1))
    steps_across = (width + unit * share for width, share in zip(widths, shares, strict=True))
    return [round(margin + x, 1) for x in accumulate(steps_across, initial=0.0)]


def _column(x: float, middle: float, count: int, pitch: float, size: tuple[float, float]) -> tuple[Box, ...]:
    width, height = size
    top = middle - (count - 1) * pitch / 2 - height / 2
    return tuple(Box(x, round(top + i * pitch, 1), width, height) for i in range(count))


def _answers(level: str, view: str, outputs: tuple[Box, ...], form: LevelForm) -> tuple[tuple[Box, ...], Box]:
    """The boxes of the targets and of the cost."""
    right = outputs[0].right
    if level == "full":
        x = right + (60 if view == "projector" else 36)
        targets = tuple(Box(x, box.y, 72, 52) for box in outputs)
        below = targets[(len(targets) - 1) // 2]
        return targets, below._replace(y=below.y + 52)
    if level == "compact" and view != "phone":
        targets = tuple(Box(right + 12, box.y, 64, 22) for box in outputs)
        below = targets[(len(targets) - 1) // 2]
        return targets, below._replace(y=below.y + 22)
    if level == "compact" and len(outputs) == 1:
        return (Box(form.width - 84, form.height - 46, 70, 20),), Box(form.width - 84, form.height - 24, 70, 20)
    if level == "compact":
        targets = tuple(Box(box.x + 28, box.y - 21, box.width - 28, 20) for box in outputs)
        return targets, Box(form.width - 84, form.height, 70, 20)
    targets = tuple(Box(right + 8, box.y, (box.width - 4) / 2, box.height) for box in outputs)
    return targets, Box(form.width - 110, form.height - 30, 96, 20)
