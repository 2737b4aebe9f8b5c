"""The summary of a class on paper: each question with bars for each round, then every answer by alias."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from markupsafe import Markup

from app.classroom.classroom import Classroom
from app.classroom.counting import rounds
from app.classroom.member import Member
from app.view.classroom.aliases import alias
from app.view.classroom.answer_tables import AnswerTable, batched, side_by_side
from app.view.classroom.question import AnswerRow, answer_rows, right_answer
from app.view.practice import question_text
from app.view.practice.naming import Naming
from app.view.words.language import Language

LONGEST = 120.0  # pixels of the bar of a whole class
WIDEST = 4.0  # pixels of one student in a bar
BESIDE = 2  # rounds side by side
MOST_STUDENTS = 30  # more of them have their answers on a page of their own
MOST_COLUMNS = 6  # of answers: likewise


class Bar(NamedTuple):
    """How many gave an answer in a round, and how long the bar of them is, in pixels."""

    students: int
    length: float


class BarRow(NamedTuple):
    """A group of answers with a bar for each round that is shown side by side."""

    mark: str
    label: Markup
    value: Markup
    bars: tuple[Bar, ...]


class RoundGroup(NamedTuple):
    """Rounds side by side, by number; `rows` have a bar for each."""

    rounds: tuple[int, ...]
    rows: tuple[BarRow, ...]


class Asked(NamedTuple):
    """A question with its right answer, how many answered in each round, and its bars."""

    number: int
    title: Markup
    answer: Markup
    answered: tuple[int, ...]
    groups: tuple[RoundGroup, ...]


class Summary(NamedTuple):
    """The summary of a class. `pairs` are tables side by side; `began` and `ended` are in UTC."""

    members: int
    rounds: int
    questions: tuple[Asked, ...]
    pairs: tuple[tuple[AnswerTable, ...], ...]
    own_page: bool
    began: datetime | None
    ended: datetime | None


def summary(classroom: Classroom, members: Sequence[Member], language: Language) -> Summary:
    """The summary, in a language; the aliases are in that of the class."""
    named = sorted(((alias(each.number, classroom.language), each) for each in members), key=lambda each: each[0])
    asked = [(at, round_) for at, each in enumerate(classroom.questions) for round_ in range(1, each.round + 1)]
    own_page = len(members) > MOST_STUDENTS or len(asked) > MOST_COLUMNS
    times = [time for each in classroom.questions for time in (*each.rounds, each.revealed) if time is not None]
    return Summary(
        len(members),
        len(asked),
        tuple(_asked(classroom, members, at, language) for at in range(len(classroom.questions))),
        tuple(side_by_side(classroom, named, asked, language)),
        own_page,
        datetime.fromtimestamp(min(times), UTC) if times else None,
        datetime.fromtimestamp(max(times), UTC) if times else None,
    )


def _asked(classroom: Classroom, members: Sequence[Member], at: int, language: Language) -> Asked:
    question = classroom.questions[at]
    naming = Naming(question.session, question.question, language)
    found = answer_rows(classroom, members, at, language)
    numbered = tuple(range(1, question.round + 1))
    return Asked(
        at + 1,
        question_text.title(naming),
        right_answer(question, naming),
        tuple(count.answered for count in rounds(classroom, members, at)),
        tuple(
            RoundGroup(some, tuple(_bar_row(row, some, len(members), language) for row in found))
            for some in batched(numbered, BESIDE)
        ),
    )


def _bar_row(row: AnswerRow, some: Sequence[int], members: int, language: Language) -> BarRow:
    label = Markup.escape(language.gettext("No answer")) if row.mark == "missing" else row.label
    unit = min(WIDEST, LONGEST / max(members, 1))
    counts = [row.counts[round_ - 1] for round_ in some]
    return BarRow(row.mark, label, row.value, tuple(Bar(count, round(count * unit, 1)) for count in counts))
