"""The exercise that the panel shows: the question, its answers, its hints, the verdict, and the tally."""

from typing import NamedTuple

from markupsafe import Markup

from app.core.practice.question import KINDS, Kind
from app.session.practice import HINTS, MARKS, Mark, Practice
from app.session.practising import answer_offered, next_stage, open_question, verdict
from app.session.session import Session
from app.view.panel import stage_text
from app.view.practice import question_text, verdict_text
from app.view.practice.hints import Hint, hints
from app.view.practice.naming import Naming, plain
from app.view.practice.question_text import Option
from app.view.practice.verdict_text import Said
from app.view.words import numbers
from app.view.words.language import N_, Language


class Tally(NamedTuple):
    """How earlier questions went: the latest marks, oldest first, and the count of those right at once."""

    marks: tuple[Mark, ...]
    now: bool
    empty: int
    text: str


class KindChoice(NamedTuple):
    """A kind of question to ask for; "" is any."""

    value: str
    label: str
    chosen: bool


class Exercise(NamedTuple):
    """What the panel shows while a question is open."""

    id: str
    kind: Kind
    direction: str
    step: str
    title: Markup
    help: str
    asked: str
    sample: int | None
    name: Markup
    options: tuple[Option, ...]
    hints: tuple[Hint, ...]
    more_hints: int
    said: Said | None
    slip: str | None
    typed: str
    answer_offered: bool
    stage: int

    @property
    def spoken(self) -> str:
        """What a screen reader says: the verdict on the latest answer and the latest hint, else the question."""
        verdict = () if self.said is None else (self.said.plain,)
        hint = tuple(each.text for each in self.hints[-1:])
        return " ".join((*verdict, *hint) or (plain(self.title), self.help))


def exercise(session: Session, language: Language) -> Exercise | None:
    """The open question of a session, or None."""
    open_ = open_question(session)
    if open_ is None:
        return None
    naming = Naming(session, open_.question, language)
    judged, stage = verdict(session), next_stage(session)
    return Exercise(
        open_.id,
        open_.question.kind,
        stage_text.direction(stage),
        language.gettext("Step {n} of {count}").format(n=stage.index, count=session.count),
        question_text.title(naming),
        question_text.help_text(naming),
        str(open_.question.place.key),
        open_.question.place.sample,
        naming.words["name"],
        question_text.options(naming),
        hints(naming, open_.hints),
        HINTS - open_.hints,
        None if judged is None else verdict_text.wrong(judged, open_.typed, naming),
        None if judged is None else judged.slip,
        open_.typed,
        answer_offered(session),
        open_.question.stage,
    )


def outcome(session: Session, language: Language) -> Said | None:
    """The words about the question that was answered last, as long as its stage is the one revealed last."""
    done = session.practice.done
    if done is None:
        return None
    say = verdict_text.right if done.typed else verdict_text.answer_shown
    return say(done.question, session, language)


def tally(practice: Practice, language: Language) -> Tally:
    """The tally of a session's practice."""
    text = language.gettext("First try: {right} of {total}").format(
        right=numbers.whole(practice.right_at_once, language.locale),
        total=numbers.whole(practice.total, language.locale),
    )
    asking = practice.asked is not None
    marks = practice.marks[-(MARKS - asking) :]
    return Tally(marks, asking, MARKS - len(marks) - asking, text)


def kinds(practice: Practice, language: Language) -> tuple[KindChoice, ...]:
    """The kinds of question to choose from."""
    _ = language.gettext
    rows = (("", _("Any kind")), *((kind, _(_KINDS[kind])) for kind in KINDS))
    return tuple(KindChoice(value, label, value == (practice.kind or "")) for value, label in rows)


_KINDS: dict[Kind, str] = {
    "number": N_("Numbers"),
    "sign": N_("Signs"),
    "gate": N_("Gates"),
    "which": N_("Which one"),
}
