"""The network of the lesson on the three equations as it is drawn: units, edges, parcels, and trays."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from markupsafe import Markup, escape

from app.core.keys import Key
from app.core.tape import Tape
from app.view.diagram.activation_plot import axes_and_curve, dot, plotted
from app.view.diagram.edge_curve import Curve
from app.view.diagram.layout import Box
from app.view.diagram.scale import edge_width
from app.view.diagram.svg import svg
from app.view.lessons import equations_layout as places
from app.view.lessons.equations_layout import Plan
from app.view.lessons.equations_symbols import math
from app.view.lessons.kit.embedded_pass import before_update
from app.view.quantities import symbols
from app.view.words import numbers

Known = Callable[[Key], bool]
ALONG = 0.3  # how far from the unit a parcel is drawn on its edge
LONGEST = 150.0  # the longest bar of a tray
FITS, WORDS = 46.0, 80.0  # the shortest bars that have room for a number, and for a word before it


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


class Edge(NamedTuple):
    """A weight: its curve, its value, its derivative or "", the box of its label, and the field that sets it."""

    key: str
    id: str
    path: str
    sign: str
    width: float
    text: str
    derivative: str
    derivative_sign: str
    pill: Box | None
    field: str
    spoken: str
    ahead: bool  # whether something comes back along it


class Bar(NamedTuple):
    """A bar of a tray, from the place where the last one ended: its kind is "share", "sum" or "you"."""

    kind: str
    x: float
    y: float
    width: float
    sign: str
    text: str

    @property
    def inside(self) -> bool:
        """Whether there is room for the words in the bar."""
        return self.width >= (WORDS if self.kind == "you" else FITS)


class Tray(NamedTuple):
    """What arrives at a unit: its box, the zero line, and the bars; none before anything has arrived."""

    unit: str
    box: Box
    zero: float
    bars: tuple[Bar, ...]


class Parcel(NamedTuple):
    """What comes back along an edge: the middle of its head, its width and its number."""

    edge: str
    x: float
    y: float
    width: float
    sign: str
    text: str


class Scene(NamedTuple):
    """The whole network."""

    units: tuple[Unit, ...]
    edges: tuple[Edge, ...]
    parcels: tuple[Parcel, ...] = ()
    trays: tuple[Tray, ...] = ()


class Sketch(NamedTuple):
    """What a network is drawn from: the pass, the plan, which numbers are known, the language, the word for a sum."""

    tape: Tape
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
        return before_update(self.tape).value(key)

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
        sketch.cell(slope, card.width / 2, half) if sketch.known(slope) else None,
        sketch.sign(message),
    )


def _plot(sketch: Sketch, layer: int, k: int) -> Markup:
    card, name = sketch.place.card, sketch.tape.network.architecture.activations[layer - 1]
    drawn = plotted(name, card.width / 2, card.height / 4, card.plot)
    z, h = (sketch.value(Key(letter, layer, k)) for letter in "ZH")
    return svg(axes_and_curve(drawn) + dot(drawn, z, h))


def edges(
    sketch: Sketch, labelled: Callable[[Key], bool], *, stacked: bool = False
) -> tuple[tuple[Edge, ...], dict[str, Curve]]:
    """All edges that are drawn, and their curves by id.

    `labelled` says which have a label; with `stacked` edges end at the trays of the hidden units.
    """
    found: list[Edge] = []
    curves: dict[str, Curve] = {}
    largest = max(float(np.abs(W).max()) for W in sketch.tape.network.W)
    for layer in range(1, len(sketch.sizes)):
        if sketch.place.columns[layer - 1] is None:
            continue
        keys = [Key("W", layer, k, i) for i in range(sketch.sizes[layer - 1]) for k in range(sketch.sizes[layer])]
        ways = {key: _curve(sketch, key, stacked) for key in keys}
        level = {key: ways[key].y0 == ways[key].y1 for key in keys}
        labels = sorted(filter(labelled, keys), key=lambda key: not level[key])  # a level edge offers the fewest places
        width, height = sketch.place.pill
        room = {key: (width, height * 1.7 if sketch.known(Key("dW", *key[1:])) else height) for key in labels}
        wishes = [(ways[key], _wanted(key, sketch.sizes, stacked), room[key]) for key in labels]
        boxes = dict(zip(labels, places.apart(wishes), strict=True))
        for key in keys:
            edge = _edge(sketch, key, ways[key], boxes.get(key), largest)
            curves[edge.id] = ways[key]
            found.append(edge)
    return tuple(found), curves


def _wanted(key: Key, sizes: tuple[int, ...], stacked: bool) -> float:
    """Where on its edge a label is put: crossing edges meet in the middle, so away from it."""
    before, after = (key.input or 0) / max(1, sizes[key.layer - 1] - 1), key.unit / max(1, sizes[key.layer] - 1)
    if key.layer == 1:
        return 0.5
    if stacked:
        return 0.7 if key.input == 0 else 0.36
    return 0.5 if abs(before - after) < 0.3 else 0.3


def _curve(sketch: Sketch, key: Key, stacked: bool) -> Curve:
    before, after = sketch.box(key.layer - 1, key.input or 0), sketch.box(key.layer, key.unit)
    x, y = before.right, before.middle
    if stacked and not (sketch.place.phone and key.input):  # a phone has room for one tray
        box = places.tray(sketch.place, before, sketch.sizes[-1])
        x, y = box.right, box.middle + (key.unit - (sketch.sizes[-1] - 1) / 2) * min(44, box.height / 3)
    return Curve(x, y, after.x, after.middle)


def _edge(sketch: Sketch, key: Key, curve: Curve, pill: Box | None, largest: float) -> Edge:
    slope = Key("dW", *key[1:])
    weight = sketch.value(key)
    names = (
        symbols.unit(*unit, sketch.sizes).plain for unit in ((key.layer - 1, key.input or 0), (key.layer, key.unit))
    )
    field = "" if len(sketch.sizes) > 3 else f"{'Wh' if key.layer == 1 else 'Wo'}{(key.input or 0) + 1}{key.unit + 1}"
    return Edge(
        str(key),
        f"edge-{key.layer}-{key.input}-{key.unit}",
        curve.d,
        numbers.sign(weight),
        edge_width(weight, largest),
        numbers.text(weight, sketch.locale),
        sketch.text(slope),
        sketch.sign(slope),
        pill,
        field,
        " → ".join(names),
        sketch.known(Key("M", key.layer - 1, key.input or 0)) if key.layer > 1 else False,
    )


def tray(sketch: Sketch, k: int, sent: Sequence[float] | None, guess: float | None) -> Tray:
    """The tray of hidden unit k: the shares, each from where the last one ended, their sum, and the guess."""
    box = places.tray(sketch.place, sketch.box(1, k), sketch.sizes[-1])
    name = f"{k}"
    if sent is None:
        return Tray(name, box, box.right, ())
    ends = [0.0, *np.cumsum(sent).tolist()]
    shown = ends if guess is None else [*ends, guess]
    low, high = min(shown), max(shown)
    unit = min(sketch.place.scale, (min(LONGEST, box.width - 38)) / ((high - low) or 1.0))
    zero = round(box.right - 18 - high * unit, 1)

    def bar(kind: str, row: int, start: float, value: float) -> Bar:
        x = zero + min(start, start + value) * unit
        sign = numbers.sign(value)
        text = numbers.text(value, sketch.locale)
        shown_text = f"+{text}" if kind == "share" and value > 0 else text
        return Bar(kind, round(x, 1), box.y + 9 + 26 * row, round(abs(value) * unit, 1), sign, shown_text)

    bars = [bar("share", row, ends[row], value) for row, value in enumerate(sent)]
    bars.append(bar("sum", len(sent), 0.0, ends[-1]))
    if guess is not None:
        bars.append(bar("you", len(sent) + 1, 0.0, guess))
    return Tray(name, box, zero, tuple(bars))


def parcels(sketch: Sketch, curves: dict[str, Curve], layer: int, k: int, sent: Sequence[float]) -> tuple[Parcel, ...]:
    """What each unit of the next layer sends back to unit k of a layer, on its edge."""
    largest = max((abs(value) for value in sent), default=0.0)
    unit = min(sketch.place.scale, LONGEST / (largest or 1.0))
    found = []
    for after, value in enumerate(sent):
        name = f"edge-{layer + 1}-{k}-{after}"
        x, y = curves[name].at(ALONG if after != k else ALONG - 0.04)
        text = numbers.text(value, sketch.locale)
        plus = "+" if value > 0 else ""
        found.append(
            Parcel(name, round(x, 1), round(y, 1), round(abs(value) * unit, 1), numbers.sign(value), plus + text)
        )
    return tuple(found)
