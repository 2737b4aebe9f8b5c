"""The explanation of one number as the page shows it: a question, a formula, a sentence, what to do next."""

from typing import NamedTuple

from markupsafe import Markup, escape

from app.core.keys import Key
from app.session.session import Session
from app.view.inspector import explanation, meaning
from app.view.inspector.explanation import Explanation
from app.view.inspector.numerical_check import CHECKED, Check
from app.view.panel import number_template
from app.view.quantities import symbols
from app.view.quantities.expressions import Parts, Term
from app.view.quantities.revealed import Revealed
from app.view.words import numbers
from app.view.words.language import N_, Language

LONGEST = 6  # products of a sum that are written out


class Inspector(NamedTuple):
    """What `fragments/inspector.html` shows. `stage` is None for what is given."""

    key: str
    sample: int
    question: Markup
    symbol: Markup
    formula: Markup
    numbers: Markup
    result: Markup
    exact: str
    sentence: Markup
    iteration: int
    stage: int
    checkable: bool
    uses: str
    check: Check | None


def inspector(session: Session, key: Key, sample: int, language: Language, check: Check | None = None) -> Inspector:
    """The inspector of one number. Raises `NotRevealed`."""
    revealed = Revealed(session, sample)
    found = explanation.of(revealed, key, LONGEST)
    printed = numbers.text(found.value, language.locale)
    return Inspector(
        str(key),
        sample,
        _question(found, revealed, printed, language),
        *_sides(found, revealed, language),
        number_template.line(found.numeric, revealed, language.locale),
        Markup(number_template.marked(number_template.marks(key), found.value, printed)),  # noqa: S704 - a number in markup of our own
        numbers.exact(found.value, language.locale) if numbers.rounded(found.value) else "",
        meaning.consequence(found, revealed, language),
        session.iteration,
        found.stage,
        key.letter in CHECKED,
        " ".join(map(str, found.uses)),
        check,
    )


GIVEN = {"X": N_("Input {name}"), "Y": N_("Target {name}"), "W": N_("Weight {name}"), "B": N_("Bias {name}")}


def _question(found: Explanation, revealed: Revealed, printed: str, language: Language) -> Markup:
    """The title: why the number is what it is, or, for one that is given, what it is."""
    if found.symbolic:
        return escape(language.gettext("Why {value}?").format(value=printed))
    name = symbols.element(found.key, revealed.sizes).html
    return escape(language.gettext(GIVEN[found.key.letter])).format(name=name)


def _sides(found: Explanation, revealed: Revealed, language: Language) -> tuple[Markup, Markup]:
    """The name of a number and its formula; only one of them where there is no name, or both say the same."""
    formula = _formula(found.symbolic, revealed, language)
    if explanation.is_message(found.key):
        return formula, Markup()
    name = symbols.element(found.key, revealed.sizes).html
    if found.key.letter in "WB" and formula:
        name = escape(language.gettext("new {name}")).format(name=name)
    return name, Markup() if name == formula else formula


def _formula(parts: Parts, revealed: Revealed, language: Language) -> Markup:
    return Markup().join(
        symbols.element(part.key, revealed.sizes).html
        if isinstance(part, Term)
        else escape(part if isinstance(part, str) else numbers.text(part, language.locale))
        for part in parts
    )
