"""The drawing of a network without its numbers, for the levels full and compact.

What depends on the form of the network alone is rendered here, so that a step fills in only what changes.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from app.core.architecture import Architecture
from app.core.keys import Key
from app.view.diagram import spoken
from app.view.diagram.canvas import Canvas
from app.view.diagram.constant_marks import ConstantMarks, UnitBackdrop
from app.view.diagram.layout import Box, Layout, layout
from app.view.diagram.level_forms import Size
from app.view.diagram.number_place import Spot, spot
from app.view.diagram.svg import path, rect
from app.view.diagram.unit_card import Card, NumberCell, card
from app.view.diagram.weight_labels import Pill, all_pills, fan
from app.view.words.language import Language

APART = 10  # px from the target to a cost that is not of the same sample alone


class Slot(NamedTuple):
    """One form of a weight's label: the markup up to its numbers, and the place of a number."""

    opening: str
    spot: Spot


class Label(NamedTuple):
    """The label of the weight from `input` to `unit`.

    It shows the weight alone (`long` if the number is), the weight over its derivative, or, after the update, the new
    value under the old one. Where there is room for one number only, the derivative replaces the weight.
    """

    input: int
    unit: int
    alone: Slot
    long: Slot
    above: Slot
    below: Slot
    new: Slot
    single: bool


@dataclass(frozen=True, eq=False)
class Backdrop:
    """Everything constant. `edges[l − 1][input][unit]` open a path; `links` are those to targets and cost."""

    architecture: Architecture
    view: str
    language: Language
    layout: Layout
    card: Card
    captions: str
    hairlines: tuple[str, ...]
    edges: tuple[tuple[tuple[str, ...], ...], ...]
    links: tuple[tuple[str, str], ...]
    nodes: tuple[tuple[UnitBackdrop, ...], ...]
    targets: tuple[tuple[str, Spot], ...]
    cost: tuple[str, Spot]
    label: str
    _labels: dict[tuple[int, ...], tuple[Label, ...]] = field(default_factory=dict, init=False)

    def labels(self, gap: int, focus: tuple[int, int], *, fewer: bool) -> tuple[Label, ...]:
        """The labels in a gap: all where there is room, otherwise those of the unit in focus, or none if `fewer`.

        Finding their places takes milliseconds, so they are kept with the drawing.
        """
        found = self._placed((gap,))
        return found if found or fewer else self._placed((gap, focus[0] - gap + 1, focus[1]))

    def all_labelled(self, gap: int) -> bool:
        """Whether every weight of a gap has a label."""
        return bool(self._placed((gap,)))

    def _placed(self, where: tuple[int, ...]) -> tuple[Label, ...]:
        """The labels of a gap, or of one end and unit of it."""
        found = self._labels.get(where)
        if found is None:
            gap, *unit = where
            pills = fan(self.layout, gap, *unit) if unit else all_pills(self.layout, gap)
            found = self._labels[where] = tuple(self._label(gap, pill) for pill in pills)
        return found

    def _label(self, gap: int, pill: Pill) -> Label:
        i, u, x, y, room = pill
        short, long, large = map(_around, (self.card.pills.short, self.card.pills.long, room))
        middle = 5.0 if self.layout.level == "full" else 4.5
        half, single = Box(large.x, large.y, large.width, large.height / 2), room == self.card.pills.long
        at = 0.0 if single else large.height / 4
        opening = f'<g id="pill-{gap}-{i}-{u}" class="pill" transform="translate({x:g} {y:g})">'
        weight, derivative = Key("W", gap, u, i), Key("dW", gap, u, i)
        storey = path("storey", f"M{large.x + 1:g} 0h{large.width - 2:g}")

        def slot(key: Key, box: Box, start: str, line: float) -> Slot:
            cell = NumberCell(box, 0, line, self.card.pill)
            radius = 9 if box.height > 22 else 8
            return Slot(opening + start, spot(key, cell, radius, self.architecture, self.language))

        frame = rect("frame", large, 9)
        return Label(
            i,
            u,
            slot(weight, short, rect("frame", short, 9), middle),
            slot(weight, long, rect("frame", long, 9), middle),
            slot(weight, half, frame + storey, middle - at),
            slot(derivative, large if single else half._replace(y=0.0), frame, middle + at),
            slot(weight, large, rect("frame changed", large, 9), middle + large.height / 4),
            single,
        )


def _around(size: Size) -> Box:
    """A box of that size around the origin."""
    width, height = size
    return Box(-width / 2, -height / 2, width, height)


def drawing(architecture: Architecture, samples: int, level: str, where: Canvas, language: Language) -> Backdrop:
    """The constant part of a drawing in the levels full and compact."""
    places = layout(architecture.sizes, level, where)
    if samples > 1 and places.joined:  # the target is of one sample, the cost of all
        places = places._replace(cost=places.cost._replace(y=places.cost.y + APART))
    kind = card(places)
    painter = ConstantMarks(architecture, places, kind, where.view, language, samples)
    return Backdrop(
        architecture,
        where.view,
        language,
        places,
        kind,
        painter.captions(),
        painter.hairlines(),
        painter.edges(),
        painter.links(),
        tuple(
            tuple(painter.input(u) if l == 0 else painter.node(l, u) for u in range(n))
            for l, n in enumerate(architecture.sizes)
        ),
        painter.targets(),
        painter.cost(),
        spoken.network(architecture, language),
    )
