"""The scene of the level summary: one column per layer, for networks with more units than can be drawn.

From top to bottom: how large the activations are, how large the errors are (both as the mean of the
absolute values, against the largest layer), and the share of closed gates.
"""

from typing import NamedTuple

from markupsafe import escape

from app.core.architecture import Architecture
from app.view.diagram import scale, spoken
from app.view.diagram.canvas import Canvas
from app.view.diagram.edge_curve import short
from app.view.diagram.fit_number import Room, fitted
from app.view.diagram.layout import Box, Layout, layout
from app.view.diagram.scene import Scene
from app.view.diagram.shown import Shown
from app.view.diagram.svg import path, rect, svg, symbol, text
from app.view.quantities import symbols
from app.view.words.language import Language

_ROOM = Room(4.4, 4.4, 2)
_PRINTED = 50  # px from column to column that numbers need
_ROW = 0.27  # of the height of a column: each of the three rows of marks


class _Row(NamedTuple):
    """A row of marks: where its base is, and its height."""

    base: float
    height: float


class Summary(NamedTuple):
    """The constant part: places and captions."""

    view: str
    language: Language
    layout: Layout
    label: str
    captions: str


def scene(shown: Shown, drawn: Summary) -> Scene:
    """The drawing with one column per layer."""
    places = drawn.layout
    return Scene(
        drawn.view,
        places.level,
        shown.phase,
        False,
        "-".join(map(str, shown.sizes)),
        places.width,
        places.height,
        drawn.label,
        svg(
            f'<g id="captions">{drawn.captions}</g>'
            f'<g id="layers">{"".join(_marks(shown, places, drawn.language))}{_now(shown, places)}</g>'
        ),
        middle=places.middle(shown.gap) if places.scrolls else None,
    )


def _rows(places: Layout) -> tuple[_Row, _Row, _Row]:
    column = places.units[0][0]
    step = column.height / 3
    first, second, third = (_Row(column.y + step * k + step * 0.85, column.height * _ROW * 0.8) for k in (0, 1, 2))
    return first, second, third


def summary(architecture: Architecture, _samples: int, level: str, where: Canvas, language: Language) -> Summary:
    """The constant part of a summary."""
    places = layout(architecture.sizes, level, where)
    names = (language.gettext("mean |H|"), language.gettext("mean |E|"), language.gettext("closed"))
    left = places.units[0][0].x - 10
    found = [
        text("word end", left, row.base, str(escape(name))) for row, name in zip(_rows(places), names, strict=True)
    ]
    found += [_rail(places, row) for row in _rows(places)]
    depth = architecture.depth
    for l, (box,) in enumerate((column[0],) for column in places.units):
        letter = "x" if l == 0 else "ŷ" if l == depth else "h"
        name = symbols.Name(letter, str(l) if 0 < l < depth and depth > 2 else "")
        x = box.x + box.width / 2
        found.append(text("symbol", x, box.y + box.height + 26, symbol(name)))
        found.append(text("word shape", x, box.y - 12, str(architecture.sizes[l])))
    return Summary(where.view, language, places, spoken.network(architecture, language), "".join(found))


def _rail(places: Layout, row: _Row) -> str:
    first, last = places.units[0][0], places.units[-1][0]
    return path("storey", f"M{short(first.x - 4)} {short(row.base)}H{short(last.right + 4)}")


def _now(shown: Shown, places: Layout) -> str:
    layer = shown.stage.layer if shown.stage else None
    if layer is None:
        return ""
    x, y, width, height = places.units[layer][0]
    return rect("now", Box(x - 7, y - 30, width + 14, height + 68), 9)


def _mean(row: list[float] | None) -> float | None:
    return sum(map(abs, row)) / len(row) if row else None


def _marks(shown: Shown, places: Layout, language: Language) -> list[str]:
    values, errors, gates = _rows(places)
    boxes = [column[0] for column in places.units]
    heights, losses = [_mean(row) for row in shown.H], [_mean(row) for row in shown.E]
    found = _bars(boxes, heights, values, "bar value pos", language)
    points = _points(boxes, losses, errors)
    if len(points) > 1:
        found.append(path("sparkline", f"M{'L'.join(points)}"))
    found += [f'<circle class="spark" cx="{x}" cy="{y}" r="3.5"/>' for x, y in (point.split() for point in points)]
    found += _printed(boxes, losses, errors, language)
    shares = [sum(r == 0 for r in row) / len(row) if row else None for row in shown.R]
    return found + _bars(boxes, shares, gates, "block", language, largest=1.0)


def _bars(
    boxes: list[Box], values: list[float | None], row: _Row, kind: str, language: Language, largest: float | None = None
) -> list[str]:
    most = largest or max((value for value in values if value is not None), default=0.0)
    found = []
    for box, value in zip(boxes, values, strict=True):
        if value:
            height = scale.share(value, most) * row.height
            found.append(rect(kind, Box(box.x + box.width * 0.2, row.base - height, box.width * 0.6, height), 2))
    return found + _printed(boxes, values, row, language)


def _points(boxes: list[Box], values: list[float | None], row: _Row) -> list[str]:
    most = max((value for value in values if value is not None), default=0.0)
    return [
        f"{short(box.x + box.width / 2)} {short(row.base - scale.share(value, most) * row.height)}"
        for box, value in zip(boxes, values, strict=True)
        if value is not None
    ]


def _printed(boxes: list[Box], values: list[float | None], row: _Row, language: Language) -> list[str]:
    if len(boxes) > 1 and boxes[1].x - boxes[0].x < _PRINTED:
        return []
    return [
        text("figure", box.x + box.width / 2, row.base + 14, fitted(value, _ROOM, language).text)
        for box, value in zip(boxes, values, strict=True)
        if value is not None
    ]
