"""Every answer of a class by alias, as tables that fit on paper."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from markupsafe import Markup, escape

from app.classroom.classroom import ClassQuestion, Classroom
from app.classroom.member import Member
from app.view.classroom.question import said
from app.view.practice.naming import Naming
from app.view.words.language import Language

NARROW = 5  # columns of a table that may have another one beside it
COLUMNS = 10  # of a table that is as wide as the page
ROWS = 42  # of a table that has another one beside it

Item = TypeVar("Item")


class Column(NamedTuple):
    """The answers of a round: to which question, by name or number, and in which round if there were several."""

    name: Markup
    round: int | None


class Cell(NamedTuple):
    """An answer as it was given; whether it is right, None without an answer."""

    right: bool | None
    text: str


class Row(NamedTuple):
    """The answers of a member; `id` is the place on the page where they begin, "" in a further table."""

    id: str
    name: str
    cells: tuple[Cell, ...]


class AnswerTable(NamedTuple):
    """The answers of some members to some questions, by alias."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def side_by_side(
    classroom: Classroom, named: Sequence[tuple[str, Member]], asked: Sequence[tuple[int, int]], language: Language
) -> Iterator[tuple[AnswerTable, ...]]:
    """The tables of answers: two side by side where their columns are few, otherwise one below the other.

    `named` are the members with their aliases, `asked` the questions, from 0, with their rounds, from 1.
    """
    heads = _heads(classroom, language)

    def table(some: Sequence[tuple[str, Member]], at: Sequence[tuple[int, int]]) -> AnswerTable:
        columns = (Column(heads[q], n if classroom.questions[q].round > 1 else None) for q, n in at)
        rows = (
            Row(
                f"answers-{member.number}" if at[0] == asked[0] else "",
                name,
                tuple(_cell(classroom, member, each, language) for each in at),
            )
            for name, member in some
        )
        return AnswerTable(tuple(columns), tuple(rows))

    if not asked or not named:
        return
    if len(asked) > NARROW:
        for at in batched(asked, COLUMNS):
            yield (table(named, at),)
        return
    for page in batched(named, 2 * ROWS):
        yield tuple(table(half, asked) for half in batched(page, (len(page) + 1) // 2))


def _heads(classroom: Classroom, language: Language) -> tuple[Markup, ...]:
    """What names each question in a table: its symbol, or its number where that would not tell questions apart."""
    named = tuple(
        _naming(each, language).name(each.question.place)
        for each in classroom.questions
        if each.question.kind != "which"
    )
    plain = tuple(escape(at + 1) for at in range(len(classroom.questions)))
    return named if len({*named}) == len(plain) else plain


def _cell(classroom: Classroom, member: Member, at: tuple[int, int], language: Language) -> Cell:
    given = member.answer(*at)
    if given is None:
        return Cell(None, "–")
    return Cell(given.right, "✓" if given.right else said(given.typed, _naming(classroom.questions[at[0]], language)))


def batched(items: Sequence[Item], most: int) -> Iterator[tuple[Item, ...]]:
    """The items in groups of so many; the last one may have fewer."""
    return (tuple(items[start : start + most]) for start in range(0, len(items), most))


def _naming(question: ClassQuestion, language: Language) -> Naming:
    return Naming(question.session, question.question, language)
