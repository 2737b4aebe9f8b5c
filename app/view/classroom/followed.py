"""What everybody who follows a class sees beside the network: where the teacher is, and the question that is open."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from markupsafe import Markup

from app.classroom.classroom import ClassQuestion, Classroom
from app.session.practising import next_stage
from app.session.session import Session
from app.view.inspector.known_numbers import KnownMatrix, known_matrix
from app.view.panel import stage_text
from app.view.practice import question_text
from app.view.practice.naming import Naming
from app.view.words import numbers
from app.view.words.language import Language
from app.view.workbench.timeline import caption

Kind = Literal["follow", "explore", "free"]
"""Whether a member sees the teacher's network, or one of their own: while the teacher leads, or at free pace."""

MOST_NUMBERS = 64  # of a matrix that is listed


SIGNED = frozenset({"W", "B", "E", "dW", "dB"})  # letters whose numbers are coloured by their sign, as in the drawing


class KnownRows(NamedTuple):
    """A matrix that is known: its name, its numbers in rows, and whether they are coloured by their sign."""

    name: Markup
    rows: tuple[tuple[str, ...], ...]
    signed: bool


class Asked(NamedTuple):
    """The open question as everybody sees it; `numbers` are those known so far that are of use."""

    round: int
    step: str
    direction: str
    title: Markup
    help: str
    numbers: tuple[KnownRows, ...]


class Following(NamedTuple):
    """Where the teacher is, in words."""

    kind: Kind
    iteration: str
    step: str
    stage: str
    asked: Asked | None
    waits: bool
    """Whether exploring waits for the answer to a question."""

    @property
    def locked(self) -> bool:
        """Whether the network belongs to the teacher."""
        return self.kind == "follow"


def following(classroom: Classroom, kind: Kind, language: Language) -> Following:
    """What a member sees of the class, without anything of their own."""
    session, question = classroom.session, classroom.open_question
    return Following(
        kind,
        numbers.whole(session.iteration + 1, language.locale) if session.iteration else "",
        language.gettext("Step {n} of {count}").format(n=session.stage, count=session.count) if session.stage else "",
        stage_of(session, language),
        asked(question, language) if question else None,
        question is not None,
    )


def stage_of(session: Session, language: Language) -> str:
    """What the stage revealed last is called: hidden error."""
    last = session.last
    return caption(last, session.architecture.depth, language) if last else language.gettext("the start")


def asked(question: ClassQuestion, language: Language) -> Asked:
    """A question as everybody sees it."""
    session, stage = question.session, next_stage(question.session)
    naming = Naming(session, question.question, language)
    return Asked(
        question.round,
        language.gettext("Step {n} of {count}").format(n=stage.index, count=session.count),
        stage_text.direction(stage),
        question_text.title(naming),
        question_text.help_text(naming),
        tuple(_of_use(naming)),
    )


def _of_use(naming: Naming) -> Iterator[KnownRows]:
    """The matrices that the number is made of, and those of its layer: what is of use, and a little more."""
    at, revealed = naming.place, naming.revealed
    needed = [(place.letter, place.layer) for place in naming.operands_of(at)]
    for letter, layer in sorted({("Z", at.layer), ("H", at.layer), *needed}, key=lambda one: _order(*one)):
        found = known_matrix(letter, layer, revealed, naming.language)
        if found is not None and len(found.numbers) <= MOST_NUMBERS:
            yield _known_rows(found, letter in SIGNED)


def _order(letter: str, layer: int) -> tuple[int, int]:
    return "XZHYWBREdWdBC".find(letter), layer


def _known_rows(matrix: KnownMatrix, signed: bool) -> KnownRows:
    """A matrix in rows; one that is a single column is written as a row."""
    rows = tuple(_rows(matrix))
    if len(rows) == 1 or any(len(row) > 1 for row in rows):
        return KnownRows(matrix.name, rows, signed)
    return KnownRows(matrix.name + Markup("<sup>T</sup>"), (tuple(value for (value,) in rows),), signed)


def _rows(matrix: KnownMatrix) -> Iterator[tuple[str, ...]]:
    """The numbers of a matrix in rows: of weights one row for each unit that they lead to."""
    rows: dict[str, list[str]] = {}
    for each in matrix.numbers:
        letter, layer, unit, *more = each.key.split(".")
        rows.setdefault(unit if more else f"{letter}{layer}", []).append(each.value)
    return (tuple(row) for row in rows.values())
