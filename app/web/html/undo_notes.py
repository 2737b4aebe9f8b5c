"""The note after a change that can be undone: what changed, from what to what, and the button that takes it back."""

from collections.abc import Mapping

from markupsafe import Markup, escape

from app.core.keys import Key
from app.session import undo
from app.session.session import Session
from app.session.undo import EDIT
from app.view.quantities import symbols
from app.view.words import numbers
from app.view.words.language import N_, Language
from app.web.html.notices import Action, Note
from app.web.html.number_edits import RATE, value_of

_NAMED: Mapping[str, str] = {
    "network": N_("This is the network that you built."),
    "redraw": N_("These are new weights."),
    "open-gates": N_("Every ReLU is a leaky ReLU now."),
    "example": N_("This is the example."),
    "restart": N_("Back at the first weights. Inputs, targets and the learning rate stay as you set them."),
    "restart-calmly": N_("Back at the first weights, with learning rate {rate}."),
    EDIT: N_("The numbers have changed."),
}


def edit_name(fields: Mapping[str, float]) -> str:
    """The name of an edit of these fields, by which it is remembered."""
    return f"{EDIT} {next(iter(fields))}" if len(fields) == 1 else EDIT


def note_after(session: Session, language: Language) -> Note:
    """The note on the latest change of a session that has one to undo."""
    name = session.earlier[-1].change
    kind, _, field = name.partition(" ")
    rate = numbers.text(session.problem.learning_rate, language.locale)
    title = _edited(field, session, language) if field else language.gettext(_NAMED[kind]).format(rate=rate)
    return Note(title, "", quiet=True, action=Action(language.gettext("Undo"), "/workbench/undo"))


def note_after_undoing(language: Language) -> Note:
    """The note after a change was taken back, which can be made again."""
    title = language.gettext("The change is undone.")
    return Note(title, "", quiet=True, action=Action(language.gettext("Redo"), "/workbench/redo"))


def _edited(field: str, session: Session, language: Language) -> Markup:
    """What one number was and is: w_o1: 2 → 0.7."""
    old, new = (numbers.text(value_of(each, field), language.locale) for each in (undo.before_last(session), session))
    return escape("{}: {} → {}").format(_name(field, session, language), old, new)


def _name(field: str, session: Session, language: Language) -> Markup:
    if field == RATE:
        return escape(language.gettext("Learning rate"))
    letter, *places = field.split(".")
    depth, unit = session.architecture.depth, int(places[-1])
    key = {
        "W": Key("W", int(places[0]), unit, int(places[-2])),
        "B": Key("B", int(places[0]), unit),
        "X": Key("X", 0, unit),
        "Y": Key("Y", depth, unit),
    }[letter]
    return symbols.element(key, session.architecture.sizes).html
