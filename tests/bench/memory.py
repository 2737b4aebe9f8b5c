"""What a session and what an open connection cost in memory: `python -m tests.bench.memory`.

Sessions come through eight connections that are closed again, each with weights of its own, and step through a whole
iteration. What is remembered from one to the next is bounded, so the first hundreds cost more than those after them.
An open connection that has asked once is measured at our server and at a bare FastAPI, by the same client.
"""

import asyncio
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from tests.bench.classroom import memory
from tests.bench.load import Answer, Client, Learner
from tests.container.servers import Server, serving

CONNECTIONS, AT_ONCE, STEPS = 1000, 8, 11
PARTS = (300, 300, 600, 600)  # sessions between two looks

Ask = Callable[[Learner], Awaitable[Answer]]


async def sessions(port: int, seeds: range, ask: Ask) -> None:
    async def some(first: int) -> None:
        for seed in seeds[first::AT_ONCE]:
            learner = Learner(port)
            await learner.join({"seed": seed})
            for _ in range(STEPS):
                assert (await ask(learner)).status == 200
            learner.close()

    await asyncio.gather(*map(some, range(AT_ONCE)))


async def connections(port: int, pid: int, path: str) -> float:
    """Kilobytes of one open connection that has asked for that path once."""
    first = [Client(port) for _ in range(CONNECTIONS // 10)]  # what the server makes room for once
    for client in first:
        await client.ask("GET", path)
    before = memory(pid)
    more = [Client(port) for _ in range(CONNECTIONS)]
    for client in more:
        await client.ask("GET", path)
    found = (memory(pid) - before) * 1024 / CONNECTIONS
    for client in (*first, *more):
        client.close()
    return found


@contextmanager
def bare() -> Iterator[tuple[int, int]]:
    """A bare FastAPI: its process and its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    quiet = ["--log-level", "error", "--no-access-log"]
    server = subprocess.Popen(
        [sys.executable, "-m", "uvicorn", "fastapi:FastAPI", "--factory", "--port", str(port), *quiet]
    )
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield server.pid, port
    finally:
        server.kill()
        server.wait()


def row(what: str, ours: float, theirs: float | None = None) -> None:
    print(f"{what:36}{ours:8.1f}" + ("" if theirs is None else f"{theirs:14.1f}"), flush=True)


def report(server: Server, kind: str, ask: Ask) -> None:
    """What a session costs, by the hundreds."""
    assert server.process is not None
    pid, done = server.process.pid, 0
    asyncio.run(sessions(server.port, range(20), ask))
    for part in PARTS:
        before = memory(pid)
        asyncio.run(sessions(server.port, range(1000 + done, 1000 + done + part), ask))
        done += part
        row(f"KB a session {kind}, {done - part + 1} to {done}", (memory(pid) - before) * 1024 / part)


def main() -> None:
    print(f"{'':36}{'ours':>8}{'bare FastAPI':>14}")
    with TemporaryDirectory() as folder, bare() as (their, their_port):
        servers = [
            Server(store=f"sqlite:///{folder}/{number}.db", address_rate=0, session_rate=0, new_sessions=0)
            for number in range(3)
        ]
        with serving(*servers):
            by_json, as_page, idle = servers
            assert idle.process is not None
            asyncio.run(sessions(idle.port, range(1), Learner.step))
            row("MB at the start", memory(idle.process.pid), memory(their))
            ours = asyncio.run(connections(idle.port, idle.process.pid, "/healthz"))
            row("KB an open connection", ours, asyncio.run(connections(their_port, their, "/openapi.json")))
            report(by_json, "by JSON", Learner.step)
            report(as_page, "as a page", Learner.click)


if __name__ == "__main__":
    main()
