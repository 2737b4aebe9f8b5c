"""The cells of a worksheet as questions for other systems: each number with its tolerance and the slips that lead away.

An answer within 1 % is right, or one within half a thousandth: that is what people get who round to three decimals.
"""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import numpy as np
from markupsafe import Markup, escape

from app.core.practice.judging import Verdict
from app.core.practice.kind_numbers import Sheet, label
from app.core.practice.place import Pass, places
from app.core.practice.question import Question
from app.core.practice.slips import rule, slips_of
from app.session.practising import upcoming
from app.session.session import Session
from app.view.practice import question_text, verdict_text
from app.view.practice.naming import Naming, plain
from app.view.quantities import symbols
from app.view.quantities.revealed import Revealed, Source
from app.view.words import numbers
from app.view.words.language import Language
from app.view.worksheet.options import session_of, short_name

WITHIN, LEAST = 0.01, 0.0005
MOST_SLIPS = 5
UNSUITABLE = frozenset({"rounded-too-early"})  # its number is the right one
BIASES = frozenset({"B", "dB"})  # dB is E, and the sheet does not ask for it


class WrongNumber(NamedTuple):
    """A number that a slip leads to, and the words for an answer with it."""

    slip: str
    number: float
    tolerance: float
    feedback: str


class Item(NamedTuple):
    """One question: a name for people, an id for systems, its text in HTML, the answer, the slips."""

    id: str
    name: str
    text: Markup
    number: float
    tolerance: float
    wrong: tuple[WrongNumber, ...]


class Quiz(NamedTuple):
    """The questions of one version, and the session of its network."""

    sheet: Sheet
    session: Session
    items: tuple[Item, ...]

    @property
    def label(self) -> str:
        """The letters of the version."""
        return label(self.sheet.version)


def quiz(sheet: Sheet, language: Language) -> Quiz:
    """The questions of a sheet, in the order of its stages."""
    session = session_of(sheet)
    given, found = _given(session, language), []
    for stage in session.stages.stages:
        before = session.revealing(stage.index - 1)
        numbers = upcoming(before)
        for place in places(stage, session.architecture, 0):
            if place.letter not in BIASES:
                naming = Naming(before, Question("number", place, stage.index), language)
                found.append(_item(sheet, given, naming, numbers))
    return Quiz(sheet, session, tuple(found))


def tolerance(number: float) -> float:
    """How far an answer may be from a number; 0 must be 0."""
    return max(WITHIN * abs(number), LEAST) if number else 0.0


def _item(sheet: Sheet, given: Markup, naming: Naming, passed: Pass) -> Item:
    place, right = naming.place, clean(passed.number(naming.place))
    name = f"{sheet.seed} {label(sheet.version)} · {plain(naming.whole_name(place))}"
    text = given + Markup("<p>{}</p>").format(question_text.title(naming))
    key = f"{'new.' if place.new else ''}{place.key}"
    wrong = tuple(islice(_wrong(naming, passed, right), MOST_SLIPS))
    return Item(f"backprop-{short_name(sheet)}-{key}", name, text, right, tolerance(right), wrong)


def _wrong(naming: Naming, passed: Pass, right: float) -> Iterator[WrongNumber]:
    """The slips whose numbers differ from the right one and from those of the slips before."""
    taken = [(right, tolerance(right))]
    for slip in slips_of(rule(naming.place, passed.architecture.depth)):
        if slip.id in UNSUITABLE:
            continue
        with np.errstate(all="ignore"):
            candidates = list(slip.candidates(passed, naming.place))
        for found in candidates:
            number = clean(found.number)
            if not np.isfinite(number) or any(abs(number - other) <= near + LEAST for other, near in taken):
                continue
            taken.append((number, LEAST))
            typed = numbers.text(number, naming.language.locale, 4)
            verdict = Verdict(right=False, slip=slip.id, concerns=found.concerns)
            yield WrongNumber(slip.id, number, LEAST, verdict_text.wrong(verdict, typed, naming).plain)
            break


def clean(number: float) -> float:
    """A number of the pass without the last digits of float64, in which 0.1 · 3 is not 0.3."""
    return round(float(number), 10) + 0.0


def _given(session: Session, language: Language) -> Markup:
    """The network in words and matrices, which every question begins with."""
    start, lines = Revealed(session), []
    for l in range(1, start.depth + 1):
        sources = [Source("W", l), Source("B", l)] if start.architecture.bias else [Source("W", l)]
        lines += [_matrix(start, source, language) for source in sources]
    ends = [_matrix(start, source, language) for source in (Source("X", 0), Source("Y", start.depth))]
    text = language.gettext(
        "A network with R(z) = max(0, z) in every layer, half the squared error as its cost, and lr = {rate}:"
    )
    rate = numbers.text(start.form.rate, language.locale)
    return Markup("<p>{}</p><p>{}</p>").format(text.format(rate=rate), Markup("<br>").join([ends[0], *lines, ends[1]]))


def _matrix(start: Revealed, source: Source, language: Language) -> Markup:
    name = symbols.matrix(source.letter, source.layer, start.depth).html
    rows = "; ".join(" ".join(numbers.text(v, language.locale) for v in row) for row in start.matrix(source))
    return escape("{} = [{}]").format(name, rows)
