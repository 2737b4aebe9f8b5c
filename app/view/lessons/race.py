"""The race of lesson 5: where both runners are after a number of multiplications, and where each button leads.

Row k (from 1) of a chain takes 2k multiplications written out. The one that keeps errors has the row's first part
already and works at the same last factors: two multiplications in the first row, three in every other.
One tick is one multiplication written out; a place is the number of ticks since the start.
"""

from math import isqrt
from typing import NamedTuple


class Place(NamedTuple):
    """After `tick` ticks: the row at work (from 1), its multiplications so far, and both counters."""

    tick: int
    row: int
    done: int
    kept: int
    written: int
    memoized: int

    @property
    def complete(self) -> bool:
        """Whether the row at work is multiplied out."""
        return self.done == 2 * self.row


def place(tick: int) -> Place:
    """Where the race stands; at the end of a row the row is still that row."""
    row = max(1, (isqrt(4 * tick - 3) + 1) // 2) if tick else 1
    done = tick - row * (row - 1)
    kept = kept_in(row, done)
    return Place(tick, row, done, kept, tick, max(0, 3 * (row - 1) - 1) + kept)


def kept_in(row: int, done: int) -> int:
    """Multiplications of the one that keeps errors in this row, when the other has made `done`."""
    return done if row == 1 else max(0, done - (2 * row - 3))


def row_end(row: int) -> int:
    """The tick at which a row is complete."""
    return row * (row + 1)


def later(tick: int, by: str, depth: int) -> int:
    """The place one multiplication or one row on, at most the end."""
    at = place(tick)
    on = tick + 1 if by == "tick" else row_end(at.row + at.complete)
    return min(on, row_end(depth))


def earlier(tick: int, by: str) -> int:
    """The place one multiplication or one row back, at least the start."""
    return max(0, tick - 1) if by == "tick" else row_end(place(tick).row - 1)


def known_from(at: Place, depth: int) -> int:
    """The first layer (from the input) whose error is known: `depth` + 1 at the start."""
    layer = depth + 1 - at.row
    return layer if at.done >= 2 * at.row - 1 else layer + 1
