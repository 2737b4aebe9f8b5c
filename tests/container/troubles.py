"""Failures of a store while a server uses it, each with a real store: a server, and the failure as a context."""

import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.container.servers import ROOT, Server
from tests.container.slow_line import SlowLine
from tests.store.conftest import RedisServer

PATIENCE = 3.0  # seconds, more than the program waits for its store


class Troubled(NamedTuple):
    """A server, started when it is needed, and the `trouble` of its store.

    `readable`: what is kept can be read meanwhile. `lost`: a write may be done though its answer is lost.
    """

    server: Server
    trouble: Callable[[], AbstractContextManager[None]]
    readable: bool
    lost: bool = False


@contextmanager
def redis_stopped(folder: Path) -> Iterator[Troubled]:
    """The store's process stops, and starts again."""
    with _redis(folder) as redis:

        @contextmanager
        def trouble() -> Iterator[None]:
            redis.stop(signal.SIGTERM)
            yield
            redis.start()

        yield Troubled(Server(store=redis.url), trouble, readable=False)


@contextmanager
def redis_hung(folder: Path) -> Iterator[Troubled]:
    """The store accepts requests and answers none."""
    with _redis(folder) as redis:

        @contextmanager
        def trouble() -> Iterator[None]:
            redis.send(signal.SIGSTOP)
            yield
            redis.send(signal.SIGCONT)

        yield Troubled(Server(store=redis.url), trouble, readable=False, lost=True)


@contextmanager
def redis_slow(folder: Path) -> Iterator[Troubled]:
    """The store carries out requests and answers too late."""
    with _redis(folder) as redis:
        line = SlowLine(redis.port)

        @contextmanager
        def trouble() -> Iterator[None]:
            line.delay = PATIENCE
            yield
            line.delay = 0.0

        with line.open():
            yield Troubled(Server(store=f"redis://127.0.0.1:{line.port}/0"), trouble, readable=False, lost=True)


@contextmanager
def redis_full(folder: Path) -> Iterator[Troubled]:
    """The store has no memory left, and evicts nothing."""
    with _redis(folder) as redis:

        @contextmanager
        def trouble() -> Iterator[None]:
            with redis.client as admin:
                admin.config_set("maxmemory-policy", "noeviction")
                admin.config_set("maxmemory", 1)
                yield
                admin.config_set("maxmemory", 0)

        yield Troubled(Server(store=redis.url), trouble, readable=True)


@contextmanager
def disk_full(folder: Path) -> Iterator[Troubled]:
    """The server cannot write files, as when the disk is full."""
    server = Server(store=f"sqlite:///{folder}/sessions.sqlite3")

    @contextmanager
    def trouble() -> Iterator[None]:
        assert server.process is not None
        before = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (1, before[1]))
        yield
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, before)

    yield Troubled(server, trouble, readable=True)


@contextmanager
def file_read_only(folder: Path) -> Iterator[Troubled]:
    """The file is read-only."""
    program = [str(ROOT / "tests" / "container" / "turning_read_only.py")]
    server = Server(store=f"sqlite:///{folder}/sessions.sqlite3", program=program)

    @contextmanager
    def trouble() -> Iterator[None]:
        assert server.process is not None
        server.process.send_signal(signal.SIGUSR1)
        yield
        server.process.send_signal(signal.SIGUSR2)

    yield Troubled(server, trouble, readable=True)


TROUBLES = (redis_stopped, redis_hung, redis_slow, redis_full, disk_full, file_read_only)


@contextmanager
def _redis(folder: Path) -> Iterator[RedisServer]:
    redis = RedisServer(folder, durable=True)
    redis.start()
    try:
        yield redis
    finally:
        redis.stop()
