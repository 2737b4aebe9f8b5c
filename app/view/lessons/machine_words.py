"""How the machines of the first lesson are written: names for a list, formulas, and why a number is missing."""

from collections.abc import Sequence

from markupsafe import Markup

from app.core.machines import Hole
from app.view.words.language import N_, Language

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

_HOLES: dict[Hole, str] = {
    "no_derivative": N_(
        "ReLU has a corner at 0: to the left its slope is 0, to the right 1, so it has no derivative here. "
        "By convention, networks use 0."
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
    special = {"sigmoid": language.gettext("sigmoid {u}")}
    return {name: special.get(name, written[0]).format(u=argument) for name, written in _WRITTEN.items()}


def formula(name: str, argument: str) -> Markup:
    """The right side of A(B) = …"""
    return Markup(_WRITTEN[name][1]).format(u=argument)  # noqa: S704 - our own table


def slope_formula(name: str, argument: str, language: Language) -> Markup:
    """The right side of A′(B) = …"""
    if name == "relu":
        words = language.gettext("1 above 0, 0 below")
        return Markup("{}").format(words)
    return Markup(_WRITTEN[name][2]).format(u=argument)  # noqa: S704 - the same


def hole_words(hole: Hole, language: Language) -> str:
    """Why the value or the slope of a machine is missing."""
    return language.gettext(_HOLES[hole])


def missing_product(holes: Sequence[Hole | None], language: Language) -> str:
    """Why there is no product of slopes; without a hole it is too large."""
    words = next((words for hole, words in _MISSING.items() if hole in holes), _MISSING["too_large"])
    return language.gettext(words)
