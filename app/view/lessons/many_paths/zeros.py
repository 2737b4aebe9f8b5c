"""Which derivatives are 0: the cells of the table that the reader has marked, and those that are."""

from typing import NamedTuple

from app.view.lessons.kit.query import Query
from app.view.lessons.many_paths.drawing import Printed, number
from app.view.lessons.many_paths.step_back import Back


class Cell(NamedTuple):
    """One derivative: its name in the address (21: from input 2 to unit 1), its number, and whether it was marked.

    `address` leads to the same table with this mark set or taken away.
    """

    name: str
    number: Printed
    marked: bool
    address: str

    @property
    def zero(self) -> bool:
        """Whether the derivative is 0."""
        return self.number.sign == "zero"


class Zeros(NamedTuple):
    """The table, one row for each input, under the `errors` of its columns; whether its numbers may be seen.

    `inputs` and `units` are those, from 1, that are 0.
    """

    table: tuple[tuple[Cell, ...], ...]
    errors: tuple[Printed, ...]
    seen: bool
    inputs: tuple[int, ...]
    units: tuple[int, ...]

    @property
    def said(self) -> str:
        """The marks as they are in the address."""
        return ".".join(cell.name for row in self.table for cell in row if cell.marked)

    @property
    def marked(self) -> bool:
        """Whether any cell was marked."""
        return any(cell.marked for row in self.table for cell in row)

    @property
    def right(self) -> bool:
        """Whether exactly the derivatives that are 0 were marked."""
        return all(cell.marked == cell.zero for row in self.table for cell in row)


def zeros(query: Query, step: Back) -> Zeros:
    """The table of dWh. To be called when the rest of the query has been read."""
    marked = set(query.typed("zeros").split("."))
    seen = query.choice("seen", {"": "", "1": ""}, "").value == "1"
    shape = step.dWh.shape
    names = {f"{i + 1}{j + 1}" for i in range(shape[0]) for j in range(shape[1])}
    marked &= names

    def cell(i: int, j: int) -> Cell:
        name = f"{i + 1}{j + 1}"
        address = query.address(zeros=".".join(sorted(marked ^ {name})))
        return Cell(name, number(step.dWh[i, j].item(), query.language.locale), name in marked, address)

    errors = tuple(number(each, query.language.locale) for each in step.Eh.tolist())
    return Zeros(
        tuple(tuple(cell(i, j) for j in range(shape[1])) for i in range(shape[0])),
        errors,
        seen,
        tuple(i for i, each in enumerate(step.inputs, 1) if not each),
        tuple(j for j, error in enumerate(errors, 1) if error.sign == "zero"),
    )
