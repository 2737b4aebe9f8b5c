"""The faults of lesson 7: in each program one line is wrong, and what can be seen of it.

A slip is named as in `app.core.practice.slips`; here it is made in one line. The cost and the derivatives of the first
step are compared with those that finite differences of the right network's cost give.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.core.activations import Array
from app.core.data_sets import DATA_SETS
from app.core.finite_differences import by_parameter, cost
from app.core.network import weights
from app.view.lessons.code import learn_program as program
from app.view.lessons.code.learn_program import ACTIVATIONS, Line, Names, Rows, Start, derivatives, updated
from app.view.words.language import N_

APART = 1e-4  # numbers that differ by more, relative to the larger one, differ


class Fault(NamedTuple):
    """A slip by its id, the line in which it is made, the numbers it is shown with, and why the line is wrong."""

    slip: str
    line: Line
    start: Start
    why: str


class Compared(NamedTuple):
    """Numbers of the program beside the measured ones, and which of them differ. All have the same shape."""

    name: str
    derived: Array
    measured: Array
    apart: NDArray[np.bool_]

    @property
    def agree(self) -> bool:
        """Whether all numbers agree."""
        return not self.apart.any()


def _rows(array: Array) -> Rows:
    return tuple(tuple(row) for row in array.tolist())


XOR = DATA_SETS["xor"]
_X, _Y = _rows(XOR.X), _rows(XOR.Y)
_HALF_ADDER = _rows(np.hstack([XOR.Y, DATA_SETS["and"].Y]))

START = Start(
    _X,
    _Y,
    ((0.8, -0.6, -0.4), (0.2, 0.2, 1.1)),
    (-0.1, 0.1, 0.1),
    ((0.7,), (0.9,), (-0.8,)),
    (-0.1,),
    0.2,
)
"""XOR with 2, 3, 1 units. Each hidden unit is closed for some of the samples."""

SMOOTH = Start(
    _X,
    _Y,
    ((0.6, 0.4, -1.1), (-1.2, 0.5, 1.1)),
    (-0.2, -0.2, 0.2),
    ((-0.1,), (-0.3,), (-0.5,)),
    (-0.3,),
    0.5,
    "tanh",
)
"""The same with tanh, whose slope at Zh is another than at H."""

SQUARE = Start(
    _X,
    _HALF_ADDER,
    ((1.2, -0.3), (0.5, -0.6)),
    (0.2, -0.2),
    ((-0.3, 0.4), (-0.5, 0.8)),
    (-0.3, 0.3),
    0.5,
    "tanh",
)
"""Two outputs, XOR and AND, with 2, 2, 2 units: Wo is square, so that it also fits untransposed."""

_RELU_PRIME, _TANH_PRIME = ACTIVATIONS["relu"][1], ACTIVATIONS["tanh"][1]

FAULTS: tuple[Fault, ...] = (
    Fault(
        "slope-left-out",
        Line(("Eh",), "Eh = Eo @ Wo.T", lambda v: (v["Eo"] @ v["Wo"].T,)),
        START,
        N_("The slope is left out: the error passes even where ReLU is closed, so closed units learn too."),
    ),
    Fault(
        "sign-flipped",
        Line(("Eo",), "Eo = y - yHat", lambda v: (v["y"] - v["yHat"],)),
        START,
        N_("The sign is flipped: every derivative points the other way, so each step climbs instead of descending."),
    ),
    Fault(
        "weighted-input-for-activation",
        Line(("dWo", "dBo"), "dWo, dBo = Zh.T @ Eo / m, Eo.mean(0)", lambda v: derivatives(v["Zh"], v["Eo"])),
        START,
        N_("The input of Wo is H. Zh is what it was before ReLU, with negative numbers where H is 0."),
    ),
    Fault(
        "rate-left-out",
        Line(("Wh", "Bh"), "Wh -= dWh; Bh -= dBh", lambda v: updated(v, "h", 1.0)),
        START,
        N_("The learning rate is left out: the derivatives are right, but Wh takes steps five times too long."),
    ),
    Fault(
        "weights-across",
        Line(("Eh",), "Eh = Eo @ Wo * tanh_prime(Zh)", lambda v: (v["Eo"] @ v["Wo"] * _TANH_PRIME(v["Zh"]),)),
        SQUARE,
        N_("Wo is not transposed: the errors go back along the wrong weights. It runs because Wo is square."),
    ),
    Fault(
        "bias-left-out",
        Line(("Zh",), "Zh = X @ Wh", lambda v: (v["X"] @ v["Wh"],)),
        START,
        N_("The bias is left out: the program trains biases that it does not use."),
    ),
    Fault(
        "updated-weight",
        Line(
            ("Eh",),
            "Eh = Eo @ (Wo - lr * dWo).T * relu_prime(Zh)",
            lambda v: (v["Eo"] @ updated(v, "o", v["lr"])[0].T * _RELU_PRIME(v["Zh"]),),
        ),
        START,
        N_("The new Wo is used, but the old one made this prediction. It learns all the same, so nobody notices."),
    ),
    Fault(
        "summed-not-averaged",
        Line(
            ("dWo", "dBo"),
            "dWo, dBo = H.T @ Eo, Eo.sum(0)",
            lambda v: (v["H"].T @ v["Eo"], v["Eo"].sum(0)),
        ),
        START,
        N_("The mean is forgotten: with four samples these derivatives are four times too large."),
    ),
    Fault(
        "added",
        Line(("Wo", "Bo"), "Wo += lr * dWo; Bo += lr * dBo", lambda v: updated(v, "o", -v["lr"])),
        START,
        N_("The derivative is added: the output layer climbs the slope that the hidden layer descends."),
    ),
    Fault(
        "slope-at-activation",
        Line(("Eh",), "Eh = Eo @ Wo.T * tanh_prime(H)", lambda v: (v["Eo"] @ v["Wo"].T * _TANH_PRIME(v["H"]),)),
        SMOOTH,
        N_("The slope belongs at Zh, the input of tanh. H is its output."),
    ),
)


def faulty(fault: Fault) -> tuple[Line, ...]:
    """The lines of the loop with the wrong one."""
    return program.replaced(program.lines(fault.start.activation), fault.line)


def compared(start: Start, lines: Sequence[Line]) -> tuple[Compared, ...]:
    """The cost C and the derivatives dWo and dWh of the first step, beside the measured ones."""
    names = program.step(program.given(start), lines)
    network, problem = program.network_of(start)
    dWh, dWo = weights(network.architecture, by_parameter(network, problem).values)
    return (
        _compare("C", names, np.array([[cost(network, problem)]])),
        _compare("dWo", names, dWo),
        _compare("dWh", names, dWh),
    )


def _compare(name: str, names: Names, measured: Array) -> Compared:
    derived = np.reshape(names[name], measured.shape)
    larger = np.maximum(abs(derived), abs(measured))
    return Compared(name, derived, measured, abs(derived - measured) > APART * np.maximum(larger, APART))
