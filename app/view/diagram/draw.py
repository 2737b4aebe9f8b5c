"""The diagram of a session at its place: the one entry, which chooses the level of detail."""

from app.session.session import Session
from app.view.diagram.bars_level import strip_scene
from app.view.diagram.cards_level import node_scene
from app.view.diagram.layers_level import summary_scene
from app.view.diagram.layout import choose_level
from app.view.diagram.scene import Scene
from app.view.diagram.shown import Selected, Shown
from app.view.words.language import Language

_SCENES = {"full": node_scene, "compact": node_scene, "strip": strip_scene, "summary": summary_scene}


def scene(
    session: Session, view: str, level: str | None, sample: int, selected: Selected | None, language: Language
) -> Scene:
    """The drawing of a session in a view, at one sample of its batch.

    `level` is the wanted level of detail, None (or one that does not fit) for the one that the rules
    choose; `selected` is the (layer, unit) whose weights are labelled where not all can be.
    """
    chosen = choose_level(session.architecture.sizes, view, level)
    return _SCENES[chosen](Shown(session, sample, selected), view, chosen, language)
