"""Gradient descent of one neuron without a bias, Cost = C(R(Z(XW))), on one example."""

from typing import NamedTuple

import numpy as np

from app.core.activations import ACTIVATIONS, Activation
from app.core.architecture import Architecture
from app.core.network import Network
from app.core.problem import Problem
from app.core.tape import Tape, record

MAX_STEPS = 50
MAX_WEIGHT = 1e6  # a larger weight ends the walk
MAX_RATE = 1e3  # up to here a rate is looked for with which one step is enough
HALVINGS = 50


class Neuron(NamedTuple):
    """An activation by name, the input and the target."""

    activation: str
    X: float
    y: float

    def tape(self, W: float, rate: float = 0.1) -> Tape:
        """One iteration with this weight."""
        return tape_of(self.activation, self.X, self.y, W, rate)

    def walk(self, W: float, rate: float, steps: int) -> list[Tape]:
        """The iterations from W on: one more than the steps that were possible."""
        tapes = [self.tape(W, rate)]
        while len(tapes) <= steps and continues(tapes[-1]):
            tapes.append(record(tapes[-1].updated, tapes[-1].problem))
        return tapes

    def costs(self, weights: np.ndarray) -> np.ndarray:
        """The cost at each of these weights."""
        return np.asarray(0.5 * (self._function.of(weights * self.X) - self.y) ** 2)

    def slopes(self, weights: np.ndarray) -> np.ndarray:
        """C′(W) at each of these weights."""
        Z = weights * self.X
        return np.asarray((self._function.of(Z) - self.y) * self._function.slope(Z) * self.X)

    def enough(self, W: float) -> float | None:
        """The rate with which one step from W reaches the target; None if no weight on the way down does."""
        slope = derivative(self.tape(W))
        start = self._gap(W)
        if not slope or not np.isfinite(slope):
            return None
        low, high = 0.0, 1e-3
        while start * self._gap(W - high * slope) > 0:
            low, high = high, 2 * high
            if high > MAX_RATE:
                return None
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if start * self._gap(W - middle * slope) > 0 else (low, middle)
        return high

    def bottom(self, W: float) -> float | None:
        """The weight at which one step from W reaches the target; None if no weight on the way down does."""
        enough = self.enough(W)
        return W - enough * derivative(self.tape(W)) if enough else None

    def _gap(self, W: float) -> float:
        return float(self._function.of(np.array([W * self.X]))[0] - self.y)

    @property
    def _function(self) -> Activation:
        return ACTIVATIONS[self.activation]


def tape_of(activation: str, X: float, y: float, W: float, rate: float = 0.1) -> Tape:
    """One iteration of a neuron without a bias, on one sample."""
    architecture = Architecture((1, 1), (activation,), "half_squared_error", bias=False)
    network = Network.of(architecture, [[[W]]])
    return record(network, Problem.of(architecture, [[X]], [[y]], rate))


def continues(tape: Tape) -> bool:
    """Whether a further step is possible."""
    return tape.diverged is None and abs(weight(tape.updated)) <= MAX_WEIGHT


def weight(network: Network) -> float:
    """Its one weight."""
    return float(network.parameters[0])


def slope(tape: Tape) -> float:
    """R′(Z), which each of these activations has."""
    return float(np.asarray(tape.R[0])[0, 0])


def derivative(tape: Tape) -> float:
    """C′(W)."""
    return float(tape.dW[0][0, 0])


def gap(tape: Tape) -> float:
    """ŷ − y."""
    return float(tape.H[0][0, 0] - tape.problem.Y[0, 0])
