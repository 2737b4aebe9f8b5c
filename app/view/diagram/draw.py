"""The diagram of a session. This is the entry to the room: it chooses the level of detail.

What depends on the form of a network alone is prepared here, once for all sessions of that form: a drawing has some 30
KB of constant markup, in which a step fills in its numbers.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from app.core.architecture import Architecture
from app.session.session import Session
from app.view.diagram import backdrop, bars_level, cards_level, layers_level
from app.view.diagram.canvas import Canvas, canvas
from app.view.diagram.layout import choose_level
from app.view.diagram.scene import Scene
from app.view.diagram.shown import Selected, Shown
from app.view.quantities.revealed import Source
from app.view.words.language import Language


class _Level(NamedTuple):
    """A level of detail: what prepares its constant part, and what draws a session on it."""

    prepare: Callable[[Architecture, int, str, Canvas, Language], Any]
    draw: Callable[[Shown, Any], Scene]


_LEVELS = {
    "full": _Level(backdrop.drawing, cards_level.scene),
    "compact": _Level(backdrop.drawing, cards_level.scene),
    "strip": _Level(bars_level.strip, bars_level.scene),
    "summary": _Level(layers_level.summary, layers_level.scene),
}


# 5 ms for 2-3-1, 12 ms for ten hidden layers, against 0.3 ms for a step that finds it prepared
@lru_cache(maxsize=128)
def _prepared(architecture: Architecture, samples: int, level: str, where: Canvas, language: Language) -> object:
    return _LEVELS[level].prepare(architecture, samples, level, where, language)


def scene(
    session: Session,
    view: str,
    level: str | None,
    sample: int,
    selected: Selected | None,
    language: Language,
    room: str = "",
    withheld: frozenset[Source] = frozenset(),
) -> Scene:
    """The drawing of a session in a view, at one sample of its batch.

    `room` is the room that the page has for it, "920x520" in px, or empty for the usual one of the view. `level` is the
    level of detail that is asked for, or None to let the rules choose; they also choose if it cannot be drawn.
    `selected` is the (layer, unit) whose weights are labelled if there is no room for all labels. `withheld` are
    matrices that are left out although they are revealed.
    """
    architecture = session.architecture
    where = canvas(view, room)
    chosen = choose_level(architecture.sizes, where, level)
    prepared = _prepared(architecture, len(session.problem.X), chosen, where, language)
    return _LEVELS[chosen].draw(Shown(session, sample, selected, withheld), prepared)
