"""What the reader predicts in the lesson on the three equations, and what happens."""

from typing import NamedTuple

import numpy as np

from app.core.keys import Key
from app.core.tape import Tape
from app.view.lessons.kit.embedded_pass import before_update
from app.view.lessons.kit.guess import SHOWN, Guess, number_guess
from app.view.lessons.kit.marking import OPEN, Marked, marked
from app.view.lessons.kit.printed import sum_equals
from app.view.lessons.kit.query import Query
from app.view.lessons.kit.wording import Wording, number
from app.view.lessons.three_equations.passes import shares
from app.view.quantities import symbols
from app.view.words import numbers

_BELOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
WAYS = ("into", "out", "both", "none", SHOWN)


class Arrival(NamedTuple):
    """What arrives at the first hidden unit: what the reader says, the truth, the reply, the arithmetic."""

    said: Guess
    value: str
    sign: str
    reply: Marked
    terms: tuple[tuple[tuple[str, str, str], tuple[str, str, str]], ...]  # error and weight: key, value, sign
    equals: str  # "=", or "≈" where the printed numbers are rounded
    slope: str
    gate: str  # the same sign, between the sum times the slope and the error
    error: str
    unit: str
    name: str  # of the error


class Learned(NamedTuple):
    """The hidden unit whose gate is the most closed, and which of its weights get a derivative other than 0."""

    unit: int
    name: str
    error: str
    arriving: str  # the sum that arrives, term by term
    found: str  # the error, printed
    sent: str  # what the unit sends forward
    slope: str
    shut: bool
    said: str
    truth: str
    products: tuple[tuple[str, str, str, str, str, str], ...]  # weight, input, error, equals sign, value, sign


class Layers(NamedTuple):
    """Which errors the first of two hidden layers needs: the layer that was chosen, and the sum at its first unit."""

    pointed: int
    committed: bool
    terms: str
    equals: str
    slope: str
    error: str


def arrival(tape: Tape, query: Query) -> Arrival:
    """What the reader says that arrives, and what does."""
    say, locale = Wording(query.language), query.language.locale
    said = number_guess(query, "arrives")
    sent, errors, weights = shares(tape)[0], tape.E[1][0], np.asarray(tape.network.W[1])[0]
    truth = float(sent.sum())
    reply = OPEN if said.value is None else _judged(said.typed, sent.tolist(), say)
    value = before_update(tape).value
    return Arrival(
        said,
        numbers.text(truth, locale),
        numbers.sign(truth),
        reply,
        tuple(
            (_term(Key("E", 2, k), errors[k], locale, after_sign=k > 0), _term(Key("W", 2, k, 0), weights[k], locale))
            for k in range(len(sent))
        ),
        sum_equals(_pairs(tape, 1, 0), truth),
        numbers.bracketed(value(Key("R", 1, 0)), locale),
        sum_equals([(truth, value(Key("R", 1, 0)))], value(Key("E", 1, 0))),
        numbers.text(value(Key("E", 1, 0)), locale),
        unit_name(tape, 0),
        _plain(Key("E", 1, 0), tape),
    )


def _term(key: Key, number: float, locale: str, *, after_sign: bool = True) -> tuple[str, str, str]:
    """A number in a sum of products: its key, printed, in brackets where it is negative after a sign, and its sign."""
    printed = numbers.bracketed if after_sign else numbers.text
    return str(key), printed(float(number), locale), numbers.sign(float(number))


def _pairs(tape: Tape, layer: int, unit: int) -> list[tuple[float, float]]:
    """The error and the weight of each term that arrives at a unit."""
    value = before_update(tape).value
    after = layer + 1
    return [
        (value(Key("E", after, k)), value(Key("W", after, k, unit)))
        for k in range(tape.network.architecture.sizes[after])
    ]


def _terms(pairs: list[tuple[float, float]], locale: str) -> str:
    return " + ".join(
        f"{(numbers.bracketed if place else numbers.text)(error, locale)} · {numbers.bracketed(weight, locale)}"
        for place, (error, weight) in enumerate(pairs)
    )


