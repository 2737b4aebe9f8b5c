"""All weights of a gap as a grid: a circle for a positive one, a square for a negative one, the area its size."""

from itertools import chain

from markupsafe import escape

from app.view.diagram import scale
from app.view.diagram.layout import Box
from app.view.diagram.svg import rect, symbol, text
from app.view.quantities import symbols
from app.view.words.language import Language
from app.view.words.numbers import sign

MOST = 8  # units of a layer that the grid has room for


def grid(
    sizes: tuple[int, ...],
    weights: list[list[float]],
    gap: int,
    focus: tuple[int, int],
    place: Box,
    language: Language,
) -> str:
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
        f'<g class="{sign(w)}{cell}{_mark(x, y, pitch / 2 - 2.5, w, largest)}'
        for (cell, x, y), w in zip(_places(place, gap, n_in, n_out), chain.from_iterable(weights), strict=True)
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
    return f'<g id="grid" class="grid" aria-hidden="true">{title}{cells}{rect("ring", ring, 6)}{words}</g>'


def _places(place: Box, gap: int, n_in: int, n_out: int) -> tuple[tuple[str, float, float], ...]:
    """What follows the sign of each cell, row by row, and its middle."""
    pitch = place.width / MOST
    middle = pitch / 2 - 1
    found = []
    for i in range(n_in):
        for u in range(n_out):
            x, y = place.x + u * pitch, place.y + i * pitch
            cell = f'" data-q="W.{gap}.{i}.{u}">{rect("place", Box(x, y, pitch - 2, pitch - 2), 3)}'
            found.append((cell, x + middle, y + middle))
    return tuple(found)


def _mark(x: float, y: float, reach: float, weight: float, largest: float) -> str:
    half = scale.side(weight, largest) * reach
    if weight >= 0:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half:.1f}"/></g>'
    half = max(half - 0.75, 0.5)
    return f'<path d="M{x - half:.1f} {y - half:.1f}h{2 * half:.1f}v{2 * half:.1f}h-{2 * half:.1f}z"/></g>'
