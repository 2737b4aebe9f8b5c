"""The equation of a stage as matrices with their shapes.

A matrix up to 4×8 shows all its numbers; a larger one is a grid of dots (round positive, square
negative, area = size) with a 3×3 window of numbers about the sample and the unit asked for.
"""

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape

from app.core.stages import Quantity, Stage, symbol
from app.view import number, symbols, tokens
from app.view.language import Language
from app.view.links import WEIGHTS, Key
from app.view.reading import Reading

ROWS, COLUMNS = 4, 8  # the largest matrix that shows all its numbers
WIDE = 5  # from more columns on two decimals have to do
WINDOW = 3
DOTS = 16  # rows and columns of a grid; of more samples those about the window
SIZES = 5  # of a dot


class Grid(NamedTuple):
    """A matrix as dots: its size in dots, the dots as (class, path), and the window's place in it."""

    columns: int
    rows: int
    dots: tuple[tuple[str, str], ...]
    window: tuple[int, int, int, int]


class Matrix(NamedTuple):
    """`caption` is its name with T or "new"; `head` and the first of each row are read aloud only."""

    symbol: str
    caption: Markup
    shape: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Markup, ...]], ...]
    current: bool
    grid: Grid | None


Item = Matrix | str  # a matrix or the sign between two
Line = tuple[Item, ...]  # what does not break


class _Part(NamedTuple):
    """A matrix to be drawn: its letter, its layer, whether transposed, new (after the update) or the result."""

    letter: str
    layer: int
    transposed: bool = False
    new: bool = False
    current: bool = False


def equation(reading: Reading, stage: Stage | None, language: Language, focus: Key | None = None) -> tuple[Line, ...]:
    """The matrices of a stage and the signs between them, in groups that a line keeps together."""
    parts = _start(reading) if stage is None else _EQUATIONS[stage.kind](reading, stage.layer or 0, focus)
    return tuple(
        tuple(part if isinstance(part, str) else _matrix(reading, part, language, focus) for part in group)
        for group in parts
    )


_Group = tuple[_Part | str, ...]


def _start(reading: Reading) -> list[_Group]:
    depth = reading.architecture.depth
    return [(_Part("X", 0),), (_Part("Y", depth),), *((_Part("W", l),) for l in range(1, min(depth, 2) + 1))]


def _weighted_input(reading: Reading, l: int, _focus: Key | None) -> list[_Group]:
    bias: list[_Group] = [("+", _Part("B", l))] if reading.architecture.bias else []
    return [(_arriving(l),), ("·", _Part("W", l)), *bias, ("=", _Part("Z", l, current=True))]


def _activation(_reading: Reading, l: int, _focus: Key | None) -> list[_Group]:
    return [("R(", _Part("Z", l), ")"), ("=", _Part("H", l, current=True))]


def _cost(reading: Reading, _l: int, _focus: Key | None) -> list[_Group]:
    depth = reading.architecture.depth
    return [(_Part("H", depth),), ("−", _Part("Y", depth)), ("=", _Part("M", depth))]


def _error(reading: Reading, l: int, _focus: Key | None) -> list[_Group]:
    depth, times = reading.architecture.depth, "·" if reading.scalar else "⊙"
    result: _Group = ("=", _Part("E", l, current=True))
    if l < depth:
        weights = _Part("W", l + 1, transposed=not reading.scalar)
        return [(_Part("E", l + 1), "·", weights), (times, _Part("R", l)), result]
    if reading.architecture.cost.simplifies:
        return [(_Part("H", l), "−", _Part("Y", l)), result]
    return [("(", _Part("H", l), "−", _Part("Y", l), ")"), (times, _Part("R", l)), result]


def _derivative(reading: Reading, l: int, _focus: Key | None) -> list[_Group]:
    mean: _Group = (f"1/{reading.samples}",) if reading.samples > 1 else ()
    arriving = _arriving(l)._replace(transposed=not reading.scalar)
    return [(*mean, arriving), ("·", _Part("E", l)), ("=", _Part("dW", l, current=True))]


def _update(_reading: Reading, _l: int, focus: Key | None) -> list[_Group]:
    layer = focus.layer if focus and focus.layer else 1
    return [(_Part("W", layer),), ("→", _Part("W", layer, new=True, current=True))]


def _arriving(l: int) -> _Part:
    return _Part("H", l - 1) if l > 1 else _Part("X", 0)


_EQUATIONS: dict[str, Callable[[Reading, int, Key | None], list[_Group]]] = {
    "weighted_input": _weighted_input,
    "activation": _activation,
    "cost": _cost,
    "error": _error,
    "derivative": _derivative,
    "update": _update,
}


