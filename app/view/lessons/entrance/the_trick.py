"""The pictures of the second part: the staircase of products, and the race of two runners."""

from app.view.diagram.layout import Box
from app.view.diagram.svg import circle, path, rect, tag, text
from app.view.words import numbers

WEIGHTS = 11
PITCH, SIDE = 13.2, 11.0
TRACK = 300.0


def ten_layers(_locale: str) -> str:
    """Eleven products, each two factors longer than the one above: the darker a factor, the more rows share it."""
    x0, y0 = 16.0, 12.0
    longest = 2 * WEIGHTS + 1
    shared = "".join(_column(x0 + PITCH * c, y0, max(0, (c - 1) // 2)) for c in range(longest - 1))
    own = "".join(
        rect("own", Box(x0 + PITCH * (2 * row + 2), y0 + PITCH * row, SIDE, SIDE), 2) for row in range(WEIGHTS)
    )
    return shared + own


def _column(x: float, y: float, first: int) -> str:
    """The cells of one factor, from the row that has it first down to the last: one dashed line."""
    count = WEIGHTS - first
    data = f"M{x + SIDE / 2:.1f} {y + PITCH * first:.1f}v{PITCH * (count - 1) + SIDE:.1f}"
    attributes = {
        "stroke-dasharray": f"{SIDE} {PITCH - SIDE:.1f}",
        "stroke-opacity": f"{0.12 + 0.8 * count / WEIGHTS:.2f}",
    }
    return tag("path", "factor", d=data, **attributes)


def memoization(locale: str) -> str:
    """The multiplications of both runners as bars."""
    written, kept = WEIGHTS * (WEIGHTS + 1), 3 * WEIGHTS - 1
    return (
        _lane(30, written, written, "lane", locale)
        + _lane(100, kept, written, "lane kept", locale)
        + path("target", f"M{18 + TRACK:g} 18V152")
    )


def _lane(y: float, count: int, most: int, kind: str, locale: str) -> str:
    end = 18 + TRACK * count / most
    first = count == most  # its number is on the bar, where there is no room beside it
    label = text(
        "end on-bar" if first else "start beside", end - 20 if first else end + 16, y + 26, numbers.whole(count, locale)
    )
    bar = rect(f"{kind} bar", Box(18, y, end - 18, 38), 8)
    return bar + circle(f"{kind} runner", end, y + 19, 8) + label
