"""Many iterations at once: the program of one workspace, run again and again.

Nothing is recorded, so nothing is allocated. The calls are those of a recorded pass, so the numbers
are the same to the last bit. If one overflows, NumPy raises; the chunk is then repeated with
recorded passes, which find the iteration and the stage.
"""

from collections.abc import Callable

import numpy as np

from app.core.network import Network, frozen
from app.core.problem import Problem
from app.core.tape import checked, record
from app.core.workspace import Workspace, workspace

CHUNK = 256  # iterations between two calls of `watch`, fewer if an iteration takes longer
FAST_PASS_PRODUCTS = 20_000  # a pass with fewer products spends most of its time on the calls themselves


def trained(
    network: Network,
    problem: Problem,
    iterations: int,
    *,
    first: int = 0,
    watch: Callable[[int], None] | None = None,
) -> Network:
    """The network after `iterations` iterations of gradient descent.

    `first` is the number of the first iteration, for the error. `watch(done)` is called after each
    chunk of iterations and may raise to end the training. Raises `Diverged`.
    """
    w = workspace(network, problem)
    chunk = max(4, CHUNK // (1 + network.parameters.size * len(problem.X) // FAST_PASS_PRODUCTS))
    done = 0
    while done < iterations:
        count = min(chunk, iterations - done)
        start = w.parameters.copy()
        try:
            _repeat(w, count)
        except FloatingPointError:
            return _recorded(Network(network.architecture, frozen(start)), problem, iterations - done, first + done)
        done += count
        if watch is not None:
            watch(done)
    parameters = w.parameters.copy()
    w.give_back()
    return Network(network.architecture, frozen(parameters))


@np.errstate(over="raise", invalid="raise", divide="raise", under="ignore")
def _repeat(w: Workspace, count: int) -> None:
    calls = w.calls
    for _ in range(count):
        for function, arguments in calls:
            function(*arguments)


def _recorded(network: Network, problem: Problem, iterations: int, first: int) -> Network:
    for k in range(first, first + iterations):
        network = checked(record(network, problem), k).updated
    return network
