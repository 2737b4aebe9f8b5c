"""How the work grows with depth, as two curves: multiplications written out, and memoized."""

from typing import NamedTuple

from app.core.scalar_chain import memoized, written_out
from app.view.words import numbers

LEFT, RIGHT, TOP, BOTTOM = 58.0, 14.0, 24.0, 42.0
MIN_GAP = 26.0  # between two depths, so that both can be read


class Mark(NamedTuple):
    """One depth on both curves: the positions of its two points, and their numbers."""

    depth: int
    x: float
    written_y: float
    memoized_y: float
    written: str
    memoized: str


class Growth(NamedTuple):
    """Two curves in a drawing of `width` by `height` pixels.

    `depths` and `counts` are the ticks of the axes, as (depth, x) and (count, y). `mark` is the chosen depth, `end` the
    last one.
    """

    width: int
    height: int
    left: float
    right: float
    base: float
    written: str
    memoized: str
    depths: tuple[tuple[int, float], ...]
    counts: tuple[tuple[str, float], ...]
    mark: Mark
    end: Mark


def growth(limit: int, at: int, locale: str, width: int, height: int) -> Growth:
    """The curves from 1 to `limit` weights, with the depth `at` marked."""
    largest, right, base = written_out(limit), width - RIGHT, height - BOTTOM

    def x(depth: int) -> float:
        return round(LEFT + (right - LEFT) * (depth - 1) / (limit - 1), 1)

    def y(count: float) -> float:
        return round(base - (base - TOP) * count / largest, 1)

    def mark(depth: int) -> Mark:
        both = written_out(depth), memoized(depth)
        return Mark(depth, x(depth), y(both[0]), y(both[1]), *(numbers.whole(each, locale) for each in both))

    marks = [mark(depth) for depth in range(1, limit + 1)]
    step = 200 if limit <= 20 else 1000
    return Growth(
        width,
        height,
        LEFT,
        right,
        base,
        "M" + "L".join(f"{each.x} {each.written_y}" for each in marks),
        "M" + "L".join(f"{each.x} {each.memoized_y}" for each in marks),
        tuple((depth, x(depth)) for depth in sorted({1, at, limit}) if depth == at or abs(x(depth) - x(at)) >= MIN_GAP),
        tuple((numbers.whole(count, locale), y(count)) for count in range(0, largest + 1, step)),
        marks[at - 1],
        marks[-1],
    )
