"""The scene of the levels full and compact: cards with their numbers, and labels on the edges."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from app.view.drawing import Drawing, Node, PillSpots, drawing, pill_spots
from app.view.edges import links, weight_edges
from app.view.fitting import fitted, slope
from app.view.geometry import Box
from app.view.grid import grid
from app.view.language import Language
from app.view.marks import dot, gate, narrow, rect, svg
from app.view.number import sign
from app.view.pills import MOST, Pill, all_pills, fan
from app.view.scene import Scene
from app.view.shown import Shown

SHORT = 4  # glyphs of a weight that the small label has room for
_BAND = '<path class="band" d="M76 1h44v51h-44z"/>'
_WAITING = '<text class="waiting" x="98" y="83">R′</text>'


def node_scene(shown: Shown, view: str, level: str, language: Language) -> Scene:
    """The drawing with a card for each unit."""
    return _Painting(shown, view, level, language).scene()


@dataclass(frozen=True, eq=False)
class _Painting:
    shown: Shown
    view: str
    level: str
    language: Language

    @cached_property
    def drawing(self) -> Drawing:
        session = self.shown.session
        return drawing(session.architecture, len(session.problem.X), self.level, self.view, self.language)

    @cached_property
    def compact(self) -> bool:
        return self.level == "compact"

    def scene(self) -> Scene:
        drawn, shown, architecture = self.drawing, self.shown, self.shown.session.architecture
        back, front = drawn.captions, ""
        if self.compact:
            back += "".join(line for gap, line in enumerate(drawn.hairlines, 1) if not self._single(gap))
        if drawn.layout.grid:
            weights = shown.weights[shown.gap - 1]
            front = grid(architecture.sizes, weights, shown.gap, shown.focus, drawn.layout.grid, self.language)
        return Scene(
            self.view,
            self.level,
            shown.phase,
            self._crowded(shown.gap),
            "-".join(map(str, architecture.sizes)),
            architecture.activations[-1],
            drawn.layout.width,
            drawn.layout.height,
            drawn.label,
            svg(back),
            svg("".join((*self._edges(), *links(shown, drawn.links)))),
            svg("".join(self._groups())),
            svg(front),
        )

    def _edges(self) -> Iterator[str]:
        for gap, openings in enumerate(self.drawing.edges, 1):
            if self._single(gap):
                yield from weight_edges(self.shown, gap, openings, crowded=self._crowded(gap))

    def _crowded(self, gap: int) -> bool:
        """Whether only the edges of the unit in focus can be told apart."""
        sizes = self.shown.session.architecture.sizes
        return self.compact and sizes[gap - 1] * sizes[gap] > MOST

    def _single(self, gap: int) -> bool:
        """Whether each edge of a gap is drawn by itself; in a dense network the others are one path of hairlines."""
        return gap == self.shown.gap or not self._dense

    @cached_property
    def _dense(self) -> bool:
        return any(self._crowded(gap) for gap in range(1, self.shown.depth + 1))

    def _groups(self) -> Iterator[str]:
        drawn, language = self.drawing, self.language
        for node, x in zip(drawn.nodes[0], self.shown.H[0] or [], strict=True):
            yield f"{node.opening}{node.face}{node.spots['X'].row(x, '', language)}</g>"
        for l in range(1, self.shown.depth + 1):
            yield from self._pills(l)
            yield from self._layer(l)
        for (opening, spot), y in zip(drawn.targets, self.shown.Y, strict=True):
            yield f"{opening}{spot.row(y, '', language)}</g>"
        opening, spot = drawn.cost
        revealed = ("C", self.shown.depth) in self.shown.known
        current = " current" if self.shown.current("cost") else ""
        yield opening + (spot.row(self.shown.tape.cost, current, language) if revealed else spot.hidden) + "</g>"

    def _layer(self, l: int) -> Iterator[str]:
        current = self.shown.stage.kind if self.shown.stage and self.shown.stage.layer == l else ""
        Z, H, R, E, M = self.shown.Z[l], self.shown.H[l], self.shown.R[l], self.shown.E[l], self.shown.message(l)
        B, old = self.shown.session.shown.B, self.shown.tape.network.B
        biases = B[l - 1].tolist() if B else None
        olds = old[l - 1].tolist() if old and self.shown.session.at_end else None
        values = (
            ("Z", Z, " current" if current == "weighted_input" else ""),
            ("H", H, " current" if current == "activation" else ""),
            ("M", M, ""),
            ("R", R, ""),
            ("E", E, " current" if current == "error" else ""),
        )
        for u, node in enumerate(self.drawing.nodes[l]):
            numbers = self._bias(node, biases[u], olds[u] if olds else None) if biases and "B" in node.spots else ""
            for letter, row, state in values:
                if letter in node.spots:
                    numbers += self._number(node, letter, row[u] if row else None, state)
            yield f"{node.opening}{self._marks(node, l, u, current, M[u] if M else None)}{numbers}</g>"

    def _number(self, node: Node, letter: str, value: float | None, state: str) -> str:
        spot = node.spots[letter]
        if value is None:
            return spot.hidden if letter != "R" else ""
        if letter == "R":
            if narrow(self.drawing.card.gate, value):
                spot = node.spots.get("narrow", spot)
            return spot.written(slope(value, spot.cell.room, self.language), value, " shut" if value == 0 else "", "×")
        return spot.row(value, f"{state} {sign(value)}" if letter == "E" else state, self.language)

    def _bias(self, node: Node, value: float, old: float | None) -> str:
        spot = node.spots["B"]
        if old is None or old == value:
            return spot.row(value, " same" if old is not None else "", self.language)
        return spot.replaced(value, old, self.language)

    def _marks(self, node: Node, l: int, u: int, current: str, message: float | None) -> str:
        """What a step changes on a card, and its constant face between: tints, the band, the dot, the gate."""
        found, kind = "", self.drawing.card
        E, R = self.shown.E[l], self.shown.R[l]
        opening = R[u] if R and node.gated else None
        if current == "error" and message and kind.tints:
            of = "pos" if message > 0 else "neg"
            parts = ("message",) if opening == 0 else ("message", "slope", "error")
            found = "".join(f'<path class="tint {part} {of}" d="{kind.tints[part]}"/>' for part in parts)
        elif current == "activation" and self.level == "full":
            found = _BAND
        found += node.face
        Z, H = self.shown.Z[l], self.shown.H[l]
        if node.plot and Z and H:
            found += dot(node.plot, Z[u], H[u])
        if opening is not None and E:
            found += gate(kind.gate, opening, message or 0.0, current=current == "error")
        elif node.gated and self.level == "full":
            found += _WAITING
        if self.shown.focus == (l, u) and (self.shown.selected == (l, u) or self._crowded(self.shown.gap)):
            box = self.drawing.layout.units[l][u]
            found += rect("ring", box._replace(x=-4, y=-4, width=box.width + 8, height=box.height + 8), 11)
        return found

    def _pills(self, gap: int) -> Iterator[str]:
        architecture, compact = self.shown.session.architecture, self.level == "compact"
        if compact and gap != self.shown.gap:
            return
        places: tuple[Pill, ...] = all_pills(architecture.sizes, self.level, self.view, gap)
        if not places:
            if not compact and gap != self.shown.gap:
                return
            focus = self.shown.focus
            places = fan(architecture.sizes, self.level, self.view, gap, focus[0] - gap + 1, focus[1])
        dW = self.shown.tape.dW[gap - 1].tolist() if ("dW", gap) in self.shown.known else None
        current = " current" if self.shown.current("derivative", gap) else ""
        if compact and not current:
            dW = None
        for pill in places:
            spots = pill_spots(architecture, self.level, self.view, gap, pill, self.language)
            i, u = pill.input, pill.unit
            yield self._pill(
                spots,
                self.shown.weights[gap - 1][i][u],
                self.shown.before[gap - 1][i][u],
                dW[i][u] if dW else None,
                current,
            )

    def _pill(self, spots: PillSpots, weight: float, before: float, derivative: float | None, current: str) -> str:
        small, long, large = self.drawing.card.pills
        language, end = self.language, self.shown.session.at_end
        if end and weight != before and small != large:
            return f"{spots.opening}{_frame(large, ' changed')}{spots.new.replaced(weight, before, language)}</g>"
        if end or derivative is None:
            printed = fitted(weight, spots.alone.cell.room, language)
            room, box = (spots.alone, small) if len(printed.text) <= SHORT else (spots.long, long)
            return f"{spots.opening}{_frame(box)}{room.written(printed, weight, ' same' if end else '')}</g>"
        if small == large:  # the phone: one at a time
            return f"{spots.opening}{_frame(small)}{spots.below.row(derivative, current, language)}</g>"
        numbers = spots.above.row(weight, "", language) + spots.below.row(derivative, current, language)
        return f"{spots.opening}{_frame(large)}{_between(large)}{numbers}</g>"


@lru_cache(maxsize=16)
def _frame(box: Box, state: str = "") -> str:
    return rect(f"frame{state}", box, 9)


@lru_cache(maxsize=16)
def _between(box: Box) -> str:
    return f'<path class="storey" d="M{box.x + 1:g} 0h{box.width - 2:g}"/>'
