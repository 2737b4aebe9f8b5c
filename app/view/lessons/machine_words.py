"""How the machines of the first lesson are written: names for a list, formulas, and why a number is missing."""

from markupsafe import Markup

from app.core.machines import Hole
from app.view.words.language import Language

# name: (in a list, the function, its derivative), each of the argument u
_WRITTEN = {
    "square": ("{u}²", "<i>{u}</i>²", "2<i>{u}</i>"),
    "affine": ("3{u} + 1", "3<i>{u}</i> + 1", "3"),
    "falling": ("2 − {u}/2", "2 − <i>{u}</i>/2", "−1/2"),
    "sin": ("sin {u}", "sin <i>{u}</i>", "cos <i>{u}</i>"),
    "exp": ("exp {u}", "<i>e</i><sup><i>{u}</i></sup>", "<i>e</i><sup><i>{u}</i></sup>"),
    "relu": ("ReLU {u}", "max(0, <i>{u}</i>)", "0 | 1"),
    "sigmoid": ("σ({u})", "σ(<i>{u}</i>)", "σ(<i>{u}</i>) · σ(−<i>{u}</i>)"),
    "reciprocal": ("1/{u}", "1/<i>{u}</i>", "−1/<i>{u}</i>²"),
}


def names(argument: str, language: Language) -> dict[str, str]:
    """The machines to choose from, for a list; the argument is `x`, `C` or `B`."""
    said = {"sigmoid": language.gettext("sigmoid {u}")}
    return {name: said.get(name, written[0]).format(u=argument) for name, written in _WRITTEN.items()}


def formula(name: str, argument: str) -> Markup:
    """The right side of A(B) = …"""
    return Markup(_WRITTEN[name][1]).format(u=argument)  # noqa: S704 - our own table


def slope_formula(name: str, argument: str, language: Language) -> Markup:
    """The right side of A′(B) = …"""
    if name == "relu":
        words = language.gettext("1 above 0, else 0")
        return Markup("{}").format(words)
    return Markup(_WRITTEN[name][2]).format(u=argument)  # noqa: S704 - the same


def hole_words(name: str, hole: Hole, language: Language) -> str:
    """Why the value or the slope is missing."""
    say = language.gettext
    if hole == "no_derivative":
        return say(
            "ReLU has a corner at 0: to the left its slope is 0, to the right 1, so it has no derivative here. "
            "Networks agree to take 0."
        )
    if hole == "no_value":
        return say("1/0 is not a number: nothing comes out of this machine, so it has no slope either.")
    return say("The number gets too large to be computed here.")
