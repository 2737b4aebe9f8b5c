"""Lesson 1: machines in a row. How far does the last needle move when the first knob is turned a little?

Beats: two straight machines, one curve, three machines, a slope of 0, any value as the variable, a neuron. What was
guessed in beat k is the field `said{k}` of the address.
"""

from typing import Literal, NamedTuple

from app.core.machines import Joint, central_difference, has_derivative, products
from app.core.machines import value as value_of
from app.view.lessons.chain_rule import drawing, guesses, lens, rows
from app.view.lessons.chain_rule.drawing import Bar, Box, Frame, Needle
from app.view.lessons.chain_rule.gears import Wheel, wheels
from app.view.lessons.chain_rule.lens import Lens
from app.view.lessons.chain_rule.rows import Row
from app.view.lessons.kit.beats import Beats, beats, here
from app.view.lessons.kit.machine_words import hole_words, missing_product, names
from app.view.lessons.kit.marked_guess import MarkedGuess, marked_guess
from app.view.lessons.kit.printed import Shown, shown
from app.view.lessons.kit.query import Choice, Number, Query
from app.view.lessons.kit.wording import Wording, number
from app.view.words import numbers

COUNT = 6
GEARS, CURVE, THREE, STILL, INSIDE, NEURON = range(1, COUNT + 1)
VARIABLES = ("x", "C", "B", "A")  # the values along the row of three; the last one is f(x)
DEFAULTS = {"C": "square", "B": "falling", "A": "square"}
NUDGES = (0.1, 0.01, 0.001)
NEAR = 0.101  # a point dragged this close to its place is in its place
WEIGHT = (2.0, 1.0, 1.2)  # input, target and weight of the neuron: the next lesson begins with them

Verdict = Literal["product", "smooth", "corner", "unknown", "nothing"]


class Settings(NamedTuple):
    """What a reader can set, whichever beat is open."""

    gears: tuple[Number, Number]
    wanted: Number
    machines: tuple[Choice, ...]
    nudge: Choice
    x: Number
    by: Choice


class ChainValue(NamedTuple):
    """A value along the row and the derivative with respect to it. `address` makes it the variable."""

    letter: str
    value: Shown
    derivative: Shown
    held: bool
    chosen: bool
    address: str


class Measured(NamedTuple):
    """The derivative by finite differences: with the nudge to the right, to the left, and a tiny one either way.

    `verdict` compares them with the product of the slopes: "product" if there is one; otherwise "smooth" or "corner"
    (right and left meet, or do not, as the nudge shrinks), "unknown" (the product is too large) or "nothing" (there
    are no values to measure).
    """

    right: Shown
    left: Shown
    both: Shown
    verdict: Verdict


class Gear(NamedTuple):
    """A gear wheel, and its turn in degrees before and after the nudge (the same if that is not known)."""

    wheel: Wheel
    before: float
    after: float


class Picture(NamedTuple):
    """The picture of the open beat. `mine` is where the reader's own point is; `needle` and `yours` may be missing."""

    view: str
    frame: Frame
    boxes: tuple[Box, ...]
    values: tuple[ChainValue, ...]
    gears: tuple[Gear, ...]
    lens: Lens | None
    bars: tuple[Bar, ...]
    ends: tuple[str, str]
    needle: Needle | None
    yours: Needle | None
    mine: tuple[float, float] | None
    before: str
    after: str
    start: float
    track: list[list[float | None]]
    handle: Number


class ChainRule(NamedTuple):
    """Everything the page of the lesson shows. `missing` is why there is no product, "" where there is one."""

    beats: Beats
    settings: Settings
    guess: MarkedGuess
    yours: str  # the number that was guessed, printed, or ""
    shown: bool
    row: Row
    picture: Picture
    variable: Shown
    nudge: Shown
    moved: Shown
    factors: tuple[tuple[str, str, Shown], ...]
    product: Shown
    missing: str
    holes: tuple[str, ...]
    measured: Measured
    still: tuple[str, ...]
    slope_there: Shown
    there: str  # where the curve of beat 2 has the slope that is looked for
    fields: tuple[tuple[str, str], ...]
    query: Query


def read(query: Query) -> ChainRule:
    """The lesson for these settings."""
    beat, say, locale = here(query, COUNT), Wording(query.language), query.language.locale
    settings = _settings(query)
    parts = rows.chosen([each.value for each in settings.machines], query.language)
    nudge = float(settings.nudge.value)
    three = rows.row(parts, 0, settings.x.value, nudge)
    tried = rows.places(three) if beat >= STILL else []
    still = guesses.still_at(tried)
    said = _guesses(query, settings, three, still, say)
    now = said[beat - 1]
    row, handle = _row(query, beat, settings, three, now, still)
    known = now.done or row.product is None or (beat == STILL and not still)
    values = _values(query, row, beat, known, locale)
    return ChainRule(
        beats(query, _texts(said, settings, three, still, say)),
        settings,
        now,
        "" if now.value is None else numbers.text(now.value, locale),
        known,
        row,
        _picture(query, beat, row, handle, now, known, values, tried if beat == STILL else rows.places(row)),
        shown(row.value, locale),
        shown(row.nudge, locale),
        drawing.change(row.moves[-1], drawing.scale(row.moves), locale),
        tuple((letter, argument, shown(slope, locale)) for letter, argument, slope in row.factors),
        shown(row.product, locale),
        missing_product([joint.hole for joint in row.found], query.language) if row.product is None else "",
        tuple(filter(None, (hole_words(joint, query.language) for joint in row.found))),
        _measured(row, locale),
        tuple(numbers.text(each, locale) for each in still),
        shown(_slope_at(row, now.value), locale),
        numbers.text(settings.wanted.value / 2, locale),
        query.fields,
        query,
    )


