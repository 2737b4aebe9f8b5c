"""The network of lesson 3, X → Wh → Wo: two ways to update it, and its costs over Wh."""

from typing import NamedTuple

import numpy as np

from app.core.network import Network
from app.core.problem import Problem
from app.core.tape import Tape, record

ITERATIONS = 30


class Walk(NamedTuple):
    """The costs of a training, the first before the first update; it ends early where the numbers overflow."""

    costs: tuple[float, ...]
    diverged: bool


def with_weight(tape: Tape, weight: float) -> tuple[float, float]:
    """Eh and C'(Wh) when Eh is computed with `weight` instead of Wo."""
    Eh = tape.E[1].item() * weight * np.asarray(tape.R[0]).item()
    return Eh, Eh * tape.problem.X.item()


def walk(tape: Tape, new: bool) -> Walk:
    """30 iterations from the network of a tape; with `new`, each Eh is computed with the Wo just updated."""
    costs = [tape.cost]
    while len(costs) <= ITERATIONS:
        updated = _too_early(tape) if new else tape.updated
        tape = record(updated, tape.problem)
        if tape.diverged is not None:
            return Walk(tuple(costs), diverged=True)
        costs.append(tape.cost)
    return Walk(tuple(costs), diverged=False)


def _too_early(tape: Tape) -> Network:
    """The network after an update in which Wo was changed before the error went back through it."""
    wo = tape.updated.W[1].item()
    wh = tape.network.W[0].item() - tape.problem.learning_rate * with_weight(tape, wo)[1]
    return Network.of(tape.network.architecture, [[[wh]], [[wo]]])


def costs_over_wh(tape: Tape, weights: list[float]) -> list[float]:
    """The cost for each of these Wh, all else unchanged."""
    # one pass for all: a weight of 1 behind the inputs x · Wh
    architecture, x, y = tape.network.architecture, tape.problem.X.item(), tape.problem.Y.item()
    network = Network.of(architecture, [[[1.0]], [[tape.network.W[1].item()]]])
    problem = Problem.of(architecture, [[x * each] for each in weights], [[y]] * len(weights), 0.1)
    return [float(each) for each in record(network, problem).costs]


def sent(tape: Tape) -> tuple[tuple[str, str], ...]:
    """The fields that open this network in the workbench."""
    network, problem = tape.network, tape.problem
    architecture = network.architecture
    fields: dict[str, float] = {f"size.{l}": size for l, size in enumerate(architecture.sizes)}
    fields |= {f"X.0.{i}": x for i, x in enumerate(problem.X[0].tolist())}
    fields |= {f"Y.0.{k}": y for k, y in enumerate(problem.Y[0].tolist())}
    fields |= {f"W.{l}.{i}.{j}": float(w) for l, W in enumerate(network.W, 1) for (i, j), w in np.ndenumerate(W)}
    words = {"activation": architecture.activations[0], "output": architecture.activations[-1]}
    words |= {"loss": architecture.loss, "learning_rate": repr(problem.learning_rate), "problem": "own"}
    return (*words.items(), *((name, repr(value)) for name, value in fields.items()))
