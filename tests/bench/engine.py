"""The engine against plain NumPy, NumPy with everything preallocated, PyTorch and JAX, side by side in one run.

    python -m tests.bench.engine                 the first three
    python -m tests.bench.engine --frameworks    also PyTorch and JAX, where this Python has them

Every contestant computes the same iteration (forward, cost apart, backward, update) on the same network and data, and
the weights after ten iterations are compared before anything is timed. The recorded pass also tells the cost and keeps
every quantity of every stage; plain NumPy is measured without the cost and with it. A figure is the median of rounds in
which the contestants take turns; the ratio is to plain NumPy of the same round without the cost, so that a noisy
machine hits all alike.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from app.core.activations import Array
from app.core.architecture import Architecture
from app.core.initialization import initial_network
from app.core.network import Network
from app.core.problem import Problem
from app.core.tape import record
from app.core.training import trained
from tests.bench import frameworks

Run = Callable[[int], list[Array]]  # iterations -> weights afterwards

CASES: tuple[tuple[str, tuple[int, ...], str, int], ...] = (
    ("2-3-1 ReLU, one sample", (2, 3, 1), "relu", 1),
    ("2-4-4-1 tanh, batch 4", (2, 4, 4, 1), "tanh", 4),
    ("ten hidden layers of 1, tanh", (1,) * 12, "tanh", 1),
    ("2-(8 layers of 10)-1 tanh, batch 32", (2, *(10,) * 8, 1), "tanh", 32),
    ("2-8-8-1 tanh, batch 256", (2, 8, 8, 1), "tanh", 256),
)
ROUNDS = 7
SECONDS = 0.15  # of one contestant in one round


def case(sizes: tuple[int, ...], activation: str, m: int) -> tuple[Network, Problem]:
    """A network and data for it, from fixed seeds."""
    architecture = Architecture(sizes, (activation,) * (len(sizes) - 1), "half_squared_error", bias=True)
    random = np.random.default_rng(5)
    X, Y = random.uniform(-1, 1, (m, sizes[0])), random.uniform(0, 0.5, (m, sizes[-1]))
    return initial_network(architecture, 3), Problem.of(architecture, X, Y, 0.05)


def plain(network: Network, problem: Problem) -> Run:
    """The iteration as a reader of the article writes it with NumPy."""
    relu = network.architecture.activations[0] == "relu"
    X, Y, lr = problem.X, problem.Y, problem.learning_rate

    def run(iterations: int, *, cost: bool = False) -> list[Array]:
        W = [w.copy() for w in network.W]
        B = [b.copy() for b in network.B or ()]
        for _ in range(iterations):
            Z, H = [], [X]
            for w, b in zip(W, B, strict=True):
                Z.append(H[-1] @ w + b)
                H.append(np.maximum(Z[-1], 0) if relu else np.tanh(Z[-1]))
            if cost:
                np.mean(0.5 * ((H[-1] - Y) ** 2).sum(axis=1))
            E = (H[-1] - Y) * ((Z[-1] > 0) if relu else 1 - np.tanh(Z[-1]) ** 2)
            gradients = []
            for l in range(len(W) - 1, -1, -1):
                gradients.append((l, H[l].T @ E / len(X), E.mean(axis=0)))
                if l:
                    E = (E @ W[l].T) * ((Z[l - 1] > 0) if relu else 1 - np.tanh(Z[l - 1]) ** 2)
            for l, dW, dB in gradients:
                W[l] = W[l] - lr * dW
                B[l] = B[l] - lr * dB
        return W

    return run


def plain_with_cost(network: Network, problem: Problem) -> Run:
    """Plain NumPy that also tells each iteration's cost, as the recorded pass does."""
    run = plain(network, problem)
    return lambda iterations: run(iterations, cost=True)  # type: ignore[call-arg]


