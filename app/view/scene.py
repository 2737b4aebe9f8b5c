"""A scene: what the template of the drawing writes. Its parts are SVG of our own making: numbers, letters, words."""

from typing import NamedTuple

from markupsafe import Markup


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
    edges: Markup
    groups: Markup
    front: Markup
