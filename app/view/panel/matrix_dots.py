"""A large matrix as dots: round positive, square negative, area = size, about the window of its numbers."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from app.view.words import numbers

DOTS = 16  # rows and columns; of more samples those about the window
SIZES = 5  # of a dot
PITCH = 7  # pixels from one to the next


class Window(NamedTuple):
    """Which rows and columns of a matrix are dots: the first of each, and one after the last."""

    top: int
    left: int
    bottom: int
    right: int


def window(rows: range, columns: range, height: int, width: int) -> Window:
    """The dots about some rows and columns of a matrix of that height and width."""
    top, left = _first(rows, height), _first(columns, width)
    return Window(top, left, min(top + DOTS, height), min(left + DOTS, width))


def _first(middle: range, count: int) -> int:
    return max(0, min(middle.start - DOTS // 2, count - DOTS))


def frame(window: Window, rows: range, columns: range) -> str:
    """The drawing with "%s" for its dots, and a frame about some rows and columns."""
    width, height = window.right - window.left, window.bottom - window.top
    x, y = columns.start - window.left - 0.5, rows.start - window.top - 0.5
    return (
        f'<svg class="grid" viewBox="-.5 -.5 {width} {height}" width="{width * PITCH}" height="{height * PITCH}"'
        f' aria-hidden="true">%s<rect x="{x}" y="{y}" width="{len(columns)}" height="{len(rows)}"/></svg>'
    )


def dots(window: Window, values: Sequence[Sequence[float]]) -> str:
    """The dots in SIZES sizes: a path of points for each."""
    shown = [row[window.left : window.right] for row in values[window.top : window.bottom]]
    largest = max(abs(value) for row in shown for value in row) or 1.0
    paths: dict[str, list[str]] = {}
    for i, row in enumerate(shown):
        for j, value in enumerate(row):
            size = math.ceil(SIZES * math.sqrt(abs(value) / largest))
            if size:
                paths.setdefault(f"{numbers.sign(value)} d{size}", []).append(f"M{j} {i}h0")
    return "".join(f'<path class="{classes}" d="{"".join(points)}"/>' for classes, points in sorted(paths.items()))