def _settings(query: Query) -> Settings:
    nudges = {str(size): numbers.text(size, query.language.locale) for size in NUDGES}
    return Settings(
        (query.number("first", 3.0, -4.0, 4.0), query.number("second", 0.5, -4.0, 4.0)),
        query.number("wanted", -2.0, -4.0, 4.0),
        tuple(query.choice(name, names(VARIABLES[k], query.language), DEFAULTS[name]) for k, name in enumerate("CBA")),
        query.choice("nudge", nudges, "0.01"),
        query.number("x", 1.5, -3.0, 3.0),
        query.choice("by", dict(zip(VARIABLES, VARIABLES, strict=True)), "B"),
    )


def _guesses(query: Query, settings: Settings, three: Row, still: list[float], say: Wording) -> tuple[MarkedGuess, ...]:
    """What was guessed in each beat."""
    first, second = (each.value for each in settings.gears)
    inside = _inside(query, settings, three)[0]
    W = rows.row(rows.neuron(*WEIGHT[:2], query.language), 0, WEIGHT[2], 0.01)
    return (
        marked_guess(query, "said1", guesses.through_two((first, second), say)),
        _place(query, "said2", [settings.wanted.value / 2], say),
        marked_guess(query, "said3", guesses.through_all(three, say)),
        _place(query, "said4", still, say),
        marked_guess(query, "said5", guesses.from_inside(inside, three.product, say)),
        marked_guess(query, "said6", guesses.which_way(W, say)),
    )


def _place(query: Query, name: str, right: list[float], say: Wording) -> MarkedGuess:
    """A place to which the point was dragged; one of `right` is meant."""
    found = marked_guess(query, name, number(say, "", 0.0, "", name="", slips=(), otherwise="", hint="", first=""))
    near = found.value is not None and any(abs(found.value - each) < NEAR for each in right)
    return found._replace(right=near, reply="" if found.done else found.reply)


def _row(
    query: Query, beat: int, settings: Settings, three: Row, now: MarkedGuess, still: list[float]
) -> tuple[Row, Number]:
    """The machines of the open beat, and the number that its handle moves."""
    language = query.language
    if beat in (THREE, INSIDE):
        return (three, settings.x) if beat == THREE else _inside(query, settings, three)
    if beat == STILL:
        # the point stays where the guess has put it
        own = query.number("spot", _within(now.value, still[0] if now.done and still else settings.x.value), -3.0, 3.0)
        return rows.row(three.parts, 0, own.value, min(three.nudge, NUDGES[-1])), own
    if beat == GEARS:
        own = query.number("turn", 0.0, -3.0, 3.0)
        return rows.row(rows.straight([each.value for each in settings.gears], language), 0, own.value, 1.0), own
    if beat == CURVE:
        own = query.number("place", settings.wanted.value / 2 if now.done else 1.0, -3.0, 3.0)
        return rows.row(rows.chosen(["square"], language), 0, own.value, three.nudge), own
    own = query.number("weight", WEIGHT[2], -3.0, 3.0)
    return rows.row(rows.neuron(*WEIGHT[:2], language), 0, own.value, 0.01), own


def _within(value: float | None, other: float) -> float:
    return other if value is None else min(max(value, -3.0), 3.0)


def _inside(query: Query, settings: Settings, three: Row) -> tuple[Row, Number]:
    """The three machines with any value along them as the variable, at its present value unless it is set."""
    first = VARIABLES.index(settings.by.value)
    if first == 0:
        return three, settings.x
    value = three.values[first]
    own = query.number("held", 1.0 if value is None else value, -1e6, 1e6)
    return rows.row(three.parts, first, own.value, three.nudge), own


def _values(query: Query, row: Row, beat: int, known: bool, locale: str) -> tuple[ChainValue, ...]:
    hidden = beat == NEURON and not known
    return tuple(
        ChainValue(
            letter,
            shown(row.values[k], locale),
            shown(row.derivatives[k] if known and beat > CURVE and not hidden else None, locale),
            k < row.first,
            k == row.first,
            query.address(
                by="" if letter == "B" else letter, held="" if row.values[k] is None else repr(row.values[k])
            ),
        )
        for k, letter in enumerate(row.letters)
    )


