"""The panel "what is happening now": one stage in words, as a formula, unit by unit and as matrices."""

from typing import NamedTuple

from markupsafe import Markup

from app.session.session import Session
from app.view import formulas, matrices, number, rows, sentences, symbols
from app.view import notes as remarks
from app.view.formulas import Form
from app.view.language import Language
from app.view.links import Key
from app.view.matrices import Line
from app.view.notes import Note
from app.view.reading import Reading
from app.view.rows import Rows
from app.view.sentences import Words

SPOKEN = 8  # numbers that are read aloud


class Panel(NamedTuple):
    """What `fragments/now.html` shows. `spoken` is the line for the live region."""

    words: Words
    step: str
    sample: str
    formula: Markup
    rows: Rows
    equation: tuple[Line, ...]
    notes: tuple[Note, ...]
    spoken: str


def panel(session: Session, sample: int, language: Language, focus: Key | None = None) -> Panel:
    """The panel of the stage revealed last, at one sample of the batch.

    `focus` is a number that large layers and matrices are to be shown about.
    """
    reading = Reading(session, sample)
    stage = session.last
    words = sentences.words(session.architecture, stage, reading.samples > 1, language)
    form = Form(session.architecture, reading.samples, "," if language.locale == "ru" else ".")
    return Panel(
        words,
        language.gettext("Step {n} of {count}").format(n=session.stage, count=session.count),
        _sample(reading, language),
        formulas.formula(form, stage),
        rows.rows(reading, stage, language, focus),
        matrices.equation(reading, stage, language, focus),
        remarks.notes(reading, stage, language),
        _spoken(reading, words, language),
    )


def _sample(reading: Reading, language: Language) -> str:
    if reading.samples == 1:
        return ""
    return language.gettext("sample {n} of {count}").format(n=reading.sample + 1, count=reading.samples)


def _spoken(reading: Reading, words: Words, language: Language) -> str:
    """The title and the numbers that the stage gave, those of the sample that is shown."""
    stage = reading.session.last
    if stage is None:
        return f"{words.title}. {words.sentence}"
    if stage.kind == "update":
        return f"{words.title}. {words.sentence}"
    given = reading.tape.value(stage.gives[0])
    values = (given if stage.kind in ("derivative", "cost") else given[reading.sample]).ravel().tolist()
    said = [number.text(value, language.locale) for value in values[:SPOKEN]]
    # A list of decimal commas wants something else between its numbers.
    apart = "; " if language.locale == "ru" else ", "
    closed = _closed(reading, language) if stage.kind == "error" else ""
    return f"{words.title}: {apart.join(said)}{' …' if len(values) > SPOKEN else '.'}{closed}"


def _closed(reading: Reading, language: Language) -> str:
    stage = reading.session.last
    layer = (stage.layer if stage else None) or 1
    slopes = reading.tape.R[layer - 1]
    if slopes is None:
        return ""
    stopped = [
        symbols.unit(layer, k, reading.sizes).plain.replace("_", "")
        for k, slope in enumerate(slopes[reading.sample].tolist())
        if slope == 0
    ]
    if not stopped:
        return ""
    blocked = language.ngettext("Unit {units} is blocked.", "Units {units} are blocked.", len(stopped))
    return " " + blocked.format(units=", ".join(stopped))