def _matrix(reading: Reading, part: _Part, language: Language, focus: Key | None) -> Matrix:
    values = _values(reading, part)
    height, width = len(values), len(values[0])
    small = height <= ROWS and width <= COLUMNS
    middle = _middle(reading, part, focus)
    rows, columns = (range(height), range(width)) if small else (_near(middle[0], height), _near(middle[1], width))
    frame = _frame(reading.sizes, part, reading.samples, language)
    texts = iter(
        number.column((values[i][j] for i in rows for j in columns), language.locale, 2 if len(columns) > WIDE else 3)
    )
    drawn = []
    for i in rows:
        cells = tuple(_cell(reading, part, i, j, values[i][j], next(texts)) for j in columns)
        drawn.append((frame.rows[i], cells))
    head = tuple(frame.columns[j] for j in columns)
    grid = None if small else _grid(values, rows, columns)
    return Matrix(frame.symbol, frame.caption, frame.shape, head, tuple(drawn), part.current, grid)


def _values(reading: Reading, part: _Part) -> list[list[float]]:
    letter, layer, transposed, new, _ = part
    tape = reading.tape
    if letter == "M":
        found = tape.H[-1] - tape.problem.Y
    elif new:
        found = tape.updated.W[layer - 1]
    else:
        found = tape.value(Quantity(letter, layer))
    if letter == "B":
        found = found[None]
    rows: list[list[float]] = (found.T if transposed else found).tolist()
    return rows


def _cell(reading: Reading, part: _Part, i: int, j: int, value: float, text: str) -> Markup:
    row, column = (j, i) if part.transposed else (i, j)
    if part.letter in WEIGHTS:
        key, linked = Key(part.letter, part.layer, column, row), part.new or not reading.session.at_end
    else:
        key = Key(part.letter, part.layer, column)
        # ŷ − y stands beside the cost already, but is a message only when the error is known.
        linked = part.letter == "B" or (row == reading.sample and part.letter != "M")
    token = tokens.of(key, value, text, linked)
    return tokens.html((token._replace(classes="") if part.new else token,))


def _middle(reading: Reading, part: _Part, focus: Key | None) -> tuple[int, int]:
    """The row and column that a window is about."""
    unit = focus.unit if focus and focus.layer == part.layer else 0
    row = reading.sample
    if part.letter in WEIGHTS:
        row = (focus.input or 0) if focus and focus.layer == part.layer else 0
    return (unit, row) if part.transposed else (row, unit)


def _near(middle: int, count: int) -> range:
    first = min(max(middle - WINDOW // 2, 0), max(count - WINDOW, 0))
    return range(first, min(first + WINDOW, count))


class _Frame(NamedTuple):
    symbol: str
    caption: Markup
    shape: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]


@lru_cache(maxsize=1024)
def _frame(sizes: tuple[int, ...], part: _Part, samples: int, language: Language) -> _Frame:
    """What a matrix shows that does not change with its numbers."""
    letter, layer, transposed = part[:3]
    depth = len(sizes) - 1
    columns = [symbols.unit(layer, k, sizes).plain for k in range(sizes[layer])]
    if letter in WEIGHTS:
        rows = [symbols.unit(layer - 1, k, sizes).plain for k in range(sizes[layer - 1])]
    elif letter == "B":
        rows = [language.gettext("bias")]
    else:
        rows = [language.gettext("sample {n}").format(n=s + 1) for s in range(samples)]
    if transposed:
        rows, columns = columns, rows
    shape = f"{len(rows)}×{len(columns)}"
    return _Frame(_symbol(part, depth), _caption(part, depth, language), shape, tuple(rows), tuple(columns))


def _symbol(part: _Part, depth: int) -> str:
    return symbol(Quantity(part.letter, part.layer), depth)


def _caption(part: _Part, depth: int, language: Language) -> Markup:
    if part.letter == "M":
        return Markup("<i>ŷ</i> − <i>y</i>")
    name = symbols.matrix(part.letter, part.layer, depth).html
    if part.transposed:
        name += Markup("<sup>T</sup>")
    return escape(language.gettext("new")) + " " + name if part.new else name


def _grid(values: Sequence[Sequence[float]], rows: range, columns: range) -> Grid:
    """At most DOTS by DOTS dots, those about the window, in SIZES sizes: a path of points for each."""
    top, left = _first(rows, len(values)), _first(columns, len(values[0]))
    shown = [row[left : left + DOTS] for row in values[top : top + DOTS]]
    largest = max(abs(value) for row in shown for value in row) or 1.0
    paths: dict[str, list[str]] = {}
    for i, row in enumerate(shown):
        for j, value in enumerate(row):
            size = math.ceil(SIZES * math.sqrt(abs(value) / largest))
            if size:
                paths.setdefault(f"{number.sign(value)} d{size}", []).append(f"M{j} {i}h0")
    dots = tuple((key, "".join(points)) for key, points in sorted(paths.items()))
    return Grid(len(shown[0]), len(shown), dots, (columns.start - left, rows.start - top, len(columns), len(rows)))


def _first(window: range, count: int) -> int:
    return max(0, min(window.start - DOTS // 2, count - DOTS))
