"""What a class sees on the wall: how to join, the question, and its answers as counts; never a name."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from app.classroom.classroom import Classroom
from app.classroom.member import Member
from app.session.practising import next_stage
from app.view.classroom.question import AnswerRow, QuestionCard, question_card
from app.view.panel import stage_text
from app.view.panel.stage_text import Words
from app.view.practice import verdict_text
from app.view.practice.naming import plain
from app.view.words.language import Language
from app.view.worksheet.qr_code import QrCode, qr_code

MOST_CELLS = 60  # in the rail; with more members a cell stands for several
LETTERS = 118  # that the whole rail has room for


class Joining(NamedTuple):
    """How to join: the address, the code in two groups, the QR code."""

    address: str
    code: str
    qr: QrCode


class Group(NamedTuple):
    """Answers of one kind: its mark, how many, its words as far as there is room for them, its cells of the rail."""

    mark: str
    times: int
    label: Markup
    cells: int
    value: Markup = Markup()
    """The shortest words: the answer itself."""


class Rail(NamedTuple):
    """The row of cells at the bottom: one for each member, or groups of them after the reveal."""

    answered: int
    members: int
    missing: int
    groups: tuple[Group, ...]
    revealed: bool
    dense: bool


class Wall(NamedTuple):
    """The wall. `words` are those of the stage that the question is about; without a question they are missing."""

    joining: Joining | None
    words: Words | None
    title: Markup
    rail: Rail | None


def wall(classroom: Classroom, members: Sequence[Member], code: str, address: str, language: Language) -> Wall:
    """The wall of a class that is joined at an address. A locked one does not say how to join."""
    joining = None if classroom.locked else _joining(code, address)
    question, card = classroom.shown_question, question_card(classroom, members, "", language)
    if question is None or card is None:
        return Wall(joining, None, Markup(), None)
    session = question.session
    words = stage_text.words(session.architecture, next_stage(session), len(session.problem.X) > 1, language)
    title = card.title
    if card.revealed:
        title = verdict_text.right(question.question, classroom.session, language).sentence or title
    return Wall(joining, words, title, _rail(card, language))


def _joining(code: str, address: str) -> Joining:
    return Joining(address.partition("?")[0].partition("://")[2], f"{code[:3]} {code[3:]}", qr_code(address))


def _rail(card: QuestionCard, language: Language) -> Rail:
    cells = min(card.members, MOST_CELLS)
    groups = [Group("in", card.answered, Markup(), 0), Group("out", card.missing, Markup(), 0)]
    if card.revealed:
        groups = [_group(row, language) for row in card.rows]
    share = cells / max(1, card.members)
    groups = [group._replace(cells=max(1, round(group.times * share))) for group in groups if group.times]
    return Rail(
        card.answered,
        card.members,
        card.missing,
        tuple(_with_room(group, cells) for group in groups),
        card.revealed,
        card.members > MOST_CELLS,
    )


def _group(row: AnswerRow, language: Language) -> Group:
    words = {"missing": language.gettext("no answer"), "other": language.gettext("other")}
    label = row.label[:1].lower() + row.label[1:]
    if row.mark in words:
        return Group(row.mark, row.counts[-1], escape(words[row.mark]), 0)
    return Group(row.mark, row.counts[-1], Markup("{}: {}").format(row.value, label), 0, row.value)


def _with_room(group: Group, cells: int) -> Group:
    """The group with its words only where they fit above its cells."""
    room = LETTERS * group.cells / max(1, cells) - len(str(group.times)) - 4
    fitting = (text for text in (group.label, group.value) if len(plain(text)) <= room)
    return group._replace(label=next(fitting, Markup()))
