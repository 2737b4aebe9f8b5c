"""The rows of a stage: unit by unit, the formula with the numbers put in.

Short rows of one shape stand in columns below the names of their matrices; longer ones flow.
Large layers show their first units, or those about the number that is asked for; the others are
in the matrices, and every number has its own explanation.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from app.core.stages import Stage
from app.view import expressions, number, symbols, tokens
from app.view.expressions import Parts, Term
from app.view.language import Language
from app.view.links import Key
from app.view.reading import Reading
from app.view.tokens import Token

OPEN = 4  # rows that are always seen
MOST = 12  # rows in all
TERMS = 4  # products of one sum; "…" for the others
PARTS = 11  # numbers and signs of a row in columns
WIDEST = 30  # characters that fit in columns


class Row(NamedTuple):
    """`name` = `cells` = `result`."""

    name: Markup
    cells: tuple[Markup, ...]
    result: Markup


class Rows(NamedTuple):
    """`head` names the columns (empty where rows flow); `more` are the rows to be unfolded."""

    head: tuple[Markup, ...]
    open: tuple[Row, ...]
    more: tuple[Row, ...]


NO_ROWS = Rows((), (), ())


def rows(reading: Reading, stage: Stage | None, language: Language, focus: Key | None = None) -> Rows:
    """The rows of a stage; none at the start."""
    if stage is None:
        return NO_ROWS
    lines = _LINES[stage.kind](reading, stage, language, focus)
    columns = _columns(reading, stage, lines, language)
    head, drawn = columns or ((), [[tokens.row(tokens.flowing(line.parts), language.locale)] for line in lines])
    found = tuple(
        Row(line.name, tuple(map(tokens.html, row)), tokens.html((line.result,)))
        for line, row in zip(lines, drawn, strict=True)
    )
    cut = len(found) if len(found) <= OPEN else OPEN - 1
    return Rows(head, found[:cut], found[cut:])


_Drawn = list[list[tuple[Token, ...]]]


def _columns(
    reading: Reading, stage: Stage, lines: Sequence["_Line"], language: Language
) -> tuple[tuple[Markup, ...], _Drawn] | None:
    """The rows in columns, with what stands above them; None if they do not fit."""
    if max(len(line.parts) for line in lines) > PARTS:
        return None
    cells = [_cells(line.parts) for line in lines]
    drawn = [[tokens.row(cell, language.locale, before) for before, cell in row] for row in cells]
    if not _in_columns(drawn):
        return None
    return _updates_head(language) if stage.kind == "update" else _head(reading, cells), drawn


class _Line(NamedTuple):
    name: Markup
    parts: Parts
    result: Token


def _line(reading: Reading, key: Key, language: Language) -> _Line:
    value = reading.value(key)
    result = tokens.of(key, value, number.text(value, language.locale))
    return _Line(symbols.element(key, reading.sizes).html, expressions.numbers(reading, key, TERMS), result)


def _units(letter: str) -> Callable[[Reading, Stage, Language, Key | None], list[_Line]]:
    def lines(reading: Reading, stage: Stage, language: Language, focus: Key | None) -> list[_Line]:
        layer = stage.layer or 0
        keys = _about([Key(letter, layer, j) for j in range(reading.sizes[layer])], focus)
        return [_line(reading, key, language) for key in keys]

    return lines


def _cost(reading: Reading, _stage: Stage, language: Language, _focus: Key | None) -> list[_Line]:
    mean = _line(reading, Key("C", reading.architecture.depth, 0), language)
    if reading.samples == 1:
        return [mean]
    cost = reading.tape.costs.item(reading.sample)
    one = symbols.Name("C", str(reading.sample + 1)).html
    shown = Token(number.text(cost, language.locale))
    return [_Line(one, expressions.sample_cost(reading, TERMS), shown), mean]


def _parameters(reading: Reading, layer: int, prefix: str) -> list[Key]:
    units = range(reading.sizes[layer])
    weights = [Key(f"{prefix}W", layer, j, i) for i in range(reading.sizes[layer - 1]) for j in units]
    return weights + ([Key(f"{prefix}B", layer, j) for j in units] if reading.architecture.bias else [])


def _derivatives(reading: Reading, stage: Stage, language: Language, focus: Key | None) -> list[_Line]:
    keys = _about(_parameters(reading, stage.layer or 0, "d"), focus)
    return [_line(reading, key, language) for key in keys]


def _updates(reading: Reading, _stage: Stage, language: Language, focus: Key | None) -> list[_Line]:
    depth = reading.architecture.depth
    layers = [focus.layer] if focus and 1 <= focus.layer <= depth else range(depth, 0, -1)
    keys = [key for layer in layers for key in _parameters(reading, layer, "")]
    lines = []
    for key in _about(keys, focus):
        new = reading.updated(key)
        result = Token(number.text(new, language.locale), str(key))
        lines.append(_Line(symbols.element(key, reading.sizes).html, expressions.update(reading, key), result))
    return lines


def _about(keys: Sequence[Key], focus: Key | None) -> Sequence[Key]:
    """At most MOST of the keys, in order, those about the focus first."""
    if len(keys) <= OPEN + 1 or focus is None:
        return keys[:MOST]
    near = sorted(keys, key=lambda key: (key.unit != focus.unit, focus.input is not None and key.input != focus.input))
    return near[:MOST]


def _cells(parts: Parts) -> list[tuple[str, Parts]]:
    """One cell a number and one a sign, each with the sign before it; brackets stay with what they hold."""
    cells: list[tuple[str, Parts]] = []
    opening: Parts = ()
    sign = ""
    for part in parts:
        if not isinstance(part, str):
            cells.append((sign, (*opening, part)))
            opening, sign = (), ""
        elif part.strip() in _OPERATORS and not opening:
            cells.append(("", (part,)))
            sign = part
        elif part.startswith(")") and cells:
            cells[-1] = (cells[-1][0], (*cells[-1][1], part))
        else:
            opening += (part,)
    return [*cells, ("", opening)] if opening else cells


_OPERATORS = frozenset("+−·")


def _in_columns(rows: Sequence[Sequence[Sequence[Token]]]) -> bool:
    """Whether all rows have the same cells and none is too wide."""
    shape = [len(cell) for cell in rows[0]]
    return all(
        [len(cell) for cell in row] == shape and sum(len(t.text) for cell in row for t in cell) <= WIDEST
        for row in rows
    )


def _head(reading: Reading, cells: Sequence[Sequence[tuple[str, Parts]]]) -> tuple[Markup, ...]:
    """Above each column the name of its matrix, or of the one number that all rows have there."""
    return tuple(_named(reading, [cell for _, cell in column]) for column in zip(*cells, strict=True))


def _named(reading: Reading, column: Sequence[Parts]) -> Markup:
    keys = {part.key for cell in column for part in cell if isinstance(part, Term)}
    if len(keys) == 1:
        return symbols.element(*keys, reading.sizes).html
    if not keys:
        return _NOTHING
    letter, layer, *_ = min(keys)
    return symbols.matrix(letter, layer, reading.architecture.depth).html


_NOTHING = Markup()


def _updates_head(language: Language) -> tuple[Markup, ...]:
    old, rate = language.gettext("old"), "lr"
    return (escape(old), _NOTHING, escape(rate), _NOTHING, Markup("<i>dW</i>"))


_LINES: dict[str, Callable[[Reading, Stage, Language, Key | None], list[_Line]]] = {
    "weighted_input": _units("Z"),
    "activation": _units("H"),
    "cost": _cost,
    "error": _units("E"),
    "derivative": _derivatives,
    "update": _updates,
}
