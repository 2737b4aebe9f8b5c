"""What a number means, in one plain sentence below its formula."""

from collections.abc import Callable

from markupsafe import Markup, escape

from app.core.keys import Key
from app.session.session import Earlier, Session
from app.session.undo import EDIT, session_before
from app.view.functions.activations import ACTIVATIONS
from app.view.inspector.explanation import Explanation
from app.view.quantities import symbols
from app.view.quantities.revealed import Revealed, source
from app.view.words import numbers
from app.view.words.language import N_, Language

STEP = 0.01  # how far a number is moved, in thought


def consequence(explanation: Explanation, revealed: Revealed, language: Language) -> Markup:
    """The sentence of one number."""
    return _SENTENCES[explanation.key.letter](explanation, revealed, language)


def _said(text: str, **values: Markup | str) -> Markup:
    return escape(text).format(**values)


def _name(key: Key, revealed: Revealed) -> Markup:
    return symbols.element(key, revealed.sizes).html


def _change(explanation: Explanation, revealed: Revealed, language: Language, moved: Key) -> Markup:
    _ = language.gettext
    one_of_many = revealed.samples > 1 and explanation.key.letter in ("E", "M")
    text = (
        _("If {name} grows by {step}, the cost of this sample changes by about {change}.")
        if one_of_many
        else _("If {name} grows by {step}, the cost changes by about {change}.")
    )
    return _said(
        text,
        name=_name(moved, revealed),
        step=numbers.text(STEP, language.locale),
        change=numbers.about(STEP * explanation.value, language.locale),
    )


def _derivative(explanation: Explanation, revealed: Revealed, language: Language) -> Markup:
    key = explanation.key
    return _change(explanation, revealed, language, key._replace(letter=key.letter[1:]))


def _error(explanation: Explanation, revealed: Revealed, language: Language) -> Markup:
    return _change(explanation, revealed, language, explanation.key._replace(letter="Z"))


def _message(explanation: Explanation, revealed: Revealed, language: Language) -> Markup:
    depth = revealed.architecture.depth
    if explanation.key.layer < depth or not revealed.architecture.cost.simplifies:
        return _change(explanation, revealed, language, explanation.key._replace(letter="H"))
    return escape(language.gettext("How far the prediction is from the target."))


def _weighted_input(explanation: Explanation, revealed: Revealed, language: Language) -> Markup:
    _ = language.gettext
    activation = revealed.architecture.layers[explanation.key.layer - 1]
    if not activation.can_close:
        return escape(_("Everything that reaches the unit, before the activation."))
    text = (
        _("It is above 0, so {activation} lets it through, and the error will pass back.")
        if explanation.value > 0
        else _("It is not above 0, so {activation} turns it into 0, and no error will pass back.")
    )
    return _said(text, activation=_(ACTIVATIONS[activation.name].label))


def _activation(explanation: Explanation, revealed: Revealed, language: Language) -> Markup:
    _ = language.gettext
    key = explanation.key
    if key.layer < revealed.architecture.depth:
        return escape(_("This is what the unit passes to the next layer."))
    target = revealed.value(key._replace(letter="Y"))
    if target == explanation.value:
        return escape(_("The prediction equals the target exactly."))
    away = numbers.text(abs(explanation.value - target), language.locale)
    text = (
        _("The target, {target}, is {away} higher.")
        if target > explanation.value
        else _("The target, {target}, is {away} lower.")
    )
    return _said(text, target=numbers.text(target, language.locale), away=away)


def _slope(explanation: Explanation, revealed: Revealed, language: Language) -> Markup:
    _ = language.gettext
    if explanation.value == 0:
        return escape(_("The gate is closed: whatever arrives here is stopped."))
    if explanation.value == 1:
        return escape(_("The gate is open: whatever arrives here passes unchanged."))
    return _said(
        _("The slope of {activation} at that point: whatever arrives is multiplied by it."),
        activation=_(ACTIVATIONS[revealed.architecture.activations[explanation.key.layer - 1]].noun),
    )


def _is_typed(key: Key, session: Session) -> bool:
    """Whether the reader gave the weight or bias its value in this iteration, in the network that is there now."""
    for each in reversed(session.earlier):
        if not each.change.startswith(EDIT):
            return False
        if each.place[0] == session.iteration and _was_edited(key, each, session):
            return True
    return False


def _was_edited(key: Key, edit: Earlier, session: Session) -> bool:
    """Whether an edit in this iteration was of that number; one of several numbers is not named for them."""
    if edit.change != EDIT:
        return edit.change == f"{EDIT} {key}"
    return _given(key, session_before(edit)) != _given(key, session)


def _given(key: Key, session: Session) -> float:
    network = session.shown
    layers = network.W if key.letter == "W" else network.B or ()
    return float(layers[key.layer - 1][key.unit if key.input is None else (key.input, key.unit)])


def _parameter(explanation: Explanation, revealed: Revealed, language: Language) -> Markup:
    _ = language.gettext
    if explanation.uses:
        return escape(_("The weight for the next iteration: one small step against the derivative."))
    derivative = Key(f"d{explanation.key.letter}", *explanation.key[1:])
    if revealed.knows(source(derivative)) and revealed.value(derivative) == 0:
        return escape(_("Its derivative is 0, so the update will not change it."))
    if _is_typed(explanation.key, revealed.session):
        return escape(_("Typed by you. The update will change it."))
    if revealed.session.iteration:
        return escape(_("Its value in this iteration. The update will change it."))
    return escape(_("Its starting value. The update will change it."))


def _said_always(text: str) -> Callable[[Explanation, Revealed, Language], Markup]:
    return lambda explanation, revealed, language: escape(language.gettext(text))


_SENTENCES: dict[str, Callable[[Explanation, Revealed, Language], Markup]] = {
    "X": _said_always(N_("An input. Training never changes it.")),
    "Y": _said_always(N_("The target: what the network should predict.")),
    "W": _parameter,
    "B": _parameter,
    "Z": _weighted_input,
    "H": _activation,
    "R": _slope,
    "C": _said_always(N_("Lower is better; training reduces it.")),
    "M": _message,
    "E": _error,
    "dW": _derivative,
    "dB": _derivative,
}
