"""The place of a number in the drawing: everything about its markup that never changes, prepared."""

from typing import NamedTuple

from markupsafe import escape

from app.core.architecture import Architecture
from app.core.keys import Key
from app.view.diagram import spoken
from app.view.diagram.edge_curve import short
from app.view.diagram.fit_number import Fitted, Room, fitted, width
from app.view.diagram.svg import path, rect, text
from app.view.diagram.unit_card import NumberCell
from app.view.words.language import Language
from app.view.words.numbers import sign

SIGNED = frozenset({"W", "B", "E", "M", "dW"})  # the sign of these is coloured


UNPRINTED = Room(9, 9)
LINE = 17.0


class Spot(NamedTuple):
    """A number's place: the markup between what changes, `hidden` while it is not known."""

    signed: bool
    name: str
    hooks: str
    hidden: str
    frame: str
    at: str
    cell: NumberCell
    start: bool

    def row(self, value: float, state: str, language: Language, before: str = "") -> str:
        """The number with its value; `before` is printed before it."""
        return self.written(fitted(value, self.cell.room, language), value, state, before)

    def written(self, number: Fitted, value: float, state: str, before: str = "") -> str:
        """The number, already printed."""
        shown, said, small = number
        of = (sign(value) if self.signed else "") + (" start" if self.start else "")
        return (
            f'{self.opened(said, state)}{self.frame}<text{self.at} class="value {of}{small}">{before}{shown}</text></g>'
        )

    def unprinted(self, value: float, mark: str, language: Language, line: int = 0) -> str:
        """The number as a mark, or as nothing but its place; it is there to be read out, and while pointed at.

        It is then above its place, `line` lines higher where its neighbours light up with it.
        """
        shown, said, _ = fitted(value, UNPRINTED, language)
        x, y = self.cell.frame.x + self.cell.frame.width / 2, self.cell.frame.y - 3 - line * LINE
        return f"{self.opened(said)}{self.frame}{mark}{text('peek', x, y, shown)}</g>"

    def opened(self, said: str, state: str = "") -> str:
        """The start of the number's group; `said` is its value as it is read out."""
        return f'<g class="number{state}" aria-label="{self.name}: {said}{self.hooks}>'

    def replaced(self, value: float, old: float, language: Language) -> str:
        """The number after an update: the old one struck beside it (where text starts at x) or over it."""
        was = fitted(old, self.cell.room, language)
        _, x, y, _ = self.cell
        if not self.start:
            struck = text("old" + was.small, x, y - self.cell.frame.height / 2, was.text)
            return self._replace(frame=self.frame + struck).row(value, " changed", language)
        struck = text("old start", x, y, was.text)
        after = x + 14 * width(was.text) + 6
        moved = self._replace(frame=self.frame + struck, at=_at(after, y))
        return moved.row(value, " changed", language)


def _at(x: float, y: float) -> str:
    return (f' x="{short(x)}"' if x else "") + f' y="{short(y)}"'


def hooks(key: Key) -> str:
    """The stable attributes of a number, for tests and tools: unit, for a weight its input, layer, quantity.

    Their order, and that of all attributes of a number, is the one that compresses best.
    """
    source = "" if key.input is None else f' data-input="{key.input}"'
    return f' data-unit="{key.unit}"{source} data-layer="{key.layer}" data-quantity="{key.letter}"'


def spot(
    key: Key,
    cell: NumberCell,
    radius: float,
    architecture: Architecture,
    language: Language,
    name: str = "",
    start: bool = False,
) -> Spot:
    """The place of the number with that key, under its `name` (markup); `start` sets its text from x on."""
    said = str(escape(spoken.spoken(key, architecture, language)))
    dash_x = cell.x if start else cell.x - 8
    dash = path("dash", f"M{short(dash_x)} {short(cell.y - 5)}h16")
    hidden = f'<g id="n-{key}" class="number hidden">{dash}{name}</g>'
    how = language.gettext("Show how")
    named = f'. {how}" data-q="{key}" id="n-{key}" role="button" tabindex="0"{hooks(key)}'
    frame = rect("cell", cell.frame, radius) + name
    return Spot(key.letter in SIGNED, said, named, hidden, frame, _at(cell.x, cell.y), cell, start)