def _summed(tape: Tape, layer: int, unit: int, locale: str) -> str:
    """The sum that arrives at a unit, term by term: −0.8 · 0.5 + 0.4 · (−0.3) = −0.52."""
    pairs = _pairs(tape, layer, unit)
    found = before_update(tape).value(Key("M", layer, unit))
    return f"{_terms(pairs, locale)} {sum_equals(pairs, found)} {numbers.text(found, locale)}"


def unit_name(tape: Tape, k: int) -> str:
    """The name of a hidden unit in a sentence: h₂."""
    return symbols.unit(1, k, tape.network.architecture.sizes).plain.replace("_", "").translate(_BELOW)


def _plain(key: Key, tape: Tape) -> str:
    return symbols.element(key, tape.network.architecture.sizes).plain.replace("_", "")


def _judged(typed: str, sent: list[float], say: Wording) -> Marked:
    truth = sum(sent)
    one = say("That is one path. The other output sends its share back too.")
    slips = (
        (sum(map(abs, sent)), say("You added the sizes. One output pulls the other way.")),
        (-sum(map(abs, sent)), say("You added the sizes. One output pulls the other way.")),
        *((each, one) for each in sent if len(sent) > 1),
        (float(np.prod(sent)), say("The shares of the paths are added, not multiplied.")),
    )
    asked = number(
        say,
        "",
        truth,
        "",
        name="",
        slips=tuple((slip, words) for slip, words in slips if not np.isclose(slip, truth)),
        otherwise=say("Each error is multiplied by its own weight; then the products are added."),
        hint="",
        first="",
    )
    found = marked(asked, (typed,), say)
    return found._replace(words=say("Right.")) if found.verdict == "right" else found


def learned(tape: Tape, query: Query) -> Learned:
    """Which weights of a unit with a closed gate learn."""
    locale, sizes = query.language.locale, tape.network.architecture.sizes
    revealed = before_update(tape)
    slopes = [abs(revealed.value(Key("R", 1, k))) for k in range(sizes[1])]
    unit = slopes.index(min(slopes))
    into, out = bool(tape.dW[0][:, unit].any()), bool(tape.dW[1][unit].any())
    weights = [(1, unit, 0), *((2, k, unit) for k in range(sizes[2]))]
    return Learned(
        unit,
        unit_name(tape, unit),
        _plain(Key("E", 1, unit), tape),
        _summed(tape, 1, unit, locale),
        numbers.text(revealed.value(Key("E", 1, unit)), locale),
        numbers.text(revealed.value(Key("H", 1, unit)), locale),
        numbers.text(revealed.value(Key("R", 1, unit)), locale),
        slopes[unit] == 0,
        query.choice("learns", dict.fromkeys(("", *WAYS), ""), "").value,
        "both" if into and out else "into" if into else "out" if out else "none",
        tuple(_derivative(tape, layer, k, source, locale) for layer, k, source in weights),
    )


def _derivative(tape: Tape, layer: int, k: int, source: int, locale: str) -> tuple[str, str, str, str, str, str]:
    value, sizes = before_update(tape).value, tape.network.architecture.sizes
    found, error = value(Key("dW", layer, k, source)), value(Key("E", layer, k))
    given = value(Key("H", 1, source) if layer > 1 else Key("X", 0, source))
    return (
        symbols.element(Key("W", layer, k, source), sizes).html,
        numbers.text(given, locale),
        numbers.bracketed(error, locale),
        sum_equals([(given, error)], found),
        numbers.text(found, locale),
        numbers.sign(found),
    )


def layers(deep: Tape, query: Query) -> Layers:
    """Where the errors of the layer in front come from."""
    locale, value = query.language.locale, before_update(deep).value
    pairs, slope = _pairs(deep, 1, 0), value(Key("R", 1, 0))
    return Layers(
        int(query.choice("needs", {"": "", "1": "", "2": "", "3": ""}, "").value or 0),
        query.choice("further", {"": "", "1": ""}, "").value == "1",
        _terms(pairs, locale),
        sum_equals(pairs, value(Key("E", 1, 0)), slope),
        numbers.bracketed(slope, locale),
        numbers.text(value(Key("E", 1, 0)), locale),
    )
