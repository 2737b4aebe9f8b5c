"""How much memory a session and an open connection take: `python -m tests.bench.memory`.

Sessions with weights of their own come over eight connections, which are closed again, and step through an iteration.
Caches are bounded, so the first hundreds of sessions cost more than those after them. An open connection that has sent
one request is measured on our server and on a bare FastAPI with the same client.
"""

import asyncio
from collections.abc import Awaitable, Callable
from tempfile import TemporaryDirectory

from tests.bench.load import Answer, Client, Learner
from tests.bench.servers import bare, resident, unlimited
from tests.container.servers import Server, serving

CONNECTIONS, AT_ONCE, STEPS = 1000, 8, 11
PARTS = (300, 300, 600, 600)  # sessions between two readings

Ask = Callable[[Learner], Awaitable[Answer]]


async def sessions(port: int, seeds: range, ask: Ask) -> None:
    """Create a session for each seed and step through an iteration."""

    async def some(first: int) -> None:
        for seed in seeds[first::AT_ONCE]:
            learner = Learner(port)
            await learner.join({"seed": seed})
            for _ in range(STEPS):
                assert (await ask(learner)).status == 200
            learner.close()

    await asyncio.gather(*map(some, range(AT_ONCE)))


async def connections(port: int, pid: int) -> float:
    """Kilobytes of an open connection that has sent one request."""
    first = [Client(port) for _ in range(CONNECTIONS // 10)]  # what the server allocates only once
    for client in first:
        await client.ask("GET", "/healthz")
    before = resident(pid)
    more = [Client(port) for _ in range(CONNECTIONS)]
    for client in more:
        await client.ask("GET", "/healthz")
    found = (resident(pid) - before) * 1024 / CONNECTIONS
    for client in (*first, *more):
        client.close()
    return found


def row(what: str, ours: float, theirs: float | None = None) -> None:
    print(f"{what:36}{ours:8.1f}" + ("" if theirs is None else f"{theirs:14.1f}"), flush=True)


def report(server: Server, kind: str, ask: Ask) -> None:
    """Print what a session takes, by the hundreds."""
    assert server.process is not None
    pid, done = server.process.pid, 0
    asyncio.run(sessions(server.port, range(20), ask))
    for part in PARTS:
        before = resident(pid)
        asyncio.run(sessions(server.port, range(1000 + done, 1000 + done + part), ask))
        done += part
        row(f"KB per session as {kind}, {done - part + 1} to {done}", (resident(pid) - before) * 1024 / part)


def main() -> None:
    print(f"{'':36}{'ours':>8}{'bare FastAPI':>14}")
    with TemporaryDirectory() as folder, bare() as base:
        servers = [unlimited(f"sqlite:///{folder}/{number}.db") for number in range(3)]
        with serving(*servers):
            by_json, as_page, idle = servers
            assert idle.process is not None
            row("MB at the start", resident(idle.process.pid), resident(base.process.pid))
            asyncio.run(sessions(idle.port, range(1), Learner.step))
            ours = asyncio.run(connections(idle.port, idle.process.pid))
            row("KB per open connection", ours, asyncio.run(connections(base.port, base.process.pid)))
            report(by_json, "JSON", Learner.step)
            report(as_page, "HTML", Learner.click)


if __name__ == "__main__":
    main()
