"""The operations of a graph, each with its slopes beside it."""

from collections.abc import Callable
from math import exp, tanh
from typing import NamedTuple


class Rule(NamedTuple):
    """An operation: its value, and its slopes by each operand."""

    of: Callable[..., float]
    slopes: Callable[..., tuple[float, ...]]


RULES = {
    "+": Rule(lambda u, v: u + v, lambda u, v: (1.0, 1.0)),
    "-": Rule(lambda u, v: u - v, lambda u, v: (1.0, -1.0)),
    "*": Rule(lambda u, v: u * v, lambda u, v: (v, u)),
    "/": Rule(lambda u, v: u / v, lambda u, v: (1 / v, -u / (v * v))),
    "**": Rule(lambda u, n: u**n, lambda u, n: (n * u ** (n - 1), 0.0)),
    "relu": Rule(lambda u: max(0.0, u), lambda u: (1.0 if u > 0 else 0.0,)),
    "tanh": Rule(tanh, lambda u: (1 - tanh(u) ** 2,)),
    "exp": Rule(exp, lambda u: (exp(u),)),
}
