"""Lesson 4: the derivatives of a scalar chain written out, one row per weight, and what the rows share."""

from dataclasses import dataclass

from markupsafe import Markup

from app.core.scalar_chain import written_out
from app.core.tape import Tape
from app.view.lessons.chain_controls import ChainControls, chain_controls
from app.view.lessons.chain_nodes import Picture, picture
from app.view.lessons.kit.query import Choice, Query
from app.view.lessons.scalar_chain import ProductRow, Value, layer_error, passed, rows


@dataclass(frozen=True, slots=True)
class Chosen:
    """The layer error to follow: its name and value, the rows that contain it, its factors, repeated products."""

    layer: int
    name: Markup
    value: Value
    rows: int
    factors: int
    repeated: int


@dataclass(frozen=True, slots=True)
class TenLayers:
    """Everything the page of the lesson shows.

    `chosen` is None while all layer errors are shaded alike. `closed` is the first layer with a slope of 0, or None.
    """

    controls: ChainControls
    shared: Choice
    picture: Picture
    rows: tuple[ProductRow, ...]
    chosen: Chosen | None
    factors: int
    multiplications: int
    closed: int | None


def read(query: Query) -> TenLayers:
    """The lesson for these settings."""
    controls = chain_controls(query)
    tape, locale = passed(controls.settings), query.language.locale
    depth = tape.network.architecture.depth
    shared = _shared(query, tape, locale)
    found = rows(tape, locale)
    return TenLayers(
        controls,
        shared,
        picture(tape, locale),
        found,
        _chosen(tape, int(shared.value), locale) if shared.value != "0" else None,
        sum(len(row.cells) for row in found),
        written_out(depth),
        closed_layer(tape),
    )


def closed_layer(tape: Tape) -> int | None:
    """The first layer whose slope is exactly 0."""
    slopes = (float(slope[0, 0]) for slope in tape.R if slope is not None)
    return next((layer for layer, slope in enumerate(slopes, 1) if slope == 0), None)


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
