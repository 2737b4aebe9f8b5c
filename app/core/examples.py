"""The reference example: the network and the problem on the first screen."""

from app.core.architecture import Architecture
from app.core.network import Network
from app.core.problem import Problem

REFERENCE = Network.of(
    Architecture((2, 3, 1), ("relu", "relu"), "half_squared_error", bias=True),
    W=[[[0.4, -0.6, 0.5], [0.3, -0.2, 0.1]], [[0.7], [0.5], [-0.4]]],
    B=[[0.1, 0.2, -0.1], [0.2]],
)
REFERENCE_PROBLEM = Problem.of(REFERENCE.architecture, X=[[1.0, 2.0]], Y=[[1.5]], learning_rate=0.1)
