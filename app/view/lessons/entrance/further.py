"""The pictures of the last part: parcels that add up, a fading error, two costs, a graph of operations."""

from math import log

from app.view.diagram.layout import Box
from app.view.diagram.svg import circle, path, text
from app.view.lessons.entrance.marks import Node, cell, drawn, edges
from app.view.lessons.kit import plot
from app.view.words import numbers

SHARE = 0.001  # what the right class gets


def many_paths(locale: str) -> str:
    """Three outputs pull at one hidden unit, and their parcels add up."""
    unit: Node = (112, 84)
    parcels = ((30, 0.4), (84, 0.6), (138, -1.4))
    wires = edges((unit, (236.0, float(y)), value) for y, value in parcels)
    outputs = "".join(cell("", Box(236, y - 18, 76, 36), numbers.text(value, locale), 23) for y, value in parcels)
    total = numbers.text(sum(value for _, value in parcels), locale)
    return wires + path("back", "M100 84H20m7-6-7 6 7 6") + outputs + cell("truth", Box(52, 62, 76, 44), total, 27)


def vanishing(_locale: str) -> str:
    """An error that shrinks to a quarter at each layer on its way back: the areas are the sizes."""
    sizes = [0.25**k for k in range(6)]
    at, dots = 276.0, ""
    for size in sizes:
        radius = 40 * size**0.5
        dots += circle("error-dot", at, 76, max(radius, 1))
        at -= 30 * size**0.5 + 32
    labels = text("", 222, 140, "× ¼") + text("", 184, 140, "× ¼") + text("", 146, 140, "× ¼")
    return path("back", "M318 156H20m7-6-7 6 7 6") + dots + labels


def softmax(_locale: str) -> str:
    """Two costs of being sure and wrong."""
    window = plot.Window(0, 1, 0, 7.6, 292, 140)
    ground = path("axis", "M22 154H314")
    quiet = drawn(window, lambda p: (1 - p) ** 2, 22, 14, "curve quiet")
    shares = [(k / 60) ** 3 for k in range(1, 61)]
    loud = [(p, -log(p)) for p in (SHARE, *shares) if p >= SHARE]
    steep = path("curve loud", plot.polyline(window, loud))
    points = [window.at(SHARE, -log(SHARE)), window.at(SHARE, 1.0)]
    ends = "".join(circle(kind, x + 22, y + 14, 7) for (x, y), kind in zip(points, ("alarm", "still"), strict=True))
    return ground + quiet + f'<g transform="translate(22 14)">{steep}</g>' + ends


def autodiff(_locale: str) -> str:
    """The graph of a·b + a, and how a is reached on two ways."""
    a, b, times, plus = (52.0, 48.0), (52.0, 124.0), (160.0, 104.0), (268.0, 74.0)
    wires = edges(((a, times, 0.3), (b, times, 0.3), (a, plus, 0.3), (times, plus, 0.3)))
    nodes = "".join(
        circle("cell", *at, 24) + text("math", at[0], at[1] + 7, name)
        for at, name in ((a, "a"), (b, "b"), (times, "·"), (plus, "+"))
    )
    return wires + nodes + path("back", "M318 156H20m7-6-7 6 7 6")
