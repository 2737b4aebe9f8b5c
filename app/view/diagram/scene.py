"""A scene: what the template of the drawing writes. Its parts are SVG of our own making: numbers, letters, words."""

from typing import NamedTuple

from markupsafe import Markup

from app.view.diagram.parts import NONE, Part, States, states, written
from app.view.diagram.svg import svg


class Scene(NamedTuple):
    """What `fragments/diagram.html` draws; `parts` from back to front and in the order of reading.

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
    parts: tuple[Part, ...]

    @property
    def states(self) -> States:
        """What a page that shows this scene has."""
        return states(self.parts)

    def markup(self, had: States = NONE) -> Markup:
        """What is drawn, without the parts that a page has already."""
        return svg(written(self.parts, had))
