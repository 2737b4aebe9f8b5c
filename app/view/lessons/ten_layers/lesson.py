"""Lesson 4: a chain that grows, its derivatives written out, one row per weight, and what the rows share."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from markupsafe import Markup

from app.core.scalar_chain import written_out
from app.core.tape import Tape
from app.view.lessons.kit.beats import Beats, beats, here
from app.view.lessons.kit.chain_controls import ChainControls, chain_controls
from app.view.lessons.kit.guess import SHOWN, Guess, count_guess
from app.view.lessons.kit.query import Choice, Query
from app.view.lessons.kit.scalar_chain import MAX_WEIGHTS, FactorCell, ProductRow, Value, layer_error, passed, rows
from app.view.lessons.ten_layers import words
from app.view.lessons.ten_layers.nodes import Picture, picture

BEATS = 4
STEPS = 3  # weights from which the reader guesses the rest
LONGEST = 27  # factors that a guess can be dragged to


class Chosen(NamedTuple):
    """The layer error to follow: its name and value, the rows that contain it, its factors, repeated products."""

    layer: int
    name: Markup
    value: Value
    rows: int
    factors: int
    repeated: int


class Marked(NamedTuple):
    """The factor that the reader has marked as one of all rows: its key, or "", its cell, and how many rows have it."""

    key: str
    known: bool
    cell: FactorCell | None
    rows: int


@dataclass(frozen=True, slots=True)
class TenLayers:
    """Everything the page of the lesson shows.

    `rows` are as many as the beat has grown; `to_come` are those that are still missing in the second beat. `closed`
    is the first layer with a slope of 0, or None. `options` are the keys and names of all factors.
    """

    beats: Beats
    controls: ChainControls
    shared: Choice
    picture: Picture
    rows: tuple[ProductRow, ...]
    to_come: int
    second: Guess
    last: Guess
    said: int
    marked: Marked
    options: tuple[tuple[str, str], ...]
    sum: Guess
    chosen: Chosen | None
    factors: int
    multiplications: int
    closed: int | None
    replies: words.Replies
    fields: tuple[tuple[str, str], ...]
    query: Query


def read(query: Query) -> TenLayers:
    """The lesson for these settings."""
    beat, locale = here(query, BEATS), query.language.locale
    controls = chain_controls(query)
    second, last, total = (count_guess(query, name) for name in ("second", "last", "sum"))
    grown = query.whole("grown", STEPS, STEPS, MAX_WEIGHTS).whole
    grown = MAX_WEIGHTS if last.committed else grown
    depth = (2 if second.committed else 1, grown, controls.settings.weights, controls.settings.weights)[beat - 1]
    tape = passed(replace(controls.settings, weights=depth))
    found = rows(tape, locale)
    shared, marked = _shared(query, tape, locale), _marked(query, found)
    query.keep("shared", shared.value if shared.value != "0" else "")
    said = round(last.value) if last.value is not None and 0 < last.value <= LONGEST else 0
    return TenLayers(
        beats(query, words.texts(query.language, second, last, total, controls.settings.weights)),
        controls,
        shared,
        picture(tape, locale),
        found,
        MAX_WEIGHTS - depth if beat == 2 else 0,
        second,
        last,
        said,
        marked,
        tuple((key(cell), _plain(cell)) for cell in (*found[-1].cells[:-1], *(row.cells[-1] for row in found))),
        total,
        _chosen(tape, int(shared.value), locale) if shared.value != "0" else None,
        sum(len(row.cells) for row in found),
        written_out(depth),
        closed_layer(tape),
        words.replies(query.language, second, last, total, depth),
        query.fields,
        query,
    )


def closed_layer(tape: Tape) -> int | None:
    """The first layer whose slope is exactly 0."""
    slopes = (float(slope[0, 0]) for slope in tape.R if slope is not None)
    return next((layer for layer, slope in enumerate(slopes, 1) if slope == 0), None)


def key(cell: FactorCell) -> str:
    """What a cell is called in the address: the same in every row."""
    return f"{cell.value.quantity}.{cell.value.layer}"


def _plain(cell: FactorCell) -> str:
    """The name of a factor without markup, for a list of options."""
    return cell.name.striptags().replace("−", " − ").translate(_BELOW)


_BELOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def _marked(query: Query, found: tuple[ProductRow, ...]) -> Marked:
    """The factor that the address names, if a row has it."""
    cells = {key(cell): cell for row in found for cell in row.cells}
    value = query.choice("marked", dict.fromkeys(("", SHOWN, *cells), ""), "").value
    count = sum(key(cell) == value for row in found for cell in row.cells)
    return Marked("" if value == SHOWN else value, bool(value), cells.get(value), count)


def _shared(query: Query, tape: Tape, locale: str) -> Choice:
    """Which error to follow: all of them, or one that at least one other row repeats."""
    depth = tape.network.architecture.depth
    names = {str(layer): layer_error(tape, layer, locale)[0] for layer in range(depth, 1, -1)}
    return query.choice("shared", {"0": query.language.gettext("All"), **names}, "0")


def _chosen(tape: Tape, layer: int, locale: str) -> Chosen:
    depth = tape.network.architecture.depth
    factors = 2 * (depth - layer + 1)
    name, value = layer_error(tape, layer, locale)
    return Chosen(layer, name, value, layer, factors, (layer - 1) * (factors - 1))
