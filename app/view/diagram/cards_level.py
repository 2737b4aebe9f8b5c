"""The scene of the levels full and compact: cards with their numbers, and labels on the edges."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, repeat
from typing import NamedTuple

from app.view.diagram.activation_plot import dot
from app.view.diagram.backdrop import Backdrop, Label
from app.view.diagram.constant_marks import UnitBackdrop
from app.view.diagram.edges import links, weight_edges
from app.view.diagram.fit_number import fitted, slope
from app.view.diagram.gate import gate, narrow
from app.view.diagram.layout import Box
from app.view.diagram.number_place import Spot
from app.view.diagram.scene import Scene
from app.view.diagram.shown import Shown
from app.view.diagram.svg import path, rect, svg, text
from app.view.diagram.weight_grid import grid
from app.view.diagram.weight_labels import MOST
from app.view.words.language import Language
from app.view.words.numbers import sign

CHAIN = 2  # weights of a chain of single units that are all labelled in the compact level
FEW = 4  # labels that leave enough of the edges to see what flows along them
RING = 1.5  # px around a card: farther out, the ring would cross the unit's name
SHORT = 4  # glyphs of a weight that the small label has room for
_NUMBERS = (("Z", "weighted_input"), ("H", "activation"), ("M", ""), ("R", ""), ("E", "error"))
"""A card's numbers, each with the kind of stage that gives it."""


class _Unit(NamedTuple):
    """All that a card shows: numbers (`old` is the bias before the update), the stage that is about it, the ring."""

    Z: float | None
    H: float | None
    M: float | None
    R: float | None
    E: float | None
    B: float | None
    old: float | None
    current: str
    ringed: bool


def scene(shown: Shown, drawing: Backdrop) -> Scene:
    """The drawing with a card for each unit."""
    return _CardsPainting(shown, drawing).scene()


