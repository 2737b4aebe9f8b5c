"""The buttons that move the place: what each says, its key, and why it cannot act where it cannot."""

from typing import NamedTuple

from app.session.session import Session
from app.view.words.language import Language


class Control(NamedTuple):
    """A button; `why` is empty where it can act."""

    verb: str
    label: str
    why: str


class Controls(NamedTuple):
    """The buttons by their verb."""

    restart: Control
    back: Control
    step: Control
    play: Control
    forward: Control
    backward: Control
    update: Control


def controls(session: Session, language: Language) -> Controls:
    """The buttons as they are at the session's place."""
    _ = language.gettext
    cost_stage, count, stage = 2 * session.architecture.depth + 1, session.count, session.stage
    within = stage < count
    at_the_start = stage == 0 and session.iteration == session.keyframes[0].iteration
    start = _("This is the start. Nothing is computed yet.") if at_the_start else ""
    rows = (
        ("restart", _("Restart"), start if len(session.keyframes) == 1 else ""),
        ("back", _("Back"), start),
        ("step", _("Step") if within else _("Next iteration"), ""),
        ("play", _("Play"), ""),
        ("forward", _("Forward"), _("The forward pass is done.") if cost_stage <= stage < count else ""),
        ("backward", _("Backward"), _("The backward pass is done.") if count - 1 <= stage < count else ""),
        ("update", _("Update"), ""),
    )
    return Controls(*(Control(*row) for row in rows))
