"""The units of the network in the lesson on the three equations, and what it is drawn from."""

from collections.abc import Callable
from typing import NamedTuple

from markupsafe import Markup, escape

from app.core.keys import Key
from app.core.tape import Tape
from app.view.diagram.activation_plot import axes_and_curve, dot, plotted
from app.view.diagram.layout import Box
from app.view.diagram.svg import svg
from app.view.lessons.three_equations.layout import Plan
from app.view.lessons.three_equations.symbols import math
from app.view.quantities import symbols
from app.view.quantities.revealed import Revealed
from app.view.words import numbers

Known = Callable[[Key], bool]


class Cell(NamedTuple):
    """A number on a unit's card: its key, its symbol, its value or "", its sign, and the middle of its lines."""

    key: str
    symbol: Markup
    text: str
    sign: str
    x: float
    y: float

    @property
    def small(self) -> bool:
        """Whether the number needs a smaller type."""
        return len(self.text) > 5


class Unit(NamedTuple):
    """A unit: its layer and number, its box, its name, its numbers, the plot of R, and its slope where it is known."""

    layer: int
    number: int
    box: Box
    name: Markup
    cells: tuple[Cell, ...]
    plot: Markup = Markup("")
    slope: Cell | None = None
    tint: str = ""


class Sketch(NamedTuple):
    """What a network is drawn from: the pass, the plan, which numbers are known, the language, the word for a sum."""

    tape: Tape
    revealed: Revealed  # the numbers of the pass
    place: Plan
    known: Known
    locale: str
    total: str

    @property
    def sizes(self) -> tuple[int, ...]:
        """Units per layer."""
        return self.tape.network.architecture.sizes

    def value(self, key: Key) -> float:
        """A number of the pass."""
        return self.revealed.value(key)

    def text(self, key: Key) -> str:
        """It printed, or "" while it is not known."""
        return numbers.text(self.value(key), self.locale) if self.known(key) else ""

    def sign(self, key: Key) -> str:
        """Its sign, or ""."""
        return numbers.sign(self.value(key)) if self.known(key) else ""

    def symbol(self, key: Key) -> Markup:
        """Its name for a drawing."""
        if key.letter != "M":
            return math(symbols.element(key, self.sizes).plain)
        last = len(self.sizes) - 1
        if key.layer < last:
            return escape(self.total)
        ends = (symbols.element(Key(letter, last, key.unit), self.sizes).plain for letter in "HY")
        return math(" − ".join(ends))

    def cell(self, key: Key, x: float = 0, y: float = 0) -> Cell:
        """It on a card."""
        return Cell(str(key), self.symbol(key), self.text(key), self.sign(key), x, y)

    def box(self, layer: int, k: int) -> Box:
        """The card of a unit."""
        return self.place.unit(layer, k, self.sizes[layer])


def units(sketch: Sketch) -> tuple[Unit, ...]:
    """All units that are drawn."""
    return tuple(
        _unit(sketch, layer, k) if layer else _input(sketch)
        for layer, count in enumerate(sketch.sizes)
        if sketch.place.columns[layer] is not None
        for k in range(count)
    )


def _input(sketch: Sketch) -> Unit:
    box = sketch.box(0, 0)
    cell = sketch.cell(Key("X", 0, 0), box.width / 2, box.height)
    return Unit(0, 0, box, Markup(""), (cell,))


def _unit(sketch: Sketch, layer: int, k: int) -> Unit:
    box, card = sketch.box(layer, k), sketch.place.card
    left, right, half = card.column / 2, card.width - card.column / 2, card.height / 2
    name = math(symbols.unit(layer, k, sketch.sizes).plain)
    message = Key("M", layer, k)
    if not card.gate:
        cells = tuple(sketch.cell(Key(letter, layer, k), left, y) for letter, y in (("H", half), ("E", 2 * half)))
        return Unit(layer, k, box, name, cells, tint=sketch.sign(Key("E", layer, k)))
    spots = (("Z", left, half), ("H", right, half), ("E", left, 2 * half), ("M", right, 2 * half))
    cells = tuple(sketch.cell(Key(letter, layer, k), x, y) for letter, x, y in spots)
    slope = Key("R", layer, k)
    return Unit(
        layer,
        k,
        box,
        name,
        cells,
        _plot(sketch, layer, k),
        _slope(sketch, slope, card.width / 2, half) if sketch.known(slope) else None,
        sketch.sign(message),
    )


def _slope(sketch: Sketch, key: Key, x: float, y: float) -> Cell:
    """A slope in its gate, where a phone has room for two decimals."""
    printed = numbers.text(sketch.value(key), sketch.locale, 2 if sketch.place.phone else 3)
    return sketch.cell(key, x, y)._replace(text=printed)


def _plot(sketch: Sketch, layer: int, k: int) -> Markup:
    card, name = sketch.place.card, sketch.tape.network.architecture.activations[layer - 1]
    drawn = plotted(name, card.width / 2, card.height / 4, card.plot)
    z, h = (sketch.value(Key(letter, layer, k)) for letter in "ZH")
    return svg(axes_and_curve(drawn) + dot(drawn, z, h))
