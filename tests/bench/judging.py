"""How long it takes to judge an answer and to choose a question: `python -m tests.bench.judging`.

Judging is all of it: reading what was typed, recording the pass, and comparing with every slip. The answers are right
ones, slips, and numbers that no slip explains, which take longest. Asking is recording and choosing, for each stage.
Times are of the processor, so that a busy machine does not count.
"""

import os
import time
from collections.abc import Callable, Iterator
from random import Random

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from app.core.architecture import Architecture
from app.core.examples import REFERENCE, REFERENCE_PROBLEM
from app.core.initialization import initial_network
from app.core.network import Network
from app.core.practice.arithmetic import read
from app.core.practice.choosing import chosen
from app.core.practice.judging import judged
from app.core.practice.place import Pass, Place, places, recorded
from app.core.practice.slips import rule, slips_of
from app.core.problem import Problem
from app.core.tape import record

ANSWERS = 1500
ROUNDS = 10  # of asking about every stage
BOUNDS = {"2-3-1, one sample": 2.0, "11 hidden layers of 16, batch 16": 20.0}  # milliseconds, p99 of judging


def largest() -> tuple[Network, Problem]:
    """The largest network, with the largest batch that is judged in one go."""
    architecture = Architecture((16,) * 13, ("tanh",) * 12, "half_squared_error", bias=True)
    random = np.random.default_rng(5)
    X, Y = random.uniform(-1, 1, (16, 16)), random.uniform(0, 0.5, (16, 16))
    return initial_network(architecture, 3), Problem.of(architecture, X, Y, 0.05)


def answers(numbers: Pass) -> Iterator[tuple[str, Place]]:
    """Answers to random questions: right, slips and noise in turn."""
    random = Random(1)
    by_stage = [[*places(stage, numbers.architecture, 0)] for stage in numbers.architecture.iteration.stages]
    for turn in range(ANSWERS):
        place = random.choice(random.choice(by_stage))
        slip = random.choice(slips_of(rule(place, numbers.architecture.depth)))
        found = next((candidate.number for candidate in slip.candidates(numbers, place)), 0.5)
        yield f"{(numbers.number(place), found, random.uniform(-2, 2))[turn % 3]:.4g}", place


def milliseconds(action: Callable[[], object]) -> float:
    """How much of the processor's time an action takes."""
    start = time.thread_time()
    action()
    return (time.thread_time() - start) * 1e3


def figures(times: list[float]) -> str:
    """The median, the 99th percentile and the longest, as cells of a table."""
    return " | ".join(f"{figure:.2f}" for figure in np.quantile(times, [0.5, 0.99, 1.0]))


def main() -> None:
    """Print one table; fail where judging takes longer than promised."""
    cases = zip(BOUNDS, ((REFERENCE, REFERENCE_PROBLEM), largest()), strict=True)
    slow = []
    print("| network | act | p50 ms | p99 ms | longest ms |")
    print("|---|---|---|---|---|")
    for name, (network, problem) in cases:
        numbers = recorded(record(network, problem))
        judging = [
            milliseconds(lambda: judged(read(text), recorded(record(network, problem)), place))  # noqa: B023 - called at once
            for text, place in answers(numbers)
        ]
        asking = [
            milliseconds(lambda: chosen(stage, recorded(record(network, problem)), 0, seed))  # noqa: B023 - the same
            for seed in range(ROUNDS)
            for stage in numbers.architecture.iteration.stages
        ]
        print(f"| {name} | judge an answer | {figures(judging)} |", flush=True)
        print(f"| {name} | choose a question | {figures(asking)} |", flush=True)
        slow += [name] if np.quantile(judging, 0.99) > BOUNDS[name] else []
    if slow:
        raise SystemExit(f"slower than promised: {', '.join(slow)}")


if __name__ == "__main__":
    main()
