"""A scene: what the template of the drawing writes, as rows. No text here is left to escape but plain words."""

from typing import NamedTuple

from markupsafe import Markup

from app.view.spots import Row


class Edge(NamedTuple):
    """An edge: its opening up to its classes, the classes, the width, and the rest of its attributes."""

    opening: Markup
    kind: str
    width: float
    more: Markup


class Group(NamedTuple):
    """A card or a label: its opening, the marks that a step changes, and its numbers."""

    opening: Markup
    marks: Markup
    numbers: list[Row]


class Scene(NamedTuple):
    """What `fragments/diagram.html` draws, from back to front and in the order of reading.

    `phase` is that of the place, `crowded` whether some edges are faint;
    `sizes` and `output` (the last activation) tell scripts the form.
    """

    view: str
    level: str
    phase: str
    crowded: bool
    sizes: str
    output: str
    width: float
    height: float
    label: str
    back: Markup
    edges: list[Edge]
    groups: list[Group]
    front: Markup
