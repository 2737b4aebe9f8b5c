"""Faulty programs: a whole pass with one slip in it, everything after the slip computed from the faulty numbers.

A program that runs is not yet right. Beside the finite differences of the cost, the first derivative that the fault
spoils stands out; the costs of a training show what it does in the long run.
"""

from collections.abc import Callable, Iterator, Mapping
from math import isfinite
from typing import NamedTuple

import numpy as np

from app.core.activations import Array
from app.core.finite_differences import by_parameter, cost, relative_difference
from app.core.network import Network, biases, frozen, weights
from app.core.practice.place import PER_SAMPLE, Pass, Place, places
from app.core.practice.slips import SLIPS, Rule, rule
from app.core.problem import Problem
from app.core.stages import Stage

APART = 1e-4  # a derivative is wrong if it differs from the finite difference by more, relative to the larger


class Fault(NamedTuple):
    """A slip, by its id, and the rules that the program computes with it."""

    slip: str
    rules: tuple[Rule, ...]


FAULTS: tuple[Fault, ...] = (
    Fault("bias-left-out", ("Z",)),
    Fault("sign-flipped", ("Eo",)),
    Fault("slope-left-out", ("Eo", "Eh")),
    Fault("slope-at-activation", ("Eo", "Eh")),
    Fault("weights-across", ("Eh",)),
    Fault("updated-weight", ("Eh",)),
    Fault("own-activation", ("dW",)),
    Fault("weighted-input-for-activation", ("dW",)),
    Fault("summed-not-averaged", ("dW", "dB")),
    Fault("added", ("U",)),
    Fault("rate-left-out", ("U",)),
)
"""Faults that programs have. Not every network shows each of them: a forgotten mean needs a batch."""


def run(network: Network, problem: Problem, fault: Fault | None = None) -> Pass:
    """The numbers of one iteration, computed stage by stage with a fault; right ones without.

    Where the slip can be made in several ways, it is made in the first. Numbers that become too large are infinite or
    NaN.
    """
    before = _given(network, problem)
    after: dict[tuple[str, int], Array] = {}

    def matrix(letter: str, layer: int) -> Array:
        return _slope(numbers, layer) if letter == "R" else before[letter, layer]

    def updated(letter: str, layer: int) -> Array:
        found = after.get((letter, layer))
        return _RIGHT["U"](numbers, letter, layer) if found is None else found

    numbers = Pass(network.architecture, problem, matrix, updated)
    for stage in network.architecture.iteration.stages:
        _compute(numbers, stage, fault, after if stage.kind == "update" else before)
    return numbers


def costs(network: Network, problem: Problem, iterations: int, fault: Fault | None = None) -> tuple[float, ...]:
    """How the cost goes in a training with a fault: before each iteration and after the last.

    It is the network's cost computed rightly, whatever the program takes for it. Fewer where it is no longer finite.
    """
    found = [cost(network, problem)]
    for _ in range(iterations):
        numbers = run(network, problem, fault)
        network = Network(network.architecture, _flat(numbers, numbers.updated))
        found.append(cost(network, problem))
        if not isfinite(found[-1]):
            return tuple(found[:-1])
    return tuple(found)


def first_difference(numbers: Pass) -> Place | None:
    """The first derivative that differs from the finite difference of the cost, in the order of computation.

    None where all agree. Parameters with a corner of the cost beside them are passed over.
    """
    architecture = numbers.architecture
    network = Network(architecture, _flat(numbers, numbers.matrix))
    derivatives = _flat(numbers, lambda letter, layer: numbers.matrix(f"d{letter}", layer))
    right = by_parameter(network, numbers.problem)
    apart = relative_difference(right.values, derivatives, cost(network, numbers.problem))
    apart[right.kinks] = 0
    by_letter = {"dW": weights(architecture, apart), "dB": biases(architecture, apart) or ()}
    for stage in architecture.iteration.stages:
        for place in places(stage, architecture, 0) if stage.kind == "derivative" else ():
            if not np.atleast_2d(by_letter[place.letter][place.layer - 1])[place.cell] <= APART:  # NaN is wrong, too
                return place
    return None


@np.errstate(all="ignore")
def _compute(numbers: Pass, stage: Stage, fault: Fault | None, store: dict[tuple[str, int], Array]) -> None:
    """Stores the matrices of a stage: the right ones first, which a slip may start from, then its own numbers."""
    for letter, layer in stage.computes:
        store[letter, layer] = _RIGHT["U" if stage.kind == "update" else letter](numbers, letter, layer)
    slipped = [*_slipped(numbers, stage, fault)] if fault else []
    for place, number in slipped:
        store[place.letter, place.layer][place.cell] = number


def _slipped(numbers: Pass, stage: Stage, fault: Fault) -> Iterator[tuple[Place, float]]:
    """The numbers of a stage that the fault changes."""
    slip = next(slip for slip in SLIPS if slip.id == fault.slip)
    architecture = numbers.architecture
    for sample in range(numbers.samples if stage.computes[0].symbol in PER_SAMPLE else 1):
        for place in places(stage, architecture, sample):
            candidates = slip.candidates(numbers, place) if rule(place, architecture.depth) in fault.rules else ()
            for candidate in [*candidates][:1]:
                yield place, candidate.number


def _given(network: Network, problem: Problem) -> dict[tuple[str, int], Array]:
    found = {("X", 0): problem.X, ("Y", network.architecture.depth): problem.Y}
    for letter, layers in (("W", network.W), ("B", network.B or ())):
        found |= {(letter, l): np.atleast_2d(layer) for l, layer in enumerate(layers, 1)}
    return found


def _flat(numbers: Pass, matrix: Callable[[str, int], Array]) -> Array:
    """W and B of all layers as one vector, laid out as a network's parameters are."""
    letters = "WB" if numbers.architecture.bias else "W"
    layers = range(1, numbers.architecture.depth + 1)
    return frozen(np.concatenate([matrix(letter, l).ravel() for l in layers for letter in letters]))


def _layer_input(p: Pass, l: int) -> Array:
    return p.matrix("H" if l > 1 else "X", l - 1)


def _weighted_input(p: Pass, letter: str, l: int) -> Array:
    Z = _layer_input(p, l) @ p.weights(l)
    return Z + p.matrix("B", l) if p.architecture.bias else Z


def _cost(p: Pass, letter: str, l: int) -> Array:
    return np.array([[p.architecture.cost.cost(*(p.matrix(name, l).T for name in "ZHY")).mean()]])


def _error(p: Pass, letter: str, l: int) -> Array:
    message = np.array([p.message(l, sample) for sample in range(p.samples)])
    return message if l == p.architecture.depth and p.architecture.cost.simplifies else message * p.matrix("R", l)


def _slope(p: Pass, l: int) -> Array:
    return p.architecture.layers[l - 1].slope(p.matrix("Z", l).T).T


_RIGHT: Mapping[str, Callable[[Pass, str, int], Array]] = {
    "Z": _weighted_input,
    "H": lambda p, _, l: p.architecture.layers[l - 1].of(p.matrix("Z", l).T).T,
    "C": _cost,
    "E": _error,
    "dW": lambda p, _, l: _layer_input(p, l).T @ p.matrix("E", l) / p.samples,
    "dB": lambda p, _, l: p.matrix("E", l).mean(axis=0, keepdims=True),
    "U": lambda p, letter, l: p.matrix(letter, l) - p.rate * p.matrix(f"d{letter}", l),
}
