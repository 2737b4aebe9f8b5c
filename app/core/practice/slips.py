"""Slips: ways to compute a number of the pass with one thing wrong.

This table is the one place that knows them. Exercises compare an answer with its rows from the top, faulty programs
compute a whole pass with one of them, and worksheets give feedback on them.

A rule names the formula that a slip spoils, in the words of the article: Z the weighted input, H the activation, C the
cost, Eo and Eh the errors of the output and of a hidden layer, dW and dB the derivatives, U the update.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from app.core.activations import ACTIVATIONS, Array
from app.core.practice.place import PER_SAMPLE, Pass, Place

Rule = Literal["Z", "H", "C", "Eo", "Eh", "dW", "dB", "U"]
RULES: tuple[Rule, ...] = ("Z", "H", "C", "Eo", "Eh", "dW", "dB", "U")

CLOSE = 0.05  # how near "rounded too early" still is, relative to the right number


class Candidate(NamedTuple):
    """A number that a slip leads to, and the numbers to look at again."""

    number: float
    concerns: tuple[Place, ...] = ()


Candidates = Iterator[Candidate]


@dataclass(frozen=True, slots=True)
class Slip:
    """One way to go wrong: its id, the rules it concerns, and what it makes of the number at a place.

    `candidates(pass, place)` yields nothing where the slip is impossible there, and several numbers where it can be
    made in several ways, such as with another unit's weight.
    """

    id: str
    rules: tuple[Rule, ...]
    candidates: Callable[[Pass, Place], Candidates]


def rule(place: Place, depth: int) -> Rule:
    """The rule by which the number at a place is computed, in a network with `depth` layers of weights."""
    if place.new:
        return "U"
    if place.letter == "E":
        return "Eo" if place.layer == depth else "Eh"
    return next(rule for rule in RULES if rule == place.letter)


def _bias_left_out(p: Pass, at: Place) -> Candidates:
    if p.architecture.bias:
        yield Candidate(float(_products(p, at).sum()), (at.at("B"),))


def _one_term_only(p: Pass, at: Place) -> Candidates:
    products = _products(p, at)
    for k in range(len(products) if len(products) > 1 else 0):
        others = tuple(_weight(at, other) for other in range(len(products)) if other != k)
        if at.letter == "E":
            yield Candidate(products[k] * _slope(p, at), others)
        else:
            yield Candidate(products[k] + p.bias(at.layer, at.unit), others)
            yield Candidate(products[k], others)


def _weights_across(p: Pass, at: Place) -> Candidates:
    layer = at.layer + (at.letter == "E")
    W = p.weights(layer)
    if W.shape[0] != W.shape[1] or len(W) == 1:
        return
    across = tuple(_weight(at, k) for k in range(len(W)))
    if at.letter == "E":
        yield Candidate(float(_errors_after(p, at) @ W[:, at.unit]) * _slope(p, at), across)
    else:
        yield Candidate(float(_arriving(p, at) @ W[at.unit]) + p.bias(at.layer, at.unit), across)


def _added_not_multiplied(p: Pass, at: Place) -> Candidates:
    added = _arriving(p, at) + p.weights(at.layer)[:, at.unit]
    yield Candidate(float(added.sum()) + p.bias(at.layer, at.unit), (_weight(at, 0),))


def _activation_left_out(p: Pass, at: Place) -> Candidates:
    yield Candidate(p.number(at.at("Z")), (at.at("Z"),))


def _slope_for_value(p: Pass, at: Place) -> Candidates:
    if p.architecture.layers[at.layer - 1].elementwise:
        yield Candidate(_slope(p, at), (at.at("Z"),))


def _other_activation(p: Pass, at: Place) -> Candidates:
    Z = p.matrix("Z", at.layer)[_sample(at)][:, None]
    own = p.architecture.activations[at.layer - 1]
    for name, activation in ACTIVATIONS.items():
        if name not in (own, "identity"):  # the identity is the activation left out
            yield Candidate(float(activation.of(Z)[at.unit, 0]), (at.at("Z"),))


def _size_for_value(p: Pass, at: Place) -> Candidates:
    yield Candidate(abs(p.number(at.at("Z"))), (at.at("Z"),))


def _half_left_out(p: Pass, at: Place) -> Candidates:
    if _squares(p):
        yield Candidate(2 * p.number(at), (at,))


def _not_squared(p: Pass, at: Place) -> Candidates:
    if _squares(p):
        difference = float((p.matrix("H", at.layer) - p.matrix("Y", at.layer)).sum(axis=1).mean()) / 2
        yield Candidate(difference, (at,))
        yield Candidate(abs(difference), (at,))


def _summed_not_averaged(p: Pass, at: Place) -> Candidates:
    if p.samples > 1:
        yield Candidate(p.samples * p.number(at), (at,))


def _slope_left_out(p: Pass, at: Place) -> Candidates:
    if _has_slope(p, at):
        yield Candidate(_message(p, at), (at.at("R"),))


def _slope_at_activation(p: Pass, at: Place) -> Candidates:
    if _has_slope(p, at):
        H = p.matrix("H", at.layer)[_sample(at)][:, None]
        slope = p.architecture.layers[at.layer - 1].slope(H)[at.unit, 0]
        yield Candidate(_message(p, at) * float(slope), (at.at("Z"),))


def _cost_for_error(p: Pass, at: Place) -> Candidates:
    Z, H, Y = (p.matrix(letter, at.layer)[_sample(at)][:, None] for letter in ("Z", "H", "Y"))
    concerns = (at.at("H"), at.at("Y"))
    yield Candidate(float(p.architecture.cost.cost(Z, H, Y)[0]), concerns)
    yield Candidate(p.number(Place("C", at.layer, 0)), concerns)


def _factor_two(p: Pass, at: Place) -> Candidates:
    yield Candidate(2 * p.number(at), (at.at("H"), at.at("Y")))


def _other_slope(p: Pass, at: Place) -> Candidates:
    architecture = p.architecture
    nearest = sorted(range(1, architecture.depth + 1), key=lambda layer: abs(layer - at.layer))
    for layer in nearest:
        if architecture.layers[layer - 1].elementwise:
            for unit in range(architecture.sizes[layer]):
                used = at.at("R", layer, unit)
                if used != at.at("R"):
                    yield Candidate(_message(p, at) * p.number(used), (used, at.at("R")))


def _other_weight(p: Pass, at: Place) -> Candidates:
    products = p.weights(at.layer + 1) @ _errors_after(p, at)
    for unit in range(len(products)):
        if unit != at.unit:
            used = _weight(at._replace(unit=unit), 0)
            yield Candidate(float(products[unit]) * _slope(p, at), (used, _weight(at, 0)))


def _updated_weight(p: Pass, at: Place) -> Candidates:
    row = p.updated("W", at.layer + 1)[at.unit]
    yield Candidate(float(row @ _errors_after(p, at)) * _slope(p, at), (_weight(at, 0),))


def _activation_multiplied(p: Pass, at: Place) -> Candidates:
    yield Candidate(p.number(at) * p.number(at.at("H")), (at.at("H"), at.at("R")))


def _own_activation(p: Pass, at: Place) -> Candidates:
    own = _mean(p.matrix("H", at.layer)[:, at.unit] * p.matrix("E", at.layer)[:, at.unit])
    yield Candidate(own, (_source(at),))


def _weighted_input_for_activation(p: Pass, at: Place) -> Candidates:
    if at.layer > 1:
        product = p.matrix("Z", at.layer - 1)[:, at.input or 0] * p.matrix("E", at.layer)[:, at.unit]
        yield Candidate(_mean(product), (_source(at),))


def _error_before(p: Pass, at: Place) -> Candidates:
    arriving = p.matrix("H" if at.layer > 1 else "X", at.layer - 1)[:, at.input or 0]
    for layer in (at.layer + 1, at.layer - 1):
        if 1 <= layer <= p.architecture.depth:
            for error in p.matrix("E", layer).T:
                yield Candidate(_mean(arriving * error), (_first(at.at("E")),))


def _transposed(p: Pass, at: Place) -> Candidates:
    dW = p.matrix("dW", at.layer)
    mirrored = at._replace(input=at.unit, unit=at.input or 0)
    if mirrored != at and at.unit < dW.shape[0] and mirrored.unit < dW.shape[1]:
        yield Candidate(p.number(mirrored), (_source(at), _first(at.at("E"))))


def _rate_included(p: Pass, at: Place) -> Candidates:
    yield Candidate(p.rate * p.number(at), (at,))


def _added(p: Pass, at: Place) -> Candidates:
    yield Candidate(_old(p, at) + p.rate * _derivative(p, at), (_derivative_place(at),))


def _rate_left_out(p: Pass, at: Place) -> Candidates:
    yield Candidate(_old(p, at) - _derivative(p, at), (_derivative_place(at),))


def _derivative_alone(p: Pass, at: Place) -> Candidates:
    old = (at._replace(new=False),)
    yield Candidate(p.rate * _derivative(p, at), old)
    yield Candidate(_derivative(p, at), old)


def _not_updated(p: Pass, at: Place) -> Candidates:
    yield Candidate(_old(p, at), (_derivative_place(at),))


def _another_place(p: Pass, at: Place) -> Candidates:
    iteration = p.architecture.iteration
    number = iteration.of("update") if at.new else next(s.index for s in iteration.stages if _computes(s.computes, at))
    own = at.sample or 0
    samples = (own, *(s for s in range(p.samples) if s != own)) if at.letter in PER_SAMPLE else (own,)
    for sample in samples:
        for other, found in p.of_stage(iteration.stages[number - 1], sample):
            if other != at:
                yield Candidate(found, (other,))


def _sign_flipped(p: Pass, at: Place) -> Candidates:
    yield Candidate(-p.number(at), (at,))


def _decimal_place(p: Pass, at: Place) -> Candidates:
    yield Candidate(10 * p.number(at), (at,))
    yield Candidate(p.number(at) / 10, (at,))


def _rounded_too_early(p: Pass, at: Place) -> Candidates:
    """The right number itself: it is compared with less precision. See `judging`."""
    yield Candidate(p.number(at), (at,))


SLIPS: tuple[Slip, ...] = (
    Slip("bias-left-out", ("Z",), _bias_left_out),
    Slip("one-term-only", ("Z", "Eh"), _one_term_only),
    Slip("weights-across", ("Z", "Eh"), _weights_across),
    Slip("added-not-multiplied", ("Z",), _added_not_multiplied),
    Slip("activation-left-out", ("H",), _activation_left_out),
    Slip("slope-for-value", ("H",), _slope_for_value),
    Slip("other-activation", ("H",), _other_activation),
    Slip("size-for-value", ("H",), _size_for_value),
    Slip("half-left-out", ("C",), _half_left_out),
    Slip("not-squared", ("C",), _not_squared),
    Slip("summed-not-averaged", ("C", "dW", "dB"), _summed_not_averaged),
    Slip("slope-left-out", ("Eo", "Eh"), _slope_left_out),
    Slip("slope-at-activation", ("Eo", "Eh"), _slope_at_activation),
    Slip("cost-for-error", ("Eo",), _cost_for_error),
    Slip("factor-two", ("Eo",), _factor_two),
    Slip("other-slope", ("Eh",), _other_slope),
    Slip("other-weight", ("Eh",), _other_weight),
    Slip("updated-weight", ("Eh",), _updated_weight),
    Slip("activation-multiplied", ("Eh",), _activation_multiplied),
    Slip("own-activation", ("dW",), _own_activation),
    Slip("weighted-input-for-activation", ("dW",), _weighted_input_for_activation),
    Slip("error-before", ("dW",), _error_before),
    Slip("transposed", ("dW",), _transposed),
    Slip("rate-included", ("dW", "dB"), _rate_included),
    Slip("added", ("U",), _added),
    Slip("rate-left-out", ("U",), _rate_left_out),
    Slip("derivative-alone", ("U",), _derivative_alone),
    Slip("not-updated", ("U",), _not_updated),
    Slip("another-place", RULES, _another_place),
    Slip("sign-flipped", RULES, _sign_flipped),
    Slip("decimal-place", RULES, _decimal_place),
    Slip("rounded-too-early", RULES, _rounded_too_early),
)
"""All slips, in the order in which they are tried."""

LAST = frozenset({"sign-flipped", "decimal-place", "rounded-too-early"})
"""Slips of any number: named only where no other fits."""


def slips_of(asked: Rule) -> tuple[Slip, ...]:
    """The slips that can be made with a rule, in order."""
    return tuple(slip for slip in SLIPS if asked in slip.rules)


def _sample(at: Place) -> int:
    return at.sample or 0


def _arriving(p: Pass, at: Place) -> Array:
    return p.arriving(at.layer - 1, _sample(at))


def _errors_after(p: Pass, at: Place) -> Array:
    row: Array = p.matrix("E", at.layer + 1)[_sample(at)]
    return row


def _products(p: Pass, at: Place) -> Array:
    """The products that a weighted input or the message of a hidden unit sums up."""
    if at.letter == "E":
        return np.asarray(p.weights(at.layer + 1)[at.unit] * _errors_after(p, at))
    return np.asarray(_arriving(p, at) * p.weights(at.layer)[:, at.unit])


def _weight(at: Place, k: int) -> Place:
    """The weight of product `k` of a weighted input or a hidden error."""
    return Place("W", at.layer + 1, k, input=at.unit) if at.letter == "E" else Place("W", at.layer, at.unit, input=k)


def _slope(p: Pass, at: Place) -> float:
    Z = p.matrix("Z", at.layer)[_sample(at), at.unit]
    return float(p.architecture.layers[at.layer - 1].slope(np.array([[Z]])).item())


def _has_slope(p: Pass, at: Place) -> bool:
    return at.layer < p.architecture.depth or not p.architecture.cost.simplifies


def _message(p: Pass, at: Place) -> float:
    return float(p.message(at.layer, _sample(at))[at.unit])


def _squares(p: Pass) -> bool:
    return p.architecture.loss == "half_squared_error"


def _mean(row: Array) -> float:
    return float(row.mean())


def _first(place: Place) -> Place:
    """A number of the first sample, in place of those of all samples."""
    return place._replace(sample=0)


def _source(at: Place) -> Place:
    """What a weight multiplies: the input or activation it comes from."""
    return Place("H" if at.layer > 1 else "X", at.layer - 1, at.input or 0, 0)


def _derivative_place(at: Place) -> Place:
    return at._replace(letter=f"d{at.letter}", new=False)


def _old(p: Pass, at: Place) -> float:
    return p.number(at._replace(new=False))


def _derivative(p: Pass, at: Place) -> float:
    return p.number(_derivative_place(at))


def _computes(computes: tuple[tuple[str, int], ...], at: Place) -> bool:
    return (at.letter, at.layer) in computes
