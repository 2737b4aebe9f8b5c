"""Softmax with two costs, for one sample: probabilities, costs, and every path from a cost back to a logit.

The derivative of the cost with respect to logit k is the sum over all outputs j of C′(ŷ_j) · ∂ŷ_j/∂z_k, where
∂ŷ_j/∂z_k = ŷ_j (δ_jk − ŷ_k). With cross-entropy that sum is ŷ_k − y_k.
"""

from collections.abc import Sequence
from math import exp, log

Vector = tuple[float, ...]


def softmax(logits: Sequence[float]) -> Vector:
    """The probabilities, which add up to 1."""
    top = max(logits)
    powers = [exp(z - top) for z in logits]
    return tuple(power / sum(powers) for power in powers)


def one_hot(right: int, count: int) -> Vector:
    """The targets of `count` classes: 1 for the right one."""
    return tuple(float(k == right) for k in range(count))


def cross_entropy(logits: Sequence[float], right: int) -> float:
    """−ln of the probability of the right class, computed from the logits, where it cannot overflow."""
    top = max(logits)
    return log(sum(exp(z - top) for z in logits)) + top - logits[right]


def half_squared_error(logits: Sequence[float], right: int) -> float:
    """½ Σ (ŷ − y)²."""
    said = softmax(logits)
    return sum((p - y) ** 2 for p, y in zip(said, one_hot(right, len(said)), strict=True)) / 2


def cost_slopes(logits: Sequence[float], right: int, squared: bool) -> Vector:
    """C′(ŷ) for each output: ŷ − y, or −y/ŷ for cross-entropy."""
    said = softmax(logits)
    wanted = one_hot(right, len(said))
    return tuple(p - y if squared else -y / p for p, y in zip(said, wanted, strict=True))


def output_slopes(logits: Sequence[float], k: int) -> Vector:
    """∂ŷ_j/∂z_k for each output j."""
    said = softmax(logits)
    return tuple(p * (float(j == k) - said[k]) for j, p in enumerate(said))


def error(logits: Sequence[float], right: int, squared: bool) -> Vector:
    """The derivative of the cost with respect to each logit."""
    slopes = cost_slopes(logits, right, squared)
    paths = (output_slopes(logits, k) for k in range(len(slopes)))
    return tuple(sum(c * r for c, r in zip(slopes, path, strict=True)) for path in paths)


def walk(logits: Sequence[float], right: int, squared: bool, rate: float, most: int) -> list[float]:
    """The right logit as gradient descent raises it, the others fixed, until its class has more than half of 1.

    The first entry is where it starts; there are at most `most` steps.
    """
    found, now = [logits[right]], list(logits)
    while len(found) <= most and softmax(now)[right] <= 0.5:
        now[right] -= rate * error(now, right, squared)[right]
        found.append(now[right])
    return found
