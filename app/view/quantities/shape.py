"""What formulas, rows and matrices are prepared for: all of a session but its numbers, and the sample looked at."""

from typing import NamedTuple

from app.core.architecture import Architecture


class Form(NamedTuple):
    """The network's form, how many samples there are, which one is shown (from 0), and the learning rate."""

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
        """One unit everywhere and one sample: plain products, nothing to transpose, as the article begins."""
        return self.samples == 1 and set(self.sizes) == {1}
