"""One training iteration, recorded: every quantity of every stage, frozen."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from app.core.activations import Array
from app.core.errors import Diverged
from app.core.network import Network, frozen
from app.core.problem import Problem
from app.core.stages import Quantity, Stage, stages
from app.core.workspace import Workspace


@dataclass(frozen=True, eq=False)
class Tape:
    """What one iteration of `network` on `problem` gives.

    `Z`, `H`, `E` have one (m, n_l) matrix a layer, first layer first, and so has `R`, which is
    R'(Z_l) (None for softmax); `dW` and `dB` one entry a layer, means over the samples; `costs`
    one number a sample and `cost` their mean; `updated` is the network after the update.

    `diverged` is the first stage that is not finite, or None. From that stage on nothing may be
    shown, and `updated` must not be used.
    """

    network: Network
    problem: Problem
    Z: tuple[Array, ...]
    H: tuple[Array, ...]
    R: tuple[Array | None, ...]
    E: tuple[Array, ...]
    dW: tuple[Array, ...]
    dB: tuple[Array, ...] | None
    costs: Array
    cost: float
    updated: Network
    diverged: Stage | None

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages of this iteration, in order."""
        return stages(self.network.architecture.depth, self.network.architecture.bias)

    @cached_property
    def _values(self) -> dict[str, tuple[Array | None, ...]]:
        network, none = self.network, (None,) * len(self.Z)
        given = {"W": network.W, "B": network.B or none, "dW": self.dW, "dB": self.dB or none}
        return {**given, "Z": self.Z, "H": self.H, "R": self.R, "E": self.E}

    def value(self, quantity: Quantity) -> Array:
        """The matrix (or the vector B, dB) of a quantity, with the weights before the update.

        Raises KeyError for one that this network does not have.
        """
        symbol, layer = quantity
        if symbol == "X" or (symbol == "H" and layer == 0):
            return self.problem.X
        if symbol == "Y":
            return self.problem.Y
        if symbol == "C":
            return np.array([[self.cost]])
        found = self._values[symbol][layer - 1]
        if found is None:
            raise KeyError(f"{symbol}{layer}")
        return found


def record(network: Network, problem: Problem) -> Tape:
    """The tape of one iteration. Never raises for numbers that get too large: see `Tape.diverged`."""
    w = Workspace(network.architecture, network.parameters, problem.X, problem.Y)
    diverged: Stage | None = None
    try:
        with np.errstate(over="raise", invalid="raise", divide="raise", under="ignore"):
            for _, calls in w.program(problem.learning_rate):
                for function, arguments in calls:
                    function(*arguments)
            costs = w.cost()
            cost = float(costs.mean())
    except FloatingPointError:
        costs, cost, diverged = _find_divergence(w, network, problem)
    return _tape(w, network, problem, costs, cost, diverged)


def _find_divergence(w: Workspace, network: Network, problem: Problem) -> tuple[Array, float, Stage | None]:
    """Runs the program anew, stage by stage, up to the first stage that is not finite."""
    w.parameters[:] = network.parameters
    costs = np.zeros(len(problem.X))
    with np.errstate(all="ignore"):
        for stage, calls in w.program(problem.learning_rate):
            for function, arguments in calls:
                function(*arguments)
            if stage.kind == "cost":
                costs = w.cost()
            if not _finite(w, stage, costs):
                return costs, float(costs.mean()), stage
        return costs, float(costs.mean()), None


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


def _tape(w: Workspace, network: Network, problem: Problem, costs: Array, cost: float, diverged: Stage | None) -> Tape:
    architecture, kept = network.architecture, w.kept()
    frozen(w.gradient)
    gradient = Network(architecture, w.gradient)  # the derivatives are laid out as the parameters are
    return Tape(
        network,
        problem,
        kept.Z,
        kept.H,
        (*kept.R[:-1], None if architecture.layers[-1].derivative is None else kept.R[-1]),
        kept.E,
        gradient.W,
        gradient.B,
        frozen(costs),
        cost,
        Network(architecture, frozen(w.parameters)),
        diverged,
    )


def checked(tape: Tape, iteration: int) -> Tape:
    """The same tape; raises `Diverged` where any of its stages is not finite."""
    if tape.diverged is not None:
        raise Diverged(iteration, tape.diverged)
    return tape
