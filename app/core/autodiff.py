"""Differentiation on a graph, one node after the other, as PyTorch does it.

Forward, each operation computes its value. Backward, each multiplies the gradient that has arrived at it by its local
slopes and adds the products to the gradients of its operands. It may do so only when its own gradient is complete:
when every node that it goes into has done so.
"""

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import NamedTuple

from app.core.formulas import Formula
from app.core.rules import RULES


class Message(NamedTuple):
    """What one operation adds to the gradient of one of its operands: gradient, local slope, and their product."""

    source: int  # the operation
    place: int  # which of its operands
    node: int  # the node of that operand
    grad: float
    slope: float
    amount: float


class Backward(NamedTuple):
    """How far a backward pass has come: what was played, the messages sent, and the gradient of each node so far."""

    played: tuple[int, ...]
    messages: tuple[Message, ...]
    grads: tuple[float, ...]


def values(formula: Formula, given: Mapping[str, float]) -> tuple[float, ...] | None:
    """The value of each node; None if one of them, or a slope, does not exist or is too large."""
    found = [given[name] for name in formula.variables]
    try:
        for operation in formula.operations:
            operands = [found[each] if isinstance(each, int) else each for each in operation.operands]
            found.append(float(RULES[operation.name].of(*operands)))
            RULES[operation.name].slopes(*operands)
    except ArithmeticError:
        return None
    return tuple(found) if all(map(isfinite, found)) else None


def backward(formula: Formula, known: Sequence[float], order: Sequence[int], start: Sequence[float] = ()) -> Backward:
    """The pass after these nodes were played, up to the first that is not ready.

    `start` are gradients that are there already because nobody has set them to zero.
    """
    grads = list(start) or [0.0] * formula.count
    fresh = [0.0] * formula.count  # of this pass alone: only that is passed on
    fresh[-1] = 1.0
    grads[-1] += 1.0
    played: list[int] = []
    messages: list[Message] = []
    for node in order:
        playable = node in range(len(formula.variables), formula.count)
        if not playable or node in played or missing(formula, played, node):
            break
        played.append(node)
        for message in _sent(formula, known, node, fresh[node]):
            messages.append(message)
            fresh[message.node] += message.amount
            grads[message.node] += message.amount
    return Backward(tuple(played), tuple(messages), tuple(grads))


def missing(formula: Formula, played: Sequence[int], node: int) -> tuple[int, ...]:
    """The nodes that must be played before this one: those that it goes into and that have not been."""
    return tuple(each for each in formula.users(node) if each not in played)


def full_order(formula: Formula) -> tuple[int, ...]:
    """An order in which every operation is ready: the last first."""
    return tuple(range(formula.count - 1, len(formula.variables) - 1, -1))


def gradients(formula: Formula, known: Sequence[float]) -> tuple[float, ...]:
    """The derivative of the result with respect to each node."""
    return backward(formula, known, full_order(formula)).grads


def _sent(formula: Formula, known: Sequence[float], node: int, grad: float) -> list[Message]:
    operation = formula.operation(node)
    if operation is None:
        return []
    operands = [known[each] if isinstance(each, int) else each for each in operation.operands]
    slopes = RULES[operation.name].slopes(*operands)
    pairs = enumerate(zip(operation.operands, slopes, strict=True))
    return [Message(node, k, to, grad, slope, grad * slope) for k, (to, slope) in pairs if isinstance(to, int)]
