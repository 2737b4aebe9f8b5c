"""The line of costs beside the status: those that were, the present one, and what the next ones would give."""

from collections import OrderedDict
from itertools import pairwise
from typing import NamedTuple, TypeVar

from markupsafe import Markup

from app.core.architecture import Architecture
from app.session.session import Session
from app.view.diagram.edge_curve import short
from app.view.workbench.cost_history import Costs, costs, moved_on

KEPT = 512  # lines that are remembered: the line of an iteration is the same at each of its stages

WIDTH, TOP, BOTTOM, RAIL = 144.0, 4.0, 26.0, 28.5
CEILING = 2.0  # a next cost above this many times the largest known one is cut off


class Point(NamedTuple):
    """One iteration: its kind (past, here or ahead) and its place; `cut` where it lies above the drawing."""

    kind: str
    x: str
    y: str
    cut: bool


class CostLine(NamedTuple):
    """The points and what is drawn of them, in pixels: the path over past and present, the path onward, the marks."""

    points: tuple[Point, ...]
    markup: Markup


class _Key(NamedTuple):
    """All that a line depends on; bytes, so that equal numbers are found again whatever objects hold them."""

    architecture: Architecture
    iteration: int
    parameters: bytes
    first: bytes
    edits: tuple[int, ...]
    X: bytes
    Y: bytes
    rate: float


T = TypeVar("T")

_lines: OrderedDict[_Key, CostLine] = OrderedDict()
_before: OrderedDict[_Key, Costs] = OrderedDict()  # what was found around the iteration before that of the key


def cost_line(session: Session) -> CostLine:
    """The line around the session's iteration: one more pass where the iteration before was shown, else several."""
    key = _key(session)
    line = _lines.get(key)
    if line is None:
        before = _before.get(key)
        found = moved_on(before, session.problem) if before else costs(session)
        line = _drawn(found)
        _remember(_lines, key, line)
        if found.has_next:
            following = session.tape.updated.parameters.tobytes()
            _remember(_before, key._replace(iteration=session.iteration + 1, parameters=following), found)
    return line


def _remember(kept: OrderedDict[_Key, T], key: _Key, value: T) -> None:
    kept[key] = value
    if len(kept) > KEPT:
        kept.popitem(last=False)


def _drawn(around: Costs) -> CostLine:
    found, here, _ = around
    largest = max(found[: here + 1])
    top = min(max(found), CEILING * largest) or 1.0
    step = (WIDTH - 8) / max(len(found) - 1, 4)
    places = [
        (4 + step * at, BOTTOM - (BOTTOM - TOP) * min(cost, top) / top, cost > top) for at, cost in enumerate(found)
    ]
    kinds = ["past"] * here + ["here"] + ["ahead"] * (len(found) - here - 1)
    points = tuple(Point(kind, short(x), short(y), cut) for kind, (x, y, cut) in zip(kinds, places, strict=True))
    known = points[: here + 1]
    marks = "".join(map(_mark, known))
    return CostLine(points, Markup(f'<path d="{_path(known)}"/>{marks}'))  # noqa: S704 - drawn by ourselves


def _mark(point: Point) -> str:
    kind, x, y, cut = point
    if cut:
        return f'<path class="cut" d="M{x} {y}m-3 3 3-4 3 4"/>'
    return f'<circle class="{kind}" cx="{x}" cy="{y}" r="{4.5 if kind == "here" else 2.6}"/>'


def _path(points: tuple[Point, ...]) -> str:
    return "".join(f"M{a.x} {a.y}L{b.x} {b.y}" for a, b in pairwise(points))


def _key(session: Session) -> _Key:
    first, problem = session.keyframes[0], session.problem
    return _Key(
        session.architecture,
        session.iteration,
        session.network.parameters.tobytes(),
        first.network.parameters.tobytes(),
        tuple([keyframe.iteration for keyframe in session.keyframes if keyframe.given]),
        problem.X.tobytes(),
        problem.Y.tobytes(),
        problem.learning_rate,
    )
