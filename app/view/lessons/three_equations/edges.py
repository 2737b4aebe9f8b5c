"""The edges of the network in the lesson on the three equations, their labels, and the parcels that come back."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from app.core.keys import Key
from app.view.diagram.edge_curve import Curve
from app.view.diagram.layout import Box
from app.view.diagram.scale import edge_width
from app.view.lessons.three_equations import layout as places
from app.view.lessons.three_equations.network import Sketch
from app.view.quantities import symbols
from app.view.words import numbers

ALONG = 0.28  # how far from the unit a parcel is drawn on its edge
LONGEST = 150.0  # the longest parcel
DIGIT, NARROWEST = 6.0, 26.0  # on a phone: how wide a character of a label is, and a label at least
Curves = dict[Key, Curve]


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
    pill: Box
    field: str
    spoken: str
    ahead: bool  # whether something comes back along it


class Parcel(NamedTuple):
    """What comes back along an edge: where it begins, its width and its number."""

    edge: str
    x: float
    y: float
    width: float
    sign: str
    text: str

    @property
    def box(self) -> Box:
        """The room that it takes, with a number beside it if it is narrow."""
        return Box(self.x - 8, self.y - 13, max(self.width, 46.0) + 8, 26)


def curves(sketch: Sketch, *, stacked: bool) -> Curves:
    """The curve of each weight between layers that are drawn; with `stacked` they end at the trays of the units."""
    sizes = sketch.sizes
    keys = (
        Key("W", layer, k, i)
        for layer in range(1, len(sizes))
        if sketch.place.columns[layer - 1] is not None
        for i in range(sizes[layer - 1])
        for k in range(sizes[layer])
    )
    return {key: _curve(sketch, key, stacked) for key in keys}


def edges(sketch: Sketch, ways: Curves, *, stacked: bool, taken: Sequence[Box] = ()) -> tuple[Edge, ...]:
    """All edges with their labels, which overlap neither each other nor the boxes `taken`."""
    labels = _at_ports(sketch, ways, stacked) if sketch.place.phone else _apart(sketch, ways, stacked, taken)
    largest = max(float(np.abs(W).max()) for W in sketch.tape.network.W)
    return tuple(_edge(sketch, key, curve, labels[key], largest) for key, curve in ways.items())


def _apart(sketch: Sketch, ways: Curves, stacked: bool, taken: Sequence[Box]) -> dict[Key, Box]:
    # a level edge offers the fewest places
    keys = sorted(ways, key=lambda key: ways[key].y0 != ways[key].y1)
    wishes = [(ways[key], _wanted(key, sketch.sizes, stacked), _size(sketch, key)) for key in keys]
    return dict(zip(keys, places.apart(wishes, taken), strict=True))


def _at_ports(sketch: Sketch, ways: Curves, stacked: bool) -> dict[Key, Box]:
    """On a phone edges cross where a label would be, so it is where its edge leaves, or arrives from x or a tray."""
    return {
        key: places.beside(curve, _narrow(sketch, key), at_end=stacked or key.layer == 1) for key, curve in ways.items()
    }


def _size(sketch: Sketch, key: Key) -> tuple[float, float]:
    width, height = sketch.place.pill
    return width, height * 1.7 if sketch.known(Key("dW", *key[1:])) else height


def _narrow(sketch: Sketch, key: Key) -> tuple[float, float]:
    """No wider than its longer number: it must not reach the edges that arrive on the other side."""
    texts = numbers.text(sketch.value(key), sketch.locale), sketch.text(Key("dW", *key[1:]))
    width = max(map(len, texts)) * DIGIT + 6
    return min(max(width, NARROWEST), sketch.place.pill[0]), _size(sketch, key)[1]


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
    x, y, end = before.right, before.middle, after.middle
    if sketch.place.phone and key.layer > 1:
        y = places.port(before, key.unit, sketch.sizes[key.layer])
        end = places.port(after, key.input or 0, sketch.sizes[key.layer - 1])
    if stacked and not (sketch.place.phone and key.input):  # a phone has room for one tray
        box = places.tray(sketch.place, before, sketch.sizes[-1])
        x, y = box.right, box.middle + (key.unit - (sketch.sizes[-1] - 1) / 2) * min(44, box.height / 3)
    return Curve(x, y, after.x, end)


def _edge(sketch: Sketch, key: Key, curve: Curve, pill: Box, largest: float) -> Edge:
    slope = Key("dW", *key[1:])
    weight = sketch.value(key)
    names = (
        symbols.unit(*unit, sketch.sizes).plain for unit in ((key.layer - 1, key.input or 0), (key.layer, key.unit))
    )
    field = "" if len(sketch.sizes) > 3 else f"{'Wh' if key.layer == 1 else 'Wo'}{(key.input or 0) + 1}{key.unit + 1}"
    return Edge(
        str(key),
        _id(key),
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


def parcels(sketch: Sketch, ways: Curves, sent: Sequence[float]) -> tuple[Parcel, ...]:
    """What each output sends back to the first hidden unit, on its edge."""
    unit = min(sketch.place.scale, LONGEST / (max(map(abs, sent)) or 1.0))
    found = []
    for after, value in enumerate(sent):
        key = Key("W", 2, after, 0)
        (x, y), text = ways[key].at(ALONG), numbers.text(value, sketch.locale)
        width, plus = round(abs(value) * unit, 1), "+" if value > 0 else ""
        found.append(Parcel(_id(key), round(x, 1), round(y, 1), width, numbers.sign(value), plus + text))
    return tuple(found)


def _id(key: Key) -> str:
    return f"edge-{key.layer}-{key.input}-{key.unit}"
