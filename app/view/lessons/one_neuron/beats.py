"""The beats of lesson 2: what each of them shows besides the picture, and what the reader has guessed in it."""

from collections.abc import Sequence
from math import isfinite
from typing import NamedTuple

from app.core.practice.arithmetic import read
from app.core.tape import Tape, record
from app.view.lessons.kit import plot
from app.view.lessons.kit.marking import OPEN, Marked, marked
from app.view.lessons.kit.printed import Shown, equals, shown
from app.view.lessons.kit.query import Number, Query
from app.view.lessons.kit.wording import Wording, number
from app.view.lessons.one_neuron.descent import MAX_STEPS, Neuron, continues, derivative, gap, slope, weight
from app.view.lessons.one_neuron.remarks import remark, why_stopped
from app.view.words.numbers import printed

SHOWN = "shown"  # what a guess is for a reader who would rather see
FOG_STEPS = 5
WALK = 5  # steps of the rule beside those of the reader
NUDGE = 0.01
LET_GO = 10  # steps of the ball that may be stuck
TABLE_ROWS = 4
STILL = 1e-3  # a ball that moved less has not moved
ARRIVED = 1e-4  # of the cost at the start: what may be left after the one step
NOTCHES = 60  # of that slider
RATES = (1.0, 2.0, 4.0, 6.0)  # the slider of rates ends at one of these times a power of ten


class DescentStep(NamedTuple):
    """One weight on the way down, with the printed numbers of its pass."""

    step: int
    W: Shown
    Z: Shown
    H: Shown
    slope: Shown
    gap: Shown
    cost: Shown
    dW: Shown

    def equals(self, X: Shown) -> str:
        """The sign between (ŷ − y) · R′(Z) · X and the derivative."""
        return equals(self.gap.number * self.slope.number * X.number, self.dW.number)


class FogWalk(NamedTuple):
    """The reader's steps in the fog: the weights, those after the start as the address holds them, a row for each."""

    weights: tuple[float, ...]
    path: str
    rows: tuple[DescentStep, ...]
    blank: tuple[int, ...]
    lifted: bool
    rose: bool  # the last step led uphill
    flat: bool  # the slope is 0 here although the prediction is wrong
    gain: float  # by how much the cost is lower than at the start


class Landing(NamedTuple):
    """Where the first step of the rule leads, and what the reader has typed."""

    typed: str
    marked: Marked
    known: bool
    guess: float | None
    W: float
    printed: Shown
    equals: str  # before the new weight
    length: Shown
    cost: Shown


class Trial(NamedTuple):
    """A rate that the reader tries; `enough` is the one with which one step reaches the bottom, a dash if none does."""

    rate: Number
    most: float
    printed: str
    way: str
    known: bool
    right: bool
    enough: Shown
    equals: str  # before that rate
    bottom: float | None
    lowest: Shown
    weights: tuple[float, ...]
    end: DescentStep
    flat: bool  # the path ended where the slope is 0 although the prediction is wrong


class Nudge(NamedTuple):
    """W turned by a little, and by how much everything after it moves."""

    typed: str
    marked: Marked
    known: bool
    by: tuple[Shown, Shown, Shown, Shown]


class Stuck(NamedTuple):
    """A ball that was put somewhere and let go."""

    W: Number
    known: bool
    steps: int
    stopped: str
    verdict: str
    start: Shown
    X: Shown
    factors: tuple[float, float, float]
    walked: tuple[DescentStep, ...]
    weights: tuple[float, ...]
    next: Shown
    equals: str  # before the next weight
    remark: tuple[str, str]


def place(step: int, tape: Tape, locale: str) -> DescentStep:
    """The printed numbers of a pass."""
    values = (
        weight(tape.network),
        float(tape.Z[0][0, 0]),
        float(tape.H[0][0, 0]),
        slope(tape),
        gap(tape),
        tape.cost,
        derivative(tape),
    )
    return DescentStep(step, *(shown(value, locale) for value in values))


