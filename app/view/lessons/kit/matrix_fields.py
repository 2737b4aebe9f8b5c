"""Matrices that the reader sets, one field per entry: Wo21 is row 2, column 1 of Wo.

A lesson reads each matrix at its largest size and shows the part that is in use. The other entries are kept in the
address, so that they come back when the sizes grow.
"""

from typing import NamedTuple

from app.view.lessons.kit.query import Number, Query

Rows = tuple[tuple[float, ...], ...]


class Given(NamedTuple):
    """The fields of one matrix, one tuple per row. The `unseen` were set, but are outside the part that is shown."""

    name: str
    rows: tuple[tuple[Number, ...], ...]
    unseen: tuple[Number, ...] = ()

    @property
    def values(self) -> Rows:
        """The values of the fields."""
        return tuple(tuple(each.value for each in row) for row in self.rows)


def scalar(query: Query, name: str, default: float, most: float) -> Given:
    """A matrix of one entry, whose field has the name of the matrix."""
    return Given(name, ((query.number(name, default, -most, most),),))


def matrix(query: Query, name: str, defaults: Rows, shape: tuple[int, int], most: float) -> Given:
    """The first rows and columns (`shape`) of a matrix with entries from -`most` to `most`, initially `defaults`."""
    height, width = shape
    shown, unseen = [], []
    for i, row in enumerate(defaults):
        entries = [query.number(f"{name}{i + 1}{j + 1}", value, -most, most) for j, value in enumerate(row)]
        outside = zip(entries[width:], row[width:], strict=True) if i < height else zip(entries, row, strict=True)
        unseen += [entry for entry, default in outside if entry.problem or entry.value != default]
        shown += [tuple(entries[:width])] if i < height else []
    return Given(name, tuple(shown), tuple(unseen))
