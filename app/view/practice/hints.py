"""The hints of a question, in three rungs: its formula, the numbers that go into it, and the line with these put in."""

from typing import NamedTuple

from markupsafe import Markup

from app.core.practice.place import Place
from app.core.practice.question import choices
from app.session.practice import HINTS
from app.session.practising import next_stage, upcoming
from app.view.panel import stage_formula
from app.view.practice.naming import Naming, plain
from app.view.quantities import expressions
from app.view.words.language import N_

MAX_LINES = 6
MAX_TERMS = 6  # of a sum that is written out


class Operand(NamedTuple):
    """A number that goes into the one asked for."""

    key: str
    name: Markup
    value: str
    place: Place


class Hint(NamedTuple):
    """One rung: what it says, the same as plain text, the formula of the first, the numbers of the second."""

    rung: int
    sentence: str
    text: str
    formula: Markup = Markup()
    operands: tuple[Operand, ...] = ()
    lines: tuple[str, ...] = ()


def hints(naming: Naming, rungs: int) -> tuple[Hint, ...]:
    """The first `rungs` hints."""
    return tuple(make(naming) for make in (_formula, _operands, _lines)[: min(rungs, HINTS)])


def _formula(naming: Naming) -> Hint:
    form, stage = naming.revealed.form, next_stage(naming.session)
    sentence = naming.language.gettext(_FORMULA)
    symbolic, _numeric = naming.parts(naming.place, MAX_TERMS)
    text = f"{plain(naming.words['name'])} = {expressions.line(symbolic, naming.symbol)}"
    return Hint(1, sentence, text, stage_formula.formula(form, stage, naming.language.locale))


def _operands(naming: Naming) -> Hint:
    sentence = naming.language.gettext(_NUMBERS)
    found = tuple(
        Operand(str(place.key), naming.name(place), naming.value(place), place) for place in operand_places(naming)
    )
    return Hint(2, sentence, "; ".join(f"{plain(each.name)} = {each.value}" for each in found), operands=found)


def _lines(naming: Naming) -> Hint:
    found = tuple(_line(naming, place) for place in _asked_for(naming)[:MAX_LINES])
    return Hint(3, naming.language.gettext(_ONLY_THE_RESULT), "; ".join(found), lines=found)


def operand_places(naming: Naming) -> tuple[Place, ...]:
    """The known numbers that go into what is asked for, each once."""
    if naming.question.kind == "gate":
        return (naming.place.at("Z"),)
    return tuple(dict.fromkeys(other for place in _asked_for(naming) for other in naming.operands_of(place)))


def _asked_for(naming: Naming) -> tuple[Place, ...]:
    """The number asked for; of a "which" question all those to choose from."""
    if naming.question.kind == "which":
        return choices(naming.question, upcoming(naming.session))
    return (naming.place,)


def _line(naming: Naming, place: Place) -> str:
    if naming.question.kind == "gate":
        return f"R′({naming.value(place.at('Z'))}) = ?"
    _symbolic, numeric = naming.parts(place, MAX_TERMS)
    return f"{plain(naming.whole_name(place))} = {expressions.line(numeric, naming.number)} = ?"


_FORMULA = N_("This is its formula. Its line of the program is lit.")
_NUMBERS = N_("These numbers go into it. They are ringed in the drawing.")
_ONLY_THE_RESULT = N_("Only the result is missing.")
