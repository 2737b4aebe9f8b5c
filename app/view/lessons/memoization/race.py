"""The race of lesson 5: where both runners are at a tick of their common clock.

One tick is one multiplication for each of them. Written out, row k (from 1) of a chain takes 2k multiplications. The
runner that keeps errors already has the first part of the row: two multiplications in the first row, three in every
other row.
"""

from math import isqrt
from typing import NamedTuple

from app.core.scalar_chain import memoized, written_out

FIRST, FURTHER = 2, 3  # multiplications in a row of the runner that keeps errors


class Runner(NamedTuple):
    """One runner: its row (from 1), the multiplications made in it, how many it takes, and all made so far.

    `way` is the share of the whole way, 0 … 1, in which every row is equally long.
    """

    row: int
    done: int
    takes: int
    total: int
    way: float

    @property
    def home(self) -> bool:
        """Whether all rows are finished."""
        return self.way == 1


def written(tick: int, depth: int) -> Runner:
    """The runner that multiplies every row out. At the end of a row it is still in that row."""
    tick = min(tick, written_out(depth))
    row = max(1, (isqrt(4 * tick - 3) + 1) // 2) if tick else 1
    return _runner(row, tick - row * (row - 1), 2 * row, tick, depth)


def keeping(tick: int, depth: int) -> Runner:
    """The runner that keeps each layer's error."""
    tick = min(tick, memoized(depth))
    if tick <= FIRST:
        return _runner(1, tick, FIRST, tick, depth)
    further, done = divmod(tick - FIRST - 1, FURTHER)
    return _runner(2 + further, done + 1, FURTHER, tick, depth)


def _runner(row: int, done: int, takes: int, tick: int, depth: int) -> Runner:
    return Runner(row, done, takes, tick, (row - 1 + done / takes) / depth)


def next_stop(tick: int, depth: int) -> int:
    """Where the clock stops by itself: when the second runner is home, and at the end."""
    home = memoized(depth)
    return home if tick < home else written_out(depth)
