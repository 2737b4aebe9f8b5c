"""The marks of a drawing that depend on the form of the network alone, for the levels full and compact."""

from typing import NamedTuple

from markupsafe import escape

from app.core.architecture import Architecture
from app.core.keys import Key
from app.view.diagram import spoken
from app.view.diagram.activation_plot import ActivationPlot, axes_and_curve, plotted
from app.view.diagram.fit_number import COST_SMALL, Room
from app.view.diagram.layout import Box, Layout
from app.view.diagram.number_place import Spot, spot
from app.view.diagram.svg import path, rect, symbol, text
from app.view.diagram.unit_card import Card, NumberCell
from app.view.functions.activations import ACTIVATIONS
from app.view.quantities import symbols
from app.view.quantities.symbols import Name
from app.view.words.language import Language

SPACIOUS = 120  # px from column to column that words need
ABOVE = -9.0  # the line of names above a card


class UnitBackdrop(NamedTuple):
    """A unit: its opening up to the tints, the rest of its constant marks, and its numbers by letter."""

    opening: str
    face: str
    spots: dict[str, Spot]
    plot: ActivationPlot | None
    gated: bool


def cost_word(samples: int, language: Language) -> str:
    """What the cost of so many samples is called where there is room for a word or two."""
    return language.gettext("cost") if samples == 1 else language.gettext("mean cost")


