"""The passes of the lesson on the three equations, and what an output sends back along each weight."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from app.core.activations import Array
from app.core.architecture import Architecture
from app.core.finite_differences import cost
from app.core.network import Network
from app.core.problem import Problem
from app.core.tape import Tape, record
from app.view.lessons.kit.matrix_fields import Rows

WH = ((1.0, -1.0, 0.7),)  # one input, up to three hidden units
WO = ((0.7, 0.5), (0.5, -0.3), (-0.4, 0.8))  # to up to two outputs
FRONT = (1.0, 0.5)  # from the input to the layer that is put in front
CROSS = (1.0, -1.0, 0.5)  # from its second unit to the hidden units


def tape_of(hidden: int, outputs: int, activation: str, x: float, y: list[float], Wh: Rows = WH, Wo: Rows = WO) -> Tape:
    """One iteration with one input, 1 to 3 hidden units and 1 or 2 outputs, without biases, on one sample.

    Weights of units that the network does not have are ignored.
    """
    W = [[row[:hidden] for row in Wh], [row[:outputs] for row in Wo[:hidden]]]
    return _recorded((1, hidden, outputs), activation, W, x, y)


def deeper(tape: Tape) -> Tape:
    """The same network with a hidden layer of two units in front.

    Its weights are chosen so that, with activations that keep positive numbers, the later layers get what they got.
    """
    Wh, Wo = (np.asarray(W) for W in tape.network.W)
    cross = np.asarray(CROSS[: Wh.shape[1]])
    plain = tape.network.architecture
    W = [[FRONT], [(Wh[0] - FRONT[1] * cross).tolist(), cross.tolist()], Wo.tolist()]
    x, y = float(tape.problem.X[0, 0]), tape.problem.Y[0].tolist()
    return _recorded((1, len(FRONT), *plain.sizes[1:]), plain.activations[0], W, x, y)


def _recorded(sizes: tuple[int, ...], activation: str, W: Sequence[ArrayLike], x: float, y: list[float]) -> Tape:
    architecture = Architecture(sizes, (activation,) * (len(sizes) - 1), "half_squared_error", bias=False)
    return record(Network.of(architecture, W), Problem.of(architecture, [[x]], [y], 0.1))


def shares(tape: Tape, layer: int = 1) -> Array:
    """What each unit of the next layer (column) sends back to each unit of a layer (row): error times weight."""
    return np.asarray(tape.E[layer][0] * tape.network.W[layer])


def changed_cost(tape: Tape, equation: str, by: float) -> float:
    """How much the cost changes when the first number of the equation is raised by `by`.

    For a derivative that is the first weight, for an error the weighted input of the layer's first unit, which a bias
    raises.
    """
    plain = tape.network.architecture
    architecture = Architecture(plain.sizes, plain.activations, plain.loss, bias=True)
    W = [each.copy() for each in tape.network.W]
    B = [np.zeros(size) for size in plain.sizes[1:]]
    layer = 1 if equation.endswith("o") else 0
    if equation.startswith("E"):
        B[layer][0] += by
    else:
        W[layer][0, 0] += by
    return cost(Network.of(architecture, W, B), tape.problem) - tape.cost
