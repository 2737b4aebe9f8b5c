"""Where every quantity of one iteration lies: all of them in one block of memory, so that one copy keeps them all.

First the room, a matrix with a column for each sample and rows for X, H, Z, R' and E of every layer; then the
parameters and their gradient, both laid out by the architecture's `blocks`.
"""

from functools import lru_cache
from typing import NamedTuple

from app.core.activations import Array
from app.core.architecture import Architecture


class MemoryLayout(NamedTuple):
    """The rows of the room that each quantity has, one entry per layer.

    `H` begins with the input and has a row of ones below its units where there are biases; `units` is H without that
    row and without the input. `height` counts the rows, `parameters` the weights and biases.
    """

    height: int
    parameters: int
    H: list[slice]
    units: list[slice]
    Z: list[slice]
    R: list[slice]
    E: list[slice]

    def size(self, m: int) -> int:
        """Numbers in the memory of an iteration on `m` samples."""
        return self.height * m + 2 * self.parameters

    def parts(self, memory: Array) -> tuple[Array, Array, Array]:
        """The room, the parameters and the gradient in `memory`."""
        gradient = memory.size - self.parameters
        parameters = gradient - self.parameters
        return memory[:parameters].reshape(self.height, -1), memory[parameters:gradient], memory[gradient:]


# 4 to 20 µs, and a tape asks several times
@lru_cache(maxsize=256)
def layout(architecture: Architecture) -> MemoryLayout:
    """The layout for an architecture, the same for every number of samples."""
    sizes, ones = architecture.sizes, int(architecture.bias)
    at = sizes[0] + ones
    height = at + 4 * sum(sizes[1:]) + ones * (len(sizes) - 2)
    found = MemoryLayout(height, architecture.parameter_count, [slice(0, at)], [], [], [], [])
    for l, n in enumerate(sizes[1:], 1):
        found.units.append(slice(at, at + n))
        found.H.append(slice(at, at + n + (ones if l < architecture.depth else 0)))
        at = found.H[-1].stop
        for part in (found.Z, found.R, found.E):
            part.append(slice(at, at + n))
            at += n
    return found
