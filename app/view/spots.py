"""The place of a number in the drawing: everything about its markup that never changes, prepared."""

from typing import NamedTuple

from markupsafe import Markup, escape

from app.core.architecture import Architecture
from app.view import labels
from app.view.cards import Cell
from app.view.curves import short
from app.view.fitting import Room, fitted, width
from app.view.language import Language
from app.view.links import Key
from app.view.marks import rect, svg, text
from app.view.number import sign

SIGNED = frozenset({"W", "B", "E", "M", "dW"})  # the sign of these is coloured


class Row(NamedTuple):
    """A number as the template writes it; without `said` it is not known yet and `opening` is all of it."""

    opening: Markup
    said: str
    state: str
    frame: Markup
    sign: str
    at: Markup
    text: str
    old: Markup


NOTHING = Markup()
UNKNOWN = Row(NOTHING, "", "", NOTHING, "", NOTHING, "", NOTHING)


class Spot(NamedTuple):
    """A number's place, known or not."""

    signed: bool
    opening: Markup
    hidden: Row
    frame: Markup
    at: Markup
    room: Room
    how: str
    cell: Cell
    start: bool

    def row(self, value: float, state: str, language: Language, before: str = "") -> Row:
        """The number with its value; `before` is printed before it."""
        shown, said, small = fitted(value, self.room, language)
        of = sign(value) if self.signed else ""
        return Row(self.opening, said + self.how, state, self.frame, of + small, self.at, before + shown, NOTHING)

    def replaced(self, value: float, old: float, language: Language) -> Row:
        """The number after an update: the old one struck beside it (where text starts at x) or over it."""
        row, was = self.row(value, " changed", language), fitted(old, self.room, language)
        _, x, y, _ = self.cell
        up = 0 if self.start else self.cell.frame.height / 2
        struck = text("old start" if self.start else "old" + was.small, x, y - up, was.text)
        if self.start:
            after = x + 14 * width(was.text) + 6
            row = row._replace(at=svg(f' start" x="{short(after)}" y="{short(y)}'))
        return row._replace(old=svg(struck))


def spot(
    key: Key,
    cell: Cell,
    radius: float,
    architecture: Architecture,
    language: Language,
    name: str = "",
    start: bool = False,
) -> Spot:
    """The place of the number with that key, under its `name` (markup); `start` sets its text from x on."""
    letter, layer, unit, source = key
    of = f' data-input="{source}"' if source is not None else ""
    opening = (
        f'<g id="n-{key}" data-q="{key}" data-quantity="{letter}" data-layer="{layer}"{of} data-unit="{unit}" '
        f'role="button" tabindex="0" aria-label="{escape(labels.spoken(key, architecture, language))}: '
    )
    dash_x = cell.x if start else cell.x - 8
    dash = f'<path class="dash" d="M{short(dash_x)} {short(cell.y - 5)}h16"/>'
    hidden = UNKNOWN._replace(opening=svg(f'<g id="n-{key}" class="number hidden">{dash}{name}</g>'))
    at = f'{" start" if start else ""}" x="{short(cell.x)}" y="{short(cell.y)}'
    how = ". " + language.gettext("Show how")
    return Spot(
        letter in SIGNED,
        svg(opening),
        hidden,
        svg(rect("cell", cell.frame, radius) + name),
        svg(at),
        cell.room,
        how,
        cell,
        start,
    )
