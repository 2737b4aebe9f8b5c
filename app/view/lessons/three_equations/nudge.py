"""A test of an equation on the network itself: nudge a number, and see how the cost changes."""

from typing import NamedTuple

from markupsafe import Markup

from app.core.keys import Key
from app.core.tape import Tape
from app.view.lessons.kit.printed import Shown, shown
from app.view.lessons.three_equations.passes import changed_cost
from app.view.quantities import symbols
from app.view.words.language import Language

NUDGE = 0.01


class Nudged(NamedTuple):
    """A test of the chosen equation on the network: one number is raised, and the cost is computed again."""

    name: Markup
    key: str
    value: Shown
    nudge: Shown
    predicted: Shown
    happened: Shown


def nudged(tape: Tape, equation: str, language: Language) -> Nudged:
    """What the equation predicts, and what happens."""
    layer, sizes, locale = 2 if equation.endswith("o") else 1, tape.network.architecture.sizes, language.locale
    is_error = equation.startswith("E")
    moved = Key("Z", layer, 0) if is_error else Key("W", layer, 0, 0)
    answer = Key("E", layer, 0) if is_error else Key("dW", layer, 0, 0)
    value = (tape.E if is_error else tape.dW)[layer - 1].item(0)
    return Nudged(
        symbols.element(moved, sizes).html,
        str(answer),
        shown(value, locale),
        shown(NUDGE, locale),
        shown(value * NUDGE, locale, 5),
        shown(round(changed_cost(tape, equation, NUDGE), 12), locale, 5),
    )
