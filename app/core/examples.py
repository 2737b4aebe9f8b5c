"""Named networks and problems: the reference example, and data that a name may stand for."""

import numpy as np

from app.core.activations import Array
from app.core.architecture import Architecture
from app.core.network import Network
from app.core.problem import Problem

REFERENCE = Network.of(
    Architecture((2, 3, 1), ("relu", "relu"), "half_squared_error", bias=True),
    W=[[[0.4, -0.6, 0.5], [0.3, -0.2, 0.1]], [[0.7], [0.5], [-0.4]]],
    B=[[0.1, 0.2, -0.1], [0.2]],
)
REFERENCE_PROBLEM = Problem.of(REFERENCE.architecture, X=[[1.0, 2.0]], Y=[[1.5]], learning_rate=0.1)

_CORNERS = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))

PROBLEMS: dict[str, tuple[Array, Array]] = {
    name: (np.array(_CORNERS), np.array([[y] for y in answers]))
    for name, answers in {
        "and": (0.0, 0.0, 0.0, 1.0),
        "or": (0.0, 1.0, 1.0, 1.0),
        "xor": (0.0, 1.0, 1.0, 0.0),
    }.items()
}
