"""All weights of a gap as a grid: a circle for a positive one, a square for a negative one, the area its size."""

from markupsafe import Markup, escape

from app.view import scale, symbols
from app.view.curves import short
from app.view.geometry import Box
from app.view.language import Language
from app.view.marks import rect, svg, symbol, text

MOST = 8  # units of a layer that the grid has room for


def grid(
    sizes: tuple[int, ...],
    weights: list[list[float]],
    gap: int,
    focus: tuple[int, int],
    place: Box,
    language: Language,
) -> Markup:
    """The grid in its place: a row for each unit before the gap, a column for each after it.

    The row or column of the unit in `focus`, (layer, unit), is ringed.
    """
    n_in, n_out = sizes[gap - 1], sizes[gap]
    x0, y0, side, _ = place
    pitch = side / MOST
    largest = max(abs(w) for row in weights for w in row)
    name = symbol(symbols.matrix("W", gap, len(sizes) - 1))
    back = ' dy="-4"' if "tspan" in name else ""
    cells = "".join(
        _cell(f"W.{gap}.{i}.{u}", x0 + u * pitch, y0 + i * pitch, pitch, w, largest)
        for i, row in enumerate(weights)
        for u, w in enumerate(row)
    )
    layer, unit = focus
    ring = Box(x0 - 3, y0 + unit * pitch - 3, n_out * pitch + 4, pitch + 4)
    if layer == gap:
        ring = Box(x0 + unit * pitch - 3, y0 - 3, pitch + 4, n_in * pitch + 4)
    lines = (language.gettext("circle: positive"), language.gettext("square: negative"), language.gettext("area: size"))
    words = "".join(
        text("word start", x0, y0 + n_in * pitch + 26 + 19 * k, str(escape(line))) for k, line in enumerate(lines)
    )
    title = text("symbol large start", x0, y0 - 16, f'{name}<tspan class="shape"{back}> {n_in}×{n_out}</tspan>')
    return svg(f'<g id="grid" class="grid" aria-hidden="true">{title}{cells}{rect("ring", ring, 6)}{words}</g>')


def _cell(key: str, x: float, y: float, pitch: float, weight: float, largest: float) -> str:
    side, middle = pitch - 2, pitch / 2 - 1
    half = scale.side(weight, largest) * (side / 2 - 1.5)
    of = "neg" if weight < 0 else "pos"
    if weight < 0:
        half = max(half - 0.75, 0.5)
        side_of = short(2 * half)
        start = f"M{short(x + middle - half)} {short(y + middle - half)}"
        mark = f'<path d="{start}h{side_of}v{side_of}h-{side_of}z"/>'
    else:
        mark = f'<circle cx="{short(x + middle)}" cy="{short(y + middle)}" r="{short(half)}"/>'
    return f'<g class="{of}" data-q="{key}">{rect("place", Box(x, y, side, side), 3)}{mark}</g>'
