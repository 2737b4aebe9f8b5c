"""Elements of SVG as strings: numbers are written short, every element has a class."""

from markupsafe import Markup

from app.view.diagram.edge_curve import short
from app.view.diagram.layout import Box
from app.view.quantities.symbols import Name


def svg(text: str) -> Markup:
    """Markup of our own making: numbers, letters and escaped words."""
    return Markup(text)  # noqa: S704


def tag(name: str, kind: str, content: str | None = None, **attributes: str | float | None) -> str:
    """An element of the class `kind`. An attribute that is None is left out; numbers get at most one decimal."""
    written = "".join(
        f' {key}="{value if isinstance(value, str) else short(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f'<{name} class="{kind}"{written}' + ("/>" if content is None else f">{content}</{name}>")


def path(kind: str, d: str) -> str:
    """A path from its data."""
    return tag("path", kind, d=d)


def rect(kind: str, box: Box, radius: float) -> str:
    """A rounded rectangle."""
    return tag("rect", kind, x=box.x or None, y=box.y or None, width=box.width, height=box.height, rx=radius)


def circle(kind: str, x: float, y: float, radius: float) -> str:
    """A circle around (x, y)."""
    return tag("circle", kind, cx=x, cy=y, r=radius)


def text(kind: str, x: float, y: float, content: str) -> str:
    """A line of text; the class says to which side of x it goes."""
    return f'<text x="{short(x)}" y="{short(y)}" class="{kind}">{content}</text>'


def symbol(name: Name) -> str:
    """A letter with its subscript, inside a text element; what follows is on the baseline again."""
    return f'{name.letter}<tspan class="sub" dy="4">{name.sub}</tspan>' if name.sub else name.letter
