"""A frame: what the workbench shows of a session, apart from the panel."""

from typing import NamedTuple

from app.session.session import Session
from app.view.diagram.draw import scene
from app.view.diagram.scene import Scene
from app.view.diagram.shown import Selected
from app.view.words.language import Language
from app.view.workbench.controls import Controls, controls
from app.view.workbench.python_listing import Code, code
from app.view.workbench.status import Status, status
from app.view.workbench.timeline import Timeline, timeline


class Frame(NamedTuple):
    """The parts of the workbench, by the names of their templates."""

    scene: Scene
    status: Status
    timeline: Timeline
    controls: Controls
    code: Code


def frame(
    session: Session,
    view: str,
    level: str | None,
    sample: int,
    selected: Selected | None,
    language: Language,
    room: str = "",
) -> Frame:
    """The frame of a session; the arguments are those of `diagram.scene`."""
    return Frame(
        scene(session, view, level, sample, selected, language, room),
        status(session, sample, language),
        timeline(session, language),
        controls(session, language),
        code(session, language),
    )
