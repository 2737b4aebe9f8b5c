"""Lesson 0: a network that is wrong, what each of its weights is turned by, and how the cost falls round by round."""

from typing import NamedTuple

import numpy as np

from app.core.examples import REFERENCE
from app.core.problem import Problem
from app.core.tape import Tape, record
from app.view.lessons.goal import drawing
from app.view.lessons.goal.drawing import Costs, Key, Layout, Scale, UnitBox, Weight
from app.view.lessons.kit.beats import Beats, beats, here
from app.view.lessons.kit.query import Number, Query
from app.view.words import numbers
from app.view.words.language import Language

ROUNDS = 8
SIDES = ("less", "more", "shown")
PASSES = ("one", "each", "shown")
LETTERS = (("x", 2), ("h", 3), ("ŷ", 1))  # by layer, with the number of units
KEYS: tuple[Key, ...] = tuple(
    (layer, i, j)
    for layer, (_, count) in enumerate(LETTERS[1:], 1)
    for i in range(LETTERS[layer - 1][1])
    for j in range(count)
)
QUESTIONS = 3


class Blame(NamedTuple):
    """What became of the weights in the first round: the one that was guessed, and the one that was turned most."""

    guessed: str
    most: str
    unturned: int


class Goal(NamedTuple):
    """Everything the page of the lesson shows. `says`, `cost` and the like are printed numbers."""

    beats: Beats
    view: str
    layout: Layout
    inputs: tuple[Number, Number]
    y: Number
    rate: Number
    in_use: tuple[str, str, str]  # both inputs and the rate, printed: what a field holds may be no number
    target: str
    said: str  # the guess of the first beat: one of SIDES, or ""
    answered: bool  # whether the network has answered
    right: bool
    first: str
    first_cost: str
    says: str
    cost: str
    last: str
    last_cost: str
    round: int
    guessed: str  # the key of the weight that is blamed, or ""
    blame: Blame
    passes: str
    units: tuple[UnitBox, ...]
    weights: tuple[Weight, ...]
    scale: Scale
    costs: Costs | None
    fields: tuple[tuple[str, str], ...]
    query: Query


def read(query: Query) -> Goal:
    """The lesson for these settings."""
    language, locale = query.language, query.language.locale
    x1 = query.number("x1", 1.0, -5.0, 5.0)
    x2 = query.number("x2", 2.0, -5.0, 5.0)
    y = query.number("y", 1.5, -5.0, 5.0)
    rate = query.number("rate", 0.1, 0.001, 1.0)
    beat = here(query, QUESTIONS)
    said = query.choice("said", dict.fromkeys(("", *SIDES), ""), "").value
    keys = {"": "", **{name(key): "" for key in KEYS}}
    guessed = query.choice("blamed", keys, "").value
    wanted = query.whole("round", 0, 0, ROUNDS).whole
    passes = query.choice("passes", dict.fromkeys(("", *PASSES), ""), "").value
    tapes = rounds(x1.value, x2.value, y.value, rate.value)
    # the end of the lesson shows what the rounds come to
    played = min(wanted if beat < QUESTIONS else max(wanted, 1), len(tapes) - 1)
    answered = beat > 1 or bool(said)
    turns = turned(tapes, 1)
    first, now, last = tapes[0], tapes[played], tapes[-1]
    phone = query.view == "phone"  # which has no room for a plot that says nothing yet
    place = drawing.layout(query.view)
    values = {"target": y.value}
    if answered:
        values |= {"says": answer(now)} | ({"said": answer(tapes[played - 1])} if played else {})
    reach = [y.value, *(answer(tape) for tape in tapes)]
    return Goal(
        beats(query, _texts(tapes, language)),
        "phone" if phone else "desk",
        place,
        (x1, x2),
        y,
        rate,
        (numbers.text(x1.value, locale), numbers.text(x2.value, locale), numbers.text(rate.value, locale)),
        numbers.text(y.value, locale),
        said,
        answered,
        said == _side(first, y.value),
        numbers.text(answer(first), locale),
        numbers.text(first.cost, locale),
        numbers.text(answer(now), locale),
        numbers.text(now.cost, locale),
        numbers.text(answer(last), locale),
        numbers.text(last.cost, locale),
        played,
        guessed,
        _blame(turns, guessed, locale),
        passes,
        _units(now if answered else None, first, place, locale),
        _weights(tapes, played, guessed, place, locale),
        drawing.scale(place, values, reach if answered else [y.value], locale),
        drawing.costs(place, [tape.cost for tape in tapes], played, locale)
        if played or (answered and not phone)
        else None,
        query.fields,
        query,
    )


