"""Choosing initial weights: a draw with which a learner sees something, and the network learns."""

import math
from collections.abc import Callable

import numpy as np

from app.core.activations import Activation, Array
from app.core.architecture import Architecture
from app.core.initialization import initial_network
from app.core.network import Network, frozen, weights
from app.core.problem import Problem
from app.core.tape import Tape, record

MAX_DRAWS = 64  # seeds tried; where outputs or layers are closed in nearly every draw they do not suffice, see `opened`
SAMPLES = 16  # judged by the first samples: a path that is open for one of them is open for the batch
MARGIN = 1e-9  # what differs by less, relative to its size, may compare the other way on another machine
SLOPE = 1e-6  # an error that passes no larger slope than this is no longer to be seen
VISIBLE = 0.05  # the smallest output error from which a learner sees something
HIGHEST = 4  # the rank of a network that is alive, instructive and learns
LEARNS = 3  # the lowest rank of one that learns
CALM = 4.0  # a unit whose output is bounded is hardly saturated up to here: the slope of tanh is 0.001
MAX_DOUBLINGS = 64
MAX_HALVINGS = 8  # of the last layer's weights, where the first update would be too long

Overlay = Callable[[Network], Network]


def drawn_network(
    architecture: Architecture, problem: Problem, seed: int, overlay: Overlay = lambda network: network
) -> tuple[int | None, Network]:
    """The best network of the draws from `seed` on, the first of equals, and the seed that draws it.

    A network is alive if every output error has an open path to every layer. It is instructive if the sample that is
    shown first meets a closed gate and hidden errors of both signs, as far as the architecture allows. It learns if its
    first update lowers the cost and leaves it open. If none is alive, the first is `opened`; if none learns, the best
    is calmed, where that helps. Then the seed is None, because it alone does not determine the weights. `overlay` puts
    given weights into each draw.

    Every comparison has a margin, because the last bits of a sum depend on the processor: the choice does not.
    """
    judged = Problem(problem.X[:SAMPLES], problem.Y[:SAMPLES], problem.learning_rate)
    best, found = 0, None
    for candidate in range(seed, seed + MAX_DRAWS):
        network = overlay(initial_network(architecture, candidate))
        if (rank := _rank(record(network, judged), judged)) > best:
            best, found = rank, (candidate, network)
        if best == HIGHEST:
            break
    if best >= LEARNS and found:
        return found
    stated, network = found or (None, opened(overlay(initial_network(architecture, seed)), judged))
    calmed = _calmed(network, judged)
    return (stated if calmed is network else None), calmed


def _rank(tape: Tape, problem: Problem) -> int:
    """0 for a network that is not alive, else from 1 to HIGHEST; to learn counts for more than to be instructive."""
    return 1 + 2 * learns(tape, problem) + is_instructive(tape, problem) if is_alive(tape, problem) else 0


def overlaid(network: Network, old: Network) -> Network:
    """A drawn network with the weights and biases of `old` at the places that both have.

    Layers are matched from the input on, the last layer of weights with the last: units that were added at the end of
    a layer, and layers that were added before the outputs, keep the drawn numbers.
    """
    W, B = [each.copy() for each in network.W], [each.copy() for each in network.B or ()]
    before_last = range(min(network.architecture.depth, old.architecture.depth) - 1)
    for l in (*before_last, -1):
        rows, columns = np.minimum(W[l].shape, old.W[l].shape)
        W[l][:rows, :columns] = old.W[l][:rows, :columns]
        if B and old.B is not None:
            B[l][:columns] = old.B[l][:columns]
    return Network.of(network.architecture, W, B or None)


def is_alive(tape: Tape, problem: Problem) -> bool:
    """Whether every output error reaches every layer of weights, on every machine."""
    if tape.diverged is not None or not all(dW.any() for dW in tape.dW):
        return False
    layers = tape.network.architecture.layers
    if any(layer.kinks and _near_corner(Z) for layer, Z in zip(layers, tape.Z, strict=True)):
        return False
    errors: Array = tape.E[-1]
    return bool((_open_samples(tape)[:, None] & np.greater(np.abs(errors), MARGIN)).any(axis=0).all())


