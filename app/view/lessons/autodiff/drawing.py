"""The drawing of a formula's graph: nodes in columns by depth (in rows on a phone), edges that lead around others.

Everything is plain numbers in the units of an SVG drawing. An edge that passes a column takes a free place in it.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from app.core.formulas import Formula

Point = tuple[float, float]
Slot = tuple[int, int]  # a node, and the column: its own, or one that an edge from it passes


class Drawn(NamedTuple):
    """The places of all nodes, and of the edges by operation and operand: the path, and where its label is."""

    width: float
    height: float
    box: Point
    nodes: tuple[Point, ...]
    edges: dict[tuple[int, int], tuple[str, Point]]


def drawn(formula: Formula, view: str) -> Drawn:
    """The layout for a desktop ("desk") or a phone ("phone")."""
    columns = _columns(formula)
    most = max(map(len, columns))
    phone = view == "phone"
    length, across = (112.0, min(118.0, 360 / most)) if phone else (848 / len(columns), max(100.0, 260 / most))
    box = (min(104.0, across - 8), 66.0) if phone else (min(124.0, length - 54), 70.0)
    size = (360.0, length * len(columns)) if phone else (848.0, across * most)
    middle = size[0] / 2 if phone else size[1] / 2
    places: dict[Slot, Point] = {}
    for level, column in enumerate(columns):
        for k, node in enumerate(column):
            along, beside = (level + 0.5) * length, middle + (k - (len(column) - 1) / 2) * across
            places[(node, level)] = (beside, along) if phone else (along, beside)
    half = box[1] / 2 if phone else box[0] / 2
    edges = {
        (node, place): _edge(formula, places, (node, place), half, phone)
        for node in range(len(formula.variables), formula.count)
        for place, operand in enumerate(_operands(formula, node))
        if isinstance(operand, int)
    }
    nodes = tuple(places[(node, _level(formula, node))] for node in range(formula.count))
    return Drawn(*size, box, nodes, edges)


def _operands(formula: Formula, node: int) -> tuple[int | float, ...]:
    operation = formula.operation(node)
    return operation.operands if operation else ()


def _level(formula: Formula, node: int) -> int:
    operation = formula.operation(node)
    return operation.depth if operation else 0


def _columns(formula: Formula) -> list[list[int]]:
    """The nodes of each column in their order: its own, and those whose edges pass it."""
    levels = [_level(formula, node) for node in range(formula.count)]
    far = [max((levels[user] for user in formula.users(node)), default=levels[node]) for node in range(formula.count)]
    columns: list[list[int]] = []
    for level in range(max(levels) + 1):
        here = [k for k in range(formula.count) if levels[k] == level or levels[k] < level < far[k]]
        columns.append(sorted(here, key=lambda node: (_middle(formula, columns, node, levels[node] < level), node)))
    return columns


def _middle(formula: Formula, columns: Sequence[Sequence[int]], node: int, passing: bool) -> float:
    """Where a node would like to be: beside itself, or in the middle of what it is computed from."""
    if not columns:
        return 0.0
    last = columns[-1]
    sources = [node] if passing else [each for each in _operands(formula, node) if isinstance(each, int)]
    found = [last.index(each) - (len(last) - 1) / 2 for each in sources if each in last]
    return sum(found) / len(found) if found else 0.0


def _edge(
    formula: Formula, places: dict[Slot, Point], edge: tuple[int, int], half: float, phone: bool
) -> tuple[str, Point]:
    node, place = edge
    source = int(_operands(formula, node)[place])
    start, end = _level(formula, source), _level(formula, node)
    points = [places[(source, level)] for level in range(start, end)] + [places[(node, end)]]
    shift = _port(formula, places, edge, phone)
    # from the far side of the source to the near side of the node
    (x0, y0), (x1, y1) = points[0], points[-1]
    points[0] = (x0, y0 + half) if phone else (x0 + half, y0)
    points[-1] = (x1 + shift, y1 - half) if phone else (x1 - half, y1 + shift)
    path = f"M{points[0][0]:.1f} {points[0][1]:.1f}" + "".join(
        _bend(one, other, phone) for one, other in pairwise(points)
    )
    (x0, y0), (x1, y1) = points[-2], points[-1]
    return path, (round((x0 + x1) / 2, 1), round((y0 + y1) / 2, 1))


def _port(formula: Formula, places: dict[Slot, Point], edge: tuple[int, int], phone: bool) -> float:
    """How far from the middle of its node's side an edge arrives: in the order in which the edges come, uncrossed."""
    node, place = edge
    column = _level(formula, node) - 1
    arriving = [
        (places.get((each, column), (0.0, 0.0))[0 if phone else 1], k)
        for k, each in enumerate(_operands(formula, node))
        if isinstance(each, int)
    ]
    if len(arriving) < 2:
        return 0.0
    return (sorted(arriving).index(next(each for each in arriving if each[1] == place)) - 0.5) * 20


def _bend(one: Point, other: Point, phone: bool) -> str:
    (x0, y0), (x1, y1) = one, other
    middle_x, middle_y = (x0 + x1) / 2, (y0 + y1) / 2
    if phone:
        return f"C{x0:.1f} {middle_y:.1f} {x1:.1f} {middle_y:.1f} {x1:.1f} {y1:.1f}"
    return f"C{middle_x:.1f} {y0:.1f} {middle_x:.1f} {y1:.1f} {x1:.1f} {y1:.1f}"
