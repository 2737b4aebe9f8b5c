"""The arithmetic of one iteration, written once.

A `Workspace` owns the memory that one iteration of one architecture and batch size fills. Its
`program` is the list of NumPy calls, in the order of `stages`, that fill it. Recording a tape
runs the program once and copies the memory; long training runs it many times. So what is shown
is what trains, to the last bit.

Inside, units are rows and samples are columns, and a layer's bias is one more row of its weights
whose input is a row of ones: each stage is then as few calls as it can be, on contiguous memory.
On networks this small the number of calls is the cost, and to make the arrays and the program
takes longer than to run it: small workspaces are therefore used again.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

from app.core.activations import Array
from app.core.architecture import Architecture
from app.core.memory_layout import layout
from app.core.network import Network
from app.core.optimizers import GRADIENT_DESCENT
from app.core.problem import Problem
from app.core.stages import Stage

Call = tuple[Callable[..., Any], tuple[Any, ...]]

SMALL = 4096  # numbers in a workspace that is kept for the next use
SPARE = 2  # of these for one architecture and batch size: as many as there are threads that compute at once


class Workspace:
    """Arrays for one iteration on m samples: `parameters` and `gradient` flat, the rest one entry per layer.

    `H[l]` has a row of ones below its n_l units where there are biases (`H[0]` is the input);
    `Z`, `R` (that is R'), `E` have n_l rows; all have m columns, one a sample. `program` has the
    calls of each stage, in order, and `calls` all of them; the last writes the new parameters
    over the old.
    """

    def __init__(self, architecture: Architecture, m: int) -> None:
        self.architecture = architecture
        plan = layout(architecture)
        self.memory = np.empty(plan.size(m))
        room, self.parameters, self.gradient = plan.parts(self.memory)
        self.step = np.empty_like(self.parameters)
        self.rate = np.empty(())
        self.W = _blocks(architecture, self.parameters)
        self.dW = _blocks(architecture, self.gradient)
        self.X, self.Y = room[: architecture.sizes[0]], np.empty((architecture.sizes[-1], m))
        self.H = [room[rows] for rows in plan.H]
        self.units, self.Z, self.R, self.E = (
            [room[rows] for rows in part] for part in (plan.units, plan.Z, plan.R, plan.E)
        )
        if architecture.bias:
            for H in self.H[:-1]:
                H[-1] = 1.0
        self.program: list[tuple[Stage, list[Call]]] = [
            (stage, _COMPILE[stage.kind](self, stage.layer or 0)) for stage in architecture.iteration.stages
        ]
        self.calls = [call for _, calls in self.program for call in calls]

    def begin(self, network: Network, problem: Problem) -> None:
        """Put in what an iteration begins with."""
        self.parameters[:] = network.parameters
        self.X[:] = problem.X.T
        self.Y[:] = problem.Y.T
        self.rate.fill(problem.learning_rate)

    def cost(self) -> Array:
        """Each sample's cost, shape (m,)."""
        return self.architecture.cost.cost(self.Z[-1], self.H[-1], self.Y)

    def kept(self) -> Array:
        """The memory, permanently: the caller must not use the workspace again."""
        if self.memory.size > SMALL:
            return self.memory
        kept = self.memory.copy()
        self.give_back()
        return kept

    def give_back(self) -> None:
        """Return the workspace to the pool; the caller must not use it again."""
        spare = _spare(self.architecture, self.Y.shape[1])
        if self.memory.size <= SMALL and len(spare) < SPARE:
            spare.append(self)


def workspace(network: Network, problem: Problem) -> Workspace:
    """A workspace in which an iteration may begin, until `kept` or `give_back` this caller's own."""
    architecture, m = network.architecture, len(problem.X)
    try:
        w = _spare(architecture, m).pop()
    except IndexError:
        w = Workspace(architecture, m)
    w.begin(network, problem)
    return w


# a pass takes 20 µs with a spare workspace, 49 µs without; with ten hidden layers 83 and 240 µs
@lru_cache(maxsize=64)
def _spare(architecture: Architecture, m: int) -> list[Workspace]:
    """Workspaces that nobody uses now. To add to the list and to take from it are safe from any thread."""
    return []


def _blocks(architecture: Architecture, flat: Array) -> list[Array]:
    return [flat[at : at + rows * columns].reshape(rows, columns) for at, rows, columns in architecture.blocks]


def _weighted_input(w: Workspace, l: int) -> list[Call]:
    return [(np.dot, (w.W[l - 1].T, w.H[l - 1], w.Z[l - 1]))]


def _activation(w: Workspace, l: int) -> list[Call]:
    return [(w.architecture.layers[l - 1].function, (w.Z[l - 1], w.units[l - 1]))]


def _slope(w: Workspace, l: int) -> list[Call]:
    derivative = w.architecture.layers[l - 1].derivative
    return [] if derivative is None else [(derivative, (w.Z[l - 1], w.units[l - 1], w.R[l - 1]))]


def _error(w: Workspace, l: int) -> list[Call]:
    E, R = w.E[l - 1], w.R[l - 1]
    if l < w.architecture.depth:
        W = w.W[l][: w.architecture.sizes[l]]
        return [(np.dot, (W, w.E[l], E)), *_slope(w, l), (np.multiply, (E, R, E))]
    if w.architecture.cost.simplifies:  # E already holds ŷ − y, see _cost
        return _slope(w, l)
    return [*_slope(w, l), (np.multiply, (E, R, E))]


def _derivative(w: Workspace, l: int) -> list[Call]:
    return [(np.dot, (w.H[l - 1], w.E[l - 1].T, w.dW[l - 1]))]


def _update(w: Workspace, l: int) -> list[Call]:
    m = w.Y.shape[1]
    mean: list[Call] = [(np.divide, (w.gradient, np.array(float(m)), w.gradient))] if m > 1 else []
    return [
        *mean,
        (GRADIENT_DESCENT.step, (w.gradient, w.rate, w.step)),
        (np.subtract, (w.parameters, w.step, w.parameters)),
    ]


def _cost(w: Workspace, l: int) -> list[Call]:
    # C′(ŷ) (or ŷ − y) stays in E for the next stage. Its squares are not needed again, but where they
    # overflow the cost does, and training must refuse what stepping refuses.
    E, loss = w.E[-1], w.architecture.cost
    if loss.simplifies:
        return [(np.subtract, (w.H[-1], w.Y, E))]
    return [(loss.derivative, (w.H[-1], w.Y, E)), (np.multiply, (E, E, w.R[-1]))]


_COMPILE: dict[str, Callable[[Workspace, int], list[Call]]] = {
    "weighted_input": _weighted_input,
    "activation": _activation,
    "cost": _cost,
    "error": _error,
    "derivative": _derivative,
    "update": _update,
}
