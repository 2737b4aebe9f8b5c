"""Optimizers: the step that the update subtracts from every weight and bias. There is one, gradient descent.

`app.view.functions.optimizers` has a row of the same name: the formula of the step for readers.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from app.core.activations import Array


class Optimizer(NamedTuple):
    """`step(gradient, rate, out)` writes what is subtracted from the parameters."""

    name: str
    step: Callable[[Array, Array, Array], object]


GRADIENT_DESCENT = Optimizer("gradient_descent", np.multiply)

OPTIMIZERS: dict[str, Optimizer] = {row.name: row for row in (GRADIENT_DESCENT,)}
