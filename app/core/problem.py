"""A training problem: inputs, targets and the learning rate."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from app.core.activations import Array
from app.core.architecture import Architecture
from app.core.errors import InvalidField
from app.core.losses import Targets
from app.core.network import frozen, matrix

MAX_SAMPLES = 512


@dataclass(frozen=True, eq=False)
class Problem:
    """`X` (m, n_0) and `Y` (m, n_L), one sample per row, both read-only, and the learning rate."""

    X: Array
    Y: Array
    learning_rate: float

    @classmethod
    def of(
        cls,
        architecture: Architecture,
        X: Array | Sequence[ArrayLike],
        Y: Array | Sequence[ArrayLike],
        learning_rate: float,
    ) -> "Problem":
        """A problem that fits the architecture.

        Raises `InvalidField` for wrong shapes, numbers that are not finite, a learning rate that is
        not above 0, and targets that are meaningless for the loss (a cross entropy needs probabilities).
        """
        if not 1 <= len(X) <= MAX_SAMPLES:
            raise InvalidField("inputs", f"1 to {MAX_SAMPLES} rows")
        if len(Y) != len(X):
            raise InvalidField("targets", f"as many rows as there are inputs: {len(X)}")
        inputs = matrix("inputs", X, (len(X), architecture.sizes[0])).copy()
        targets = matrix("targets", Y, (len(X), architecture.sizes[-1])).copy()
        if not (np.isfinite(learning_rate) and learning_rate > 0):
            raise InvalidField("learning_rate", "a finite number above 0")
        _check_targets(architecture.cost.targets, targets)
        return cls(frozen(inputs), frozen(targets), float(learning_rate))

    @property
    def first_shown(self) -> int:
        """The sample to show first: the first whose inputs are not all 0, because then there is something to see."""
        return int(np.argmax(self.X.any(axis=1)))


def _check_targets(allowed: Targets, Y: Array) -> None:
    if allowed == "numbers":
        return
    if (Y < 0).any() or (Y > 1).any():
        raise InvalidField("targets", "each from 0 to 1 with this loss")
    if allowed == "distribution" and not np.allclose(Y.sum(axis=1), 1.0, rtol=0, atol=1e-9):
        raise InvalidField("targets", "each row sums to 1 with this loss")
