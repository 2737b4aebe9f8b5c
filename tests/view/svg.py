"""Reads a drawing as an eye does: the boxes of its cards, labels and words on the sheet."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import NamedTuple

from app.view.diagram.fit_number import width as width_of_number
from app.view.diagram.scene import Scene

MOVED = re.compile(r"translate\(([-\d.]+) ([-\d.]+)\)")
# The size of type by class, the last that fits; as in static/css/components/diagram.css at desk size.
SIZES = {
    "value": 17.0,
    "symbol": 15.0,
    "caption": 13.0,
    "word": 13.0,
    "figure": 12.5,
    "waiting": 14.0,
    "old": 14.0,
}
LETTER = 0.62  # em, the mean letter of the widest text face


class Place(NamedTuple):
    """Something in the drawing: its kind, and its box."""

    kind: str
    name: str
    left: float
    top: float
    right: float
    bottom: float

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
    yield from _inside(parsed(scene), 0.0, 0.0, scene, "")


def _inside(element: ET.Element, x: float, y: float, scene: Scene, name: str) -> Iterator[Place]:
    moved = MOVED.match(element.get("transform", ""))
    if moved:
        x, y = x + float(moved[1]), y + float(moved[2])
    name = element.get("id") or name
    if element.tag == "rect":
        left, top = x + float(element.get("x", 0)), y + float(element.get("y", 0))
        right, bottom = left + float(element.get("width", 0)), top + float(element.get("height", 0))
        yield Place(element.get("class", ""), name, left, top, right, bottom)
    if element.tag == "text":
        yield _text(element, x, y, scene, name)
    for child in element:
        yield from _inside(child, x, y, scene, name)


def _text(element: ET.Element, x: float, y: float, scene: Scene, name: str) -> Place:
    kinds = element.get("class", "").split()
    size = next(SIZES[kind] for kind in kinds if kind in SIZES)
    number = "value" in kinds or "old" in kinds
    if number:
        size = _size_of_number(kinds, name, scene)
    shown = "".join(element.itertext()) if number else (element.text or "")
    subs = "" if number else "".join((sub.text or "") + (sub.tail or "") for sub in element)
    width = size * (width_of_number(shown) if number else LETTER * len(shown) + LETTER * 0.72 * len(subs))
    middle, line = x + float(element.get("x", 0)), y + float(element.get("y", 0))
    left = middle if "start" in kinds else middle - width if "end" in kinds else middle - width / 2
    return Place("text", name, left, line - size * 0.73, left + width, line)


def _size_of_number(kinds: list[str], name: str, scene: Scene) -> float:
    small, letter = "small" in kinds, name.removeprefix("n-").split(".")[0]
    if letter in ("W", "dW"):
        full, less = (14.0, 12.5) if scene.level == "full" else (13.0, 12.0)
    elif letter == "R":
        full, less = (13.0, 12.0) if scene.view != "phone" else (13.0, 11.0)
    elif scene.level == "full":
        full, less = (14.0, 14.0) if letter == "B" else (18.0, 14.0) if letter == "E" else (17.0, 14.0)
    elif scene.view == "phone" and letter == "X":
        full, less = 17.0, 11.5
    elif scene.view == "phone" and scene.level == "compact" and letter not in ("Y", "C"):
        full, less = 17.0, 14.0
    else:
        full, less = 14.0, 12.0
    return less if small else full
