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
    stages, stage = session.stages, session.stage
    within = stage < stages.count
    at_the_start = stage == 0 and session.iteration == session.keyframes[0].iteration
    start = _("This is the start. Nothing is computed yet.") if at_the_start else ""
    rows = (
        ("restart", _("Restart"), start if len(session.keyframes) == 1 else ""),
        ("back", _("Back"), start),
        ("step", _("Step") if within else _("Next iteration"), ""),
        ("play", _("Play"), ""),
        ("forward", _("Forward"), _("The forward pass is done.") if stages.forward_end <= stage and within else ""),
        ("backward", _("Backward"), _("The backward pass is done.") if stages.backward_end <= stage and within else ""),
        ("update", _("Update"), ""),
    )
    return Controls(*(Control(*row) for row in rows))
