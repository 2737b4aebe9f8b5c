"""Functions of one variable in a row, f(x) = A(B(C(x))), and the chain rule along them.

Each machine has its derivative beside it, and knows where it has no value or no derivative. Values after
a missing value, and products through a missing slope, are None.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import cos, exp, isfinite, sin
from typing import Literal

import numpy as np

from app.core.activations import ACTIVATIONS, Activation, Array

Hole = Literal["no_value", "no_derivative", "too_large"]


@dataclass(frozen=True, slots=True)
class Machine:
    """A function and its derivative; `hole(x)` is the reason why one of them is missing at x, or None."""

    name: str
    function: Callable[[float], float]
    derivative: Callable[[float], float]
    hole: Callable[[float], Hole | None] = lambda x: None


_OWN = {
    machine.name: machine
    for machine in (
        Machine("square", lambda x: x * x, lambda x: 2 * x),
        Machine("affine", lambda x: 3 * x + 1, lambda x: 3.0),
        Machine("falling", lambda x: 2 - x / 2, lambda x: -0.5),
        Machine("sin", sin, cos),
        Machine("exp", exp, exp),
        Machine("reciprocal", lambda x: 1 / x, lambda x: -1 / (x * x), lambda x: "no_value" if x == 0 else None),
    )
}


def machine_names() -> tuple[str, ...]:
    """The names of all machines: a few functions of their own, and every elementwise activation."""
    return (*_OWN, *(name for name, activation in ACTIVATIONS.items() if activation.elementwise))


def machine(name: str) -> Machine:
    """The machine with that name. Raises KeyError for another name."""
    return _OWN.get(name) or _activation_machine(ACTIVATIONS[name])


def _activation_machine(activation: Activation) -> Machine:
    def at(x: float, function: Callable[[Array], Array]) -> float:
        with np.errstate(all="ignore"):
            return float(function(np.array([[x]])).item())

    return Machine(
        activation.name,
        lambda x: at(x, activation.of),
        lambda x: at(x, activation.slope),
        lambda x: "no_derivative" if x in activation.kinks else None,
    )


@dataclass(frozen=True, slots=True)
class Joint:
    """What happens at one machine: what enters, what leaves, its slope there, and why a number is missing."""

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


def value(machine: Machine, x: float) -> float | None:
    """What leaves a machine; None where it has no value or one that is too large."""
    if machine.hole(x) == "no_value":
        return None
    try:
        leaving = machine.function(x)
    except ArithmeticError:
        return None
    return leaving if isfinite(leaving) else None


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

    Entry k is the derivative of f with respect to what enters machine k, so entry 0 is f'(x). It is None where
    a slope further out is missing or the product is too large.
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


def has_derivative(row: Sequence[Machine], x: float) -> bool:
    """Whether the slopes of f from the right and from the left approach each other as the nudge shrinks.

    This finds a derivative that `products` cannot: x² after a corner of ReLU at 0 is smooth again.
    """
    gaps = [_gap(row, x, h) for h in (1e-3, 1e-5)]
    if gaps[0] is None or gaps[1] is None:
        return False
    return gaps[1] <= max(gaps[0] / 10, 1e-9)


def _gap(row: Sequence[Machine], x: float, h: float) -> float | None:
    """The difference between the slopes of f from the right and from the left; None where f has no value."""
    here, right, left = (joints(row, at)[-1].leaving for at in (x, x + h, x - h))
    if here is None or right is None or left is None:
        return None
    return abs((right - here) - (here - left)) / h
