"""The rows of a stage: unit by unit, the formula with the numbers put in.

Short rows of one shape are aligned in columns below the names of their matrices; longer ones flow. Both
are prepared once a form; the numbers decide between them.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from app.core.keys import Key
from app.core.stages import Stage
from app.view.panel import number_template
from app.view.panel.number_template import Slot
from app.view.panel.row_terms import OPEN, Line, lines
from app.view.quantities import symbols
from app.view.quantities.expressions import Parts, Term
from app.view.quantities.revealed import Revealed
from app.view.quantities.shape import Form
from app.view.words.language import Language

PARTS = 11  # numbers and signs of a row in columns
WIDEST = 30  # characters that fit in columns


class Row(NamedTuple):
    """Which numbers are before the result of a row (the first, and one after the last), and how long its signs are."""

    first: int
    result: int
    signs: int


class Rows(NamedTuple):
    """Rows with "%s" for each number: as they flow, and in columns (empty if no numbers would fit there)."""

    slots: tuple[Slot, ...]
    rows: tuple[Row, ...]
    flowing: str
    columns: str


NO_ROWS = Rows((), (), "", "")


def filled(prepared: Rows, revealed: Revealed, locale: str) -> Markup:
    """The rows with their numbers."""
    numbers, lengths = number_template.filled(prepared.slots, revealed, locale)
    fit = all(signs + sum(lengths[first:result]) <= WIDEST for first, result, signs in prepared.rows)
    markup = prepared.columns if fit and prepared.columns else prepared.flowing
    return Markup(markup % tuple(numbers))  # noqa: S704 - printed numbers in markup of our own


def prepared(form: Form, stage: Stage | None, language: Language, focus: Key | None) -> Rows:
    """The rows of a stage; none at the start."""
    if stage is None:
        return NO_ROWS
    found = lines(form, stage, focus)
    flowing = [[number_template.blank(_flowing(line.parts), language.locale).text] for line in found]
    places: list[Slot] = []
    rows: list[Row] = []
    for line in found:
        text, numbers = number_template.blank(line.parts, language.locale)
        rows.append(Row(len(places), len(places) + len(numbers), len(text.replace("%s", ""))))
        places += [*numbers, line.result]
    columns = _columns(form, stage, found, language)
    return Rows(tuple(places), tuple(rows), _tables((), found, flowing, language), columns)


def _flowing(parts: Parts) -> Parts:
    """The parts for a row that may break into lines: only before + and −."""
    return tuple(part.translate(_HELD) if isinstance(part, str) else part for part in parts)


_HELD = str.maketrans({" ": "\N{NO-BREAK SPACE}", "+": "\N{ZERO WIDTH SPACE}+", "−": "\N{ZERO WIDTH SPACE}−"})


def _columns(form: Form, stage: Stage, found: Sequence[Line], language: Language) -> str:
    """The rows in columns, with the heads above them; empty if there would be too many or they differ."""
    if stage.kind == "cost" or max(len(line.parts) for line in found) > PARTS:  # a square is not torn into columns
        return ""
    cells = [_cells(line.parts) for line in found]
    if len({tuple(len(cell) for _, cell in row) for row in cells}) > 1:
        return ""
    head = _head(form, cells)
    drawn = [[number_template.blank(cell, language.locale, before).text for before, cell in row] for row in cells]
    if stage.kind != "update":
        return _tables(head, found, drawn, language)
    return _tables(head, found, drawn, language, lambda rows: _updates_head(form, rows, language))


def _cells(parts: Parts) -> list[tuple[str, Parts]]:
    """One cell per number and one per sign; brackets stay with their content."""
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


def _head(form: Form, cells: Sequence[Sequence[tuple[str, Parts]]]) -> tuple[Markup, ...]:
    """Above each column the name of its matrix, or of the one number that all rows have there."""
    return tuple(_named(form, [cell for _, cell in column]) for column in zip(*cells, strict=True))


def _named(form: Form, column: Sequence[Parts]) -> Markup:
    keys = {part.key for cell in column for part in cell if isinstance(part, Term)}
    if len(keys) == 1:
        return symbols.element(keys.pop(), form.sizes).html
    if not keys:
        return _NOTHING
    letter, layer, *_ = min(keys)
    return symbols.matrix(letter, layer, form.depth).html


_NOTHING = Markup()


def _updates_head(form: Form, rows: Sequence[Line], language: Language) -> tuple[str, ...]:
    """The heads over updates; the derivative is named where all rows have one of the same matrix."""
    matrices = {(line.result.source.letter, line.result.source.layer) for line in rows}
    letter, layer = min(matrices)
    derivative = symbols.matrix(f"d{letter}", layer, form.depth).html if len(matrices) == 1 else _ANY_DERIVATIVE
    old, new = language.gettext("old"), language.gettext("new")
    return escape(old), _NOTHING, Markup("lr"), _NOTHING, derivative, _NOTHING, escape(new)


_ANY_DERIVATIVE = Markup("<i>dW</i>, <i>dB</i>")


def _tables(
    head: Sequence[str],
    found: Sequence[Line],
    cells: Sequence[Sequence[str]],
    language: Language,
    head_of: Callable[[Sequence[Line]], Sequence[str]] | None = None,
) -> str:
    """The rows that are always seen, and the others to be unfolded; `head_of` makes a head for some of them."""

    def table(rows: slice) -> str:
        above = head_of(found[rows]) if head_of else head
        return _table(above, [_drawn(line.name, row) for line, row in zip(found[rows], cells[rows], strict=True)])

    if len(found) <= OPEN:
        return table(slice(None))
    summary = language.gettext("%(n)s more") % {"n": len(found) - OPEN + 1}
    more = table(slice(OPEN - 1, None))
    return f"{table(slice(OPEN - 1))}<details><summary>{summary}</summary>{more}</details>"


def _drawn(name: str, cells: Sequence[str]) -> str:
    return f'<tr><th scope="row">{name}</th><td>={"".join(f"<td>{cell}" for cell in cells)}<td>=<td>%s</tr>'


def _table(head: Sequence[str], rows: Sequence[str]) -> str:
    names = "".join(f'<th scope="col">{name}' if name else "<td>" for name in head)
    thead = f"<thead><tr><td><td>{names}</tr></thead>" if head else ""
    return f'<table class="rows{"" if head else " flow"}">{thead}<tbody>{"".join(rows)}</tbody></table>'