def fog_walk(query: Query, neuron: Neuron, W: float, beat: int) -> FogWalk:
    """The steps that the address holds, and the one that was just taken. They are from −5 to 5."""
    given = [_weight(each) for each in f"{query.hint('path')} {query.hint('next')}".split()]
    taken: list[float] = []
    for each in given:
        if each is not None and each != [W, *taken][-1] and len(taken) < FOG_STEPS:
            taken.append(each)
    path = " ".join(f"{each:g}" for each in taken)
    query.keep("path", path)
    lifted = query.choice("lifted", {"": "", "1": ""}, "").value == "1" or beat > 1
    weights = (W, *taken)
    rows = tuple(place(k, neuron.tape(each), query.language.locale) for k, each in enumerate(weights))
    costs = [neuron.tape(each).cost for each in weights]
    rose = len(costs) > 1 and costs[-1] > costs[-2]
    flat = rows[-1].dW.sign == "zero" != rows[-1].gap.sign
    blank = tuple(range(len(weights), FOG_STEPS + 1))
    return FogWalk(weights, path, rows, blank, lifted, rose, flat, costs[0] - costs[-1])


def _weight(typed: str) -> float | None:
    try:
        value = float(typed)
    except ValueError:
        return None
    return min(max(round(value, 2), -5.0), 5.0) if isfinite(value) else None


def landing(query: Query, start: Tape, rate: float) -> Landing:
    """The first step of the rule, and what the reader said of it."""
    say, typed = Wording(query.language), query.typed("land")
    W, down, to = weight(start.network), derivative(start), weight(start.updated)
    question = number(
        say,
        "",
        to,
        f"{say.text(W)} − {say.product(rate, down)}",
        name="W",
        slips=_apart(
            to,
            (W + rate * down, say("That is up the hill: the step goes against the slope.")),
            (W - down, say("You left out the learning rate.")),
            (rate * down, say("That is the length of the step. Subtract it from the weight.")),
            (W, say("There the ball is already. The slope is not 0, so it moves.")),
        ),
        otherwise=say("The step is rate times slope, and it goes against the slope."),
        hint="",
        first="",
    )
    result = OPEN if typed == SHOWN else marked(question, (typed,), say)
    locale = query.language.locale
    return Landing(
        "" if typed == SHOWN else typed,
        result,
        typed == SHOWN or result.verdict in ("right", "wrong"),
        float(read(typed.rpartition("=")[2]).value) if result.verdict in ("right", "wrong") else None,
        to,
        shown(to, locale),
        _stepped(W, rate, down, to),
        shown(abs(rate * down), locale),
        shown(record(start.updated, start.problem).cost, locale),
    )


def _stepped(W: float, rate: float, down: float, to: float) -> str:
    """The sign between W − rate · slope and the weight to which the step leads."""
    before, length, slope, after = map(printed, (W, rate, down, to))
    return equals(before - length * slope, after)


def _apart(truth: float, *slips: tuple[float, str]) -> tuple[tuple[float, str], ...]:
    """The slips that give another number than the truth."""
    return tuple(slip for slip in slips if slip[0] != truth)


def trial(query: Query, neuron: Neuron, start: Tape) -> Trial:
    """The rate that the reader tries, where its path leads, and the rate with which one step is enough."""
    W, locale = weight(start.network), query.language.locale
    enough = neuron.enough(W)
    most = plot.reach(2.2 * enough, 0.1, steps=RATES) if enough else 1.0
    rate = query.number("tried", 0.1 if most < 1 else most / 10, most / NOTCHES, most)
    known = query.choice("down", {"": "", "1": ""}, "").value == "1"
    tapes = neuron.walk(W, rate.value, WALK)
    first = tapes[min(1, len(tapes) - 1)]
    right = bool(enough) and first.cost <= ARRIVED * start.cost
    way = "none" if not enough else "right" if right else "over" if rate.value > enough else "short"
    return Trial(
        rate,
        most,
        shown(rate.value, locale).text,
        way,
        known,
        right,
        shown(enough, locale),
        _divided(W, neuron.bottom(W), derivative(start), enough),
        neuron.bottom(W),
        shown(neuron.bottom(W), locale),
        tuple(weight(tape.network) for tape in tapes),
        place(len(tapes) - 1, tapes[-1], locale),
        derivative(tapes[-1]) == 0 and gap(tapes[-1]) != 0,
    )