@dataclass(frozen=True, eq=False)
class _CardsPainting:
    shown: Shown
    drawing: Backdrop

    @cached_property
    def language(self) -> Language:
        return self.drawing.language

    @cached_property
    def compact(self) -> bool:
        return self.drawing.layout.level == "compact"

    def scene(self) -> Scene:
        drawn, shown, architecture = self.drawing, self.shown, self.shown.session.architecture
        return Scene(
            drawn.view,
            drawn.layout.level,
            shown.phase,
            self._crowded(shown.gap),
            "-".join(map(str, architecture.sizes)),
            drawn.layout.width,
            drawn.layout.height,
            drawn.label,
            svg("".join(chain(self._back(), self._edges(), links(shown, drawn.links), self._groups(), self._front()))),
            drawn.card.kind,
            drawn.layout.middle(shown.gap) if drawn.layout.scrolls else None,
            self._fan,
        )

    def _back(self) -> Iterator[str]:
        yield f'<g id="captions">{self.drawing.captions}</g>'
        for gap, line in enumerate(self.drawing.hairlines, 1):
            if not self._single(gap):
                yield line

    def _edges(self) -> Iterator[str]:
        for gap, openings in enumerate(self.drawing.edges, 1):
            if self._single(gap):
                yield from weight_edges(self.shown, gap, openings, crowded=self._crowded(gap))

    def _front(self) -> Iterator[str]:
        shown, place = self.shown, self.drawing.layout.grid
        if place:
            sizes, weights = shown.session.architecture.sizes, shown.weights[shown.gap - 1]
            yield grid(sizes, weights, shown.gap, shown.focus, place, self.language)

    def _crowded(self, gap: int) -> bool:
        """Whether only the edges of the unit in focus can be distinguished."""
        sizes = self.shown.session.architecture.sizes
        return self.compact and sizes[gap - 1] * sizes[gap] > MOST

    @cached_property
    def _roomy(self) -> bool:
        """Whether there is room for the labels of all weights also in the compact level: there are only two."""
        sizes = self.shown.sizes
        return len(sizes) == CHAIN + 1 and max(sizes) == 1

    def _single(self, gap: int) -> bool:
        """Whether each edge of a gap is drawn by itself; in a dense network the others are one path of hairlines."""
        return gap == self.shown.gap or not self._dense

    @cached_property
    def _dense(self) -> bool:
        return any(self._crowded(gap) for gap in range(1, self.shown.depth + 1))

    def _groups(self) -> Iterator[str]:
        drawn, shown = self.drawing, self.shown
        for node, x in zip(drawn.nodes[0], shown.H[0] or [], strict=True):
            yield f"{node.opening}{node.face}{node.spots['X'].row(x, '', self.language)}</g>"
        for l in range(1, shown.depth + 1):
            yield from self._pills(l)
            yield from self._layer(l)
        for target, y in zip(drawn.targets, shown.Y, strict=True):
            yield self._answer(target, y, "")
        yield self._answer(drawn.cost, shown.cost, " current" if shown.current("cost") else "")

    def _answer(self, place: tuple[str, Spot], value: float | None, current: str) -> str:
        opening, spot = place
        return opening + (spot.hidden if value is None else spot.row(value, current, self.language)) + "</g>"

    def _layer(self, l: int) -> Iterator[str]:
        shown = self.shown
        count, nothing = len(self.drawing.nodes[l]), repeat(None)
        Z, H, M, R, E = shown.Z[l], shown.H[l], shown.M[l], shown.R[l], shown.E[l]
        biases, olds = shown.biases(l), shown.old_biases(l)
        current = shown.stage.kind if shown.stage and shown.stage.layer == l else ""
        rows = zip(*(row or nothing for row in (Z, H, M, R, E, biases, olds)), range(count), strict=False)
        for z, h, m, r, e, bias, before, u in rows:
            yield self._unit(l, u, _Unit(z, h, m, r, e, bias, before, current, self._ringed(l, u)))

    def _ringed(self, l: int, u: int) -> bool:
        """Whether the unit has a ring: it is the one in focus, where that is seen or was asked for."""
        shown = self.shown
        return shown.focus == (l, u) and (shown.selected == (l, u) or self._fan)

    @cached_property
    def _fan(self) -> bool:
        """Whether only the weights of the unit in focus are labelled in the present gap."""
        return not self.drawing.all_labelled(self.shown.gap)

    def _unit(self, l: int, u: int, unit: "_Unit") -> str:
        node = self.drawing.nodes[l][u]
        found = [node.opening, self._face(l, u, unit)]
        if unit.B is not None and "B" in node.spots:
            found.append(self._bias(node, unit.B, unit.old))
        skipped = ""
        if self.compact:  # one cell for both: the weighted input until the activation replaces it
            skipped = "H" if unit.Z is not None and unit.H is None else "Z"
        for letter, kind in _NUMBERS:
            if letter in node.spots and letter != skipped:
                current = " current" if kind and unit.current == kind else ""
                found.append(self._number(node, letter, getattr(unit, letter), current))
        return "".join((*found, "</g>"))

    def _number(self, node: UnitBackdrop, letter: str, value: float | None, state: str) -> str:
        spot = node.spots[letter]
        if value is None:
            return spot.hidden if letter != "R" else ""
        if letter == "R":
            if narrow(self.drawing.card.gate, value):
                spot = node.spots.get("narrow", spot)
            printed = slope(value, spot.cell.room, self.language)
            if printed is None:  # the opening shows it, and the number is there on hover
                return spot.unprinted(value, "", self.language)
            return spot.written(printed, value, " shut" if value == 0 else "", "×")
        return spot.row(value, f"{state} {sign(value)}" if letter == "E" else state, self.language)

    def _bias(self, node: UnitBackdrop, value: float, old: float | None) -> str:
        spot = node.spots["B"]
        if old is None or old == value:
            return spot.row(value, " same" if old is not None else "", self.language)
        return spot.replaced(value, old, self.language)

    def _face(self, l: int, u: int, unit: "_Unit") -> str:
        """What a step changes on a card, and its constant face between: tints, the band, the dot, the gate."""
        node, kind, message = self.drawing.nodes[l][u], self.drawing.card, unit.M
        found, opening = "", unit.R if node.gated else None
        if unit.current == "error" and message and kind.tints:
            of = "pos" if message > 0 else "neg"
            parts = ("message",) if opening == 0 else ("message", "slope", "error")
            found += "".join(path(f"tint {part} {of}", kind.tints[part]) for part in parts)
        elif unit.current == "activation" and not self.compact:
            found += path("band", f"M76 1h44v{kind.gate.box.y - 1:g}h-44z")
        found += node.face
        if node.plot and unit.Z is not None and unit.H is not None:
            found += dot(node.plot, unit.Z, unit.H)
        if opening is not None:
            found += gate(kind.gate, opening, message or 0.0, current=unit.current == "error")
        elif node.gated and not self.compact:
            found += text("waiting", kind.cells["R"].x, kind.cells["R"].y, "R′")
        if unit.ringed:
            box = self.drawing.layout.units[l][u]
            around = Box(-RING, -RING, box.width + 2 * RING, box.height + 2 * RING)
            found += rect("ring", around, self.drawing.card.radius + RING)
        return found

    def _pills(self, gap: int) -> Iterator[str]:
        """The labels of the weights in a gap; in the compact level only where the stage uses or changes them."""
        shown = self.shown
        if self.compact and gap != shown.gap and not shown.session.at_end and not self._roomy:
            return
        current = " current" if shown.current("derivative", gap) else ""
        flowing = shown.current("error", gap - 1) and len(self.drawing.labels(gap, shown.focus, fewer=True)) > FEW
        dW = None if (self.compact and not (current or self._roomy)) or flowing else shown.derivatives(gap)
        weights, olds = shown.weights[gap - 1], shown.old_weights(gap)
        for label in self.drawing.labels(gap, shown.focus, fewer=gap != shown.gap):
            i, u = label.input, label.unit
            before, derivative = olds[i][u] if olds else None, dW[i][u] if dW else None
            yield self._pill(label, weights[i][u], before, derivative, current) + "</g>"

    def _pill(self, label: Label, weight: float, before: float | None, derivative: float | None, current: str) -> str:
        """The label of a weight; `before` is its value before the update, None except right after it."""
        language = self.drawing.language
        if before is not None and weight != before and not label.single:
            return label.new.opening + label.new.spot.replaced(weight, before, language)
        if before is not None or derivative is None:
            printed = fitted(weight, label.alone.spot.cell.room, language)
            opening, spot = label.alone if len(printed.text) <= SHORT else label.long
            state = "" if before is None else " same" if weight == before else " changed"
            return opening + spot.written(printed, weight, state)
        below = label.below.spot.row(derivative, current, language)
        if label.single:
            return label.below.opening + below
        return label.above.opening + label.above.spot.row(weight, "", language) + below
