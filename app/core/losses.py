"""Losses: the cost of each sample, beside C′(ŷ). This table is all that the core knows about them.

Units are rows and samples are columns. The cross entropies are computed from the weighted
input Z, where they cannot overflow; with their activation C′ and R′ simplify to Eo = ŷ − y.

`app.view.functions.losses` has a row of the same name: what people read about the loss.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from app.core.activations import ACTIVATIONS, Array

Targets = Literal["numbers", "probabilities", "distribution"]

_HALF = np.array(0.5)


@dataclass(frozen=True, slots=True)
class Loss:
    """`cost(Z, H, Y)` returns each sample's cost, shape (m,); `derivative(H, Y, out)` writes C′(ŷ).

    `targets` states which targets have a meaning: any numbers, probabilities from 0 to 1, or a
    distribution, whose probabilities sum to 1 in each row. `last_activation` is the one activation
    that the loss goes with, or None for every elementwise one. If there is one, `simplifies` is
    true and the output layer error is ŷ − y.
    """

    name: str
    cost: Callable[[Array, Array, Array], Array]
    derivative: Callable[[Array, Array, Array], object]
    targets: Targets = "numbers"
    last_activation: str | None = None

    @property
    def simplifies(self) -> bool:
        """Whether C′(ŷ) and R′ are computed together, as ŷ − y."""
        return self.last_activation is not None

    @property
    def sends_difference(self) -> bool:
        """Whether the error starts as ŷ − y: this loss simplifies, or that is its C′(ŷ)."""
        return self.simplifies or self.derivative is np.subtract

    def message(self, H: Array, Y: Array) -> Array:
        """What the output layer receives before its own slope: C′(ŷ), or ŷ − y where the loss simplifies."""
        return H - Y if self.sends_difference else self.slope(H, Y)

    def slope(self, H: Array, Y: Array) -> Array:
        """C′(ŷ) as a new array."""
        out = np.empty_like(H)
        self.derivative(H, Y, out)
        return out


def _half_squared_error(Z: Array, H: Array, Y: Array) -> Array:
    difference = H - Y
    return np.asarray(np.add.reduce(difference * difference, 0) * _HALF)


def _binary_cross_entropy(Z: Array, H: Array, Y: Array) -> Array:
    return np.asarray(np.add.reduce(np.maximum(Z, 0.0) - Z * Y + np.log1p(np.exp(-np.abs(Z))), 0))


def _binary_cross_entropy_derivative(H: Array, Y: Array, out: Array) -> None:
    np.divide(H - Y, H * (1.0 - H), out)


def _cross_entropy(Z: Array, H: Array, Y: Array) -> Array:
    shifted = Z - np.maximum.reduce(Z, 0)
    return np.asarray(np.add.reduce(Y * (np.log(np.add.reduce(np.exp(shifted), 0)) - shifted), 0))


def _cross_entropy_derivative(H: Array, Y: Array, out: Array) -> None:
    np.divide(-Y, H, out)


LOSSES: dict[str, Loss] = {
    loss.name: loss
    for loss in (
        Loss("half_squared_error", _half_squared_error, np.subtract),
        Loss(
            "binary_cross_entropy", _binary_cross_entropy, _binary_cross_entropy_derivative, "probabilities", "sigmoid"
        ),
        Loss("cross_entropy", _cross_entropy, _cross_entropy_derivative, "distribution", "softmax"),
    )
}


def losses_after(last: str) -> tuple[str, ...]:
    """The losses that an activation of the last layer goes with, the usual one first."""
    own = tuple(name for name, loss in LOSSES.items() if loss.last_activation == last)
    every = tuple(name for name, loss in LOSSES.items() if loss.last_activation is None)
    return (*every, *own) if ACTIVATIONS[last].elementwise else own
