"""Functions of one variable in a row, f(x) = A(B(C(x))), and the chain rule along them.

Each machine has its derivative beside it, and says where it has no value or no derivative: there
nothing after it (or no product through it) is a number, and None stands in its place.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import cos, exp, isfinite, sin
from typing import Literal

Hole = Literal["no_value", "no_derivative", "too_large"]


@dataclass(frozen=True, slots=True)
class Machine:
    """A function and its derivative; `hole(x)` tells why one of them is missing at x, or None."""

    name: str
    function: Callable[[float], float]
    derivative: Callable[[float], float]
    hole: Callable[[float], Hole | None] = lambda x: None


def _sigmoid(x: float) -> float:
    return 1 / (1 + exp(-x)) if x >= 0 else exp(x) / (1 + exp(x))


MACHINES: dict[str, Machine] = {
    machine.name: machine
    for machine in (
        Machine("square", lambda x: x * x, lambda x: 2 * x),
        Machine("affine", lambda x: 3 * x + 1, lambda x: 3.0),
        Machine("falling", lambda x: 2 - x / 2, lambda x: -0.5),
        Machine("sin", sin, cos),
        Machine("exp", exp, exp),
        Machine("relu", lambda x: max(x, 0.0), lambda x: float(x > 0), lambda x: "no_derivative" if x == 0 else None),
        Machine("sigmoid", _sigmoid, lambda x: _sigmoid(x) * _sigmoid(-x)),
        Machine("reciprocal", lambda x: 1 / x, lambda x: -1 / (x * x), lambda x: "no_value" if x == 0 else None),
    )
}


@dataclass(frozen=True, slots=True)
class Joint:
    """What happens at one machine: what enters, what leaves, its slope there, why a number is missing."""

    machine: Machine
    entering: float | None
    leaving: float | None
    slope: float | None
    hole: Hole | None


def _joint(machine: Machine, entering: float | None) -> Joint:
    if entering is None:
        return Joint(machine, None, None, None, None)
    hole = machine.hole(entering)
    if hole == "no_value":
        return Joint(machine, entering, None, None, hole)
    try:
        leaving, slope = machine.function(entering), machine.derivative(entering)
    except ArithmeticError:  # an overflow, or a division by a square too small to be a number
        return Joint(machine, entering, None, None, "too_large")
    if not (isfinite(leaving) and isfinite(slope)):
        return Joint(machine, entering, None, None, "too_large")
    return Joint(machine, entering, leaving, None if hole else slope, hole)


def joints(row: Sequence[Machine], x: float) -> tuple[Joint, ...]:
    """The joints of machines in a row, the innermost (which takes x) first."""
    found: list[Joint] = []
    value: float | None = x
    for machine in row:
        found.append(_joint(machine, value))
        value = found[-1].leaving
    return tuple(found)


def products(row: Sequence[Joint]) -> tuple[float | None, ...]:
    """The product of slopes from the output back through each machine.

    Entry k is the derivative of f by what enters machine k, so entry 0 is f'(x). From a missing slope, or a
    product that gets too large, on inward it is None.
    """
    product: float | None = 1.0
    found: list[float | None] = []
    for joint in reversed(row):
        product = None if product is None or joint.slope is None else product * joint.slope
        product = product if product is not None and isfinite(product) else None
        found.append(product)
    return tuple(reversed(found))


def central_difference(row: Sequence[Machine], x: float, h: float = 1e-5) -> float | None:
    """(f(x + h) − f(x − h)) / 2h with h relative to x; None where f has no value on either side."""
    step = h * max(1.0, abs(x))
    ends = [joints(row, x + side)[-1].leaving for side in (step, -step)]
    if ends[0] is None or ends[1] is None:
        return None
    return (ends[0] - ends[1]) / (2 * step)
