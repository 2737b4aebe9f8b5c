"""Changes of a room are seen by every process, whatever happens to the connection."""

import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Protocol

import pytest
from redis import Redis

from app.store.base import Store, Watch
from app.store.errors import StoreUnavailable
from app.store.opening import open_store

Worker = subprocess.Popen[str]


class Server(Protocol):
    """The part of conftest's RedisServer that these tests use."""

    @property
    def url(self) -> str: ...
    @property
    def client(self) -> Redis: ...
    def start(self) -> None: ...
    def stop(self, number: signal.Signals = ...) -> None: ...
    def send(self, number: signal.Signals) -> None: ...


@contextmanager
def watched(url: str, clock: Callable[[], float] = time.time) -> Iterator[tuple[Store, Watch]]:
    store = open_store(url, room="classes", watched=True, idle=3600, lifetime=86400, cap=1000, clock=clock)
    watch = store.watch()
    yield store, watch
    watch.close()
    store.close()


def line_of(worker: Worker) -> str:
    assert worker.stdout is not None
    return worker.stdout.readline().strip()


def send_line(worker: Worker, word: str) -> None:
    assert worker.stdin is not None
    worker.stdin.write(f"{word}\n")
    worker.stdin.flush()


def test_two_processes_see_each_others_changes_within_50_milliseconds(
    address: str, run_worker: Callable[..., Worker]
) -> None:
    worker = run_worker("echo", address)
    assert line_of(worker) == "ready"
    send_line(worker, "go")
    assert line_of(worker) == "watching"
    with watched(address) as (store, watch):
        store.create("class", b"")
        store.create("theirs", b"", parent="class")
        watch.next(1)
        took = []
        for version in range(1, 21):
            began = time.monotonic()
            store.put("class", b"%d" % version, version)
            while "theirs" not in (watch.next(5) or ()):  # the worker answers each change with one of its own
                assert time.monotonic() - began < 5
            took.append(time.monotonic() - began)
    # Both ways, and nine times in ten: the machine may be busy with something else.
    assert sorted(took)[17] < 2 * 0.05


def test_a_watch_waits_as_long_as_it_may_and_no_longer_than_to_the_first_change(address: str) -> None:
    with watched(address) as (store, watch):
        began = time.monotonic()
        assert watch.next(0.3) == frozenset()
        assert 0.25 < time.monotonic() - began < 1
        store.create("a", b"")
        store.create("b", b"", parent="a")
        store.get("a")
        assert watch.next(5) | watch.next(0.2) == {"a", "b"}  # type: ignore[operator] # nothing was missed
        assert time.monotonic() - began < 2
        store.delete("a")
        assert watch.next(5) == frozenset({"a"})


def test_only_the_changes_of_its_own_room_are_seen(address: str, opened: Callable[[str], Store]) -> None:
    with watched(address) as (_, watch):
        opened(address).create("a session", b"")
        assert watch.next(0.1) == frozenset()


def test_a_store_that_does_not_log_its_changes_cannot_be_watched(address: str, opened: Callable[[str], Store]) -> None:
    with pytest.raises(ValueError, match="not opened to be watched"):
        opened(address).watch()


def test_closing_a_watch_ends_its_waiting(address: str) -> None:
    with watched(address) as (_, watch):
        found: list[frozenset[str] | None] = []
        waiting = Thread(target=lambda: found.append(watch.next(30)))
        waiting.start()
        time.sleep(0.05)
        began = time.monotonic()
        watch.close()
        waiting.join(5)
        assert (found, watch.next(5)) == ([frozenset()], frozenset())
        assert time.monotonic() - began < 1


def test_who_sleeps_longer_than_changes_are_kept_learns_that_it_may_have_missed_some(tmp_path: Path) -> None:
    now = 1000.0
    with watched(f"sqlite://{tmp_path}/store.db", lambda: now) as (store, watch):
        store.create("a", b"")
        now += 70
        store.expire()  # this prunes the log
        assert watch.next(0) is None
        store.put("a", b"", 1)
        assert watch.next(0) == frozenset({"a"})


def test_the_log_of_changes_stays_short_during_steady_changes(tmp_path: Path) -> None:
    now = 1000.0
    with watched(f"sqlite://{tmp_path}/store.db", lambda: now) as (store, _):
        store.create("a", b"")
        for version in range(1, 401):
            now += 1
            store.put("a", b"", version)
        file = sqlite3.connect(tmp_path / "store.db")
        assert file.execute("SELECT count(*) FROM class_changes").fetchone()[0] <= 62
        file.close()


@pytest.mark.slow
def test_a_server_that_is_away_is_awaited_and_everything_may_have_changed_meanwhile(durable_redis: Server) -> None:
    with watched(durable_redis.url) as (store, watch):
        store.create("a", b"")
        assert watch.next(5) == frozenset({"a"})
        durable_redis.stop()
        assert watch.next(2.5) == frozenset()
        with pytest.raises(StoreUnavailable):
            store.put("a", b"", 1)
        durable_redis.start()
        began = time.monotonic()
        store.put("a", b"", 1)
        assert watch.next(5) is None  # once
        assert time.monotonic() - began < 1.5
        store.put("a", b"", 2)
        assert watch.next(5) == frozenset({"a"})
        assert watch.next(0.1) == frozenset()


def test_a_watch_may_begin_before_the_server_does(durable_redis: Server) -> None:
    durable_redis.stop()
    with watched(durable_redis.url) as (store, watch):
        assert watch.next(0.2) == frozenset()
        durable_redis.start()
        assert watch.next(5) is None
        store.create("a", b"")
        assert watch.next(5) == frozenset({"a"})


def test_a_connection_that_the_server_cuts_is_replaced(durable_redis: Server) -> None:
    with watched(durable_redis.url) as (store, watch), durable_redis.client as admin:
        assert watch.next(0.1) == frozenset()
        admin.client_kill_filter(_type="pubsub")
        assert watch.next(5) is None
        store.create("a", b"")
        assert watch.next(5) == frozenset({"a"})


@pytest.mark.slow
def test_a_line_that_is_silent_without_a_word_is_given_up(
    durable_redis: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.store.redis_watch.SILENT_SECONDS", 0.2)
    with watched(durable_redis.url) as (store, watch):
        assert watch.next(1) == frozenset()  # silence alone is no fault
        durable_redis.send(signal.SIGSTOP)
        assert watch.next(1) == frozenset()
        durable_redis.send(signal.SIGCONT)
        assert watch.next(5) is None
        store.create("a", b"")
        assert watch.next(5) == frozenset({"a"})
