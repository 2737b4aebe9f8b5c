"""The room that the page has for a drawing."""

import re
from typing import NamedTuple

_ROOM = re.compile(r"([1-9][0-9]{2,3})x([1-9][0-9]{2,3})")
# On the projector everything is twice as large: a screen of 1920 × 1080 has 1920 × 742 for the drawing.
_USUAL = {"desk": (920, 540), "wide": (1400, 700), "phone": (360, 420), "projector": (960, 370)}
_STEP = (40, 20)  # px: rooms that differ by less share a drawing
_LEAST = (300, 200)


class Canvas(NamedTuple):
    """The view of the page, and the width and the height that it has for the drawing, in px."""

    view: str
    width: int
    height: int


def usual_room(view: str) -> str:
    """The room of a view as a page would state it."""
    return "{}x{}".format(*_USUAL[view])


def is_room(text: str) -> bool:
    """Whether that is a room as the page states it: `920x520`, in px."""
    return _ROOM.fullmatch(text) is not None


def canvas(view: str, room: str = "") -> Canvas:
    """The canvas of a room that the page states, or the usual one of the view; the projector's is always the same."""
    found = _ROOM.fullmatch(room)
    if found is None or view == "projector":
        return Canvas(view, *_USUAL[view])
    sides = (max(least, int(px) // step * step) for px, step, least in zip(found.groups(), _STEP, _LEAST, strict=True))
    return Canvas(view, *sides)
