"""The arithmetic of one iteration, written once.

A `Workspace` owns the arrays that one iteration of one architecture and batch size fills. Its
`program` is the list of NumPy calls, in the order of `stages`, that fill them. Recording a tape
runs the program once in a fresh workspace; long training runs it many times in one. So what is
shown is what trains, to the last bit.

Inside, units are rows and samples are columns, and a layer's bias is one more row of its weights
whose input is a row of ones: each stage is then as few calls as it can be, on contiguous memory.
On networks this small the number of calls is the cost.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from app.core.activations import Array
from app.core.architecture import Architecture
from app.core.network import frozen
from app.core.stages import Stage, stages

Call = tuple[Callable[..., Any], tuple[Any, ...]]


class Workspace:
    """Arrays for one iteration: `parameters` and `gradient` flat, the rest one entry a layer.

    `H[l]` has a row of ones below its n_l units where there are biases (`H[0]` is the input);
    `Z`, `R` (that is R'), `E` have n_l rows; all have m columns, one a sample.
    """

    def __init__(self, architecture: Architecture, parameters: Array, X: Array, Y: Array) -> None:
        self.architecture = architecture
        self.parameters = parameters.copy()
        self.gradient = np.empty_like(parameters)
        self.step = np.empty_like(parameters)
        self.W = _blocks(architecture, self.parameters)
        self.dW = _blocks(architecture, self.gradient)
        self.Y = np.ascontiguousarray(Y.T)
        self.plan = plan = _plan(architecture)
        self.room = room = np.empty((plan.height, len(X)))
        self.H = [room[rows] for rows in plan.H]
        self.Z, self.R, self.E = ([room[rows] for rows in part] for part in (plan.Z, plan.R, plan.E))
        self.H[0][: architecture.sizes[0]] = X.T
        if architecture.bias:
            for H in self.H[:-1]:
                H[-1] = 1.0

    def kept(self) -> "Kept":
        """What the program left, read-only, with samples as rows."""
        plan, room = self.plan, frozen(self.room.T)
        units, Z, R, E = ([room[:, rows] for rows in part] for part in (plan.units, plan.Z, plan.R, plan.E))
        return Kept(tuple(Z), tuple(units), tuple(R), tuple(E))

    def units(self, l: int) -> Array:
        """H_l without its row of ones, shape (n_l, m)."""
        return self.H[l][: self.architecture.sizes[l]]

    def program(self, learning_rate: float) -> list[tuple[Stage, list[Call]]]:
        """The calls of each stage, in order; the update writes the new parameters over the old."""
        return [
            (stage, _COMPILE[stage.kind](self, stage.layer or 0, learning_rate))
            for stage in stages(self.architecture.depth, self.architecture.bias)
        ]

    def cost(self) -> Array:
        """Each sample's cost, shape (m,)."""
        loss = self.architecture.cost
        return loss.cost(self.Z[-1], self.H[-1], self.Y)


class Kept(NamedTuple):
    """Z_l, H_l, R'(Z_l) and E_l for l = 1 … L, each (m, n_l), read-only."""

    Z: tuple[Array, ...]
    H: tuple[Array, ...]
    R: tuple[Array, ...]
    E: tuple[Array, ...]


class _Plan(NamedTuple):
    """The rows of one block of memory that each quantity has; `units` is H without its row of ones, from l = 1."""

    height: int
    H: list[slice]
    units: list[slice]
    Z: list[slice]
    R: list[slice]
    E: list[slice]


@lru_cache(maxsize=256)
def _plan(architecture: Architecture) -> _Plan:
    sizes, ones = architecture.sizes, int(architecture.bias)
    at = sizes[0] + ones
    plan = _Plan(at + 4 * sum(sizes[1:]) + ones * (len(sizes) - 2), [slice(0, at)], [], [], [], [])
    for l, n in enumerate(sizes[1:], 1):
        plan.units.append(slice(at, at + n))
        plan.H.append(slice(at, at + n + (ones if l < architecture.depth else 0)))
        at = plan.H[-1].stop
        for part in (plan.Z, plan.R, plan.E):
            part.append(slice(at, at + n))
            at += n
    return plan


def _blocks(architecture: Architecture, flat: Array) -> list[Array]:
    return [flat[at : at + rows * columns].reshape(rows, columns) for at, rows, columns in architecture.blocks]


def _weighted_input(w: Workspace, l: int, lr: float) -> list[Call]:
    return [(np.dot, (w.W[l - 1].T, w.H[l - 1], w.Z[l - 1]))]


def _activation(w: Workspace, l: int, lr: float) -> list[Call]:
    return [(w.architecture.layers[l - 1].function, (w.Z[l - 1], w.units(l)))]


def _slope(w: Workspace, l: int) -> list[Call]:
    derivative = w.architecture.layers[l - 1].derivative
    return [] if derivative is None else [(derivative, (w.Z[l - 1], w.units(l), w.R[l - 1]))]


def _error(w: Workspace, l: int, lr: float) -> list[Call]:
    E, R = w.E[l - 1], w.R[l - 1]
    if l < w.architecture.depth:
        W = w.W[l][: w.architecture.sizes[l]]
        return [(np.dot, (W, w.E[l], E)), *_slope(w, l), (np.multiply, (E, R, E))]
    if w.architecture.cost.simplifies:  # E already holds ŷ − y, see _cost
        return _slope(w, l)
    return [*_slope(w, l), (np.multiply, (E, R, E))]


def _derivative(w: Workspace, l: int, lr: float) -> list[Call]:
    return [(np.dot, (w.H[l - 1], w.E[l - 1].T, w.dW[l - 1]))]


def _update(w: Workspace, l: int, lr: float) -> list[Call]:
    m = w.Y.shape[1]
    mean: list[Call] = [(np.divide, (w.gradient, np.array(float(m)), w.gradient))] if m > 1 else []
    return [
        *mean,
        (np.multiply, (w.gradient, np.array(lr), w.step)),
        (np.subtract, (w.parameters, w.step, w.parameters)),
    ]


def _cost(w: Workspace, l: int, lr: float) -> list[Call]:
    # ŷ − y stays in E for the next stage. The squares are not needed again, but where they
    # overflow the cost does, and training must refuse what stepping refuses.
    E = w.E[-1]
    difference: Call = (np.subtract, (w.H[-1], w.Y, E))
    return [difference] if w.architecture.cost.simplifies else [difference, (np.multiply, (E, E, w.R[-1]))]


_COMPILE: dict[str, Callable[[Workspace, int, float], list[Call]]] = {
    "weighted_input": _weighted_input,
    "activation": _activation,
    "cost": _cost,
    "error": _error,
    "derivative": _derivative,
    "update": _update,
}
