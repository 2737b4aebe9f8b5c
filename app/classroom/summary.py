"""The summary of a class: every answer to every question, one row each."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from app.classroom.classroom import Classroom
from app.classroom.member import Member

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for the beginning of a formula

_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?([eE][+-]?\d+)?")


class Row(NamedTuple):
    """One answer. `question` and `round` count from 1; `slip` is None where the answer is right or unexplained."""

    alias: str
    question: int
    text: str
    round: int
    answer: str
    right: bool
    slip: str | None
    tries: int
    seconds: float


def rows(classroom: Classroom, members: Sequence[tuple[str, Member]], texts: Sequence[str]) -> Iterator[Row]:
    """Every answer, by question, round and alias. `members` come with their aliases, `texts` are the questions'."""
    for at, question in enumerate(classroom.questions):
        for round_ in range(1, question.round + 1):
            for alias, member in sorted(members, key=lambda each: each[0]):
                given = member.answer(at, round_)
                if given is not None:
                    yield Row(
                        alias, at + 1, texts[at], round_, given.typed, given.right, given.slip, given.tries,
                        round(given.seconds, 1),
                    )  # fmt: skip


def as_csv(answers: Iterable[Row], heads: Sequence[str]) -> str:
    """The rows as CSV below these heads, with a mark of byte order so that spreadsheets read it as UTF-8.

    A text that a spreadsheet would take for a formula begins with an apostrophe; a plain number stays as it is.
    """
    file = io.StringIO()
    file.write("\ufeff")
    writer = csv.writer(file)
    writer.writerow([_harmless(head) for head in heads])
    writer.writerows([_harmless(cell) for cell in row] for row in answers)
    return file.getvalue()


def _harmless(cell: object) -> object:
    """The cell as a spreadsheet shows it and never computes it."""
    if not isinstance(cell, str) or not cell.startswith(FORMULA_SIGNS) or _NUMBER.fullmatch(cell):
        return cell
    return f"'{cell}"
