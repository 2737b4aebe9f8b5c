"""Failures of a server: they are reported clearly, nothing is half done, and the store recovers by itself."""

import signal
import time
from collections.abc import Callable
from threading import Thread
from typing import Protocol

import pytest
from redis import Redis

from app.store.base import Store, Stored
from app.store.errors import StoreUnavailable

Opened = Callable[[str], Store]


class Server(Protocol):
    """The part of conftest's RedisServer that these tests use."""

    @property
    def url(self) -> str: ...
    @property
    def client(self) -> Redis: ...
    def start(self) -> None: ...
    def stop(self, number: signal.Signals = ...) -> None: ...
    def send(self, number: signal.Signals) -> None: ...


def test_a_server_that_is_stopped_and_started_again_is_used_again(durable_redis: Server, opened: Opened) -> None:
    store = opened(durable_redis.url)
    store.create("a", b"1")
    durable_redis.stop(signal.SIGTERM)
    uses: list[Callable[[], object]] = [
        lambda: store.get("a"),
        lambda: store.put("a", b"2", 1),
        store.ping,
        store.count,
    ]
    for use in uses:
        with pytest.raises(StoreUnavailable, match="cannot be reached"):
            use()
    durable_redis.start()
    store.ping()
    assert store.get("a") == Stored(1, b"1")
    assert store.put("a", b"2", 1) == 2


def test_many_connections_all_survive_a_restart(durable_redis: Server, opened: Opened) -> None:
    store = opened(durable_redis.url)
    store.create("a", b"1")

    def in_threads() -> list[Stored | None]:
        found: list[Stored | None] = []
        threads = [Thread(target=lambda: found.extend(store.get("a") for _ in range(20))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return found

    assert in_threads() == [Stored(1, b"1")] * 80
    durable_redis.stop()
    durable_redis.start()
    assert in_threads() == [Stored(1, b"1")] * 80


def test_a_server_that_hangs_is_given_up_after_a_second_and_used_again(durable_redis: Server, opened: Opened) -> None:
    store = opened(durable_redis.url)
    store.create("a", b"1")
    durable_redis.send(signal.SIGSTOP)
    began = time.monotonic()
    with pytest.raises(StoreUnavailable, match="in time"):
        store.put("a", b"2", 1)
    assert 0.5 < time.monotonic() - began < 2.5
    durable_redis.send(signal.SIGCONT)
    # The write may have been waiting at the server: by half it is never done.
    assert store.get("a") in {Stored(1, b"1"), Stored(2, b"2")}
    store.ping()


def test_a_full_server_refuses_whole_writes_lets_read_and_recovers(durable_redis: Server, opened: Opened) -> None:
    store = opened(durable_redis.url)
    store.create("a", b"1")
    with durable_redis.client as admin:
        admin.config_set("maxmemory", "1mb")
        changes: list[Callable[[], object]] = [
            lambda: store.put("a", bytes(1000), 1),
            lambda: store.create("b", bytes(1000)),
        ]
        for change in changes:
            with pytest.raises(StoreUnavailable, match="memory is full"):
                change()
        assert (store.get("a"), store.get("b"), store.count()) == (Stored(1, b"1"), None, 1)
        admin.config_set("maxmemory", "0")
    assert store.put("a", b"2", 1) == 2
    assert store.create("b", b"") == 1


def test_a_read_only_server_refuses_writes_and_lets_read(durable_redis: Server, opened: Opened) -> None:
    store = opened(durable_redis.url)
    store.create("a", b"1")
    with durable_redis.client as admin:
        admin.replicaof("127.0.0.1", "1")
        with pytest.raises(StoreUnavailable, match="read-only"):
            store.put("a", b"2", 1)
        assert store.get("a") == Stored(1, b"1")
        admin.replicaof("NO", "ONE")
    assert store.put("a", b"2", 1) == 2


def test_a_server_that_forgot_its_scripts_is_taught_them_again(durable_redis: Server, opened: Opened) -> None:
    store = opened(durable_redis.url)
    store.create("a", b"1")
    store.put("a", b"2", 1)
    with durable_redis.client as admin:
        admin.script_flush()
    assert store.put("a", b"3", 2) == 3


def test_a_refused_password_is_reported_without_the_password(durable_redis: Server, opened: Opened) -> None:
    with durable_redis.client as admin:
        admin.config_set("requirepass", "right")
    store = opened(durable_redis.url.replace("//", "//:wrong-secret@"))
    with pytest.raises(StoreUnavailable, match="rejects the user name or password") as refused:
        store.ping()
    assert "wrong-secret" not in str(refused.value)
    opened(durable_redis.url.replace("//", "//:right@")).ping()


def test_nothing_of_an_entry_stays_after_its_end(durable_redis: Server, opened: Opened) -> None:
    store = opened(durable_redis.url)
    store.create("a", b"1")
    store.create("b", b"2")
    store.delete("a")
    with durable_redis.client as admin:
        assert admin.dbsize() == 2  # the one entry and the list of expiries
    store.delete("b")
    with durable_redis.client as admin:
        assert admin.dbsize() == 0
