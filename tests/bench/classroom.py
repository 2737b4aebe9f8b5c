"""A class, then a school: sessions join within 10 s and each steps once per second for 20 s.

`python -m tests.bench.classroom [WORKERS] [SESSIONS…]` (2 workers; 300 and 1000 sessions): p50, p95 and p99 of a step
as HTML and as JSON, errors, and the memory of the server per session with its open connection (`tests.bench.memory`
measures the two separately). In a class at one example, what was rendered for one serves the others.
"""

import asyncio
import random
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.bench.load import Answer, Learner, quantile
from tests.bench.servers import resident, unlimited
from tests.container.servers import serving

JOINING, STEPPING = 10.0, 20.0  # seconds


class Kind(NamedTuple):
    """How a class steps, and whether each of its sessions has weights of its own."""

    name: str
    page: bool
    own: bool


KINDS = (Kind("HTML, one example", True, False), Kind("HTML, own weights", True, True), Kind("JSON", False, True))


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


async def warmed(port: int, workers: int) -> None:
    """Let the first visitors pay for what is done only once, such as compiling templates."""
    for _ in range(6 * workers):
        learner = Learner(port)
        await learner.join()
        for _ in range(24):
            await learner.click()
            await learner.step()
        learner.close()


def tree(pid: int) -> float:
    """Resident megabytes of a process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return resident(pid) + sum(tree(int(child)) for child in children)


def main(workers: int, sizes: list[int]) -> None:
    columns = "".join(f"{name:>8}" for name in ("p50", "p95", "p99", "steps", "errors", "KB each"))
    print(f"{f'ms, {workers} worker(s)':26}{columns}")
    for sessions in sizes:
        for kind in KINDS:
            with TemporaryDirectory() as folder:
                server = unlimited(f"sqlite:///{folder}/store.db", workers=workers)
                with serving(server):
                    assert server.process is not None
                    asyncio.run(warmed(server.port, workers))
                    before = tree(server.process.pid)
                    answers, failed = asyncio.run(lesson(server.port, sessions, kind))
                    more = (tree(server.process.pid) - before) * 1024 / sessions
            times = [answer.seconds for answer in answers]
            p50, p95, p99 = (quantile(times, part) for part in (0.5, 0.95, 0.99))
            row = f"{p50:8.1f}{p95:8.1f}{p99:8.1f}{len(answers):8}{len(failed):8}{more:8.1f}"
            print(f"{f'{sessions} {kind.name}':26}{row}", *sorted(set(failed))[:3], flush=True)


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(given[0] if given else 2, given[1:] or [300, 1000])