def _divided(W: float, bottom: float | None, slope: float, enough: float | None) -> str:
    """The sign between (W − bottom) / slope and the rate with which one step is enough."""
    if bottom is None or not enough:
        return ""
    from_, to, by, found = map(printed, (W, bottom, slope, enough))
    return equals((from_ - to) / by, found) if by else "≈"


def nudge(query: Query, start: Tape, X: float) -> Nudge:
    """By how much Z, the prediction and the cost move with W, along their tangents; and the reader's guess of Z."""
    say, typed, locale = Wording(query.language), query.typed("moved"), query.language.locale
    factors = (X, slope(start), gap(start))
    moves = [NUDGE]
    for factor in factors:
        moves.append(moves[-1] * factor)
    truth = moves[1]
    question = number(
        say,
        "",
        truth,
        say.product(X, NUDGE),
        name="Z",
        slips=_apart(
            truth,
            (NUDGE, say("W moves by that much. Z = XW multiplies it by X.")),
            (NUDGE * weight(start.network), say("That is W times the nudge. Z = XW multiplies it by X.")),
            (X, say("That is the slope Z′(W). Multiply the nudge by it.")),
        ),
        otherwise=say("Z = XW: whatever W moves by is multiplied by X."),
        hint="",
        first="",
    )
    result = OPEN if typed == SHOWN else marked(question, (typed,), say)
    known = typed == SHOWN or result.verdict in ("right", "wrong")
    one, two, three, four = (shown(move, locale, 5) for move in moves)
    return Nudge("" if typed == SHOWN else typed, result, known, (one, two, three, four))


def stuck(query: Query, neuron: Neuron, start: float, rate: float) -> Stuck:
    """The ball where the reader has put it, some steps later."""
    language = query.language
    W = query.number("at", start, -5.0, 5.0)
    known = query.choice("let", {"": "", "1": ""}, "").value == "1"
    was_moved = query.hint("walked") not in ("", str(W.value))
    wanted = 0 if was_moved or not known else query.whole("steps", 0, 0, MAX_STEPS).whole
    walk = neuron.walk(W.value, rate, wanted)
    after, locale = continues(walk[-1]), language.locale
    places = [place(k, tape, locale) for k, tape in enumerate(walk)]
    return Stuck(
        W,
        known,
        len(walk) - 1,
        why_stopped(after, len(walk) - 1, language),
        _verdict(walk),
        shown(W.value, locale),
        shown(neuron.X, locale),
        (gap(walk[-1]), slope(walk[-1]), neuron.X),
        tuple(places[-TABLE_ROWS:]),
        tuple(weight(tape.network) for tape in walk),
        shown(weight(walk[-1].updated) if after else None, locale),
        _next_is(walk[-1], rate) if after else "",
        remark(walk, neuron.X, language),
    )


def _next_is(tape: Tape, rate: float) -> str:
    return _stepped(weight(tape.network), rate, derivative(tape), weight(tape.updated))


def _verdict(walk: Sequence[Tape]) -> str:
    """What became of a ball that should be stuck: it was, it had arrived, or it moved."""
    if len(walk) == 1 or abs(weight(walk[-1].network) - weight(walk[0].network)) >= STILL:
        return "" if len(walk) == 1 else "moved"
    return "arrived" if walk[-1].cost < ARRIVED else "stuck"
