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
from typing import Any

import numpy as np

from app.core.activations import Array
from app.core.architecture import Architecture
from app.core.stages import Stage, stages

Call = tuple[Callable[..., Any], tuple[Any, ...]]


class Workspace:
    """Arrays for one iteration: `parameters` and `gradient` flat, the rest one entry a layer.

    `H[l]` has a row of ones below its n_l units where there are biases (`H[0]` is the input);
    `Z`, `R` (that is R'), `E` have n_l rows; all have m columns, one a sample.
    """

    def __init__(self, architecture: Architecture, parameters: Array, X: Array, Y: Array) -> None:
        sizes, depth, m = architecture.sizes, architecture.depth, len(X)
        bias = int(architecture.bias)
        self.architecture = architecture
        self.parameters = parameters.copy()
        self.gradient = np.empty_like(parameters)
        self.step = np.empty_like(parameters)
        self.W = _blocks(architecture, self.parameters)
        self.dW = _blocks(architecture, self.gradient)
        self.Y = np.ascontiguousarray(Y.T)
        hidden = sum(sizes[1:])
        room = np.empty((4 * hidden + sizes[0] + bias * depth, m))
        self.H, self.Z, self.R, self.E = [room[: sizes[0] + bias]], [], [], []
        at = sizes[0] + bias
        self.H[0][: sizes[0]] = X.T
        for l, n in enumerate(sizes[1:], 1):
            extra = bias if l < depth else 0
            self.H.append(room[at : at + n + extra])
            at += n + extra
            self.Z.append(room[at : at + n])
            self.R.append(room[at + n : at + 2 * n])
            self.E.append(room[at + 2 * n : at + 3 * n])
            at += 3 * n
        if bias:
            for H in self.H[:-1]:
                H[-1] = 1.0

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
