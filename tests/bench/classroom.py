"""A class, then a school: so many sessions join within 10 s and step once a second.

`python -m tests.bench.classroom [SESSIONS…]` (300 1000): p50, p95, p99 of the steps as a page and as JSON, errors, and
the memory of the server at its start and for each session more with its open connection (`tests.bench.memory` tells the
two apart). In one class all have the same example, so that what one has asked may serve the next; in the others each
has weights of its own.
"""

import asyncio
import random
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.bench.load import Answer, Learner, quantile
from tests.container.servers import Server, serving

JOINING, STEPPING = 10.0, 20.0


class Kind(NamedTuple):
    """How a class steps, and whether each of its sessions has weights of its own."""

    name: str
    page: bool
    own: bool


KINDS = (Kind("pages, one example", True, False), Kind("pages, own weights", True, True), Kind("by JSON", False, True))


async def member(port: int, kind: Kind, number: int, delay: float, answers: list[Answer], failed: list[str]) -> None:
    learner = Learner(port)
    begun = time.perf_counter()
    await asyncio.sleep(delay)
    try:
        await learner.join({"seed": number} if kind.own else None)
        await asyncio.sleep(max(0.0, begun + JOINING - time.perf_counter()) + random.random())
        for _ in range(int(STEPPING)):
            next_ = time.perf_counter() + 1
            answer = await (learner.click() if kind.page else learner.step())
            answers.append(answer)
            if answer.status != 200:
                failed.append(f"{answer.status}")
            await asyncio.sleep(max(0.0, next_ - time.perf_counter()))
    except (OSError, asyncio.IncompleteReadError, AssertionError) as error:
        failed.append(repr(error))
    learner.close()


async def lesson(port: int, sessions: int, kind: Kind) -> tuple[list[Answer], list[str]]:
    answers, failed = list[Answer](), list[str]()
    each = JOINING / sessions
    await asyncio.gather(*(member(port, kind, n, n * each, answers, failed) for n in range(sessions)))
    return answers, failed


def memory(pid: int) -> float:
    """Resident megabytes of a process."""
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def main(sizes: list[int]) -> None:
    print(f"{'ms':26}{'p50':>8}{'p95':>8}{'p99':>8}{'steps':>8}{'errors':>8}{'MB before':>11}{'KB a session':>14}")
    for sessions in sizes:
        for kind in KINDS:
            with TemporaryDirectory() as folder:
                server = Server(store=f"sqlite:///{folder}/store.db", address_rate=0, new_sessions=0, log_level="info")
                with serving(server):
                    assert server.process is not None
                    asyncio.run(warmed(server.port))
                    before = memory(server.process.pid)
                    answers, failed = asyncio.run(lesson(server.port, sessions, kind))
                    more = (memory(server.process.pid) - before) * 1024 / sessions
            p50, p95, p99 = (quantile([answer.seconds for answer in answers], part) for part in (0.5, 0.95, 0.99))
            name = f"{sessions} {kind.name}"
            row = f"{name:26}{p50:8.1f}{p95:8.1f}{p99:8.1f}{len(answers):8}{len(failed):8}{before:11.0f}{more:14.1f}"
            print(row, *sorted(set(failed))[:3], flush=True)


async def warmed(port: int) -> None:
    """Templates are compiled and caches filled by the first visitors."""
    for _ in range(3):
        learner = Learner(port)
        await learner.join()
        for _ in range(24):
            await learner.click()
            await learner.step()
        learner.close()


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [300, 1000])
