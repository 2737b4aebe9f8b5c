"""What remarks are made of: a few words, ways out, the names of units."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from markupsafe import Markup, escape

from app.core.activations import Array
from app.core.examples import REFERENCE_PROBLEM
from app.view.quantities import symbols
from app.view.quantities.revealed import Revealed
from app.view.words import numbers
from app.view.words.language import Language

NAMED = 4  # units by their names; "…" for more


class Offer(NamedTuple):
    """A way out: an action of the session, its words, and the learning rate that it sends, if any."""

    verb: str
    label: str
    rate: str = ""


class Note(NamedTuple):
    """A few words that lead, in bold, the rest, and what can be done about it."""

    lead: Markup
    text: Markup
    offers: tuple[Offer, ...] = ()


Notes = Iterator[Note]


def note(lead: str, text: str, **values: Markup | str) -> Note:
    """A remark with names (in markup) and printed numbers put in."""
    return Note(_said(lead, values), _said(text, values))


def _said(text: str, values: Mapping[str, str]) -> Markup:
    return Markup(_escaped(text).format(**values))  # noqa: S704 - printed numbers need no escaping


def _escaped(text: str) -> str:
    return str(escape(text))


def largest(values: Array) -> float:
    """The size of the number farthest from 0."""
    return float(np.maximum.reduce(np.abs(values), None))


def ways_out(revealed: Revealed, language: Language) -> tuple[Offer, ...]:
    """What helps where no error passes: other weights, or, if updates led there, the first ones and smaller steps."""
    _ = language.gettext
    session = revealed.session
    draw = Offer("redraw", _("Draw other weights"))
    if not np.array_equal(session.keyframes[0].network.parameters, session.shown.parameters):
        rate = calmer(session.problem.learning_rate)
        label = _("Start again with learning rate {rate}").format(rate=numbers.text(rate, language.locale))
        draw = Offer("restart-calmly", label, str(rate))
    closes = any(layer.can_close for layer in revealed.architecture.layers)
    return (draw, Offer("open-gates", _("Use leaky ReLU"))) if closes else (draw,)


def calmer(rate: float) -> float:
    """A learning rate to begin again with: the usual one, or where that is not smaller, a tenth."""
    usual = REFERENCE_PROBLEM.learning_rate
    return usual if rate > usual else rate / 10


def silent_units(rows: list[list[float]]) -> list[int]:
    """The units, columns of a matrix, that are 0 for all samples."""
    return [unit for unit, column in enumerate(zip(*rows, strict=True)) if not any(column)]


def dead_units(revealed: Revealed, l: int, units: Sequence[int], language: Language) -> Note:
    """The remark on units that are off for the whole batch."""
    if revealed.samples == 2:
        lead = language.ngettext(
            "Unit {units} is off for both samples.", "Units {units} are off for both samples.", len(units)
        )
    else:
        lead = language.ngettext(
            "Unit {units} is off for all {n} samples.", "Units {units} are off for all {n} samples.", len(units)
        )
    return note(
        lead,
        language.ngettext(
            "No error gets through its closed gate, so its weights don’t change.",
            "No error gets through their closed gates, so their weights don’t change.",
            len(units),
        ),
        units=named_units(revealed, l, units, language),
        n=str(revealed.samples),
    )


def named_units(revealed: Revealed, l: int, units: Sequence[int], language: Language) -> Markup:
    """The names of some units of a layer, the first few if there are many."""
    names = [symbols.unit(l, k, revealed.sizes).html for k in units[:NAMED]]
    return language.listed(names) if len(units) <= NAMED else Markup(", ").join(names) + " …"
