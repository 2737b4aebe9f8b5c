"""Lesson 3: X, Wh, Wo, one unit per layer: both derivatives as products, the pass, and why the update comes last."""

from math import isclose
from typing import NamedTuple

import numpy as np

from app.core.architecture import Architecture
from app.core.finite_differences import by_parameter
from app.core.keys import Key
from app.core.network import Network
from app.core.problem import Problem
from app.core.tape import Tape, record
from app.view.functions import activations
from app.view.lessons.kit.embedded_pass import Pass, passed, session_at
from app.view.lessons.kit.printed import Shown, shown
from app.view.lessons.kit.query import Choice, Number, Query
from app.view.quantities.revealed import Revealed, Source, source
from app.view.words.language import Language

SIZES = (1, 1, 1)


class Factor(NamedTuple):
    """One factor of a product: the key of its number, its name, and its value."""

    key: str
    name: str
    value: Shown


class Product(NamedTuple):
    """A derivative written out: the factors of Eo (`common`), those that make it Eh, the layer's input, the value."""

    key: str
    name: str
    common: tuple[Factor, ...]
    further: tuple[Factor, ...]
    own: Factor
    value: Shown


class Order(NamedTuple):
    """Eh and C'(Wh) with the old or the new Wo, beside the finite difference.

    `verdict` is "right", "wrong", "same" (both Wo give the same) or "corner" (there is no derivative).
    """

    weight: Shown
    Eo: Shown
    slope: Shown
    Eh: Shown
    x: Shown
    dWh: Shown
    difference: Shown
    off: Shown
    verdict: str
    words: str


class HiddenLayer(NamedTuple):
    """Everything the page of the lesson shows."""

    x: Number
    wh: Number
    wo: Number
    y: Number
    rate: Number
    activation: Choice
    output: Choice
    order: Choice
    run: Pass
    products: tuple[Product, Product]
    Eo: Shown
    Eh: Shown
    switched: Order
    sent: tuple[tuple[str, str], ...]


def read(query: Query) -> HiddenLayer:
    """The lesson for these settings."""
    say, locale = query.language.gettext, query.language.locale
    x = query.number("x", 2.0, -5.0, 5.0)
    wh = query.number("wh", 0.6, -5.0, 5.0)
    wo = query.number("wo", 0.5, -5.0, 5.0)
    y = query.number("y", 1.5, -5.0, 5.0)
    rate = query.number("rate", 0.5, 0.001, 10.0)
    functions = activations.labels(query.language, elementwise=True)
    activation = query.choice("R", functions, "relu")
    output = query.choice("Ro", functions, activation.value)
    order = query.choice(
        "order", {"last": say("old (before the update)"), "first": say("new (after the update)")}, "last"
    )
    tape = tape_of(activation.value, x.value, wh.value, wo.value, y.value, rate.value, output.value)
    stage = query.whole("stage", 0, 0, tape.network.architecture.iteration.count).whole
    return HiddenLayer(
        x,
        wh,
        wo,
        y,
        rate,
        activation,
        output,
        order,
        passed(tape, stage, query),
        _products(tape, stage, locale),
        *_errors(tape, stage, locale),
        _order(tape, order.value == "first", query.language),
        sent(tape),
    )


def tape_of(activation: str, x: float, wh: float, wo: float, y: float, rate: float = 0.5, output: str = "") -> Tape:
    """One iteration of X → Wh → Wo without biases, on one sample; `output` is the output's activation if it differs."""
    architecture = Architecture(SIZES, (activation, output or activation), "half_squared_error", bias=False)
    network = Network.of(architecture, [[[wh]], [[wo]]])
    return record(network, Problem.of(architecture, [[x]], [[y]], rate))


def with_weight(tape: Tape, weight: float) -> tuple[float, float]:
    """Eh and C'(Wh) when Eh is computed with `weight` instead of Wo."""
    Eh = tape.E[1].item() * weight * np.asarray(tape.R[0]).item()
    return Eh, Eh * tape.problem.X.item()


