"""Real processes: killed in the middle, and working on one entry at once."""

import random
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Protocol

import pytest

from app.store.base import Store, Stored
from app.store.errors import StoreUnavailable

Worker = subprocess.Popen[str]

pytestmark = pytest.mark.slow


class Server(Protocol):
    """The part of conftest's RedisServer that these tests use."""

    @property
    def url(self) -> str: ...
    def start(self) -> None: ...
    def stop(self, number: signal.Signals) -> None: ...


def go(worker: Worker) -> None:
    """Let a worker begin that has said that it is ready."""
    assert worker.stdin is not None
    worker.stdin.write("go\n")
    worker.stdin.flush()


def line_of(worker: Worker) -> str:
    assert worker.stdout is not None
    return worker.stdout.readline().strip()


def assert_kept(stored: Stored | None, acknowledged: int) -> None:
    """What was acknowledged is there, or the one write after it, and whole."""
    assert stored is not None
    assert acknowledged <= stored.version <= acknowledged + 1
    assert stored.data == b"%d;" % stored.version * 500


def test_sqlite_loses_nothing_acknowledged_in_20_kills_of_the_writer(
    tmp_path: Path, opened: Callable[[str], Store], run_worker: Callable[..., Worker]
) -> None:
    address = f"sqlite://{tmp_path}/store.db"
    opened(address).create("written", b"")
    for attempt in range(20):
        worker = run_worker("write", address)
        line_of(worker)
        go(worker)
        for _ in range(random.Random(attempt).randint(1, 60)):
            acknowledged = line_of(worker)
        worker.kill()
        assert worker.stdout is not None
        rest = worker.stdout.read().split("\n")[:-1]  # the last piece is no whole line
        assert_kept(opened(address).get("written"), int(rest[-1] if rest else acknowledged))


def test_redis_loses_nothing_acknowledged_in_20_kills_of_the_server(
    durable_redis: Server, opened: Callable[[str], Store]
) -> None:
    store = opened(durable_redis.url)
    version = store.create("written", b"")

    def write() -> None:
        nonlocal version
        try:
            while True:
                version = store.put("written", b"%d;" % (version + 1) * 500, version)
        except StoreUnavailable:
            pass

    for attempt in range(20):
        writer = Thread(target=write)
        writer.start()
        writer.join(random.Random(attempt).uniform(0.005, 0.05))
        durable_redis.stop(signal.SIGKILL)
        writer.join(10)
        assert not writer.is_alive()
        durable_redis.start()
        stored = store.get("written")
        assert_kept(stored, version)
        assert stored is not None
        version = stored.version
    assert version > 20


def test_each_increment_by_two_processes_is_counted_or_reported_stale(
    address: str, opened: Callable[[str], Store], run_worker: Callable[..., Worker]
) -> None:
    store = opened(address)
    store.create("number", b"0")
    workers = [run_worker("count", address) for _ in range(2)]
    for worker in workers:
        assert line_of(worker) == "ready"
    for worker in workers:
        go(worker)
    outcomes = [[int(word) for word in line_of(worker).split()] for worker in workers]
    assert [sum(outcome) for outcome in outcomes] == [100, 100]
    counted = sum(outcome[0] for outcome in outcomes)
    assert counted >= 100
    assert store.get("number") == Stored(counted + 1, b"%d" % counted)


def test_several_processes_may_open_a_new_store_at_the_same_moment(
    address: str, opened: Callable[[str], Store], run_worker: Callable[..., Worker]
) -> None:
    workers = [run_worker("join", address) for _ in range(6)]
    for worker in workers:
        assert line_of(worker) == "ready"
    for worker in workers:
        go(worker)
    assert [line_of(worker) for worker in workers] == ["1"] * 6
    assert opened(address).count() == 6


def test_what_was_written_is_there_after_a_restart(tmp_path: Path, opened: Callable[[str], Store]) -> None:
    address = f"sqlite://{tmp_path}/store.db"
    first = opened(address)
    first.create("a", b"1")
    first.put("a", b"2", 1)
    first.close()
    assert opened(address).get("a") == Stored(2, b"2")