def is_instructive(tape: Tape, problem: Problem) -> bool:
    """Whether the sample that is shown first has an open path, an error to see, a closed gate and errors of both signs.

    A closed gate is asked for only if a hidden layer has units to spare for it, and both signs only if two hidden
    units can be open.
    """
    hidden, shown = tape.network.architecture.layers[:-1], problem.first_shown
    if not (_open_samples(tape)[shown] and np.abs(tape.E[-1][shown]).max() >= VISIBLE):
        return False
    errors = np.concatenate([np.zeros(0), *(E[shown] for E in tape.E[:-1])])
    spare = any(layer.can_close and E.shape[1] > 1 for layer, E in zip(hidden, tape.E, strict=False))
    closed = any(
        layer.can_close and not R[shown].all() for layer, R in zip(hidden, tape.R, strict=False) if R is not None
    )
    seen = MARGIN * np.abs(errors).max(initial=0)
    both = bool((errors > seen).any() and (errors < -seen).any())
    return (closed or not spare) and (both or errors.size - spare < 2)


def learns(tape: Tape, problem: Problem) -> bool:
    """Whether the first update lowers the cost and closes no layer permanently, as a step that is too long can."""
    after = record(tape.updated, problem)
    return bool(after.costs.mean() < tape.costs.mean() * (1 - MARGIN)) and all(dW.any() for dW in after.dW)


def opened(network: Network, problem: Problem) -> Network:
    """The network with a path for the error of the sample that is shown first, where one is possible.

    The weights of a unit that is closed get the opposite signs, and are doubled until they outweigh its bias; those of
    a unit that is saturated are halved. In a hidden layer one unit suffices, in the output layer each is seen to.
    Powers of 2 round nothing, so every machine gets the same bits. Inputs that are all 0 leave all as it is.
    """
    architecture, parameters = network.architecture, network.parameters.copy()
    changed = Network(architecture, parameters)
    H = problem.X[problem.first_shown]
    for l, activation in enumerate(architecture.layers):
        B = np.zeros(architecture.sizes[l + 1]) if changed.B is None else changed.B[l]
        weighted = H @ changed.W[l]
        for unit in _stuck(activation, weighted, B, last=l == architecture.depth - 1):
            change = _opening if activation.can_close else _calming
            changed.W[l][:, unit] *= change(weighted.item(unit), B.item(unit))
        H = activation.of(H @ changed.W[l] + B)
    return Network(architecture, frozen(parameters))


def _calmed(network: Network, problem: Problem) -> Network:
    """The network with its last weights halved until its first update lowers the cost; itself if that never helps."""
    parameters = network.parameters.copy()
    for halvings in range(MAX_HALVINGS + 1):
        found = Network(network.architecture, frozen(parameters.copy())) if halvings else network
        tape = record(found, problem)
        if is_alive(tape, problem) and learns(tape, problem):
            return found
        weights(network.architecture, parameters)[-1][:] /= 2
    return network


def _stuck(activation: Activation, weighted: Array, B: Array, *, last: bool) -> list[int]:
    """The units of a layer whose weights must change, from the sums of their weighted inputs without bias."""
    Z, moved = weighted + B, weighted != 0
    passes = Z > MARGIN if activation.can_close else (np.abs(Z) <= CALM) | (not activation.saturates)
    if last:
        return np.flatnonzero(~passes & moved).tolist()
    size = np.abs(weighted) if activation.can_close else -np.abs(Z)
    return [] if passes.any() or not moved.any() else [int(np.argmax(size))]


def _opening(weighted: float, bias: float) -> float:
    """What makes weighted + bias positive, as a factor of `weighted`."""
    doublings = max(0, math.frexp(bias)[1] - math.frexp(weighted)[1] + 1) if bias <= -abs(weighted) else 0
    return math.copysign(2.0 ** min(doublings, MAX_DOUBLINGS), weighted)


def _calming(weighted: float, _bias: float) -> float:
    """What brings `weighted` between CALM / 2 and CALM, as a factor; 1 if it is smaller."""
    return 2.0 ** -max(0, math.frexp(weighted / CALM)[1])


def _near_corner(Z: Array) -> bool:
    size = np.abs(Z)
    return bool(((size < MARGIN * max(1.0, size.max())) & (size > 0)).any())


def _open_samples(tape: Tape) -> Array:
    """For which samples every hidden layer has a gate that is open, and not only just."""
    found = np.ones(len(tape.costs), dtype=bool)
    for R in tape.R[:-1]:
        if R is not None:
            found &= (R > SLOPE).any(axis=1)
    return found