def sent(tape: Tape) -> tuple[tuple[str, str], ...]:
    """The fields that open this network in the workbench."""
    network, problem = tape.network, tape.problem
    architecture = network.architecture
    fields: dict[str, float] = {f"size.{l}": size for l, size in enumerate(architecture.sizes)}
    fields |= {f"X.0.{i}": x for i, x in enumerate(problem.X[0].tolist())}
    fields |= {f"Y.0.{k}": y for k, y in enumerate(problem.Y[0].tolist())}
    fields |= {f"W.{l}.{i}.{j}": float(w) for l, W in enumerate(network.W, 1) for (i, j), w in np.ndenumerate(W)}
    words = {"activation": architecture.activations[0], "output": architecture.activations[-1]}
    words |= {"loss": architecture.loss, "learning_rate": repr(problem.learning_rate), "problem": "own"}
    return (*words.items(), *((name, repr(value)) for name, value in fields.items()))


_COMMON = ((Key("M", 2, 0), "<i>ŷ</i> − <i>y</i>"), (Key("R", 2, 0), "<i>R</i>′(<i>Z<sub>o</sub></i>)"))
_FURTHER = ((Key("W", 2, 0, 0), "<i>W<sub>o</sub></i>"), (Key("R", 1, 0), "<i>R</i>′(<i>Z<sub>h</sub></i>)"))
_ROWS = (
    (Key("dW", 2, 0, 0), "W<sub>o</sub>", (), (Key("H", 1, 0), "<i>H</i>")),
    (Key("dW", 1, 0, 0), "W<sub>h</sub>", _FURTHER, (Key("X", 0, 0), "<i>X</i>")),
)


def _products(tape: Tape, stage: int, locale: str) -> tuple[Product, Product]:
    """Both products; a number that the pass has not revealed yet is a dash."""
    revealed = Revealed(session_at(tape, stage))

    def printed(key: Key) -> Shown:
        return shown(revealed.value(key) if revealed.knows(source(key)) else None, locale)

    def factor(key: Key, name: str) -> Factor:
        return Factor(str(key), name, printed(key))

    one, other = (
        Product(
            str(key),
            name,
            tuple(factor(*each) for each in _COMMON),
            tuple(factor(*each) for each in further),
            factor(*own),
            printed(key),
        )
        for key, name, further, own in _ROWS
    )
    return one, other


def _errors(tape: Tape, stage: int, locale: str) -> tuple[Shown, Shown]:
    """Eo and Eh, each a dash until the pass has revealed it."""
    revealed = Revealed(session_at(tape, stage))
    found = (revealed.get(Source("E", layer)) for layer in (2, 1))
    Eo, Eh = (shown(None if E is None else E.item(), locale) for E in found)
    return Eo, Eh


def _order(tape: Tape, new: bool, language: Language) -> Order:
    say, locale = language.gettext, language.locale
    weight = (tape.updated if new else tape.network).W[1].item()
    Eh, dWh = with_weight(tape, weight)
    differences = by_parameter(tape.network, tape.problem)
    difference, corner = float(differences.values[0]), bool(differences.kinks[0])
    agrees = isclose(dWh, difference, rel_tol=1e-5, abs_tol=1e-7)
    verdict = "corner" if corner and not agrees else "wrong" if not agrees else "same" if new else "right"
    words = {
        "right": say(
            "They agree: with the weights from the start of the iteration, Eh gives the true slope of the cost."
        ),
        "wrong": say(
            "They do not agree. The errors belong to the network that made the prediction, and it had the old Wo."
        ),
        "same": say("Here it makes no difference: either the new Wo equals the old one, or it is multiplied by 0."),
        "corner": say("The cost has a corner exactly here, and a difference taken across it is not a derivative."),
    }
    tidy = 0.0 if abs(difference) < 1e-9 else round(difference, 7)
    return Order(
        shown(weight, locale),
        shown(tape.E[1].item(), locale),
        shown(np.asarray(tape.R[0]).item(), locale),
        shown(Eh, locale),
        shown(tape.problem.X.item(), locale),
        shown(dWh, locale),
        shown(tidy, locale),
        shown(round(dWh - tidy, 7), locale),
        verdict,
        words[verdict],
    )
