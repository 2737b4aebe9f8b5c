"""The reply to an answer."""

from typing import NamedTuple

from markupsafe import Markup, escape

from app.core.practice.judging import Verdict
from app.core.practice.place import Place
from app.core.practice.question import Aspect, Kind, Question
from app.session.session import Session
from app.view.practice.naming import Naming, filled, plain
from app.view.practice.slip_text import UNEXPLAINED, SlipText, slip_text
from app.view.quantities import expressions, symbols
from app.view.quantities.expressions import Term
from app.view.quantities.revealed import Revealed
from app.view.words import numbers
from app.view.words.language import N_, Language


class Said(NamedTuple):
    """The verdict in words: `lead` in bold, then `sentence`; `plain` is both as plain text."""

    right: bool
    lead: Markup
    sentence: Markup
    concerns: tuple[Place, ...] = ()

    @property
    def plain(self) -> str:
        """Both as plain text."""
        return f"{plain(self.lead)} {plain(self.sentence)}".rstrip()


def wrong(verdict: Verdict, typed: str, naming: Naming) -> Said:
    """The reply to a wrong answer: it never contains the right one."""
    _ = naming.language.gettext
    text, concern = _text(verdict, naming), verdict.concerns[0] if verdict.concerns else naming.place
    words = {**naming.words, "typed": _shown(typed, naming), "concern": naming.whole_name(concern)}
    lead = filled(_(text.lead), words)
    if verdict.also:
        lead = escape(_("Perhaps: {slip}")).format(slip=lead)
    return Said(False, lead, filled(_(text.sentence), words), verdict.concerns)


def right(question: Question, session: Session, language: Language) -> Said:
    """The reply to the right answer: the number and its line worked out. Its stage is revealed by then."""
    _ = language.gettext
    lead = escape(_("Right."))
    if question.kind == "which":
        return Said(True, lead, Markup())
    place, revealed = question.place, Revealed(session, question.place.sample or 0)
    form = revealed.form
    updated = expressions.update(form, place.key, form.rate) if place.new else ()
    numeric = updated or expressions.numbers(form, place.key, MAX_TERMS)

    def shown(part: Term | float, bracket: bool) -> str:
        value = revealed.value(part.key, part.sample) if isinstance(part, Term) else part
        return (numbers.bracketed if bracket else numbers.text)(value, language.locale)

    value = numbers.text(revealed.shown(place.key), language.locale)
    because = " = ".join(dict.fromkeys((expressions.line(numeric, shown), value)))
    name = symbols.element(place.key, revealed.sizes).html
    return Said(True, lead, escape("{name} = {because}").format(name=name, because=because))


def answer_shown(question: Question, session: Session, language: Language) -> Said:
    """The words for an answer that was shown."""
    said = right(question, session, language)
    return said._replace(right=False, lead=escape(language.gettext("The answer:")))


MAX_TERMS = 6  # of a sum that is written out


def _text(verdict: Verdict, naming: Naming) -> SlipText:
    if verdict.slip is not None:
        return slip_text(verdict.slip, naming)
    question = naming.question
    if question.kind == "number":
        return UNEXPLAINED
    return _ASPECTS[question.aspect] if question.aspect else _KINDS[question.kind]


def _shown(typed: str, naming: Naming) -> Markup:
    """What was typed, as it was typed; arithmetic that is long is "your number"."""
    short = typed.strip()
    return escape(short if len(short) <= LONGEST else naming.language.gettext("your number"))


LONGEST = 24  # characters of an answer that is repeated in a sentence

_KINDS: dict[Kind, SlipText] = {
    "sign": SlipText(
        N_("Another sign."),
        N_("Go through the factors of {name} one by one: is one of them 0, and how many are negative?"),
    ),
    "gate": SlipText(
        N_("The other way round."),
        N_("Look at {z} = {z_value}. What is the slope of {activation} there?"),
    ),
}

_ASPECTS: dict[Aspect, SlipText] = {
    "learns_nothing": SlipText(
        N_("This one learns."),
        N_("A unit learns nothing if its error is 0. Whose gate stops the error?"),
    ),
    "largest_error": SlipText(
        N_("Another one is larger."),
        N_("Compare what comes back to each unit, and what its gate lets through. Which product is largest?"),
    ),
    "changes_most": SlipText(
        N_("Another one changes more."),
        N_("Each derivative is an input times an error. Where are both far from 0?"),
    ),
}
