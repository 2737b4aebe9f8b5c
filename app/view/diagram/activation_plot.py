"""The small plot of an activation R on a unit's card, with a dot where the unit's weighted input is."""

import math
from typing import NamedTuple

import numpy as np

from app.core.activations import ACTIVATIONS as FUNCTIONS
from app.view.diagram.edge_curve import short
from app.view.diagram.svg import circle, path
from app.view.functions.activations import ACTIVATIONS, Plot

POINTS = 24


class ActivationPlot(NamedTuple):
    """R drawn around (x, y) with `half` pixels to each side."""

    name: str
    x: float
    y: float
    half: float
    heights: tuple[float, float]
    """R(Z) at both ends of the curve."""

    def at(self, z: float, h: float) -> tuple[float, float]:
        """Where the point Z = z, R(Z) = h is drawn."""
        reach, zero, one = _window(self.name)
        return self.x + self.half * z / reach, self.y + self.half * (zero - one * h)

    def dot(self, z: float, h: float) -> tuple[float, float]:
        """The same for any Z: beyond the reach, the end of the curve."""
        reach = _window(self.name).reach
        if abs(z) <= reach:
            return self.at(z, h)
        return self.at(math.copysign(reach, z), self.heights[z > 0])


def plotted(name: str, x: float, y: float, half: float) -> ActivationPlot:
    """The plot of an activation."""
    reach = _window(name).reach
    low, high = FUNCTIONS[name].of(np.array([[-reach, reach]]))[0].tolist()
    return ActivationPlot(name, x, y, half, (low, high))


def _window(name: str) -> Plot:
    """What part of R is drawn. Raises ValueError for an activation without a curve."""
    window = ACTIVATIONS[name].plot
    if window is None:
        raise ValueError(f"{name} has no curve")
    return window


def axes_and_curve(plot: ActivationPlot) -> str:
    """The axes and the curve, from the function itself; straight parts have no points in them."""
    reach = _window(plot.name).reach
    Z = np.linspace(-reach, reach, POINTS + 1)[None]
    points = [plot.at(float(z), float(h)) for z, h in zip(Z[0], FUNCTIONS[plot.name].of(Z)[0], strict=True)]
    bends = [b for a, b, c in zip(points, points[1:], points[2:], strict=False) if _bent(a, b, c)]
    line = "L".join(f"{short(x)} {short(y)}" for x, y in (points[0], *bends, points[-1]))
    x0, y0 = plot.at(0.0, 0.0)
    half = plot.half
    axes = f"M{short(x0 - half)} {short(y0)}h{short(2 * half)}M{short(x0)} {short(plot.y - half)}v{short(2 * half)}"
    return path("axis", axes) + path("curve", f"M{line}")


def _bent(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> bool:
    area = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])
    return abs(area) > 1e-3


def dot(plot: ActivationPlot, z: float, h: float) -> str:
    """Z on the curve."""
    x, y = plot.dot(z, h)
    return circle("dot", x, y, 4.5 if plot.half > 10 else 3.5)
