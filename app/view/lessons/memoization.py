"""Lesson 5: the rows of lesson 4 as a race between writing everything out and keeping each layer's error."""

from dataclasses import dataclass
from typing import NamedTuple

from app.core.scalar_chain import memoized, written_out
from app.view.lessons.chain_controls import ChainControls, chain_controls
from app.view.lessons.chain_nodes import Picture, picture
from app.view.lessons.error_sizes import ErrorSizes, error_sizes
from app.view.lessons.growth import Growth, growth
from app.view.lessons.kit.query import Choice, Number, Query
from app.view.lessons.path_counts import PathCounts, path_counts
from app.view.lessons.race import RacePosition, earlier, known_from, later, place, row_end
from app.view.lessons.scalar_chain import MAX_WEIGHTS, ProductRow, passed, rows

MAX_LAYERS, MAX_UNITS = 50, 10
NEAR_LAYERS = 20  # the last depth of the small curve beside the race


class Targets(NamedTuple):
    """The ticks that the buttons lead to, and the tick at which each row is finished."""

    back: int
    step: int
    end: int
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Memoization:
    """Everything the page of the lesson shows: the race, both curves of growth, paths in wider networks, error sizes.

    Errors are shown from layer `known` on. The curve `near` goes up to 20 weights, `far` up to 50.
    """

    controls: ChainControls
    by: Choice
    lines: Choice
    place: RacePosition
    known: int
    targets: Targets
    written_out: int
    memoized: int
    picture: Picture
    rows: tuple[ProductRow, ...]
    near: Growth
    layers: Number
    far: Growth
    units: Number
    paths: PathCounts
    errors: ErrorSizes


def read(query: Query) -> Memoization:
    """The lesson for these settings."""
    say, locale = query.language.gettext, query.language.locale
    controls = chain_controls(query)
    depth, tape = controls.weights.whole, passed(controls.settings)
    by = query.choice("by", {"row": say("Row"), "tick": say("Multiplication")}, "row")
    lines = query.choice("lines", {"written": say("In full"), "collapsed": say("Collapsed")}, "collapsed")
    # ticks mean the same for every depth: a shorter chain is a race that ends sooner
    at = place(min(query.whole("tick", 0, 0, row_end(MAX_WEIGHTS)).whole, row_end(depth)))
    layers, units = query.whole("layers", depth, 1, MAX_LAYERS), query.whole("units", 3, 1, MAX_UNITS)
    return Memoization(
        controls,
        by,
        lines,
        at,
        known_from(at, depth),
        targets(at.tick, by.value, depth),
        written_out(depth),
        memoized(depth),
        picture(tape, locale),
        rows(tape, locale),
        growth(NEAR_LAYERS, depth, locale, 272, 210),
        layers,
        growth(MAX_LAYERS, layers.whole, locale, 480, 290),
        units,
        path_counts((1, *(units.whole,) * (depth - 1), 1), locale),
        error_sizes(tape, locale),
    )


def targets(tick: int, by: str, depth: int) -> Targets:
    """Where the buttons lead from this tick."""
    ends = tuple(row_end(row) for row in range(1, depth + 1))
    return Targets(earlier(tick, by), later(tick, by, depth), ends[-1], ends)
