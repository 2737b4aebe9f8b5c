"""Finite differences of the cost: the same derivatives, found without backpropagation.

The central difference (C(w + h) − C(w − h)) / 2h agrees with C'(w) up to h² times the third
derivative and the rounding of C divided by h; h near the cube root of the rounding unit balances
the two (Press et al., Numerical Recipes, 5.7). The forward pass here is written independently,
layer by layer; it shares only the tables of activations and losses with the recorded pass.

Moving a weight of layer l by ±h adds ±h times its input to one row of Z_l and changes nothing
before that layer. So a layer's forward passes run side by side, as columns, from layer l on.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.core.activations import Array
from app.core.architecture import Architecture
from app.core.network import Network
from app.core.problem import Problem

STEP = 6e-6  # for weights up to 1; proportional for larger ones
COLUMNS = 1 << 10  # samples side by side: few enough to fit in the processor's cache


@dataclass(frozen=True, eq=False)
class Differences:
    """Central differences with respect to every parameter, flat like `Network.parameters`.

    `values` may contain infinities or NaN where the cost overflows next to the weight. `kinks` is true
    where the weighted input of some unit crosses a kink of its activation between the two points: the
    cost has a corner there, and a difference across it is not a derivative.
    """

    values: Array
    kinks: NDArray[np.bool_]


def by_parameter(
    network: Network,
    problem: Problem,
    places: range | None = None,
    watch: Callable[[int], None] | None = None,
) -> Differences:
    """The central difference of the cost with respect to each weight and bias, in order.

    With `places`, only for the parameters in that range (step 1). `watch(done)` is called after
    every few parameters and may raise to stop the work.
    """
    wanted = range(network.parameters.size) if places is None else places
    values = np.empty(len(wanted))
    kinks = np.zeros(len(wanted), dtype=bool)
    with np.errstate(all="ignore"):
        H = np.ascontiguousarray(problem.X.T)
        for l, (at, rows, columns) in enumerate(network.architecture.blocks, 1):
            Z = _weighted_input(network, l, H)
            inputs = np.vstack([H, np.ones_like(H[:1])])[:rows]
            at_once = max(1, COLUMNS // H.shape[1])
            end = min(at + rows * columns, wanted.stop)
            for first in range(max(at, wanted.start), end, at_once):
                last = min(first + at_once, end)
                part = slice(first - wanted.start, last - wanted.start)
                row, column = np.divmod(np.arange(first - at, last - at), columns)
                steps = _steps(network.parameters[first:last])
                added = inputs[row] * steps[:, None]
                values[part], kinks[part] = _differences(network, problem, l, Z, column, added, steps)
                if watch is not None:
                    watch(part.stop)
            H = network.architecture.layers[l - 1].of(Z)
    return Differences(values, kinks)


def along(network: Network, problem: Problem, direction: Array) -> float:
    """The central difference of the cost along `direction`, which is flat like the parameters.

    It approximates the gradient's dot product with that direction.
    """
    length = float(np.abs(direction).max())
    if length == 0.0:
        return 0.0
    h = float(_steps(network.parameters[np.argmax(np.abs(direction))])) / length
    with np.errstate(all="ignore"):
        ahead, behind = (
            cost(Network(network.architecture, network.parameters + side * direction), problem) for side in (h, -h)
        )
        return (ahead - behind) / (2 * h)


def cost(network: Network, problem: Problem) -> float:
    """The cost, from a plain forward pass; infinite or NaN where it overflows."""
    H = np.ascontiguousarray(problem.X.T)
    Z = H
    with np.errstate(all="ignore"):
        for l, activation in enumerate(network.architecture.layers, 1):
            Z = _weighted_input(network, l, H)
            H = activation.of(Z)
        return float(network.architecture.cost.cost(Z, H, problem.Y.T).mean())


def relative_difference(one: Array, other: Array, size: float = 1.0) -> Array:
    """|one − other| relative to the larger of the two, entry by entry.

    Where both are below 1e-4 · max(1, size) the difference is relative to that bound instead, because
    rounding leaves nothing to compare; `size` is the size of the cost that was differentiated.
    """
    with np.errstate(all="ignore"):
        larger = np.maximum(np.maximum(np.abs(one), np.abs(other)), 1e-4 * max(1.0, abs(size)))
        return np.asarray(np.abs(one - other) / larger)


def _steps(parameters: Array) -> Array:
    return np.asarray(STEP * np.maximum(1.0, np.abs(parameters)))


def _weighted_input(network: Network, l: int, H: Array) -> Array:
    Z: Array = network.W[l - 1].T @ H
    return Z if network.B is None else Z + network.B[l - 1][:, None]


def _differences(
    network: Network, problem: Problem, l: int, Z: Array, units: NDArray[np.intp], added: Array, steps: Array
) -> tuple[Array, NDArray[np.bool_]]:
    """The differences when `added[k]` (one number per sample) is added to row `units[k]` of Z_l, and the kinks."""
    count, m = added.shape
    sides = []
    for side in (1.0, -1.0):
        moved = np.repeat(Z[:, None, :], count, axis=1)
        moved[units, np.arange(count)] += side * added
        sides.append(moved.reshape(len(Z), count * m))
    ahead, behind = sides
    Y = np.tile(problem.Y.T, count)
    kinks = np.zeros(count, dtype=bool)
    architecture = network.architecture
    while True:
        for kink in architecture.layers[l - 1].kinks:
            kinks |= ((ahead > kink) != (behind > kink)).any(axis=0).reshape(count, m).any(axis=1)
        if l == architecture.depth:
            break
        l += 1
        ahead, behind = (_weighted_input(network, l, _activated(architecture, l - 1, Z)) for Z in (ahead, behind))
    costs = [
        architecture.cost.cost(Z, _activated(architecture, l, Z), Y).reshape(count, m).mean(axis=1)
        for Z in (ahead, behind)
    ]
    return (costs[0] - costs[1]) / (2 * steps), kinks


def _activated(architecture: Architecture, l: int, Z: Array) -> Array:
    return architecture.layers[l - 1].of(Z)
