"""The race of lesson 5: where both runners are after a number of multiplications, and where each button leads.

Written out, row k (from 1) of a chain takes 2k multiplications. The runner that keeps errors already has the first part
of the row and multiplies only its last factors: two multiplications in the first row, three in every other row.
One tick is one multiplication of the runner that writes everything out.
"""

from math import isqrt
from typing import NamedTuple


class RacePosition(NamedTuple):
    """After `tick` ticks: the current row (from 1), both runners' multiplications in it, and both counters."""

    tick: int
    row: int
    done: int
    kept: int
    written: int
    memoized: int

    @property
    def complete(self) -> bool:
        """Whether the current row is finished."""
        return self.done == 2 * self.row


def place(tick: int) -> RacePosition:
    """The place after a number of ticks. At the end of a row the current row is still that row."""
    row = max(1, (isqrt(4 * tick - 3) + 1) // 2) if tick else 1
    done = tick - row * (row - 1)
    kept = kept_in(row, done)
    return RacePosition(tick, row, done, kept, tick, max(0, 3 * (row - 1) - 1) + kept)


def kept_in(row: int, done: int) -> int:
    """How many multiplications the runner that keeps errors has made in this row, when the other has made `done`."""
    return done if row == 1 else max(0, done - (2 * row - 3))


def row_end(row: int) -> int:
    """The tick at which a row is finished."""
    return row * (row + 1)


def later(tick: int, by: str, depth: int) -> int:
    """The tick one multiplication or one row later, at most the end."""
    at = place(tick)
    on = tick + 1 if by == "tick" else row_end(at.row + at.complete)
    return min(on, row_end(depth))


def earlier(tick: int, by: str) -> int:
    """The tick one multiplication or one row earlier, at least the start."""
    return max(0, tick - 1) if by == "tick" else row_end(place(tick).row - 1)


def known_from(at: RacePosition, depth: int) -> int:
    """The first layer (from the input) whose error is known: `depth` + 1 at the start."""
    layer = depth + 1 - at.row
    return layer if at.done >= 2 * at.row - 1 else layer + 1
