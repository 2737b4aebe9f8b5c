"""The strip above the drawing: iteration, sample, target, learning rate, cost."""

from typing import NamedTuple

from app.core.activations import Array
from app.session.session import Session
from app.view.diagram.fit_number import COST_SMALL, Room, fitted
from app.view.quantities.revealed import Revealed
from app.view.words import numbers
from app.view.words.language import Language, language
from app.view.workbench import cost_curve

SHOWN = 4  # numbers of a sample that the strip has room for
UNKNOWN = "—"


class Row(NamedTuple):
    """A sample of the batch: which one (from 1) of how many, and its numbers."""

    sample: int
    samples: int
    x: str
    y: str


class Status(NamedTuple):
    """The strip's words and numbers. `iteration` counts from 1, `costs_at` names the curve that belongs here."""

    iteration: str
    step: int
    steps: int
    row: Row
    learning_rate: str
    cost: str
    costs_at: str


def status(session: Session, sample: int, language: Language) -> Status:
    """The strip of a session at its place, for one sample of the batch (from 0)."""
    locale, problem = language.locale, session.problem
    cost = Revealed(session, sample).cost
    return Status(
        numbers.whole(session.iteration + 1, locale),
        session.stage,
        session.count,
        Row(sample + 1, len(problem.X), vector(problem.X[sample], locale), vector(problem.Y[sample], locale)),
        typed(problem.learning_rate, locale),
        UNKNOWN if cost is None else fitted(cost, Room(COST_SMALL, COST_SMALL), language).text,
        cost_curve.at(session, known=cost is not None),
    )


def vector(values: Array, locale: str) -> str:
    """A row of numbers for a line of text; a single number without brackets, a long row cut."""
    shown = numbers.row(values[:SHOWN].tolist(), locale)
    if len(values) == 1:
        return shown
    more = language(locale).conventions.gap + "…" if len(values) > SHOWN else ""
    return f"({shown}{more})"


def typed(value: float, locale: str) -> str:
    """A number for a field, printed so that parsing it returns the same number."""
    shown = numbers.text(value, locale)
    return shown if numbers.parse(shown) == value else repr(float(value))
