"""Where the members of a class are, whose hand is raised, who may be stuck, and what was missed most."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple, get_args

from markupsafe import Markup

from app.classroom.classroom import Classroom
from app.classroom.counting import Missed, most_missed
from app.classroom.member import Member
from app.core.keys import parse
from app.core.practice.place import PER_SAMPLE, Place
from app.core.practice.question import Question
from app.core.stages import Stage
from app.session.session import Session
from app.view.classroom.aliases import alias
from app.view.practice.naming import Naming
from app.view.practice.slip_labels import slip_label
from app.view.quantities import symbols
from app.view.words.language import Language
from app.view.workbench.timeline import DIRECTIONS, caption, stage_symbol

STUCK = 180.0  # seconds on one step after which somebody may need help
MOST_MISSED = 3
MOST_DOTS = 60  # members that are drawn as a dot each

Order = Literal["hands", "behind", "names"]
ORDERS: tuple[Order, ...] = get_args(Order)


class Student(NamedTuple):
    """A member, for the list: `minutes` on this step if it is long, `direction` of its pass."""

    number: int
    alias: str
    symbol: Markup
    direction: str
    stage: int
    hand: bool
    stuck: bool
    minutes: int


class Column(NamedTuple):
    """A stage of the histogram, with those who are there; the stuck and the hands first."""

    stage: int
    symbol: Markup
    caption: str
    direction: str
    students: tuple[Student, ...]


class MissedNumber(NamedTuple):
    """A number that was missed at the first try, in words: the slip made most often, and by how many."""

    name: Markup
    percent: int
    wrong: int
    tries: int
    slip: Markup
    times: int


class Overview(NamedTuple):
    """The class at a glance."""

    columns: tuple[Column, ...]
    students: tuple[Student, ...]
    missed: tuple[MissedNumber, ...]
    order: Order
    dots: bool
    stuck: int
    fullest: Column | None
    answers: bool
    """Whether there are answers to look at: not while a question is open, because the summary shows the right one."""


def overview(classroom: Classroom, members: Sequence[Member], order: Order, now: float, language: Language) -> Overview:
    """The class as it is now; members who follow the teacher are where the teacher is."""
    session = classroom.session
    students = tuple(_student(member, classroom, now) for member in members)
    columns = tuple(_column(stage, students, session, language) for stage in session.stages.stages)
    fullest = max(columns, key=lambda each: len(each.students), default=None)
    return Overview(
        columns,
        tuple(sorted(students, key=_ORDERS[order])),
        tuple(filter(None, (_missed(each, session, language) for each in most_missed(members, 2 * MOST_MISSED))))[
            :MOST_MISSED
        ],
        order,
        len(students) <= MOST_DOTS,
        sum(each.stuck for each in students),
        fullest if fullest is not None and fullest.students else None,
        bool(classroom.questions) and classroom.open_question is None,
    )


def _student(member: Member, classroom: Classroom, now: float) -> Student:
    follows = classroom.mode == "lead" and not member.exploring
    session = classroom.session
    at = session.stage if follows else min(member.place[1], session.count)
    waited = 0.0 if follows else now - (member.since or member.joined)
    stage = session.stages.stages[max(at, 1) - 1]
    return Student(
        member.number,
        alias(member.number, classroom.language),
        stage_symbol(stage, session.architecture.depth) if at else Markup("–"),
        DIRECTIONS[stage.phase] if at else "start",
        at,
        member.hand is not None,
        waited > STUCK,
        int(waited // 60) if waited > STUCK else 0,
    )


def _column(stage: Stage, students: Sequence[Student], session: Session, language: Language) -> Column:
    depth = session.architecture.depth
    there = [each for each in students if max(each.stage, 1) == stage.index]
    return Column(
        stage.index,
        stage_symbol(stage, depth),
        caption(stage, depth, language),
        DIRECTIONS[stage.phase],
        tuple(sorted(there, key=_hands_first)),
    )


def _hands_first(student: Student) -> tuple[object, ...]:
    return not student.hand, not student.stuck, student.stage, student.alias


_ORDERS: Mapping[Order, Callable[[Student], tuple[object, ...]]] = {
    "hands": _hands_first,
    "behind": lambda student: (student.stage, student.alias),
    "names": lambda student: (student.alias,),
}


def _missed(missed: Missed, session: Session, language: Language) -> MissedNumber | None:
    """None for a number of an earlier network, which the class has no more."""
    try:
        key = parse(missed.key, session.architecture)
    except KeyError:
        return None
    stage = next((each for each in session.stages.stages if (key.letter, key.layer) in map(tuple, each.computes)), None)
    if stage is None:
        return None
    sample = session.problem.first_shown if key.letter in PER_SAMPLE else None
    place = Place(key.letter, key.layer, key.unit, sample, key.input, stage.kind == "update")
    naming = Naming(session.revealing(stage.index - 1), Question("number", place, stage.index), language)
    slip, count = next(iter(missed.slips.items()), ("", 0))
    return MissedNumber(
        symbols.element(key, session.architecture.sizes).html,
        round(100 * missed.wrong / missed.tries),
        missed.wrong,
        missed.tries,
        slip_label(slip, naming) if slip else Markup(),
        count,
    )