def rounds(x1: float, x2: float, y: float, rate: float) -> list[Tape]:
    """The passes of the reference network before each of the rounds and after the last; fewer if it diverges."""
    problem = Problem.of(REFERENCE.architecture, [[x1, x2]], [[y]], rate)
    tapes = [record(REFERENCE, problem)]
    while len(tapes) <= ROUNDS and tapes[-1].diverged is None:
        tapes.append(record(tapes[-1].updated, problem))
    return tapes if tapes[-1].diverged is None else tapes[:-1]


def answer(tape: Tape) -> float:
    """What the network says in this pass."""
    return float(tape.H[-1][0, 0])


def name(key: Key) -> str:
    """The name of a weight in the address: its layer from 1, its input and its unit from 0."""
    return ".".join(map(str, key))


def weight(tape: Tape, key: Key) -> float:
    """One weight before the update of this pass."""
    layer, i, j = key
    return float(np.asarray(tape.network.W[layer - 1])[i, j])


def turned(tapes: list[Tape], played: int) -> dict[Key, float]:
    """By how much each weight was turned in round `played`, from 1; nothing before the first, or if there is none."""
    if not 1 <= played < len(tapes):
        return {}
    return {key: weight(tapes[played], key) - weight(tapes[played - 1], key) for key in KEYS}


def _side(tape: Tape, y: float) -> str:
    return "less" if answer(tape) < y else "more" if answer(tape) > y else "shown"


def _most(turns: dict[Key, float]) -> Key | None:
    """The weight that was turned most; None if none was turned."""
    return max(turns, key=lambda key: abs(turns[key])) if any(turns.values()) else None


def _blame(turns: dict[Key, float], guessed: str, locale: str) -> Blame:
    named = {name(key): abs(turn) for key, turn in turns.items()}
    return Blame(
        numbers.text(named[guessed], locale) if guessed in named else "",
        numbers.text(max(named.values()), locale) if any(named.values()) else "",
        sum(not turn for turn in named.values()),
    )


def _units(tape: Tape | None, first: Tape, place: Layout, locale: str) -> tuple[UnitBox, ...]:
    """The units with their numbers; without a pass, the inputs alone have theirs."""
    rows = [first.problem.X[0], *(H[0] for H in (tape or first).H)]
    return tuple(
        UnitBox(
            place.units[layer][k],
            letter,
            str(k + 1) if count > 1 else "",
            numbers.text(float(rows[layer][k]), locale) if tape or not layer else "",
        )
        for layer, (letter, count) in enumerate(LETTERS)
        for k in range(count)
    )


def _weights(tapes: list[Tape], played: int, guessed: str, place: Layout, locale: str) -> tuple[Weight, ...]:
    turns = turned(tapes, played)
    most = _most(turns)
    return tuple(_weight(tapes[played], key, turns.get(key), key == most, guessed, place, locale) for key in KEYS)


def _weight(tape: Tape, key: Key, turn: float | None, most: bool, guessed: str, place: Layout, locale: str) -> Weight:
    layer, i, j = key
    value = weight(tape, key)
    path, at = drawing.edge(place, key)
    kind = "" if turn is None else "up" if turn > 0 else "down" if turn < 0 else "none"
    return Weight(
        name(key),
        path,
        at,
        numbers.text(value, locale),
        numbers.sign(value),
        round(1 + 4 * min(1.0, abs(value)), 1),
        kind,
        numbers.text(abs(turn), locale) if turn else "",
        most,
        name(key) == guessed,
        _unit_name(layer - 1, i),
        _unit_name(layer, j),
    )


def _unit_name(layer: int, k: int) -> str:
    letter, count = LETTERS[layer]
    return f"{letter}{k + 1}" if count > 1 else letter


def _texts(tapes: list[Tape], language: Language) -> tuple[tuple[str, str], ...]:
    """The question of each beat, and what was seen in it."""
    say, locale = language.gettext, language.locale
    costs = {
        "says": numbers.text(answer(tapes[0]), locale),
        "target": numbers.text(float(tapes[0].problem.Y[0, 0]), locale),
        "cost": numbers.text(tapes[0].cost, locale),
        "after": numbers.text(tapes[min(1, len(tapes) - 1)].cost, locale),
    }
    return (
        (say("What does it say?"), say("{says} instead of {target}. The cost is {cost}.").format(**costs)),
        (
            say("Which weight is to blame?"),
            say("Turning each weight by its share of the error brings the cost from {cost} to {after}.").format(
                **costs
            ),
        ),
        (say("How did it know?"), ""),
    )
