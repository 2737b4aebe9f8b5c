"""How the machines of the first lesson are written: names for a list, formulas, and why a number is missing."""

from collections.abc import Mapping, Sequence
from math import inf, nextafter

from markupsafe import Markup, escape

from app.core.machines import Hole, Joint, machine_names
from app.view.functions import activations
from app.view.functions.activations import ACTIVATIONS
from app.view.functions.as_text import Text
from app.view.functions.tree import Step, Tree
from app.view.words import numbers
from app.view.words.language import N_, Language

# name: (in a list, the function, its derivative), each of the argument u; those of activations are in their own table
_WRITTEN = {
    "square": ("{u}²", "<i>{u}</i>²", "2<i>{u}</i>"),
    "affine": ("3{u} + 1", "3<i>{u}</i> + 1", "3"),
    "falling": ("2 − {u}/2", "2 − <i>{u}</i>/2", "−1/2"),
    "sin": ("sin {u}", "sin <i>{u}</i>", "cos <i>{u}</i>"),
    "exp": ("exp {u}", "<i>e</i><sup><i>{u}</i></sup>", "<i>e</i><sup><i>{u}</i></sup>"),
    "reciprocal": ("1/{u}", "1/<i>{u}</i>", "−1/<i>{u}</i>²"),
}

_HOLES: dict[Hole, str] = {
    "no_derivative": N_(
        "{activation} has a corner at {here}: to the left its slope is {left}, to the right {right}, so it has no "
        "derivative here. By convention, networks use {slope}."
    ),
    "no_value": N_("1/0 is not a number: nothing comes out of this machine, so it has no slope either."),
    "too_large": N_("The number is too large to compute here."),
}

# the gravest reason first
_MISSING: dict[Hole, str] = {
    "no_value": N_("does not exist here"),
    "too_large": N_("too large to compute"),
    "no_derivative": N_("unknown: one slope is missing"),
}


def names(argument: str, language: Language) -> dict[str, str]:
    """The machines to choose from, for a list; the argument is `x`, `C` or `B`."""
    labels = activations.labels(language, elementwise=True)
    return {
        name: f"{labels[name]} {argument}" if name in labels else _WRITTEN[name][0].format(u=argument)
        for name in machine_names()
    }


def formula(name: str, argument: str, language: Language) -> Markup:
    """The right side of A(B) = …"""
    if name in _WRITTEN:
        return Markup(_WRITTEN[name][1]).format(u=argument)  # noqa: S704 - our own table
    return _printed(ACTIVATIONS[name].formula, {"Z": argument}, language)


def slope_formula(name: str, letter: str, argument: str, language: Language) -> Markup:
    """The right side of A′(B) = …, where A is the `letter` of the machine."""
    if name in _WRITTEN:
        return Markup(_WRITTEN[name][2]).format(u=argument)  # noqa: S704 - our own table
    slope = ACTIVATIONS[name].slope
    if isinstance(slope, Step):
        above, below = (numbers.text(each, language.locale) for each in (slope.above, slope.below))
        return escape(language.gettext("{above} above 0, {below} below").format(above=above, below=below))
    return _printed(slope or ACTIVATIONS[name].formula, {"Z": argument, "H": letter}, language)


def _printed(tree: Tree, letters: Mapping[str, str], language: Language) -> Markup:
    """A formula with its letters in italics."""
    parts = Text(lambda letter, _unit: Markup("<i>{}</i>").format(letters[letter])).parts(tree)
    return Markup().join(numbers.text(part, language.locale) if isinstance(part, float) else part for part in parts)


def hole_words(joint: Joint, language: Language) -> str:
    """Why the value or the slope of a machine is missing; "" if neither is."""
    if joint.hole is None or joint.entering is None:
        return ""
    words, function = language.gettext(_HOLES[joint.hole]), joint.machine.derivative
    if joint.hole != "no_derivative":
        return words
    left, right = (function(nextafter(joint.entering, side)) for side in (-inf, inf))
    values = {"here": joint.entering, "left": left, "right": right, "slope": function(joint.entering)}
    printed = {name: numbers.text(value, language.locale) for name, value in values.items()}
    return words.format(activation=language.gettext(ACTIVATIONS[joint.machine.name].label), **printed)


def missing_product(holes: Sequence[Hole | None], language: Language) -> str:
    """Why there is no product of slopes; without a hole it is too large."""
    words = next((words for hole, words in _MISSING.items() if hole in holes), _MISSING["too_large"])
    return language.gettext(words)
