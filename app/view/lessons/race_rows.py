"""The rows of the race: for each runner and row its state and how many of its cells are filled."""

from typing import NamedTuple

from markupsafe import Markup

from app.view.lessons.race import Runner
from app.view.lessons.scalar_chain import ProductRow


class RaceRow(NamedTuple):
    """A row of one runner: its weight, its state, its cells and how many of them are filled.

    The first multiplication of a product fills two cells. `known` is the error that the row begins with, or "".
    """

    number: int
    weight: Markup
    state: str  # "done", "current" or "waiting"
    cells: int
    filled: int
    shared: int
    known: Markup | str


def race_rows(rows: tuple[ProductRow, ...], runner: Runner, keeps: bool) -> tuple[RaceRow, ...]:
    """All rows for a runner, the last weight's first."""
    return tuple(_row(number, row, runner, keeps) for number, row in enumerate(rows, 1))


def _row(number: int, row: ProductRow, runner: Runner, keeps: bool) -> RaceRow:
    shared = row.shared if keeps else 0
    cells = len(row.cells) - shared
    done = _done(number, runner, row.memoized if keeps else row.written_out)
    first = 0 if shared else 1  # the first multiplication joins two factors
    state = "waiting" if not done else "current" if done < (runner.takes if number == runner.row else 0) else "done"
    return RaceRow(
        number,
        row.weight,
        state,
        cells,
        done + first if done else 0,
        shared,
        row.known[0] if shared and row.known else "",
    )


def _done(number: int, runner: Runner, takes: int) -> int:
    return takes if number < runner.row else runner.done if number == runner.row else 0
