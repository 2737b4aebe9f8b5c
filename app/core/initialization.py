"""Initial weights from a seed, the same on every machine."""

import math

import numpy as np

from app.core.activations import Array
from app.core.architecture import Architecture
from app.core.network import Network, frozen

_UNIT = 2.0**-53


def _uniform(seed: int, count: int) -> Array:
    # Raw words of PCG64, whose stream NumPy guarantees permanently, and exact arithmetic on them: no
    # logarithm or cosine from a platform's own library, so every machine draws the same bits.
    words = np.random.PCG64(seed).random_raw(count)
    return (np.asarray(words, dtype=np.uint64) >> np.uint64(11)).astype(np.float64) * _UNIT


def initial_network(architecture: Architecture, seed: int) -> Network:
    """Weights drawn uniformly from ±sqrt(6 / (n_{l-1} + n_l)) (Glorot and Bengio, 2010), biases 0.

    For a rectifier the bound is sqrt(6 / n_{l-1}) (He et al., 2015), because half of its units are off.
    """
    parameters = np.zeros(architecture.parameter_count)
    drawn = _uniform(seed, architecture.parameter_count) * 2.0 - 1.0
    for (at, _, n_out), n_in, activation in zip(
        architecture.blocks, architecture.sizes, architecture.layers, strict=False
    ):
        fan = n_in if activation.rectifier else n_in + n_out
        weights = slice(at, at + n_in * n_out)
        parameters[weights] = drawn[weights] * math.sqrt(6.0 / fan)
    return Network(architecture, frozen(parameters))
