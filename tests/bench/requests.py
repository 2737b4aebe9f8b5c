"""A step as JSON and as a page, with each store, against an empty endpoint of the same server.

`python -m tests.bench.requests [WORKERS…]` (1 2): requests a second with 8 connections, in turns so that all meet the
same machine, and their ratio to the empty endpoint. The load generator runs beside the server. The sessions go through
one example as a class does, or each has weights of its own, so that nothing made for one serves another.
"""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.bench.load import Answer, Learner, quantile
from tests.container.servers import Server, serving
from tests.store.conftest import RedisServer

CONNECTIONS, SECONDS, ROUNDS = 8, 2.0, 5


class Kind(NamedTuple):
    """What is asked, and whether each session has weights of its own; else all go through one example."""

    ask: Callable[[Learner], Awaitable[Answer]]
    own: bool = False


KINDS = {
    "empty": Kind(lambda learner: learner.ask("GET", "/healthz")),
    "JSON": Kind(Learner.step),
    "JSON, own": Kind(Learner.step, own=True),
    "page": Kind(Learner.click),
    "page, own": Kind(Learner.click, own=True),
}


async def burst(learners: list[Learner], kind: Kind) -> list[Answer]:
    end, answers = time.perf_counter() + SECONDS, list[Answer]()

    async def ask(learner: Learner) -> None:
        while time.perf_counter() < end:
            answers.append(await kind.ask(learner))

    await asyncio.gather(*map(ask, learners))
    assert all(answer.status == 200 for answer in answers), next(a for a in answers if a.status != 200)
    return answers


async def measured(port: int) -> dict[str, list[list[Answer]]]:
    learners = {name: [Learner(port) for _ in range(CONNECTIONS)] for name in KINDS}
    for name, kind in KINDS.items():
        for number, learner in enumerate(learners[name]):
            await learner.join({"seed": number} if kind.own else None)
    found: dict[str, list[list[Answer]]] = {kind: [] for kind in KINDS}
    for _ in range(ROUNDS):
        for name, kind in KINDS.items():
            found[name].append(await burst(learners[name], kind))
    return found


def report(store: str, found: dict[str, list[list[Answer]]]) -> None:
    for kind, rounds in found.items():
        ratio = median(len(here) / len(empty) for here, empty in zip(rounds, found["empty"], strict=True))
        rate = median(len(answers) for answers in rounds) / SECONDS
        answers = [answer for answers in rounds for answer in answers]
        p50, p99 = (quantile([answer.seconds for answer in answers], part) for part in (0.5, 0.99))
        size = median(len(answer.body) for answer in answers) / 1024
        print(f"{store + ', ' + kind:20}{rate:8.0f}{ratio:8.2f}{p50:8.2f}{p99:8.2f}{size:8.1f}", flush=True)


def main(workers: int) -> None:
    print(f"{f'{workers} worker(s)':20}{'1/s':>8}{'ratio':>8}{'p50 ms':>8}{'p99 ms':>8}{'KB':>8}")
    with TemporaryDirectory() as folder:
        redis = RedisServer(Path(folder), durable=False)
        redis.start()
        try:
            for address in (f"sqlite:///{folder}/store.db", redis.url):
                server = Server(store=address, workers=workers, address_rate=0, session_rate=0, log_level="info")
                with serving(server):
                    report(address.partition(":")[0], asyncio.run(measured(server.port)))
        finally:
            redis.stop()


if __name__ == "__main__":
    for number in sys.argv[1:] or ("1", "2"):
        main(int(number))
