"""One step back: from the errors of the outputs to the derivatives with respect to the weights before them."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from app.core.activations import Array
from app.view.lessons.kit.matrix_fields import Rows

EVEN = 5e-4  # a sum below this is printed as 0


class Back(NamedTuple):
    """One step back through hidden units (rows) that lead to outputs (columns).

    `errors` are those of the outputs, Wo (hidden × outputs) the weights, `slopes` R′(Zh) and `inputs` X. `parcels` are
    what each output sends back along each weight, `sums` what arrives, Eo · Woᵀ; Eh is what passes the gates; dWh
    (inputs × hidden) are the derivatives with respect to the weights before.
    """

    errors: Array
    Wo: Array
    slopes: Array
    inputs: Array

    @property
    def parcels(self) -> Array:
        """Eo times the weight, one row for each hidden unit."""
        return np.asarray(self.errors * self.Wo)

    @property
    def sums(self) -> Array:
        """What arrives at each hidden unit."""
        return np.asarray(self.errors @ self.Wo.T)

    @property
    def Eh(self) -> Array:
        """The errors of the hidden units: (Eo · Woᵀ) ⊙ R′(Zh)."""
        return np.asarray(self.sums * self.slopes)

    @property
    def dWh(self) -> Array:
        """Xᵀ · Eh."""
        return np.outer(self.inputs, self.Eh)


def back(errors: Sequence[float], Wo: Rows, slopes: Sequence[float], inputs: Sequence[float]) -> Back:
    """The step back for these numbers."""
    return Back(*(np.asarray(each, dtype=np.float64) for each in (errors, Wo, slopes, inputs)))


def winner(total: float) -> str:
    """Who wins if this arrives: "up", "down", or "none" if it is a draw."""
    return "none" if abs(total) < EVEN else "up" if total > 0 else "down"


def evening(errors: Sequence[float], weights: Sequence[float]) -> tuple[int, float] | None:
    """The output, and the weight to it, with which nothing arrives; None if no error differs from 0.

    It is the output with the largest error, whose weight changes least.
    """
    k = max(range(len(errors)), key=lambda each: abs(errors[each]))
    if not errors[k]:
        return None
    others = sum(error * weight for j, (error, weight) in enumerate(zip(errors, weights, strict=True)) if j != k)
    return k, -others / errors[k] + 0.0
