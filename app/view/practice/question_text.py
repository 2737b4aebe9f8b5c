"""A question in words, and the buttons that answer it where no number has to be typed."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from markupsafe import Markup

from app.core.practice.answering import Choice
from app.core.practice.arithmetic import Reason
from app.core.practice.question import Aspect, Kind, choices
from app.session.practising import upcoming
from app.view.practice.naming import Naming, filled
from app.view.words.language import N_, Language


class Option(NamedTuple):
    """An answer to choose: what is sent, its sign or name, its word, the key that presses it, its element's id."""

    value: str
    sign: Markup
    word: str = ""
    key: str = ""
    drawn: str = ""


def title(naming: Naming) -> Markup:
    """The question as a heading: What is Eh2?"""
    question, _ = naming.question, naming.language.gettext
    text = _ASPECTS[question.aspect] if question.aspect else _TITLES[question.kind]
    return filled(_(text), naming.words)


def help_text(naming: Naming) -> str:
    """One line on how to answer."""
    return naming.language.gettext(_HELP[naming.question.kind])


def options(naming: Naming) -> tuple[Option, ...]:
    """The answers to choose from; none where a number is typed."""
    return _OPTIONS[naming.question.kind](naming)


def unreadable(reason: Reason, language: Language) -> str:
    """Why an answer cannot be read, and what to do."""
    return language.gettext(UNREADABLE[reason])


_TITLES: Mapping[Kind, str] = {
    "number": N_("What is {name}?"),
    "sign": N_("Is {name} negative, zero or positive?"),
    "gate": N_("Is the gate of {unit} open or closed?"),
}

_ASPECTS: Mapping[Aspect, str] = {
    "learns_nothing": N_("Which unit of this layer learns nothing in this step?"),
    "largest_error": N_("Which unit of this layer has the largest error?"),
    "changes_most": N_("Which weight of this layer will change most?"),
}

_HELP: Mapping[Kind, str] = {
    "number": N_("A decimal, a fraction or arithmetic."),
    "sign": N_("Only the sign is asked for. One press answers."),
    "gate": N_("A closed gate has the slope 0. One press answers."),
    "which": N_("Click it in the drawing, or choose here."),
}

UNREADABLE: Mapping[Reason, str] = {
    "empty": N_("Type a number first. No try was counted."),
    "too_long": N_("An answer has at most 200 characters. No try was counted."),
    "not_arithmetic": N_("This cannot be read as a number. Use digits and the signs + − · / ( ). No try was counted."),
    "unfinished": N_("Something is missing at the end. No try was counted."),
    "division_by_zero": N_("This divides by 0. No try was counted."),
    "too_large": N_("This number is too large. No try was counted."),
    "not_a_choice": N_("Choose one of the answers. No try was counted."),
}
"""Why an answer cannot be read, untranslated."""


def _typed(_naming: Naming) -> tuple[Option, ...]:
    return ()


def _signs(naming: Naming) -> tuple[Option, ...]:
    _ = naming.language.gettext
    return (
        Option("negative", Markup("−"), _("negative"), "-"),
        Option("zero", Markup("0"), _("zero"), "0"),
        Option("positive", Markup("+"), _("positive"), "+"),
    )


def _gates(naming: Naming) -> tuple[Option, ...]:
    closed, opened = naming.language.pgettext("gate", "closed"), naming.language.pgettext("gate", "open")
    return (Option("closed", Markup("×0"), closed), Option("open", Markup("R′"), opened))


def _places(naming: Naming) -> tuple[Option, ...]:
    found = choices(naming.question, upcoming(naming.session))
    of_weights = naming.question.aspect == "changes_most"
    return tuple(
        Option(
            str(Choice(place.unit, place.input)),
            naming.name(place._replace(letter="W")) if of_weights else naming.unit(place),
            drawn=f"n-{place._replace(letter='W').key}" if of_weights else f"unit-{place.layer}-{place.unit}",
        )
        for place in found
    )


_OPTIONS: Mapping[Kind, Callable[[Naming], tuple[Option, ...]]] = {
    "number": _typed,
    "sign": _signs,
    "gate": _gates,
    "which": _places,
}
