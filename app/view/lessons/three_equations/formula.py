"""The formula above the network: a product written out, and the same with a part of it folded into an error."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup

from app.core.keys import Key
from app.view.diagram.layout import Box
from app.view.lessons.kit.printed import sum_equals
from app.view.lessons.three_equations.network import Sketch
from app.view.lessons.three_equations.symbols import math
from app.view.quantities import symbols

_PRIME = re.compile(r"C′\((\w+)\)")


class Chip(NamedTuple):
    """A factor: its key, its symbol, its value, its sign, its box, and its kind: "", "pair" or "error"."""

    key: str
    symbol: Markup
    text: str
    sign: str
    box: Box
    kind: str
    term: int


class Piece(NamedTuple):
    """What is between the factors, with the place of its middle, or of its start for a name."""

    formula: str
    x: float
    y: float
    kind: str

    def text(self, notation: str) -> Markup:
        """It as the content of a text element; C′(W) is ∂C/∂W in the notation "partial"."""
        return math(_PRIME.sub(r"∂C/∂\1", self.formula) if notation == "partial" else self.formula)


class Fan(NamedTuple):
    """The shape in which a pair of factors closes onto its error."""

    term: int
    d: str
    arrow: tuple[float, float]


class Formula(NamedTuple):
    """Chips and what is between them; `mark` is the frame of the part that the reader has marked."""

    chips: tuple[Chip, ...]
    pieces: tuple[Piece, ...]
    fans: tuple[Fan, ...] = ()
    mark: Box | None = None


class Form(NamedTuple):
    """Measures of the rows: where the factors begin, the heights of both rows, the size of a chip, the gap between."""

    start: float
    rows: tuple[float, float]
    chip: tuple[float, float]
    gap: float
    name: tuple[float, float]  # of the left side: its x, and how far it is below the top of its row
    lead: float = 0.0  # for the bracket in front


DESK = Form(112, (14, 136), (72, 60), 18, (0, 37), 16)
LARGE = Form(150, (14, 160), (104, 76), 30, (0, 46))  # for the one term of the first beat
PHONE = Form(4, (34, 34), (58, 52), 14, (4, -12), 8)


class _Row:
    """A row that is filled from left to right."""

    def __init__(self, form: Form, top: float, start: float) -> None:
        self.form, self.top, self.x = form, top, start
        self.chips: list[Chip] = []
        self.pieces: list[Piece] = []

    @property
    def middle(self) -> float:
        return self.top + self.form.chip[1] / 2 + 5

    def sign(self, text: str, room: float) -> None:
        self.pieces.append(Piece(text, self.x + room / 2, self.middle, "op"))
        self.x += room

    def chip(self, sketch: Sketch, key: Key, kind: str = "", term: int = 0, width: float = 0.0) -> Chip:
        shown = sketch.cell(key)
        box = Box(self.x, self.top, width or self.form.chip[0], self.form.chip[1])
        self.chips.append(Chip(shown.key, shown.symbol, shown.text, shown.sign, box, kind, term))
        self.x += box.width
        return self.chips[-1]


def written_out(sketch: Sketch, form: Form, mark: int = 0) -> Formula:
    """C′(Zh1): for each output its pair of factors and a weight, added, times the slope."""
    row = _Row(form, form.rows[0], form.start)
    outputs = sketch.sizes[-1]
    _name(row, sketch, "C′(%s)", "Z")
    _bracket(row, "(", outputs)
    for k in range(outputs):
        if k:
            row.sign("+", form.gap + 12)
        row.chip(sketch, Key("M", 2, k), "pair", k)
        row.sign("·", form.gap * 0.7)
        row.chip(sketch, Key("R", 2, k), "pair", k)
        row.sign("·", form.gap)
        row.chip(sketch, Key("W", 2, k, 0), "", k, form.chip[0] - 8)
    _bracket(row, ")", outputs)
    row.sign("·", form.gap)
    row.chip(sketch, Key("R", 1, 0))
    return Formula(tuple(row.chips), tuple(row.pieces), mark=_marked(row.chips, mark))


def folded(sketch: Sketch, form: Form, above: Formula | None) -> Formula:
    """Eh1: each pair has become an error, under it if there is a row `above`."""
    row = _Row(form, form.rows[1], form.start)
    outputs = sketch.sizes[-1]
    _name(row, sketch, "%s", "E")
    _bracket(row, "(", outputs)
    fans = []
    for k in range(outputs):
        if k:
            row.sign("+", form.gap + 12)
        if above:
            pair = [chip.box for chip in above.chips if chip.kind == "pair" and chip.term == k]
            weight = next(chip.box for chip in above.chips if chip.kind == "" and chip.term == k)
            width = form.chip[0] + 24
            row.x = (pair[0].x + pair[1].right - width) / 2
            chip = row.chip(sketch, Key("E", 2, k), "error", k, width)
            fans.append(_fan(k, pair[0], pair[1], chip.box))
            row.x = weight.x - form.gap
        else:
            row.chip(sketch, Key("E", 2, k), "error", k)
        row.sign("·", form.gap)
        row.chip(sketch, Key("W", 2, k, 0), "", k, form.chip[0] - 8)
    _bracket(row, ")", outputs)
    row.sign("·", form.gap)
    row.chip(sketch, Key("R", 1, 0))
    found = Key("E", 1, 0)
    if sketch.known(found):
        words, kind = f"{_equals(sketch)} {sketch.text(found)}", f"result {sketch.sign(found)}"
        result = Piece(words, row.x + 8, row.middle + 2, kind)
        beside_name = result._replace(x=form.name[0] + 70, y=row.top + form.name[1])
        row.pieces.append(beside_name if outputs > 1 and sketch.place.phone else result)
    return Formula(tuple(row.chips), tuple(row.pieces), tuple(fans))


def _equals(sketch: Sketch) -> str:
    """The sign between the folded product of the first hidden unit and its error."""
    value = sketch.value
    pairs = [(value(Key("E", 2, k)), value(Key("W", 2, k, 0))) for k in range(sketch.sizes[-1])]
    return sum_equals(pairs, value(Key("E", 1, 0)), value(Key("R", 1, 0)))


def _name(row: _Row, sketch: Sketch, form: str, letter: str) -> None:
    name = symbols.element(Key(letter, 1, 0), sketch.sizes).plain
    x, below = row.form.name
    row.pieces.append(Piece(f"{form % name} =", x, row.top + below, "name"))


def _bracket(row: _Row, sign: str, outputs: int) -> None:
    if outputs > 1:
        row.sign(sign, row.form.lead)


def _fan(term: int, first: Box, last: Box, onto: Box) -> Fan:
    top, bottom = first.y + first.height, onto.y
    left, right = first.x - 6, last.right + 6
    d = f"M{left:g} {first.y - 6:g}H{right:g}V{top + 4:g}L{onto.right:g} {bottom:g}H{onto.x:g}L{left:g} {top + 4:g}Z"
    return Fan(term, d, ((onto.x + onto.right) / 2, (top + bottom) / 2))


def _marked(chips: Sequence[Chip], count: int) -> Box | None:
    if not count:
        return None
    first, last = chips[0].box, chips[count - 1].box
    return Box(first.x - 7, first.y - 7, last.right - first.x + 14, first.height + 14)


def products(sketch: Sketch, form: Form, unit: int, *, learned: bool) -> Formula:
    """The error of a hidden unit behind its gate; with `learned`, also the derivatives of its weights, on a desktop."""
    error = Key("E", 1, unit)
    row = _Row(form, form.rows[0], form.start)
    row.pieces.append(
        Piece(f"{symbols.element(error, sketch.sizes).plain} =", form.name[0], row.top + form.name[1], "name")
    )
    _product(row, sketch, (Key("M", 1, unit), Key("R", 1, unit)), error)
    if not learned or form is PHONE:
        return Formula(tuple(row.chips), tuple(row.pieces))
    below = _Row(form, form.rows[1], 0)
    for layer, k, source in ((1, unit, 0), *((2, k, unit) for k in range(sketch.sizes[-1]))):
        weight = symbols.element(Key("W", layer, k, source), sketch.sizes).plain
        below.pieces.append(Piece(f"C′({weight}) =", below.x, below.middle, "name small"))
        below.x += 86
        _product(below, sketch, (Key("H" if layer > 1 else "X", layer - 1, source), Key("E", layer, k)), None)
        below.x += 34
    return Formula((*row.chips, *below.chips), (*row.pieces, *below.pieces))


def _product(row: _Row, sketch: Sketch, keys: Sequence[Key], result: Key | None) -> None:
    for place, key in enumerate(keys):
        if place:
            row.sign("·", row.form.gap)
        row.chip(sketch, key, "error" if key.letter == "E" else "")
    if result and sketch.known(result):
        one, other = map(sketch.value, keys)
        row.sign(sum_equals([(one, other)], sketch.value(result)), row.form.gap + 10)
        row.chip(sketch, result, "error")


def layered(sketch: Sketch, *, back: bool) -> Formula:
    """With two hidden layers: the equation of each above its layer, on a phone one above the other."""
    y = sketch.place.top - 36
    rows = [(2, y)] + ([(1, y - 28 if sketch.place.phone else y)] if back else [])
    written = {layer: f"E_{layer} = (E_{layer + 1} · W_{layer + 1}ᵀ) ⊙ R′(Z_{layer})" for layer, _ in rows}
    return Formula((), tuple(_above(sketch, layer, written[layer], at, "law-Eh") for layer, at in rows))


def closing(sketch: Sketch) -> Formula:
    """The three equations where they act: errors below their layers, derivatives below the weights."""
    single, place = max(sketch.sizes) == 1, sketch.place
    hidden = "E_h = E_o · W_o · R′(Z_h)" if single else "E_h = (E_o · W_oᵀ) ⊙ R′(Z_h)"
    output = "E_o = (ŷ − y) · R′(Z_o)" if single else "E_o = (ŷ − y) ⊙ R′(Z_o)"
    up = "" if single else "ᵀ"
    y, wide = place.bottom + 36, not place.phone
    boxes = [sketch.box(layer, 0) for layer in range(3)]
    first, second = ((one.right + other.x) / 2 for one, other in pairwise(boxes))
    row = 44 if wide else 30
    return Formula(
        (),
        (
            Piece("X → Z_h → H → Z_o → ŷ → C", place.width / 2, place.top - (60 if wide else 22), "ahead"),
            _above(sketch, 2, output, y, "law-Eo") if wide else Piece(output, place.width / 2, y, "law-Eo"),
            _above(sketch, 1, hidden, y, "law-Eh") if wide else Piece(hidden, place.width / 2, y + row, "law-Eh"),
            Piece(f"C′(W_h) = X{up} · E_h", first if wide else 88, y + row * (2 - wide), "law-dW"),
            Piece(f"C′(W_o) = H{up} · E_o", second if wide else 272, y + row * (2 - wide), "law-dW"),
        ),
    )


def _above(sketch: Sketch, layer: int, formula: str, y: float, kind: str) -> Piece:
    box = sketch.box(layer, 0)
    return Piece(formula, (box.x + box.right) / 2, y, kind)
