"""The edges as they are drawn at a place: sign, width, and what flows along them."""

from collections.abc import Iterator

from app.view.diagram import scale
from app.view.diagram.shown import Shown
from app.view.words.numbers import sign

Openings = tuple[tuple[str, ...], ...]


def weight_edges(
    shown: Shown, gap: int, openings: Openings, *, crowded: bool = False, thin: float = 1.0
) -> Iterator[str]:
    """The edges of the gap before layer `gap`.

    Where they are `crowded`, those of the unit in focus stand out; `thin` is the width against that of the full level.
    """
    weights, flows = shown.weights[gap - 1], shown.flows(gap)
    meets = shown.current("derivative", gap)
    largest, active = shown.largest, " active" if gap in shown.active_gaps else ""
    most = max(abs(v) for row in flows for v in row) if flows else 0.0
    layer, unit = shown.focus
    for i, (row, ws) in enumerate(zip(openings, weights, strict=True)):
        for u, (opening, w) in enumerate(zip(row, ws, strict=True)):
            faint = crowded and unit != (i if layer < gap else u)
            more = ""
            if faint:
                more = f' stroke-opacity="{scale.faint(w, largest)}"'
            if flows:
                more += pulse(flows[i][u], most, thin) if meets else flow(flows[i][u], most, thin)
            width = round(scale.edge_width(w, largest) * thin, 1)
            yield f'{opening}{sign(w)}{active}" stroke-width="{width:g}"{more}/>'


def links(shown: Shown, openings: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """The edges from the outputs to their targets, forward, and from the cost to the outputs, backward."""
    forward = shown.H[shown.depth] if shown.current("cost") else None
    back = shown.M[shown.depth] if shown.current("error", shown.depth) else None
    for u, pair in enumerate(openings):
        for opening, values in zip(pair, (forward, back), strict=True):
            active = "" if values is None else "active"
            carried = "" if values is None else flow(values[u], max(map(abs, values)))
            yield f'{opening}{active}" stroke-width="1.5"{carried}/>'


def flow(value: float, largest: float, thin: float = 1.0) -> str:
    """The attributes that motion reads: what flows, with its sign, and how wide it is drawn."""
    return f' data-flow="{value:.6g}"{pulse(value, largest, thin)}'


def pulse(value: float, largest: float, thin: float) -> str:
    """Only how wide it is drawn: what meets at a weight is written there."""
    return f' data-pulse="{thin * scale.pulse_width(value, largest):g}"'
