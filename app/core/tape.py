"""One training iteration, recorded: every quantity of every stage, frozen."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from app.core.activations import Array
from app.core.errors import Diverged
from app.core.memory_layout import layout
from app.core.network import Network, biases, frozen, weights
from app.core.problem import Problem
from app.core.stages import Stage
from app.core.workspace import Workspace, workspace


@dataclass(frozen=True, eq=False)
class Tape:
    """All numbers of one iteration of `network` on `problem`.

    `Z`, `H` and `E` contain one (m, n_l) matrix per layer, first layer first, and so does `R`, which
    is R'(Z_l) (None for softmax). `dW` and `dB` contain one entry per layer, means over the samples.
    `costs` contains one number per sample and `cost` is their mean. `updated` is the network after
    the update. All of them are views of `memory` that are created on first access.

    `diverged` is the first stage that is not finite, or None. From that stage on no number may be
    shown, and `updated` must not be used.
    """

    network: Network
    problem: Problem
    memory: Array
    costs: Array
    cost: float
    diverged: Stage | None

    @property
    def Z(self) -> tuple[Array, ...]:
        """The weighted inputs."""
        return self._values.Z

    @property
    def H(self) -> tuple[Array, ...]:
        """The activations, from the first layer of weights on."""
        return self._values.H

    @property
    def R(self) -> tuple[Array | None, ...]:
        """The slopes of the activations."""
        return self._values.R

    @property
    def E(self) -> tuple[Array, ...]:
        """The layer errors."""
        return self._values.E

    @property
    def dW(self) -> tuple[Array, ...]:
        """The derivatives of the cost with respect to the weights."""
        return self._values.dW

    @property
    def dB(self) -> tuple[Array, ...] | None:
        """The derivatives of the cost with respect to the biases, or None without biases."""
        return self._values.dB

    @cached_property
    def updated(self) -> Network:
        """The network after the update. Its numbers are a copy, so that it does not keep this memory alive."""
        architecture = self.network.architecture
        return Network(architecture, frozen(layout(architecture).parts(self.memory)[1].copy()))

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages of this iteration, in order."""
        return self.network.architecture.iteration.stages

    @cached_property
    def _values(self) -> "_Values":
        network, architecture = self.network, self.network.architecture
        plan = layout(architecture)
        room, _, gradient = plan.parts(self.memory)
        samples = room.T
        Z, H, R, E = (tuple([samples[:, rows] for rows in layers]) for layers in (plan.Z, plan.units, plan.R, plan.E))
        slopes = R if architecture.layers[-1].derivative else (*R[:-1], None)
        return _Values(
            network.W, network.B, Z, H, slopes, E, weights(architecture, gradient), biases(architecture, gradient)
        )

    def value(self, quantity: tuple[str, int]) -> Array:
        """The matrix of a quantity, a letter and a layer (B and dB are vectors), with the weights before the update.

        Raises KeyError if this network does not have the quantity.
        """
        symbol, layer = quantity
        if symbol == "X" or (symbol == "H" and layer == 0):
            return self.problem.X
        if symbol == "Y":
            return self.problem.Y
        if symbol == "C":
            return np.array([[self.cost]])
        layers: tuple[Array | None, ...] | None = getattr(self._values, symbol)
        found = None if layers is None else layers[layer - 1]
        if found is None:
            raise KeyError(f"{symbol}{layer}")
        return found


class _Values(NamedTuple):
    """All matrices of an iteration by their letters, one per layer."""

    W: tuple[Array, ...]
    B: tuple[Array, ...] | None
    Z: tuple[Array, ...]
    H: tuple[Array, ...]
    R: tuple[Array | None, ...]
    E: tuple[Array, ...]
    dW: tuple[Array, ...]
    dB: tuple[Array, ...] | None


def record(network: Network, problem: Problem) -> Tape:
    """The tape of one iteration. Numbers that become too large do not raise: see `Tape.diverged`."""
    w = workspace(network, problem)
    diverged: Stage | None = None
    try:
        costs, cost = _run(w)
    except FloatingPointError:
        costs, cost, diverged = _find_divergence(w, network)
    return Tape(network, problem, frozen(w.kept()), frozen(costs), cost, diverged)


@np.errstate(over="raise", invalid="raise", divide="raise", under="ignore")
def _run(w: Workspace) -> tuple[Array, float]:
    for function, arguments in w.calls:
        function(*arguments)
    costs = w.cost()
    return costs, _mean(costs)


def _mean(costs: Array) -> float:
    return float(np.add.reduce(costs) / costs.size)


def _find_divergence(w: Workspace, network: Network) -> tuple[Array, float, Stage | None]:
    """Runs the program again, stage by stage, up to the first stage that is not finite."""
    w.parameters[:] = network.parameters
    costs = np.zeros(w.Y.shape[1])
    with np.errstate(all="ignore"):
        for stage, calls in w.program:
            for function, arguments in calls:
                function(*arguments)
            if stage.kind == "cost":
                costs = w.cost()
            if not _finite(w, stage, costs):
                return costs, _mean(costs), stage
        return costs, _mean(costs), None


def _finite(w: Workspace, stage: Stage, costs: Array) -> bool:
    l = (stage.layer or 0) - 1
    outcome: dict[str, Array] = {
        "weighted_input": w.Z[l],
        "activation": w.H[l + 1],
        "cost": costs.mean(keepdims=True),
        "error": w.E[l],
        "derivative": w.dW[l],
        "update": w.parameters,
    }
    return bool(np.isfinite(outcome[stage.kind]).all())


def checked(tape: Tape, iteration: int) -> Tape:
    """The same tape. Raises `Diverged` if one of its stages is not finite."""
    if tape.diverged is not None:
        raise Diverged(iteration, tape.diverged)
    return tape
