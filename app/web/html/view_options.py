"""How the workbench is shown: the view, the level of detail, the sample and the selected unit."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from starlette.requests import Request

from app.core.problem import Problem
from app.session.session import Session
from app.view.diagram.canvas import usual_room
from app.web.html.form_fields import whole_if_any
from app.web.html.preferences import CHOICES, chosen
from app.web.scope import base_of

FIRST = -1
UNIT = re.compile(r"([0-9]{1,2})[.]([0-9]{1,2})")


class ViewOptions(NamedTuple):
    """How the workbench is shown. They travel in addresses and forms and are not part of the session."""

    view: str
    level: str
    sample: int
    """The sample of the batch; `FIRST` is the one that the problem shows first."""
    unit: str = ""
    """The selected unit, "layer.unit", if not all can be shown in full; empty for none."""
    room: str = ""
    """The room that the page has for the drawing, "920x520" in px; empty for the usual one of the view."""

    def selected(self, session: Session) -> tuple[int, int] | None:
        """The selected unit, if this network has it."""
        match = UNIT.fullmatch(self.unit)
        layer, unit = (int(match[1]), int(match[2])) if match else (-1, 0)
        sizes = session.architecture.sizes
        return (layer, unit) if 0 <= layer < len(sizes) and unit < sizes[layer] else None

    def at(self, problem: Problem) -> "ViewOptions":
        """The options with a sample that the problem has."""
        sample = problem.first_shown if self.sample == FIRST else min(self.sample, len(problem.X) - 1)
        return self._replace(sample=sample)

    def of_another_network(self) -> "ViewOptions":
        """The options without those that belong to the network that was shown before."""
        return self._replace(sample=FIRST, unit="")

    def address(self, request: Request) -> str:
        """The address of the page with these options, without the room and those that are the default."""
        page = base_of(request) or "/"
        usual = view_options(request, {})
        fields = zip(self._fields, self, usual, strict=True)
        parts = [f"{name}={value}" for name, value, same in fields if value != same and name != "room"]
        return f"{page}?{'&'.join(parts)}" if parts else page


def view_options(request: Request, values: Mapping[str, str]) -> ViewOptions:
    """The options in a form or an address, else the preferred ones, else a guess from the browser's name."""
    preferences = chosen(request)
    phone = "Mobi" in request.headers.get("user-agent", "")
    view = _word("view", values) or preferences.view or ("phone" if phone else "desk")
    level = _word("level", values) or preferences.level
    room = _word("room", values) or preferences.room or usual_room(view)
    return ViewOptions(view, level, whole_if_any(values, "sample", FIRST), _unit(values.get("unit", "")), room)


def _unit(text: str) -> str:
    return text if UNIT.fullmatch(text) else ""


def _word(name: str, values: Mapping[str, str]) -> str | None:
    word = values.get(name)
    return word if word in CHOICES[name] else None
