"""The key of all versions as one table: what each stage gives, one row per version."""

from typing import NamedTuple

from markupsafe import Markup

from app.session.session import Session
from app.view.quantities import symbols
from app.view.quantities.revealed import Revealed
from app.view.words.language import Language
from app.view.worksheet.page import closed_units, number


class KeyTable(NamedTuple):
    """The names of the columns, and for each version its letters and its numbers."""

    heads: tuple[Markup, ...]
    rows: tuple[tuple[str, tuple[Markup | str, ...]], ...]


def key_table(sessions: dict[str, Session], language: Language) -> KeyTable:
    """The table of the sessions by the letters of their versions, which have the same form.

    It has the weighted inputs, the cost, the errors and the unit that learns nothing. All else is one product away.
    """
    first = next(iter(sessions.values()))
    depth, columns = first.architecture.depth, _columns(first.architecture.depth)
    heads = tuple(symbols.matrix(letter, l, depth).html for letter, l in columns)
    rows = []
    for label, session in sessions.items():
        whole = Revealed(session.revealing(session.count))
        cells: list[Markup | str] = [_row(whole, letter, l, language) for letter, l in columns]
        closed = closed_units(whole)
        cells.append(symbols.unit(*closed, whole.sizes).html if closed else "")
        rows.append((label, tuple(cells)))
    return KeyTable(heads, tuple(rows))


def _columns(depth: int) -> list[tuple[str, int]]:
    layers = range(1, depth + 1)
    return [*(("Z", l) for l in layers), ("C", depth), *(("E", l) for l in reversed(layers))]


def _row(whole: Revealed, letter: str, layer: int, language: Language) -> str:
    values = [whole.cost or 0.0] if letter == "C" else whole.row(letter, layer)
    return "\u2002".join(number(value, language) for value in values)
