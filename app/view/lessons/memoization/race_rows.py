"""The rows of the race: for each runner and row its state and how many multiplications are made in it."""

from typing import NamedTuple

from markupsafe import Markup

from app.view.lessons.kit.scalar_chain import ProductRow
from app.view.lessons.memoization.race import Runner


class RaceRow(NamedTuple):
    """A row of one runner: its weight, its state, its cells and how many of them are filled.

    A cell is one multiplication. Before the cells is what the row begins with and does not have to multiply: the error
    `known`, which covers `shared` factors, or, where `known` is "", its first factor alone.
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
    cells = row.memoized if keeps else row.written_out
    return RaceRow(
        number,
        row.weight,
        _state(number, runner),
        cells,
        cells if number < runner.row else runner.done if number == runner.row else 0,
        shared,
        row.known[0] if shared and row.known else "",
    )


def _state(number: int, runner: Runner) -> str:
    """The row in which the runner is stays the current one until the next one begins."""
    if number == runner.row and not runner.home:
        return "current"
    return "done" if number <= runner.row else "waiting"