def fused(network: Network, problem: Problem) -> Run:
    """The same with every array allocated beforehand and the derivative of tanh taken from H."""
    relu = network.architecture.activations[0] == "relu"
    X, Y, lr, m = problem.X, problem.Y, problem.learning_rate, len(problem.X)
    sizes = network.architecture.sizes

    def run(iterations: int) -> list[Array]:
        W, B = [w.copy() for w in network.W], [b.copy() for b in network.B or ()]
        H = [X, *(np.empty((m, n)) for n in sizes[1:])]
        E, R = [np.empty((m, n)) for n in sizes[1:]], [np.empty((m, n)) for n in sizes[1:]]
        dW, dB = [np.empty_like(w) for w in W], [np.empty_like(b) for b in B]
        for _ in range(iterations):
            for l, w in enumerate(W):
                np.dot(H[l], w, H[l + 1])
                H[l + 1] += B[l]
                if relu:
                    np.maximum(H[l + 1], 0.0, out=H[l + 1])
                else:
                    np.tanh(H[l + 1], H[l + 1])
            np.subtract(H[-1], Y, E[-1])
            for l in range(len(W) - 1, -1, -1):
                if relu:
                    np.sign(H[l + 1], R[l])
                else:
                    np.multiply(H[l + 1], H[l + 1], R[l])
                    np.subtract(1.0, R[l], R[l])
                E[l] *= R[l]
                np.dot(H[l].T, E[l], dW[l])
                np.add.reduce(E[l], 0, out=dB[l])
                if l:
                    np.dot(E[l], W[l].T, E[l - 1])
            for l in range(len(W)):
                dW[l] *= lr / m
                dB[l] *= lr / m
                W[l] -= dW[l]
                B[l] -= dB[l]
        return W

    return run


def ours(network: Network, problem: Problem) -> Run:
    """Long training of the program."""
    return lambda iterations: list(trained(network, problem, iterations).W)


def recorded(network: Network, problem: Problem) -> Run:
    """The program with every stage kept, as it is shown."""

    def run(iterations: int) -> list[Array]:
        current = network
        for _ in range(iterations):
            current = record(current, problem).updated
        return list(current.W)

    return run


CONTESTANTS: dict[str, Callable[[Network, Problem], Run]] = {
    "plain NumPy": plain,
    "plain NumPy, with the cost": plain_with_cost,
    "preallocated NumPy": fused,
    "ours, training": ours,
    "ours, recorded": recorded,
}


def measured(runs: dict[str, Run]) -> dict[str, tuple[float, float]]:
    """Microseconds an iteration and the ratio to plain NumPy: medians over rounds of turns."""
    counts = {name: calibrated(run) for name, run in runs.items()}
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(ROUNDS):
        for name, run in runs.items():
            start = time.perf_counter()
            run(counts[name])
            times[name].append((time.perf_counter() - start) / counts[name] * 1e6)
    base = times["plain NumPy"]
    return {
        name: (statistics.median(found), statistics.median(t / b for t, b in zip(found, base, strict=True)))
        for name, found in times.items()
    }


def calibrated(run: Run) -> int:
    """How many iterations fill a turn."""
    run(20)
    start = time.perf_counter()
    run(50)
    return max(20, int(SECONDS / ((time.perf_counter() - start) / 50)))


def main() -> None:
    """Compare the weights, then print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--frameworks", action="store_true", help="also PyTorch and JAX")
    contestants: dict[str, Any] = dict(CONTESTANTS)
    if parser.parse_args().frameworks:
        contestants |= frameworks.contestants()
    print("| network | " + " | ".join(contestants) + " |")
    print("|---|" + "---|" * len(contestants))
    for name, sizes, activation, m in CASES:
        network, problem = case(sizes, activation, m)
        runs = {key: make(network, problem) for key, make in contestants.items()}
        expected = runs["plain NumPy"](10)
        for key, run in runs.items():
            for found, wanted in zip(run(10), expected, strict=True):
                np.testing.assert_allclose(found, wanted, rtol=1e-8, atol=1e-10, err_msg=key)
        row = measured(runs)
        print(f"| {name} | " + " | ".join(f"{us:.1f} µs, {ratio:.2f}" for us, ratio in row.values()) + " |", flush=True)


if __name__ == "__main__":
    main()
