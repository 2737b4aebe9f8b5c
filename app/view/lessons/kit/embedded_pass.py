"""One iteration of a small network inside a lesson: the workbench's drawing, line of stages and panel."""

from typing import NamedTuple

from markupsafe import Markup

from app.core.tape import Tape
from app.session.session import Session, new_session
from app.view.diagram.draw import scene
from app.view.diagram.scene import Scene
from app.view.lessons.kit.query import Query
from app.view.panel.panel import Panel, panel
from app.view.quantities import operand_patterns
from app.view.quantities.revealed import Revealed, Source
from app.view.workbench.timeline import Phase, timeline


class Pass(NamedTuple):
    """The iteration with the first `stage` of its `steps` stages revealed; `before_update` is the last but one."""

    stage: int
    steps: int
    before_update: int
    spoken: str
    phases: tuple[Phase, ...]
    scene: Scene
    operands: Markup
    panel: Panel


def room(session: Session, view: str) -> str:
    """The room that a lesson has for a drawing: a band where every layer has one unit, else the usual one."""
    return "960x240" if view != "phone" and max(session.architecture.sizes) == 1 else ""


def session_at(tape: Tape, stage: int) -> Session:
    """A session in which the first `stage` stages of a tape are revealed."""
    return new_session(tape.network, tape.problem).revealing(stage)


def before_update(tape: Tape) -> Revealed:
    """The numbers of a tape with all of it revealed except the update. It must not diverge."""
    return Revealed(session_at(tape, tape.network.architecture.iteration.backward_end))


def passed(tape: Tape, stage: int, query: Query, withheld: frozenset[Source] = frozenset()) -> Pass:
    """The iteration of a tape at a stage, 0 … `steps`, in the language and the view of a query.

    The drawing leaves `withheld` out.
    """
    session = session_at(tape, stage)
    line = timeline(session, query.language)
    drawn = scene(session, query.view, None, 0, None, query.language, room(session, query.view), withheld)
    return Pass(
        stage,
        session.count,
        session.stages.backward_end,
        line.spoken,
        line.phases,
        drawn,
        operand_patterns.table(session.architecture),
        panel(session, 0, query.language),
    )
