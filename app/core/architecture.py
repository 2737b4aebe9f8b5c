"""The architecture of a network: everything about it except its numbers."""

from dataclasses import dataclass
from functools import cached_property

from app.core.activations import ACTIVATIONS, Activation
from app.core.errors import InvalidField
from app.core.iteration import Iteration, iteration
from app.core.losses import LOSSES, Loss, losses_after

MAX_LAYERS = 12  # layers of weights, that is up to 11 hidden layers
MAX_UNITS = 16


@dataclass(frozen=True)
class Architecture:
    """Sizes (inputs first), one activation per layer of weights, a loss, and whether there are biases.

    Raises `InvalidField` where these do not fit together or exceed a limit.
    """

    sizes: tuple[int, ...]
    activations: tuple[str, ...]
    loss: str
    bias: bool

    def __post_init__(self) -> None:
        if not 2 <= len(self.sizes) <= MAX_LAYERS + 1:
            raise InvalidField("sizes", f"2 to {MAX_LAYERS + 1} numbers, inputs first, outputs last")
        if not all(1 <= n <= MAX_UNITS for n in self.sizes):
            raise InvalidField("sizes", f"each from 1 to {MAX_UNITS}")
        if len(self.activations) != self.depth:
            raise InvalidField("activations", f"one for each of the {self.depth} layers of weights")
        for l, name in enumerate(self.activations, 1):
            if name not in ACTIVATIONS:
                raise InvalidField(f"activations[{l - 1}]", "one of " + ", ".join(ACTIVATIONS))
            if not ACTIVATIONS[name].elementwise and l != self.depth:
                raise InvalidField(f"activations[{l - 1}]", f"{name} is possible in the last layer only")
        if self.loss not in LOSSES:
            raise InvalidField("loss", "one of " + ", ".join(LOSSES))
        self._check_last_activation()

    def _check_last_activation(self) -> None:
        wanted, last = LOSSES[self.loss].last_activation, self.activations[-1]
        if wanted is not None and last != wanted:
            raise InvalidField("loss", f"{self.loss} goes with {wanted} as the last activation")
        possible = losses_after(last)
        if self.loss not in possible:
            raise InvalidField("loss", f"{last} as the last activation goes with {' or '.join(possible)}")

    @cached_property
    def depth(self) -> int:
        """L, the number of layers of weights."""
        return len(self.sizes) - 1

    @cached_property
    def iteration(self) -> Iteration:
        """The stages of one training iteration of this network."""
        return iteration(self.depth, self.bias)

    @cached_property
    def layers(self) -> tuple[Activation, ...]:
        """The activation of each layer of weights."""
        return tuple(ACTIVATIONS[name] for name in self.activations)

    @cached_property
    def cost(self) -> Loss:
        """The loss."""
        return LOSSES[self.loss]

    @cached_property
    def blocks(self) -> tuple[tuple[int, int, int], ...]:
        """(offset, rows, columns) of each layer's block in the flat parameters.

        A block is W_l, of shape (n_{l-1}, n_l), followed by B_l as one more row where there are biases.
        """
        blocks, offset = [], 0
        for n_in, n_out in zip(self.sizes, self.sizes[1:], strict=False):
            rows = n_in + self.bias
            blocks.append((offset, rows, n_out))
            offset += rows * n_out
        return tuple(blocks)

    @cached_property
    def weights(self) -> tuple[tuple[slice, tuple[int, int]], ...]:
        """The slice of the flat parameters that holds each W_l, and its shape."""
        shapes = zip(self.blocks, self.sizes, strict=False)
        return tuple((slice(at, at + n * columns), (n, columns)) for (at, _, columns), n in shapes)

    @cached_property
    def biases(self) -> tuple[slice, ...]:
        """The slice of the flat parameters that holds each B_l; meaningless without biases."""
        return tuple(slice(at + (rows - 1) * columns, at + rows * columns) for at, rows, columns in self.blocks)

    @cached_property
    def parameter_count(self) -> int:
        """The number of weights and biases."""
        offset, rows, columns = self.blocks[-1]
        return offset + rows * columns
