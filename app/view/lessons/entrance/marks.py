"""Marks that the small pictures of the lessons share. All are 336 × 168 units large and say nothing by colour alone."""

from collections.abc import Iterable

from app.view.diagram.edge_curve import Curve
from app.view.diagram.layout import Box
from app.view.diagram.svg import rect, tag, text
from app.view.lessons.kit import plot

WIDTH, HEIGHT = 336, 168
POINTS = 33  # per curve

Node = tuple[float, float]


def drawn(window: plot.Window, function: plot.Function, x: float, y: float, kind: str = "curve") -> str:
    """The curve of a function with its corner at (x, y)."""
    step = (window.x1 - window.x0) / (POINTS - 1)
    samples = ((window.x0 + k * step, function(window.x0 + k * step)) for k in range(POINTS))
    inside = [(at, value) for at, value in samples if value is not None and window.y0 <= value <= window.y1]
    return tag("path", kind, d=plot.polyline(window, inside), transform=f"translate({x:g} {y:g})")


def touching(window: plot.Window, at: plot.Point, slope: float, corner: Node, length: float) -> str:
    """A tangent with its point."""
    x0, y0, x1, y1 = plot.tangent(window, *at, slope, length)
    x, y = window.at(*at)
    shifted = f"translate({corner[0]:g} {corner[1]:g})"
    line = tag("path", "tangent", d=f"M{x0:g} {y0:g}L{x1:g} {y1:g}", transform=shifted)
    return line + tag("circle", "point", cx=x, cy=y, r=6, transform=shifted)


def edges(links: Iterable[tuple[Node, Node, float]]) -> str:
    """Edges from node to node, each with its weight: as wide as it is large, dashed if it is negative."""
    return "".join(
        tag("path", "edge neg" if w < 0 else "edge pos", d=Curve(*a, *b).d, **{"stroke-width": f"{1 + 4 * abs(w):.1f}"})
        for a, b, w in links
    )


def cell(kind: str, box: Box, label: str, at: float | None = None) -> str:
    """A rounded box with a word in its middle; `at` is the height of the word's base line from the top of the box."""
    down = box.height / 2 + 5 if at is None else at
    return rect(f"cell {kind}", box, 8) + text("", box.x + box.width / 2, box.y + down, label)
