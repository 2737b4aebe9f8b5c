"""A question of a class and how it was answered, for the teacher's screen: counts and slips, never a name."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple

from markupsafe import Markup, escape

from app.classroom.classroom import ClassQuestion, Classroom
from app.classroom.counting import RoundCount, rounds, typed_answers
from app.classroom.member import Member
from app.core.practice.answering import verdict_on
from app.core.practice.place import Place
from app.core.practice.question import answer
from app.session.practising import upcoming
from app.view.practice import question_text
from app.view.practice.marking import drawn
from app.view.practice.naming import Naming, plain
from app.view.practice.slip_labels import slip_label
from app.view.words import numbers
from app.view.words.language import Language

Folding = Literal["", "answers", "mistakes"]
"""What the teacher's screen shows of the answers: nothing, what was given, or also what is right and which slips."""

MOST_CELLS = 60  # members that are drawn as one cell each
MOST_OTHERS = 6  # other answers that are listed


class AnswerRow(NamedTuple):
    """A group of answers: its mark (right, slip, other or missing), its words, and its count in each round."""

    mark: str
    label: Markup
    counts: tuple[int, ...]
    value: Markup = Markup()
    sentence: Markup = Markup()
    concerns: tuple[str, ...] = ()
    """The numbers of the drawing that a slip concerns, by key."""

    @property
    def change(self) -> int:
        """How many more answers there are than in the round before; 0 in the first."""
        return self.counts[-1] - self.counts[-2] if len(self.counts) > 1 else 0


class Typed(NamedTuple):
    """An answer as it was given, and how often."""

    text: str
    times: int


class QuestionCard(NamedTuple):
    """The question that the screens show, and its answers as far as they are unfolded."""

    number: int
    title: Markup
    help: str
    round: int
    members: int
    answered: int
    cells: tuple[bool, ...]
    revealed: bool
    folding: Folding
    typed: tuple[Typed, ...]
    rows: tuple[AnswerRow, ...]

    @property
    def missing(self) -> int:
        """Members who have not answered in this round."""
        return self.members - self.answered


def question_card(
    classroom: Classroom, members: Sequence[Member], folding: Folding, language: Language
) -> QuestionCard | None:
    """The card of the question on the screens; None where there is none. After the reveal nothing is folded."""
    question = classroom.shown_question
    if question is None:
        return None
    at = len(classroom.questions) - 1
    counts = rounds(classroom, members, at)
    naming = Naming(question.session, question.question, language)
    folding = folding if question.is_open else "mistakes"
    now = counts[-1]
    cells = (True,) * now.answered + (False,) * now.missing if now.members <= MOST_CELLS else ()
    return QuestionCard(
        at,
        question_text.title(naming),
        question_text.help_text(naming),
        question.round,
        now.members,
        now.answered,
        cells,
        not question.is_open,
        folding,
        tuple(Typed(said(text, naming), count) for text, count in typed_answers(members, at, question.round))
        if folding == "answers"
        else (),
        answer_rows(classroom, members, at, language) if folding == "mistakes" else (),
    )


def answer_rows(classroom: Classroom, members: Sequence[Member], at: int, language: Language) -> tuple[AnswerRow, ...]:
    """The groups of answers to a question over all rounds: right, each slip by its count, other, not yet."""
    _ = language.gettext
    question, counts = classroom.questions[at], rounds(classroom, members, at)
    naming = Naming(question.session, question.question, language)
    slips = dict.fromkeys(slip for count in reversed(counts) for slip in count.slips)
    others = AnswerRow("other", escape(_("Other answers")), tuple(count.other for count in counts))
    return (
        AnswerRow("right", escape(_("Right")), tuple(count.right for count in counts), right_answer(question, naming)),
        *(_slip_row(slip, counts, members, at, naming) for slip in slips),
        *([others._replace(sentence=_others(members, at, naming))] if any(others.counts) else []),
        AnswerRow("missing", escape(_("Not yet")), tuple(count.missing for count in counts)),
    )


def _slip_row(slip: str, counts: Sequence[RoundCount], members: Sequence[Member], at: int, naming: Naming) -> AnswerRow:
    """The row of a slip, with the answer that showed it most often and the numbers that this one concerns."""
    typed = Counter(
        each.typed for member in members for each in member.given if (each.question, each.slip) == (at, slip)
    )
    example = typed.most_common(1)[0][0]
    found = verdict_on(naming.question, example, upcoming(naming.session))
    return AnswerRow(
        "slip",
        slip_label(slip, naming),
        tuple(count.slips.get(slip, 0) for count in counts),
        escape(said(example, naming)),
        concerns=tuple(str(drawn(place)) for place in found.concerns),
    )


def right_answer(question: ClassQuestion, naming: Naming) -> Markup:
    """The right answer, as the screen writes it."""
    found = answer(question.question, upcoming(question.session))
    if isinstance(found, float):
        return escape(numbers.text(found, naming.language.locale))
    if isinstance(found, Place):
        of_weights = question.question.aspect == "changes_most"
        return naming.name(found._replace(letter="W")) if of_weights else naming.unit(found)
    return escape(said(found, naming))


def said(text: str, naming: Naming) -> str:
    """An answer as it was given: a choice by its word, anything else as it was typed."""
    for option in question_text.options(naming):
        if option.value == text.strip():
            return option.word or plain(option.sign)
    return text.strip()


def _others(members: Sequence[Member], at: int, naming: Naming) -> Markup:
    """Wrong answers that no slip explains, the latest round first."""
    given = sorted((each for member in members for each in member.given), key=lambda each: -each.round)
    texts = [each.typed for each in given if each.question == at and not each.right and each.slip is None]
    return escape(", ".join(said(text, naming) for text in [*dict.fromkeys(texts)][:MOST_OTHERS]))
