"""All of a session that formulas, rows and matrices depend on, except the numbers."""

from typing import NamedTuple

from app.core.architecture import Architecture


class Form(NamedTuple):
    """The architecture, the number of samples, the index of the sample that is shown, and the learning rate."""

    architecture: Architecture
    samples: int = 1
    sample: int = 0
    rate: float = 0.0

    @property
    def sizes(self) -> tuple[int, ...]:
        """n_0 … n_L."""
        return self.architecture.sizes

    @property
    def depth(self) -> int:
        """L, the number of layers of weights."""
        return self.architecture.depth

    @property
    def scalar(self) -> bool:
        """Whether every layer has one unit and there is one sample: products of numbers, with nothing to transpose."""
        return self.samples == 1 and set(self.sizes) == {1}
