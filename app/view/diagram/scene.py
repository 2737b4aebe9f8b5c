"""A scene: what the template of the drawing writes."""

from typing import NamedTuple

from markupsafe import Markup


class Scene(NamedTuple):
    """What `fragments/diagram.html` draws.

    `phase` is the phase of the current stage, `crowded` whether some edges are faint;
    `sizes` describes the network to scripts. `marks` is the SVG inside the drawing, from back to front and in
    reading order. `card` is the kind of the units' cards, if they are drawn as cards; `middle` is where the present gap
    is in a drawing that is wider than the room that the page has for it, else None. `fan` says
    that only the weights of the ringed unit are labelled.
    """

    view: str
    level: str
    phase: str
    crowded: bool
    sizes: str
    width: float
    height: float
    label: str
    marks: Markup
    card: str = ""
    middle: int | None = None
    fan: bool = False
