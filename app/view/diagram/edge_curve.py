"""The one curve of the drawing: an edge from the right of a card to the left of the next one."""

from typing import NamedTuple

PULL = 0.45  # control points, as a share of the width


def short(value: float) -> str:
    """A coordinate with at most one decimal, as briefly as it can be written."""
    return f"{round(value, 1):g}"


class Curve(NamedTuple):
    """A cubic that leaves and arrives level, from (x0, y0) to (x1, y1)."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def d(self) -> str:
        """The data of an SVG path in whole pixels, drawn from left to right."""
        pull = (self.x1 - self.x0) * PULL
        points = (self.x0, self.y0, self.x0 + pull, self.y0, self.x1 - pull, self.y1, self.x1, self.y1)
        x0, y0, *rest = (str(round(value)) for value in points)
        return f"M{x0} {y0}C{' '.join(rest)}" if self.y0 != self.y1 else f"M{x0} {y0}H{rest[-2]}"

    def at(self, t: float) -> tuple[float, float]:
        """The point at the parameter t (0 … 1)."""
        across, down = _shares(round(t, 4))
        return self.x0 + (self.x1 - self.x0) * across, self.y0 + (self.y1 - self.y0) * down


def _shares(t: float) -> tuple[float, float]:
    s = 1.0 - t
    inner, outer = 3 * s * s * t, 3 * s * t * t
    return inner * PULL + outer * (1.0 - PULL) + t**3, outer + t**3
