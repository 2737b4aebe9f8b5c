"""Requests per second: the health check and a step as JSON and as HTML, against a bare FastAPI.

`python -m tests.bench.requests [redis] [uncached] [WORKERS…]` (SQLite; 1 and 2): 32 sessions on 8 connections, which
send the next request as soon as the last one is answered. The two servers and the kinds of request take turns, so that
all meet the same machine; a ratio is the median of the rounds. The load generator runs beside the servers. With
`uncached` the program keeps no finished responses.

In a class at one example every session goes through the same network, so that what was rendered for one serves the
others. With its own weights every session is different, so that nothing is remembered from another.
"""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.bench.load import Answer, Learner, quantile
from tests.bench.servers import bare, unlimited
from tests.container.servers import serving
from tests.store.conftest import RedisServer

SESSIONS, CONNECTIONS, SECONDS, ROUNDS = 32, 8, 1.0, 9

Ask = Callable[[Learner], Awaitable[Answer]]


class Kind(NamedTuple):
    """A kind of request, whether each session has its own weights, and the ratio to reach (SQLite, one worker)."""

    ask: Ask
    own: bool = False
    target: float = 0.0


def alive(learner: Learner) -> Awaitable[Answer]:
    return learner.ask("GET", "/healthz")


BARE = "bare FastAPI"
KINDS = {
    "GET /healthz": Kind(alive, target=0.75),
    "JSON, one example": Kind(Learner.step),
    "JSON, own weights": Kind(Learner.step, own=True, target=0.2),
    "HTML, one example": Kind(Learner.click, target=0.12),
    "HTML, own weights": Kind(Learner.click, own=True, target=0.06),
}

Rounds = dict[str, list[list[Answer]]]


async def burst(learners: list[Learner], ask: Ask) -> list[Answer]:
    """Answers to what the learners ask within a turn: each connection serves its share of them one after another."""
    end, answers = time.perf_counter() + SECONDS, list[Answer]()

    async def connection(first: int) -> None:
        while True:
            for learner in learners[first::CONNECTIONS]:
                if time.perf_counter() > end:
                    return
                answers.append(await ask(learner))

    await asyncio.gather(*map(connection, range(CONNECTIONS)))
    assert all(answer.status == 200 for answer in answers), next(a for a in answers if a.status != 200)
    return answers


async def measured(bare_port: int, port: int) -> Rounds:
    strangers = [Learner(bare_port) for _ in range(SESSIONS)]
    learners = {name: [Learner(port) for _ in range(SESSIONS)] for name in KINDS}
    for name, kind in KINDS.items():
        for number, learner in enumerate(learners[name]):
            await learner.join({"seed": number} if kind.own else None)
    found: Rounds = {name: [] for name in (BARE, *KINDS)}
    for _ in range(ROUNDS):
        found[BARE].append(await burst(strangers, alive))
        for name, kind in KINDS.items():
            found[name].append(await burst(learners[name], kind.ask))
    return found


def report(found: Rounds, *, judged: bool) -> None:
    for name, rounds in found.items():
        ratio = median(len(here) / len(base) for here, base in zip(rounds, found[BARE], strict=True))
        rate = median(len(answers) for answers in rounds) / SECONDS
        answers = [answer for answers in rounds for answer in answers]
        p50, p99 = (quantile([answer.seconds for answer in answers], part) for part in (0.5, 0.99))
        sizes = sorted(len(answer.body) / 1024 for answer in answers)
        row = f"{name:28}{rate:8.0f}{ratio:8.3f}{p50:8.2f}{p99:8.2f}{median(sizes):8.1f}{sizes[-1]:8.1f}"
        target = KINDS[name].target if name in KINDS and judged else 0.0
        print(f"{row}{f'{target:8.2f}' if target else ''}", flush=True)


@contextmanager
def store(kind: str) -> Iterator[str]:
    """The address of an empty store: a file of SQLite, or a Redis server."""
    with TemporaryDirectory() as folder:
        if kind == "sqlite":
            yield f"sqlite:///{folder}/store.db"
            return
        redis = RedisServer(Path(folder), durable=False)
        redis.start()
        try:
            yield redis.url
        finally:
            redis.stop()


def main(kind: str, workers: int, settings: dict[str, object]) -> None:
    columns = "".join(f"{name:>8}" for name in ("1/s", "ratio", "p50 ms", "p99 ms", "KB", "most", "target"))
    print(f"{f'{kind}, {workers} worker(s)':28}{columns}")
    with store(kind) as address, bare(workers) as base, serving(server := unlimited(address, workers, **settings)):
        report(asyncio.run(measured(base.port, server.port)), judged=kind == "sqlite" and workers == 1)


if __name__ == "__main__":
    words = sys.argv[1:]
    uncached: dict[str, object] = {"response_cache": 0} if "uncached" in words else {}
    for number in [int(word) for word in words if word.isdigit()] or [1, 2]:
        main("redis" if "redis" in words else "sqlite", number, uncached)
