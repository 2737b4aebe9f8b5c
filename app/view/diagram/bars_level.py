"""The scene of the level strip: a small card for each unit, its activation and its error as bars, scaled by layer.

The numbers are there for readers who point at a bar or move to it by keyboard.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import escape

from app.core.architecture import Architecture
from app.core.keys import Key
from app.view.diagram import scale, spoken
from app.view.diagram.canvas import Canvas
from app.view.diagram.constant_marks import cost_word
from app.view.diagram.edge_curve import short
from app.view.diagram.edges import Openings, weight_edges
from app.view.diagram.fit_number import Room
from app.view.diagram.layout import Box, Layout, layout
from app.view.diagram.number_place import UNPRINTED, Spot, spot
from app.view.diagram.scene import Scene
from app.view.diagram.shown import Shown
from app.view.diagram.svg import rect, svg, symbol, text
from app.view.diagram.unit_card import NumberCell
from app.view.quantities import symbols
from app.view.words.language import Language

_THIN = 0.5  # edges and pulses against those of the full level


class Strip(NamedTuple):
    """The constant part: places, captions, hairlines of each gap, edges, cards with their spots by letter."""

    view: str
    language: Language
    layout: Layout
    label: str
    captions: str
    hairlines: tuple[str, ...]
    edges: tuple[Openings, ...]
    nodes: tuple[tuple[tuple[str, dict[str, Spot]], ...], ...]
    targets: tuple[tuple[str, Spot], ...]
    cost: tuple[str, Spot]


def scene(shown: Shown, drawn: Strip) -> Scene:
    """The drawing with a strip for each unit."""
    crowded = len(drawn.edges[shown.gap - 1]) * len(drawn.edges[shown.gap - 1][0]) > 36
    return Scene(
        drawn.view,
        drawn.layout.level,
        shown.phase,
        crowded,
        "-".join(map(str, shown.sizes)),
        drawn.layout.width,
        drawn.layout.height,
        drawn.label,
        svg("".join(_marks(shown, drawn, crowded=crowded))),
        middle=drawn.layout.middle(shown.gap) if drawn.layout.scrolls else None,
    )


def _marks(shown: Shown, drawn: Strip, *, crowded: bool) -> Iterator[str]:
    """Everything in the drawing, from back to front."""
    yield f'<g id="captions">{drawn.captions}</g>'
    yield from (line for gap, line in enumerate(drawn.hairlines, 1) if gap != shown.gap)
    yield from weight_edges(shown, shown.gap, drawn.edges[shown.gap - 1], crowded=crowded, thin=_THIN)
    yield from _BarsPainting(shown, drawn, drawn.language).groups()
    yield f'<g id="now-layer">{_now(shown, drawn.layout)}</g>'


def _now(shown: Shown, places: Layout) -> str:
    """The frame around the layer that the stage computed."""
    stage = shown.stage
    if stage is None or stage.layer is None or stage.kind == "derivative":
        return ""
    first, last = places.units[stage.layer][0], places.units[stage.layer][-1]
    box = Box(first.x - 6, first.y - 7, first.width + 12, last.y + last.height - first.y + 14)
    return rect("now", box, 8)


def strip(architecture: Architecture, samples: int, level: str, where: Canvas, language: Language) -> Strip:
    """The constant part of a drawing with strips."""
    sizes = architecture.sizes
    places = layout(sizes, level, where)
    gaps = tuple("".join(curve.d for row in gap for curve in row) for gap in places.edges)
    return Strip(
        where.view,
        language,
        places,
        spoken.network(architecture, language),
        ("".join(_caption(architecture, l, column) for l, column in enumerate(places.units))),
        tuple((f'<path id="gap-{l}" class="gap" d="{d}"/>') for l, d in enumerate(gaps, 1)),
        tuple(
            tuple(
                tuple((f'<path id="edge-{l}-{i}-{u}" d="{curve.d}" class="edge ') for u, curve in enumerate(row))
                for i, row in enumerate(gap)
            )
            for l, gap in enumerate(places.edges, 1)
        ),
        tuple(
            tuple(_node(architecture, l, u, box, language) for u, box in enumerate(column))
            for l, column in enumerate(places.units)
        ),
        tuple(_target(architecture, u, box, language) for u, box in enumerate(places.targets)),
        _cost(architecture, samples, places.cost, language),
    )


def _caption(architecture: Architecture, l: int, column: tuple[Box, ...]) -> str:
    depth = architecture.depth
    letter = "x" if l == 0 else "ŷ" if l == depth else "h"
    name = symbols.Name(letter, str(l) if 0 < l < depth and depth > 2 else "")
    last = column[-1]
    return text("symbol", last.x + last.width / 2, last.y + last.height + 26, symbol(name))


def _node(architecture: Architecture, l: int, u: int, box: Box, language: Language) -> tuple[str, dict[str, Spot]]:
    place = f'transform="translate({short(box.x)} {short(box.y)})"'
    opening = f'<g id="unit-{l}-{u}" class="unit" {place}>' + rect("card", Box(0, 0, box.width, box.height), 5)
    half = box.width / 2
    letters = {"X": Box(0, 0, box.width, box.height)} if l == 0 else _halves(box, half)
    line = box.height / 2 + 5
    spots = {
        letter: spot(
            Key(letter, l, u), NumberCell(frame, frame.x + half / 2, line, UNPRINTED), 5, architecture, language
        )
        for letter, frame in letters.items()
    }
    return (opening), spots


def _halves(box: Box, half: float) -> dict[str, Box]:
    return {"H": Box(0, 0, half, box.height), "E": Box(half, 0, half, box.height)}


def _target(architecture: Architecture, u: int, box: Box, language: Language) -> tuple[str, Spot]:
    opening = f'<g id="target-{u}" class="answer" transform="translate({short(box.x)} {short(box.y)})">'
    opening += rect("card", Box(0, 0, box.width, box.height), 5)
    cell = NumberCell(Box(0, 0, box.width, box.height), 0, 0, UNPRINTED)
    return (opening), spot(Key("Y", architecture.depth, u), cell, 5, architecture, language)


def _cost(architecture: Architecture, samples: int, box: Box, language: Language) -> tuple[str, Spot]:
    opening = f'<g id="cost" class="answer" transform="translate({short(box.x)} {short(box.y)})">'
    opening += text("word end", 34, 15, str(escape(cost_word(samples, language))))
    cell = NumberCell(Box(38, 0, 58, 20), 67, 15, Room(3.7, 4.2))
    return (opening), spot(Key("C", architecture.depth, 0), cell, 5, architecture, language)


@dataclass(frozen=True, eq=False)
class _BarsPainting:
    shown: Shown
    drawn: Strip
    language: Language

    def groups(self) -> Iterator[str]:
        """The cards by layer, the targets, the cost."""
        shown, drawn = self.shown, self.drawn
        reach = max(map(abs, (*(shown.H[shown.depth] or ()), *shown.Y)), default=0.0)
        for l, column in enumerate(drawn.nodes):
            yield from self._column(l, column, reach if l == shown.depth else None)
        for (opening, spot_), box, y in zip(drawn.targets, drawn.layout.targets, shown.Y, strict=True):
            yield f"{opening}{self._bar(spot_, y, reach, box.width, box.height, 'value')}</g>"
        opening, spot_ = drawn.cost
        if shown.cost is not None:
            opening += spot_.row(shown.cost, " current" if shown.current("cost") else "", self.language)
        yield opening + "</g>"

    def _column(self, l: int, column: tuple[tuple[str, dict[str, Spot]], ...], reach: float | None) -> Iterator[str]:
        shown = self.shown
        H, E, R = shown.H[l], shown.E[l], shown.R[l]
        most = reach or max(map(abs, H), default=0.0) if H else 0.0
        largest = max(map(abs, E), default=0.0) if E else 0.0
        box = self.drawn.layout.units[l][0]
        half = box.width / 2
        for u, (opening, spots) in enumerate(column):
            marks = ""
            if H:
                marks += self._bar(spots["H" if l else "X"], H[u], most, half, box.height, "value")
            if E:
                # the error of an output lights up with its prediction and its target, beside it
                line = int(l == len(self.drawn.layout.units) - 1)
                marks += self._bar(spots["E"], E[u], largest, half, box.height, "error", line)
                if R and R[u] == 0:
                    marks += rect("block gate closed", Box(half + 1, 3, half - 4, box.height - 6), 2)
            yield f"{opening}{marks}</g>"

    def _bar(
        self, place: Spot, value: float, largest: float, half: float, height: float, kind: str, line: int = 0
    ) -> str:
        """A number as a bar: from the left for a value, from the right for an error; outlined if negative."""
        length = max(1.0, scale.share(value, largest) * (half - 5)) if value else 0.0
        x = 3.0 if kind == "value" else 2 * half - 3 - length
        of = "zero" if not value else "pos" if value > 0 else "neg"
        bar = rect(f"bar {kind} {of}", Box(x, 3, length, height - 6), 2) if length else ""
        return place.unprinted(value, bar, self.language, line)
