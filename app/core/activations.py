"""Activation functions R, each beside its derivative R′. This table is all that the core knows about them.

Both write into `out`, an array that the caller owns, and leave their inputs unchanged. R′ is a
function of the weighted input Z; H = R(Z) is passed as well because some derivatives are
cheapest in terms of it and it is already known. Units are rows and samples are columns.

`app.view.functions.activations` has a row of the same name: what people read about the function.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf, isfinite
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

LEAK = 0.01
_ZERO = np.zeros(())
_ONE = np.ones(())
_LEAK = np.array(LEAK)
_LARGEST_EXPONENT = np.array(709.0)  # exp of more than this is infinite


@dataclass(frozen=True, slots=True)
class Activation:
    """`function(Z, out)` writes R(Z); `derivative(Z, H, out)` writes R′(Z).

    `derivative` is None for a function of the whole layer (softmax), which has no elementwise one.
    `range` holds the bounds of R. `kinks` are the weighted inputs where R has a corner, so that a
    finite difference across them is not a derivative. `can_close` means that R and R′ are exactly 0
    for every Z ≤ 0: the unit is off and no error passes back. A `rectifier` cuts off or shrinks one
    side, which initial weights make up for. `slope_from` is the argument that `derivative` reads.
    `always_open` names the activation that is most like this one and whose gate never closes.
    """

    name: str
    function: Callable[[Array, Array], object]
    derivative: Callable[[Array, Array, Array], object] | None
    range: tuple[float, float] = (-inf, inf)
    kinks: tuple[float, ...] = ()
    can_close: bool = False
    rectifier: bool = False
    slope_from: Literal["Z", "H"] = "Z"
    always_open: str | None = None

    @property
    def elementwise(self) -> bool:
        """Whether each output depends on its own weighted input alone."""
        return self.derivative is not None

    @property
    def saturates(self) -> bool:
        """Whether R is bounded, so that its slope vanishes far from 0."""
        return all(map(isfinite, self.range))

    def of(self, Z: Array) -> Array:
        """R(Z) as a new array."""
        out = np.empty_like(Z)
        self.function(Z, out)
        return out

    def slope(self, Z: Array) -> Array:
        """R′(Z) as a new array. Raises ValueError where there is no elementwise derivative."""
        if self.derivative is None:
            raise ValueError(f"{self.name} has no elementwise derivative")
        out = np.empty_like(Z)
        self.derivative(Z, self.of(Z), out)
        return out


def _relu(Z: Array, out: Array) -> None:
    np.maximum(Z, _ZERO, out=out)


def _relu_derivative(Z: Array, H: Array, out: Array) -> None:
    np.heaviside(Z, _ZERO, out)  # 0 at 0, as in the article's code


def _leaky_relu(Z: Array, out: Array) -> None:
    np.multiply(Z, _LEAK, out)
    np.maximum(Z, out, out=out)


def _leaky_relu_derivative(Z: Array, H: Array, out: Array) -> None:
    np.heaviside(Z, _ZERO, out)
    np.maximum(out, _LEAK, out=out)


def _sigmoid(Z: Array, out: Array) -> None:
    np.negative(Z, out)
    np.minimum(out, _LARGEST_EXPONENT, out=out)
    np.exp(out, out)
    np.add(out, _ONE, out)
    np.reciprocal(out, out)


def _sigmoid_derivative(Z: Array, H: Array, out: Array) -> None:
    np.subtract(_ONE, H, out)
    np.multiply(out, H, out)


def _tanh_derivative(Z: Array, H: Array, out: Array) -> None:
    np.multiply(H, H, out)
    np.subtract(_ONE, out, out)


def _identity(Z: Array, out: Array) -> None:
    np.copyto(out, Z)


def _identity_derivative(Z: Array, H: Array, out: Array) -> None:
    out.fill(1.0)


def _softmax(Z: Array, out: Array) -> None:
    np.subtract(Z, np.maximum.reduce(Z, 0), out)  # the largest logit becomes 0, so exp cannot overflow
    np.exp(out, out)
    np.divide(out, np.add.reduce(out, 0), out)


ACTIVATIONS: dict[str, Activation] = {
    activation.name: activation
    for activation in (
        Activation(
            "relu",
            _relu,
            _relu_derivative,
            (0, inf),
            kinks=(0.0,),
            can_close=True,
            rectifier=True,
            always_open="leaky_relu",
        ),
        Activation("leaky_relu", _leaky_relu, _leaky_relu_derivative, kinks=(0.0,), rectifier=True),
        Activation("sigmoid", _sigmoid, _sigmoid_derivative, (0, 1), slope_from="H"),
        Activation("tanh", np.tanh, _tanh_derivative, (-1, 1), slope_from="H"),
        Activation("identity", _identity, _identity_derivative),
        Activation("softmax", _softmax, None, (0, 1)),
    )
}
