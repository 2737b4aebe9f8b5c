"""The cost of the iterations around the present one: those that were, and what the next ones would give."""

from collections import OrderedDict
from itertools import pairwise
from typing import NamedTuple

from app.core.tape import record
from app.session.history import travelled
from app.session.session import Session
from app.view.curves import short

BEFORE, AHEAD = 4, 4  # iterations that are drawn beside the present one
HEAVY = 400_000  # products in a pass above which only the present cost is drawn
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
    """The points, the path over past and present, and the path onward; units are pixels, `RAIL` the height of zero."""

    points: tuple[Point, ...]
    known: str
    ahead: str


_lines: OrderedDict[object, CostLine] = OrderedDict()


def cost_line(session: Session) -> CostLine:
    """The line around the session's iteration. It may be several passes of work, once an iteration."""
    key = _key(session)
    line = _lines.get(key)
    if line is None:
        line = _lines[key] = _drawn(*costs(session))
        if len(_lines) > KEPT:
            _lines.popitem(last=False)
    return line


def costs(session: Session) -> tuple[list[float], int]:
    """The costs of the iterations around the present one, earliest first, and which of them is the present one.

    The line ends where a cost would not be finite.
    """
    light = session.architecture.parameter_count * len(session.problem.X) <= HEAVY
    first = max(session.keyframes[0].iteration, session.iteration - BEFORE * light)
    there, found = session, []
    for iteration in range(first, session.iteration):
        there = travelled(there, iteration)
        found.append(record(there.network, there.problem).cost)
    tape = session.tape
    here = len(found)
    found.append(tape.cost)
    for _ in range(AHEAD * light):
        if tape.diverged is not None:
            break
        tape = record(tape.updated, session.problem)
        found.append(tape.cost)
    if tape.diverged is not None and len(found) > here + 1:
        found.pop()
    return found, here


def _drawn(found: list[float], here: int) -> CostLine:
    largest = max(found[: here + 1])
    top = min(max(found), CEILING * largest) or 1.0
    step = (WIDTH - 8) / max(len(found) - 1, 4)
    places = [
        (4 + step * at, BOTTOM - (BOTTOM - TOP) * min(cost, top) / top, cost > top) for at, cost in enumerate(found)
    ]
    kinds = ["past"] * here + ["here"] + ["ahead"] * (len(found) - here - 1)
    points = tuple(Point(kind, short(x), short(y), cut) for kind, (x, y, cut) in zip(kinds, places, strict=True))
    return CostLine(points, _path(points[: here + 1]), _path(points[here:]))


def _path(points: tuple[Point, ...]) -> str:
    return "".join(f"M{a.x} {a.y}L{b.x} {b.y}" for a, b in pairwise(points))


def _key(session: Session) -> object:
    """All that the line depends on; bytes, so that equal numbers are found again whatever objects hold them."""
    first, problem = session.keyframes[0], session.problem
    edits = tuple(keyframe.iteration for keyframe in session.keyframes if keyframe.given)
    return (
        session.architecture,
        session.iteration,
        session.network.parameters.tobytes(),
        first.network.parameters.tobytes(),
        edits,
        problem.X.tobytes(),
        problem.Y.tobytes(),
        problem.learning_rate,
    )
