"""How the work grows with depth, as two curves: multiplications written out, and with errors kept."""

from typing import NamedTuple

from app.core.scalar_chain import memoized, written_out
from app.view.lessons.kit import plot
from app.view.words import numbers

STEPS = (1, 2, 3, 4, 5, 6, 8)  # where the axis of counts may end
HEADROOM = 1.3  # above the highest count, so that the end of the axis does not tell it
LINE = 22.0  # between numbers above each other
TAG = 110.0  # the room that the tag of a guess takes beside its ring
MIN_GAP = 60.0  # between the points of two depths, so that the numbers at both can be read


class Layout(NamedTuple):
    """The drawing's size, and its margins around the field of the curves."""

    width: int
    height: int
    left: float
    right: float
    top: float
    bottom: float


DESK = Layout(848, 560, 64, 24, 16, 52)
PHONE = Layout(344, 320, 44, 12, 10, 48)


class Mark(NamedTuple):
    """One depth on both curves: its two points, and their numbers, which are "" where there is no room for them."""

    depth: int
    x: float
    written_y: float
    memoized_y: float
    written: str
    memoized: str

    @property
    def close(self) -> bool:
        """Whether the points are so near each other that their numbers are written side by side."""
        return self.memoized_y - self.written_y < LINE


class Said(NamedTuple):
    """The guess of the reader on the field of the curves, and where its tag is centred, seen from there."""

    x: float
    y: float
    text: str
    tag: tuple[int, int]


class Growth(NamedTuple):
    """Two curves up to the depth that has been seen.

    `depths` and `counts` are the ticks of the axes, as (depth, x) and (count, y); `most` is the end of the axis of
    counts.
    """

    layout: Layout
    right: float
    base: float
    most: int
    written: str
    memoized: str
    depths: tuple[tuple[int, float], ...]
    counts: tuple[tuple[str, float], ...]
    marks: tuple[Mark, ...]
    said: Said | None


def most(limit: int) -> int:
    """The end of the axis of counts for chains of up to `limit` weights."""
    return int(plot.reach(HEADROOM * written_out(limit), 1, STEPS))


def growth(
    limit: int, seen: int, depths: tuple[int, ...], said: tuple[int, float] | None, locale: str, view: str = "desk"
) -> Growth:
    """The curves up to `seen` weights on a field for `limit`, with `depths` marked and the guess (depth, count)."""
    layout, top = (PHONE if view == "phone" else DESK), most(limit)
    right, base = layout.width - layout.right, layout.height - layout.bottom
    window = plot.Window(1, limit, 0, top, right - layout.left, base - layout.top)

    def at(depth: int, count: float) -> plot.Point:
        x, y = window.at(depth, min(count, top))
        return round(x + layout.left, 1), round(y + layout.top, 1)

    def path(count: plot.Function) -> str:
        return "M" + "L".join("{:g} {:g}".format(*at(depth, count(depth) or 0)) for depth in range(1, seen + 1))

    last = max(depths)
    marks = tuple(
        Mark(
            depth,
            at(depth, 0)[0],
            at(depth, written_out(depth))[1],
            at(depth, memoized(depth))[1],
            *(
                numbers.whole(count, locale) if depth == last or at(last, 0)[0] - at(depth, 0)[0] >= MIN_GAP else ""
                for count in (written_out(depth), memoized(depth))
            ),
        )
        for depth in sorted({*depths})
    )
    shown = {
        depth
        for depth in (1, *([said[0]] if said else []), *depths)
        if depth == last or abs(at(depth, 0)[0] - at(last, 0)[0]) >= 26
    }
    return Growth(
        layout,
        right,
        base,
        top,
        path(lambda depth: written_out(int(depth))),
        path(lambda depth: memoized(int(depth))),
        tuple((depth, at(depth, 0)[0]) for depth in sorted(shown)),
        tuple((numbers.whole(int(count), locale), at(1, count)[1]) for count in plot.ticks(0, top, 5)),
        marks,
        _said(*at(*said), said, seen, layout, locale) if said else None,
    )


def _said(x: float, y: float, said: tuple[int, float], seen: int, layout: Layout, locale: str) -> Said:
    depth, count = said
    left, right, above, below = (-64, 0), (64, 0), (-40, -34), (-40, 27)  # the curve passes clear of the tag there
    if seen < depth:
        tag = left
    elif count >= written_out(depth):
        tag = above if y > layout.top + LINE * 2 else left
    elif x + TAG < layout.width:
        tag = right
    else:
        tag = below if y + LINE * 3 < layout.height - layout.bottom else above
    return Said(x, y, numbers.whole(round(count), locale), tag)
