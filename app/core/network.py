"""A network: an architecture and its weights and biases."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from app.core.activations import Array
from app.core.architecture import Architecture
from app.core.errors import InvalidField


def frozen(array: Array) -> Array:
    """The same array, set read-only."""
    array.setflags(write=False)
    return array


@dataclass(frozen=True, eq=False)
class Network:
    """An architecture and one flat, read-only vector of parameters laid out by its `blocks`."""

    architecture: Architecture
    parameters: Array

    @cached_property
    def W(self) -> tuple[Array, ...]:
        """W_1 … W_L, shapes (n_{l-1}, n_l), as views."""
        return weights(self.architecture, self.parameters)

    @cached_property
    def B(self) -> tuple[Array, ...] | None:
        """B_1 … B_L, shapes (n_l,), as views, or None for a network without biases."""
        return biases(self.architecture, self.parameters)

    @classmethod
    def of(cls, architecture: Architecture, W: Sequence[ArrayLike], B: Sequence[ArrayLike] | None = None) -> "Network":
        """A network with the given weights and biases (zeros where B is None and there are biases).

        Raises `InvalidField` for a wrong number of layers, a wrong shape or a number that is not finite.
        """
        network = cls(architecture, np.zeros(architecture.parameter_count))
        _fill("weights", network.W, W)
        if B is not None:
            if network.B is None:
                raise InvalidField("biases", "null, for a network without biases")
            _fill("biases", network.B, B)
        frozen(network.parameters)
        return cls(architecture, network.parameters)


def weights(architecture: Architecture, flat: Array) -> tuple[Array, ...]:
    """The views W_1 … W_L of a vector that is laid out as the parameters are."""
    return tuple([flat[part].reshape(shape) for part, shape in architecture.weights])


def biases(architecture: Architecture, flat: Array) -> tuple[Array, ...] | None:
    """The views B_1 … B_L of such a vector; None without biases."""
    return tuple([flat[part] for part in architecture.biases]) if architecture.bias else None


def _fill(field: str, places: tuple[Array, ...], values: Sequence[ArrayLike]) -> None:
    if len(values) != len(places):
        raise InvalidField(field, f"one entry for each of the {len(places)} layers of weights")
    for k, (place, value) in enumerate(zip(places, values, strict=True)):
        place[...] = matrix(f"{field}[{k}]", value, place.shape)


def matrix(field: str, value: ArrayLike | Sequence[ArrayLike], shape: tuple[int, ...]) -> Array:
    """`value` as an array of that shape, of finite numbers; `InvalidField` otherwise."""
    wanted = " x ".join(map(str, shape))
    try:
        array = np.asarray(value, dtype=np.float64)
    except (ValueError, TypeError, OverflowError):
        raise InvalidField(field, f"{wanted} numbers, rows of equal length") from None
    if array.shape != shape:
        raise InvalidField(field, f"{wanted} numbers")
    if not np.isfinite(array).all():
        raise InvalidField(field, "finite numbers only")
    return array
