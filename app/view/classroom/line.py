"""The questions that a teacher has lined up, in words."""

from typing import NamedTuple

from markupsafe import Markup

from app.classroom.classroom import Classroom, LinedUp
from app.core.keys import Key
from app.core.practice.question import Kind
from app.core.stages import Stage
from app.view.quantities import symbols
from app.view.words.language import N_, Language
from app.view.workbench.timeline import caption, stage_symbol


class Lined(NamedTuple):
    """A question in the line: its number or stage, its kind, and the stage before which it is asked."""

    name: Markup
    kind: str
    stage: str


def line(classroom: Classroom, language: Language) -> tuple[Lined, ...]:
    """The line in its order."""
    return tuple(_lined(each, classroom, language) for each in classroom.lined_up)


def stages(classroom: Classroom, language: Language) -> tuple[tuple[int, str], ...]:
    """The stages before which a question can be asked: number, and symbol with caption."""
    depth = classroom.session.architecture.depth
    return tuple(
        (each.index, f"{each.name} · {caption(each, depth, language)}") for each in classroom.session.stages.stages
    )


def _lined(each: LinedUp, classroom: Classroom, language: Language) -> Lined:
    stages = classroom.session.stages.stages
    stage = stages[min(each.stage, len(stages)) - 1]
    kind = language.gettext(KINDS[each.wish.kind] if each.wish.kind else ANY)
    return Lined(_name(each, stage, classroom), kind, caption(stage, classroom.session.architecture.depth, language))


def _name(each: LinedUp, stage: Stage, classroom: Classroom) -> Markup:
    wish, sizes = each.wish, classroom.session.architecture.sizes
    if wish.letter is not None and wish.layer is not None and wish.unit is not None:
        return symbols.element(Key(wish.letter, wish.layer, wish.unit, wish.input), sizes).html
    return stage_symbol(stage, classroom.session.architecture.depth)


ANY = N_("any question")
KINDS: dict[Kind, str] = {
    "number": N_("number"),
    "sign": N_("sign"),
    "gate": N_("gate, open or closed"),
    "which": N_("which one"),
}
