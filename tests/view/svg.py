"""The boxes of a drawing's cards, labels and words, in user units, with the sizes of type from the style sheets."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import NamedTuple

from app.view.diagram.fit_number import width as width_of_number
from app.view.diagram.scene import Scene
from tests.view.type_sizes import Element, size

MOVED = re.compile(r"translate\(([-\d.]+) ([-\d.]+)\)")
LETTER = 0.62  # em, the mean letter of the widest text face


class Place(NamedTuple):
    """Something in the drawing: its kind, its box, and the smallest type in it."""

    kind: str
    name: str
    left: float
    top: float
    right: float
    bottom: float
    size: float = 0.0

    def overlaps(self, other: "Place") -> bool:
        """Whether the two share more than a line."""
        return (
            self.left < other.right - 0.5
            and other.left < self.right - 0.5
            and self.top < other.bottom - 0.5
            and other.top < self.bottom - 0.5
        )


def parsed(scene: Scene) -> ET.Element:
    """The drawing as a tree. Raises where it is not well formed."""
    return ET.fromstring(f"<svg>{scene.marks}</svg>")


def places(scene: Scene) -> Iterator[Place]:
    """Every rectangle and every line of text, in the drawing's own units."""
    root = Element(frozenset({"diagram", scene.view, scene.level, scene.card, scene.phase}), "")
    yield from _inside(parsed(scene), 0.0, 0.0, (root,), "")


def _inside(element: ET.Element, x: float, y: float, ancestry: tuple[Element, ...], name: str) -> Iterator[Place]:
    moved = MOVED.match(element.get("transform", ""))
    if moved:
        x, y = x + float(moved[1]), y + float(moved[2])
    name = element.get("id") or name
    ancestry = (*ancestry, Element(frozenset(element.get("class", "").split()), element.get("data-q", "")))
    if element.tag == "rect":
        left, top = x + float(element.get("x", 0)), y + float(element.get("y", 0))
        right, bottom = left + float(element.get("width", 0)), top + float(element.get("height", 0))
        yield Place(element.get("class", ""), name, left, top, right, bottom)
    if element.tag == "text" and "peek" not in element.get("class", "").split():  # only while it is pointed at
        parts = [Element(frozenset(part.get("class", "").split()), "") for part in element]
        smallest = min((size((*ancestry, part)) for part in parts if part.classes), default=size(ancestry))
        yield _text(element, x, y, size(ancestry), name)._replace(size=min(size(ancestry), smallest))
    for child in element:
        yield from _inside(child, x, y, ancestry, name)


def _text(element: ET.Element, x: float, y: float, size: float, name: str) -> Place:
    kinds = element.get("class", "").split()
    number = "value" in kinds or "old" in kinds
    shown = "".join(element.itertext()) if number else (element.text or "")
    subs = "" if number else "".join((sub.text or "") + (sub.tail or "") for sub in element)
    width = size * (width_of_number(shown) if number else LETTER * len(shown) + LETTER * 0.82 * len(subs))
    middle, line = x + float(element.get("x", 0)), y + float(element.get("y", 0))
    left = middle if "start" in kinds else middle - width if "end" in kinds else middle - width / 2
    return Place("text", name, left, line - size * 0.73, left + width, line)