class ConstantMarks(NamedTuple):
    """Writes the marks of one form of network, each kind by a method."""

    architecture: Architecture
    layout: Layout
    card: Card
    view: str
    language: Language
    samples: int

    @property
    def _compact(self) -> bool:
        return self.layout.level == "compact"

    @property
    def _cornered(self) -> bool:
        """Whether there is no room for captions, and the target and the cost are in the corner."""
        return self._compact and self.view == "phone" and self.card.kind == "tall"

    def captions(self) -> str:
        """The words above the columns."""
        if self._cornered:
            return ""
        sizes, units, line = self.architecture.sizes, self.layout.units, self.layout.caption
        if units[1][0].x - units[0][0].x < SPACIOUS:
            return "".join(map(self._short_caption, range(len(sizes))))
        found = []
        for l, column in enumerate(units):
            words, shape = escape(spoken.column(l, self.architecture, self.language)), f"{self.samples}×{sizes[l]}"
            start = l == 0 and column[0].x < 40
            x = column[0].x if start else column[0].x + column[0].width / 2
            kind = "caption start" if start else "caption"
            found.append(text(kind, x, line, f'{words} <tspan class="shape">{shape}</tspan>'))
        if not self._compact:
            found += [self._weights(l, line) for l in range(1, len(sizes))]
            found.append(self._cost_caption(line))
        return "".join(found)

    def _cost_caption(self, line: float) -> str:
        """Of a batch, the cost is the mean, while the numbers beside it are those of one sample."""
        cost, word = self.layout.cost, str(escape(self.language.gettext("Cost")))
        if self.samples == 1:
            return text("caption", cost.x + cost.width / 2, line, word)
        return text("caption end", cost.right + 14, line, f'{word} <tspan class="word">{self._mean()}</tspan>')

    def _mean(self) -> str:
        return str(escape(self.language.gettext("mean of {samples}").format(samples=self.samples)))

    def _short_caption(self, l: int) -> str:
        """The letter of a column, just over the highest card."""
        depth, first = self.architecture.depth, self.layout.units[l][0]
        top = min(column[0].y for column in self.layout.units)
        letter = "x" if l == 0 else "ŷ" if l == depth else "h"
        name = Name(letter, str(l) if 0 < l < depth else "")
        return text("symbol", first.x + first.width / 2, top - 16, symbol(name))

    def _weights(self, l: int, line: float) -> str:
        sizes = self.architecture.sizes
        before, after = self.layout.units[l - 1][0], self.layout.units[l][0]
        name = symbols.matrix("W", l, self.architecture.depth)
        back = ' dy="-4"' if name.sub else ""
        shape = f'<tspan class="shape"{back}> {sizes[l - 1]}×{sizes[l]}</tspan>'
        return text("symbol large", (before.right + after.x) / 2, line, symbol(name) + shape)

    def hairlines(self) -> tuple[str, ...]:
        """In the compact level, each gap as one path, for when it is not the current one."""
        if not self._compact:
            return ()
        paths = ("".join(curve.d for row in gap for curve in row) for gap in self.layout.edges)
        return tuple(f'<path id="gap-{l}" class="gap" d="{d}"/>' for l, d in enumerate(paths, 1))

    def edges(self) -> tuple[tuple[tuple[str, ...], ...], ...]:
        """The opening of each edge's path."""
        return tuple(
            tuple(
                tuple(f'<path id="edge-{l}-{i}-{u}" d="{curve.d}" class="edge ' for u, curve in enumerate(row))
                for i, row in enumerate(gap)
            )
            for l, gap in enumerate(self.layout.edges, 1)
        )

    def links(self) -> tuple[tuple[str, str], ...]:
        """From each output to its target and to the cost."""
        if self._compact:
            return ()
        places, cost = self.layout, self.layout.cost
        found = []
        for u, box in enumerate(places.units[-1]):
            upper, lower, goal = f"{box.y + box.height / 4:g}", f"{box.y + box.height * 0.75:g}", f"{cost.middle:g}"
            x0, x1 = box.right, cost.x
            straight = f"M{x0:g} {upper}H{x1:g}"
            middle = (x0 + x1) / 2
            bent = (
                f"M{x0:g} {lower}H{x1:g}"
                if lower == goal
                else f"M{x0:g} {lower}C{middle:g} {lower} {middle:g} {goal} {x1:g} {goal}"
            )
            found.append(
                (
                    (f'<path id="edge-Y-{u}" d="{straight}" class="edge link '),
                    (f'<path id="edge-C-{u}" d="{bent}" class="edge link '),
                )
            )
        return tuple(found)

    def _opening(self, l: int, u: int, box: Box) -> str:
        return f'<g id="unit-{l}-{u}" class="unit" transform="translate({box.x:g} {box.y:g})">'

    def input(self, u: int) -> UnitBackdrop:
        """An input's card."""
        box, cell = self.layout.units[0][u], self.card.input
        opening = self._opening(0, u, box) + rect("card", Box(0, 0, box.width, box.height), self.card.radius)
        name = symbol(symbols.unit(0, u, self.architecture.sizes))
        face = text("symbol start", 2, -6, name) if self.card.named and not self.card.symbols else ""
        frame = cell._replace(frame=Box(0, 0, box.width, box.height), x=box.width / 2)
        return UnitBackdrop((opening), face, {"X": self._spot(Key("X", 0, u), frame, self.card.radius)}, None, False)

    def _spot(self, key: Key, cell: NumberCell, radius: float, start: bool = False) -> Spot:
        name = ""
        if self.card.symbols and key.letter not in ("R", "B"):
            name = text("symbol", cell.x, cell.y - self.card.symbols, self._symbol(key))
        return spot(key, cell, radius, self.architecture, self.language, name, start)

    def gated(self, l: int) -> bool:
        """Whether the layer has a gate: softmax has none, and where a loss cancels it the pair has none."""
        output = l == self.architecture.depth
        return self.architecture.layers[l - 1].derivative is not None and not (
            output and self.architecture.cost.simplifies
        )

    def node(self, l: int, u: int) -> UnitBackdrop:
        """A neuron's card."""
        box, kind, gated = self.layout.units[l][u], self.card, self.gated(l)
        activation = self.architecture.activations[l - 1]
        plot = plotted(activation, *kind.plot) if kind.plot and ACTIVATIONS[activation].plot else None
        opening = self._opening(l, u, box) + rect("card", Box(0, 0, box.width, box.height), kind.radius)
        opening += path("well", kind.well)
        face = path("storey", kind.storey)
        if plot:
            face += axes_and_curve(plot)
        elif kind.plot:
            x, y, half = kind.plot
            face += path("curve", f"M{x - half / 2:g} {y + half / 2:g}v-6m{half / 2:g} 6v-13m{half / 2:g} 13v-4")
        face += self._words(l, u, box)
        spots = {
            letter: self._spot(
                Key("R" if letter == "narrow" else letter, l, u), cell, kind.radius - 2 if kind.radius > 8 else 6
            )
            for letter, cell in kind.cells.items()
            if gated or letter not in ("R", "narrow")
        }
        if kind.symbols and self.architecture.bias:
            name = symbols.element(Key("B", l, u), self.architecture.sizes)
            x = 16 + 7 * len(name.sub)
            spots["B"] = self._spot(
                Key("B", l, u), NumberCell(Box(x - 4, -26, 58, 24), x, ABOVE, Room(4.1, 5.2)), 6, start=True
            )
        return UnitBackdrop((opening), face, spots, plot, gated)

    def _words(self, l: int, u: int, box: Box) -> str:
        sizes, output = self.architecture.sizes, l == self.architecture.depth
        name = symbols.unit(l, u, sizes)
        if not self.card.symbols:
            shown = symbols.element(Key("H", l, u), sizes) if output else name
            return text("symbol start", 4, -6, symbol(shown)) if self.card.named else ""
        found = []
        if len(sizes) > 2:
            found.append(text("symbol end large", box.width - 2, ABOVE, symbol(name)))
        if self.architecture.bias:
            found.append(text("symbol start", 2, ABOVE, symbol(symbols.element(Key("B", l, u), sizes))))
        return "".join(found)

    def _symbol(self, key: Key) -> str:
        """The symbol over a number: of a message, the product or the difference that it is."""
        sizes, depth = self.architecture.sizes, self.architecture.depth
        if key.letter != "M":
            return symbol(symbols.element(key, sizes))
        l, u = key.layer, key.unit
        if l == depth and not self.architecture.cost.sends_difference:
            return "C′(ŷ)"
        if l == depth:
            parts, between = [symbols.element(Key(letter, l, u), sizes) for letter in "HY"], " − "
        elif sizes[l + 1] == 1:
            parts, between = (
                [symbols.element(Key("E", l + 1, 0), sizes), symbols.element(Key("W", l + 1, 0, u), sizes)],
                "·",
            )
        else:
            parts, between = (
                [symbols.matrix("E", l + 1, depth), symbols.matrix("W", l + 1, depth)._replace(letter="w")],
                "·",
            )
        left, right = map(symbol, parts)
        back = f'<tspan dy="-4">{between}</tspan>' if parts[0].sub else between
        return ("Σ" if l < depth and sizes[l + 1] > 1 else "") + left + back + right

    def targets(self) -> tuple[tuple[str, Spot], ...]:
        """The cards of the targets and their numbers; the middle one's card holds the cost too."""
        places, last = self.layout, self.architecture.depth
        found = []
        for u, target in enumerate(places.targets):
            key = Key("Y", last, u)
            opening = self._answer(f"target-{u}", target) + self._target_words(key, target)
            found.append(((opening), self._spot(key, self._cell(), 12)))
        return tuple(found)

    def _target_words(self, key: Key, target: Box) -> str:
        name, word = symbol(symbols.element(key, self.architecture.sizes)), str(escape(self.language.gettext("target")))
        if not self._compact:
            joined = self.layout.joined
            card = rect("card", Box(0, 0, 72, target.height * (2 if joined else 1)), self.card.radius)
            storey = path("storey", f"M1 {target.height:g}h70") if joined else ""
            return card + storey + (text("word start", 2, ABOVE, word) if key.unit == 0 else "")
        if self._cornered:
            return text("word end", 18, 15, word) if len(self.layout.targets) == 1 else text("symbol end", 24, 15, name)
        return text("symbol start", 0, 16, name)

    def _answer(self, name: str, box: Box) -> str:
        return f'<g id="{name}" class="answer" transform="translate({box.x:g} {box.y:g})">'

    def _cell(self) -> NumberCell:
        """Where the number of a target or of the cost is in its group."""
        if not self._compact:
            storey, (frame, _, line, _) = self.layout.targets[0].height, self.card.cells["Z"]
            return NumberCell(Box(0, 0, 72, storey), 36, storey - frame.height + line, Room(3.9, COST_SMALL))
        left = 24 if self._cornered else 14
        return NumberCell(Box(left, 0, 50, 20), left + 25, 15, Room(3.5, COST_SMALL))

    def cost(self) -> tuple[str, Spot]:
        """The cost, under the target in the middle."""
        opening = self._answer("cost", self.layout.cost)
        if self._cornered:
            opening += text("word end", 18, 15, str(escape(cost_word(self.samples, self.language))))
        elif self._compact:
            opening += text("symbol start", 0, 16, "C")
            fits = self.layout.cost.y + 38 <= self.layout.height
            opening += text("word start", 0, 34, self._mean()) if self.samples > 1 and fits else ""
        elif not self.layout.joined:
            opening += rect("card", Box(0, 0, 72, self.layout.cost.height), self.card.radius)
        return (opening), self._spot(Key("C", self.architecture.depth, 0), self._cell(), 12)
