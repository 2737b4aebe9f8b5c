"""Losses: the cost of each sample, and C'(ŷ) beside it.

Units are rows and samples are columns. The cross entropies are computed from the weighted
input Z, where they cannot overflow; with their activation C' and R' simplify to Eo = ŷ − y.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.core.activations import Array

_HALF = np.array(0.5)


@dataclass(frozen=True, slots=True)
class Loss:
    """`cost(Z, H, Y)` gives each sample's cost, shape (m,); `derivative(H, Y)` gives C'(ŷ).

    `last_activation` is the one activation that the loss goes with, or None for any but
    softmax. With it `simplifies` is true and the output layer error is ŷ − y.
    """

    name: str
    cost: Callable[[Array, Array, Array], Array]
    derivative: Callable[[Array, Array], Array]
    last_activation: str | None

    @property
    def simplifies(self) -> bool:
        """Whether C'(ŷ) and R' are computed together, as ŷ − y."""
        return self.last_activation is not None


def _half_squared_error(Z: Array, H: Array, Y: Array) -> Array:
    difference = H - Y
    return np.asarray(np.add.reduce(difference * difference, 0) * _HALF)


def _half_squared_error_derivative(H: Array, Y: Array) -> Array:
    return H - Y


def _binary_cross_entropy(Z: Array, H: Array, Y: Array) -> Array:
    return np.asarray(np.add.reduce(np.maximum(Z, 0.0) - Z * Y + np.log1p(np.exp(-np.abs(Z))), 0))


def _binary_cross_entropy_derivative(H: Array, Y: Array) -> Array:
    return (H - Y) / (H * (1.0 - H))


def _cross_entropy(Z: Array, H: Array, Y: Array) -> Array:
    shifted = Z - np.maximum.reduce(Z, 0)
    return np.asarray(np.add.reduce(Y * (np.log(np.add.reduce(np.exp(shifted), 0)) - shifted), 0))


def _cross_entropy_derivative(H: Array, Y: Array) -> Array:
    return -Y / H


LOSSES: dict[str, Loss] = {
    loss.name: loss
    for loss in (
        Loss("half_squared_error", _half_squared_error, _half_squared_error_derivative, None),
        Loss("binary_cross_entropy", _binary_cross_entropy, _binary_cross_entropy_derivative, "sigmoid"),
        Loss("cross_entropy", _cross_entropy, _cross_entropy_derivative, "softmax"),
    )
}
