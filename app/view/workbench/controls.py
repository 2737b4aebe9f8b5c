"""The buttons that move the place: what each says, its key, and why it cannot act where it cannot."""

from collections.abc import Collection
from typing import NamedTuple

from app.session.practising import open_question
from app.session.session import Session
from app.view.words.language import Language


class Control(NamedTuple):
    """A button; `why` is empty where it can act, `short` is its label where there is little room."""

    verb: str
    label: str
    why: str
    short: str = ""


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
    asked = _("A question is open: answer it first, or go back.") if open_question(session) else ""
    computed = stages.forward_end <= stage and within, stages.backward_end <= stage and within
    rows = (
        ("restart", _("Restart"), start if len(session.keyframes) == 1 else ""),
        ("back", _("Back"), start),
        ("step", _("Step"), asked)
        if within
        else ("step", _("Next iteration"), asked, language.pgettext("iteration", "Next")),
        ("play", _("Play"), asked),
        ("forward", _("To the cost"), asked or (_("The forward pass is done.") if computed[0] else "")),
        ("backward", _("To the derivatives"), asked or (_("The backward pass is done.") if computed[1] else "")),
        ("update", _("Update"), asked),
    )
    return Controls(*(Control(*row) for row in rows))


def locked(shown: Controls, why: str, but: Collection[str] = ()) -> Controls:
    """The buttons, none of which can act for that reason, except those named."""
    return Controls(*(each if each.verb in but else each._replace(why=why) for each in shown))
