"""The weights between two layers on their edges, and the same weights in a matrix that stands up."""

from collections.abc import Sequence
from typing import NamedTuple

from app.view.lessons.kit.edges import Box, Point, curved, labelled
from app.view.lessons.many_paths.drawing import Printed, number, thickness
from app.view.lessons.many_paths.step_back import Back


class Net(NamedTuple):
    """Two layers with all weights between them: the boxes of both by their middles, and the edges."""

    width: float
    height: float
    size: Point
    left: tuple[Point, ...]
    right: tuple[Point, ...]
    edges: tuple[tuple[str, Point, float, Printed], ...]  # path, middle of the label, thickness, weight


NET_DESK, NET_PHONE = (848.0, 320.0, (96.0, 60.0)), (360.0, 230.0, (66.0, 48.0))
PILL = {"desk": (60.0, 28.0), "phone": (46.0, 24.0)}


def net(view: str, weights: Sequence[Sequence[float]], locale: str) -> Net:
    """The layers that these weights (rows: left, columns: right) connect."""
    width, height, (wide, high) = NET_PHONE if view == "phone" else NET_DESK
    inset = 0.0 if view == "phone" else 90.0
    left, right = (
        tuple((x, height * (k + 0.5) / count) for k in range(count))
        for x, count in ((inset + wide / 2, len(weights)), (width - inset - wide / 2, len(weights[0])))
    )
    lines = [((x0 + wide / 2, y0), (x1 - wide / 2, y1)) for x0, y0 in left for x1, y1 in right]
    taken = [Box(at, wide, high) for at in (*left, *right)]
    labels = labelled(lines, PILL.get(view, PILL["desk"]), taken)
    flat = [weight for row in weights for weight in row]
    return Net(
        width,
        height,
        (wide, high),
        left,
        right,
        tuple(
            (curved(*line), label, thickness(weight) / 2, number(weight, locale))
            for line, label, weight in zip(lines, labels, flat, strict=True)
        ),
    )


class Grid(NamedTuple):
    """A matrix: its top left corner, the size of a cell, and its rows of numbers."""

    at: Point
    cell: Point
    rows: tuple[tuple[Printed, ...], ...]

    @property
    def size(self) -> Point:
        """Width and height."""
        return self.cell[0] * len(self.rows[0]), self.cell[1] * len(self.rows)


class Matrices(NamedTuple):
    """Wo and Woᵀ, and the product of the errors with it."""

    width: float
    height: float
    Wo: Grid
    turned: Grid
    errors: Grid
    sums: Grid
    phone: bool


def matrices(view: str, step: Back, locale: str) -> Matrices:
    """The matrices of the step back."""

    def grid(at: Point, cell: Point, rows: Sequence[Sequence[float]]) -> Grid:
        return Grid(at, cell, tuple(tuple(number(each, locale) for each in row) for row in rows))

    hidden, outputs = step.Wo.shape
    Wo, turned = step.Wo.tolist(), step.Wo.T.tolist()
    errors, sums = [step.errors.tolist()], [step.sums.tolist()]
    if view == "phone":
        cell = (48.0, 34.0)
        below = 72 + cell[1] * max(hidden, outputs)
        left = 180 - cell[0] * outputs / 2
        return Matrices(
            360.0,
            below + 2 * cell[1] + 46,
            grid((0, 40), cell, Wo),
            grid((360 - cell[0] * hidden, 40), cell, turned),
            grid((left, below), cell, errors),
            grid((left, below + cell[1] + 36), cell, sums),
            True,
        )
    cell = (64.0, 48.0)
    wide, narrow = cell[0] * outputs, cell[0] * hidden
    free = (848 - 2 * (wide + narrow)) / 3  # between the four matrices
    middle = 38 + cell[1] * max(hidden, outputs) / 2
    return Matrices(
        848.0,
        2 * middle - 24,
        grid((0, middle - cell[1] * hidden / 2), cell, Wo),
        grid((2 * wide + 1.9 * free, middle - cell[1] * outputs / 2), cell, turned),
        grid((wide + free, middle - cell[1] / 2), cell, errors),
        grid((848 - narrow, middle - cell[1] / 2), cell, sums),
        False,
    )
