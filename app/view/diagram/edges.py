"""The edges as they are drawn at a place: sign, width, and what flows along them."""

from collections.abc import Iterator
from functools import partial

from app.view.diagram import scale
from app.view.diagram.parts import Part, part
from app.view.quantities.shown import Shown
from app.view.words.numbers import sign

Openings = tuple[tuple[str, ...], ...]
DASHED = ' stroke-dasharray="7 5"'


def weight_edges(
    shown: Shown, gap: int, openings: Openings, *, crowded: bool = False, thin: float = 1.0
) -> Iterator[Part]:
    """The edges of the gap before layer `gap`.

    Where they are `crowded`, those of the unit in focus stand out; `thin` is the width against that of the full level.
    """
    weights, flows = shown.weights[gap - 1], shown.flows(gap)
    largest, active = shown.largest, " active" if shown.uses(gap) else ""
    most = max(abs(v) for row in flows for v in row) if flows else 0.0
    layer, unit = shown.focus
    for i, (row, ws) in enumerate(zip(openings, weights, strict=True)):
        for u, (opening, w) in enumerate(zip(row, ws, strict=True)):
            faint = crowded and unit != (i if layer < gap else u)
            state = w, largest, active, faint, thin, flows and (flows[i][u], most)
            yield Part(f"edge-{gap}-{i}-{u}", state, partial(_edge, opening), "path")


_Edge = tuple[float, float, str, bool, float, tuple[float, float] | None]
"""A weight, the largest, whether the stage uses it, whether it is faint, its width, what flows and the most of it."""


def _edge(opening: str, state: _Edge, _had: _Edge | None) -> str:
    w, largest, active, faint, thin, carried = state
    more = DASHED if w < 0 else ""
    if faint:
        more += f' stroke-opacity="{scale.faint(w, largest)}"'
    if carried:
        more += flow(*carried, thin)
    width = round(scale.edge_width(w, largest) * thin, 1)
    return f'{opening}{sign(w)}{active}" stroke-width="{width:g}"{more}/>'


def links(shown: Shown, openings: tuple[tuple[str, str], ...]) -> Iterator[Part]:
    """The edges from the outputs to their targets, forward, and from the cost to the outputs, backward."""
    forward = shown.H[shown.depth] if shown.current("cost") else None
    back = shown.message(shown.depth) if shown.current("error", shown.depth) else None
    for u, pair in enumerate(openings):
        for end, opening, values in zip("YC", pair, (forward, back), strict=True):
            active = "" if values is None else "active"
            carried = "" if values is None else flow(values[u], max(map(abs, values)))
            yield part(f"edge-{end}-{u}", f'{opening}{active}" stroke-width="1.5"{carried}/>', "path")


def flow(value: float, largest: float, thin: float = 1.0) -> str:
    """The attributes that motion reads: what flows, with its sign, and how wide it is drawn."""
    return f' data-flow="{value:.6g}" data-pulse="{thin * scale.pulse_width(value, largest):g}"'
