"""Lesson 5: the rows of lesson 4, multiplied out or with each layer's error kept: a race, and what it comes to."""

from dataclasses import dataclass
from typing import NamedTuple

from app.core.scalar_chain import memoized, written_out
from app.view.lessons.kit.beats import Beats, beats, here
from app.view.lessons.kit.chain_controls import ChainControls, chain_controls
from app.view.lessons.kit.guess import SHOWN, Guess, count_guess
from app.view.lessons.kit.query import Choice, Number, Query
from app.view.lessons.kit.scalar_chain import MAX_WEIGHTS, ProductRow, passed, rows
from app.view.lessons.memoization import cached
from app.view.lessons.memoization.growth import Growth, growth
from app.view.lessons.memoization.race import Runner, keeping, next_stop, written
from app.view.lessons.memoization.race_rows import RaceRow, race_rows
from app.view.lessons.memoization.words import Replies, compared, replies, texts
from app.view.words import numbers

LEAST_WEIGHTS = 2  # one row alone repeats nothing
MAX_LAYERS = 50
COUNT = 5  # beats
SPEEDS = {"0.5": "½×", "1": "1×", "2": "2×", "4": "4×"}
TICKS = 8  # a second at speed 1
ASKED = 3  # the row of the first beat, or the last one of a shorter chain


class Reuse(NamedTuple):
    """The first beat: its rows, how many factors of the last one the reader takes for known, and whether that is seen.

    `said` is 0 before a guess, `unmarked` means that the reader went on without one.
    """

    rows: tuple[ProductRow, ...]
    said: int
    seen: bool
    unmarked: bool

    @property
    def asked(self) -> ProductRow:
        """The row that comes next."""
        return self.rows[-1]


class Race(NamedTuple):
    """The second beat: the clock, both runners and their rows, where the race stops next and where it is decided."""

    tick: int
    speed: Choice
    per_second: int
    written: Runner
    keeping: Runner
    written_rows: tuple[RaceRow, ...]
    keeping_rows: tuple[RaceRow, ...]
    stop: int
    home: int
    end: int


class Work(NamedTuple):
    """The last beat: how the work grows when the chain becomes `depth` weights long."""

    said: Guess
    slide: int
    step: int
    depth: int
    layers: Number
    plot: Growth
    written: str
    memoized: str
    compared: str


@dataclass(frozen=True, slots=True)
class Memoization:
    """Everything the page of the lesson shows."""

    beats: Beats
    view: str
    controls: ChainControls
    rows: tuple[ProductRow, ...]
    reuse: Reuse
    home: Guess
    race: Race
    left: Guess
    runs: Guess
    run_count: int
    calls: tuple[cached.Call, ...]
    program: str
    work: Work
    replies: Replies
    fields: tuple[tuple[str, str], ...]
    query: Query

    @property
    def depth(self) -> int:
        """The number of weights."""
        return len(self.rows)


def read(query: Query) -> Memoization:
    """The lesson for these settings."""
    locale = query.language.locale
    here(query, COUNT)
    controls = chain_controls(query, LEAST_WEIGHTS)
    depth, tape = controls.weights.whole, passed(controls.settings)
    products = rows(tape, locale)
    home, left, runs = (count_guess(query, name) for name in ("home", "left", "runs"))
    reuse, work = _reuse(query, products), _work(query, depth)
    values = (
        controls,
        products,
        reuse,
        home,
        _race(query, products, home),
        left,
        runs,
        cached.runs(depth),
        cached.calls(tape, locale),
        cached.SOURCE,
        work,
        replies(
            depth,
            reuse.asked.shared,
            (reuse.said or None, home.value, left.value, runs.value, work.said.value),
            query.language,
        ),
    )
    listed = beats(query, texts(depth, query.language))
    view = "phone" if query.view == "phone" else "desk"
    return Memoization(listed, view, *values, query.fields, query)


def _reuse(query: Query, products: tuple[ProductRow, ...]) -> Reuse:
    asked = products[:ASKED]
    said = query.whole("known", 0, 0, len(asked[-1].cells)).whole
    reuse = query.choice("reuse", {"": "", "1": "", SHOWN: ""}, "").value
    return Reuse(asked, said, reuse == SHOWN or (reuse == "1" and said > 0), reuse == "1" and not said)


def _race(query: Query, products: tuple[ProductRow, ...], home: Guess) -> Race:
    depth = len(products)
    first, end = memoized(depth), written_out(depth)
    # before the guess nothing has been run; after it the race has run to its first stop, unless the address says else
    asked = query.whole("tick", first, 0, written_out(MAX_WEIGHTS)).whole
    tick = min(asked, end) if home.committed else 0
    one, other = written(tick, depth), keeping(tick, depth)
    speed = query.choice("speed", SPEEDS, "1")
    return Race(
        tick,
        speed,
        round(TICKS * float(speed.value)),
        one,
        other,
        race_rows(products, one, keeps=False),
        race_rows(products, other, keeps=True),
        next_stop(tick, depth),
        first,
        end,
    )


def _work(query: Query, depth: int) -> Work:
    locale, double = query.language.locale, depth + depth
    said = count_guess(query, "work")
    layers = query.whole("layers", double, 1, MAX_LAYERS)
    at = layers.whole if said.committed else depth
    limit = max(double + 2, at)
    slide = round(said.value) if said.value is not None else written_out(depth)
    ring = (double, float(slide)) if said.value is not None or not said.committed else None
    drawn = growth(limit, limit if said.committed else depth, (depth, at), ring, locale, query.view)
    return Work(
        said,
        min(slide, drawn.most),
        2,
        double,
        layers,
        drawn,
        numbers.whole(written_out(at), locale),
        numbers.whole(memoized(at), locale),
        compared(depth, at, query.language),
    )
