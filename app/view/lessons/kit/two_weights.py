"""X → Wh → Wo: the smallest network with a hidden layer. One unit per layer, no biases, one sample."""

from app.core.architecture import Architecture
from app.core.network import Network
from app.core.problem import Problem
from app.core.tape import Tape, record

SIZES = (1, 1, 1)


def tape_of(activation: str, x: float, wh: float, wo: float, y: float, rate: float = 0.5, output: str = "") -> Tape:
    """One iteration of X → Wh → Wo without biases, on one sample; `output` is the output's activation if it differs."""
    architecture = Architecture(SIZES, (activation, output or activation), "half_squared_error", bias=False)
    network = Network.of(architecture, [[[wh]], [[wo]]])
    return record(network, Problem.of(architecture, [[x]], [[y]], rate))
