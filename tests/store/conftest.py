"""Real servers and clean addresses for the tests of the stores."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import RedisError

from app.store.base import Store
from app.store.opening import open_store


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class RedisServer:
    """A redis-server of our own on a free port; with `durable`, every write is on disk before its answer."""

    folder: Path
    durable: bool
    port: int = field(default_factory=_free_port)
    _process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    @property
    def client(self) -> Redis:
        return Redis(port=self.port)

    def start(self) -> None:
        program = shutil.which("redis-server") or shutil.which("valkey-server")
        if program is None:
            pytest.fail("the tests of the store need redis-server: install Debian's package redis-server")
        only = ["--appendonly", "yes", "--appendfsync", "always"] if self.durable else ["--appendonly", "no"]
        self._process = subprocess.Popen(
            [program, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder), *only],
            stdout=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 10
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"redis-server does not start on port {self.port}")
            time.sleep(0.01)

    def send(self, number: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(number)

    def stop(self, number: signal.Signals = signal.SIGKILL) -> None:
        if self._process is not None:
            self.send(number)
            self._process.wait(10)
            self._process = None

    def _answers(self) -> bool:
        with self.client as client:
            try:
                return bool(client.ping())
            except RedisError:
                return False


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path_factory.mktemp("redis"), durable=False)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def durable_redis(tmp_path: Path) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path, durable=True)
    server.start()
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "redis"])
def fresh_address(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Each call gives the address of an empty store."""
    if request.param == "sqlite":
        names = iter(range(10**6))
        return lambda: f"sqlite://{tmp_path}/{next(names)}.db"
    server: RedisServer = request.getfixturevalue("redis_server")

    def emptied() -> str:
        with server.client as client:
            client.flushall()
        return server.url

    return emptied


@pytest.fixture
def address(fresh_address: Callable[[], str]) -> str:
    return fresh_address()


@pytest.fixture
def opened() -> Iterator[Callable[[str], Store]]:
    """Open a store whose limits do not matter; it is closed at the end of the test."""
    stores: list[Store] = []

    def open_one(url: str) -> Store:
        stores.append(open_store(url, idle=3600, lifetime=86400, cap=1000))
        return stores[-1]

    yield open_one
    for store in stores:
        store.close()


@pytest.fixture
def run_worker() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start `worker.py` in a process of its own; what still runs at the end is killed."""
    script, root = Path(__file__).with_name("worker.py"), Path(__file__).parents[2]
    workers: list[subprocess.Popen[str]] = []

    def run(*arguments: str) -> subprocess.Popen[str]:
        workers.append(
            subprocess.Popen(
                [sys.executable, str(script), *arguments],
                env=os.environ | {"PYTHONPATH": str(root)},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        )
        return workers[-1]

    yield run
    for worker in workers:
        worker.kill()
        worker.communicate()
