"""The answers of a class as rows for files: the same ones through the API and on the page of the summary."""

from collections.abc import Sequence

from app.classroom.classroom import Classroom
from app.classroom.member import Member
from app.classroom.summary import Row, rows
from app.view.classroom.aliases import alias
from app.view.practice import question_text
from app.view.practice.naming import Naming, plain
from app.view.words.language import Language


def answers(classroom: Classroom, members: Sequence[Member], language: Language) -> list[Row]:
    """Every answer, by question, round and alias, with the questions in words."""
    named = [(alias(each.number, classroom.language), each) for each in members]
    return [*rows(classroom, named, _texts(classroom, language))]


def _texts(classroom: Classroom, language: Language) -> list[str]:
    return [plain(question_text.title(Naming(each.session, each.question, language))) for each in classroom.questions]