def _picture(
    query: Query,
    beat: int,
    row: Row,
    handle: Number,
    now: MarkedGuess,
    known: bool,
    values: tuple[ChainValue, ...],
    places: list[tuple[Joint, ...]],
) -> Picture:
    locale = query.language.locale
    frame = drawing.frame(query.view, len(row.parts))
    slopes = known or beat not in (CURVE, STILL)
    number_guess = now.value if known and beat in (GEARS, THREE, INSIDE) else None
    reach = drawing.scale((*row.moves, number_guess) if known else (row.nudge,))
    move, before = row.moves[-1], row.values[-1]
    boxes = drawing.boxes(frame, row, drawing.entering(row, places), slopes, locale)
    return Picture(
        query.view,
        frame,
        boxes,
        values,
        _gears(frame, row, known),
        _lens(frame, row, known),
        drawing.bars(frame, row, reach, locale)[: None if known else 1],
        (numbers.text(-reach, locale), numbers.text(reach, locale)),
        drawing.needle(frame, move, reach, locale) if known and move is not None else None,
        None if number_guess is None else drawing.needle(frame, number_guess, reach, locale),
        _mine(row, now, frame) if known and beat in (CURVE, STILL) else None,
        "" if before is None else numbers.text(before, locale),
        "" if before is None or move is None else numbers.text(before + move, locale),
        rows.start(row),
        drawing.track(places, slopes),
        handle,
    )


def _gears(frame: Frame, row: Row, known: bool) -> tuple[Gear, ...]:
    found = []
    for k, place in enumerate(frame.gears):
        for wheel in wheels(place, row.found[k].slope or 0.0, k):
            before, move = row.values[wheel.value] or 0.0, row.moves[wheel.value] or 0.0
            turns = (wheel.degrees * before, wheel.degrees * (before + move * known))
            found.append(Gear(wheel, round(turns[0], 1), round(turns[1], 1)))
    return tuple(found)


def _lens(frame: Frame, row: Row, known: bool) -> Lens | None:
    """The lens on a single curve, where the function has values around the point."""
    if frame.lens is None:
        return None
    around = [value_of(row.parts[0].machine, row.value + k * lens.STEP) for k in (-1, 0, 1)]
    before, middle, after = around
    if before is None or middle is None or after is None:
        return None
    return lens.lens(frame.lens, frame.unit, (before, middle, after), known)


def _mine(row: Row, now: MarkedGuess, frame: Frame) -> tuple[float, float] | None:
    """Where the guessed point is on the first sheet."""
    if now.value is None or abs(now.value) > rows.REACH:
        return None
    y = rows.row(row.parts, 0, now.value, row.nudge).found[0].leaving
    return None if y is None else (now.value * frame.unit, -y * frame.unit)


def _slope_at(row: Row, value: float | None) -> float | None:
    return None if value is None else rows.row(row.parts, 0, value, row.nudge).product


def _measured(row: Row, locale: str) -> Measured:
    if not row.active:  # f with respect to its own value: change in and change out are the same
        one = shown(1.0, locale)
        return Measured(one, one, one, "product")
    back = rows.moves(row.active, row.value, -row.nudge, row.found)[-1]
    pairs = ((row.moves[-1], row.nudge), (back, -row.nudge))
    right, left = (None if move is None else move / step for move, step in pairs)
    both = central_difference(row.active, row.value)
    verdict = "nothing" if right is None and left is None else _verdict(row)
    return Measured(shown(right, locale, 5), shown(left, locale, 5), shown(both, locale, 5), verdict)


def _verdict(row: Row) -> Verdict:
    if products(row.found)[0] is not None:
        return "product"
    if not any(joint.hole == "no_derivative" for joint in row.found):
        return "unknown"
    return "smooth" if has_derivative(row.active, row.value) else "corner"


def _texts(
    said: tuple[MarkedGuess, ...], settings: Settings, three: Row, still: list[float], say: Wording
) -> tuple[tuple[str, str], ...]:
    """The question of each beat, and what was seen in it."""
    first, second = (each.value for each in settings.gears)
    places = "; ".join(say.text(each) for each in still)
    inner = three.derivatives[2]
    return (
        (
            say("What do two machines make together?"),
            say(
                "×{first} and ×{second} together make ×{product}.",
                first=first,
                second=say.factor(second),
                product=say.factor(first * second),
            )
            + _yours(said[0], say),
        ),
        (
            say("What is the slope of a curve?"),
            say("Rise over run, and it is another one at every point."),
        ),
        (
            say("How far does the last needle move?"),
            say("Each machine multiplies the nudge by its own slope, so the slopes multiply.") + _yours(said[2], say),
        ),
        (
            say("What if one of the slopes is 0?"),
            say("Then nothing gets through: the needle does not move at x = {places}.", places=places)
            if still
            else say("Then nothing gets through."),
        ),
        (
            say("Can any value along the row be the variable?"),
            ""
            if inner is None
            else say(
                "Yes: the needle moves {slope} times as far as B, whatever lies before B.",
                slope=inner,
            ),
        ),
        (say("Where is the network in all this?"), ""),
    )


def _yours(said: MarkedGuess, say: Wording) -> str:
    return "" if said.value is None else " " + say("You said {value}.", value=said.value)
