"""What was deleted in the room of classes cannot be found in the file, its side files or the server."""

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest
from redis import Redis

from app.store.base import Room, Store
from app.store.opening import open_store


class Server(Protocol):
    """The part of conftest's RedisServer that these tests use."""

    @property
    def url(self) -> str: ...
    @property
    def client(self) -> Redis: ...


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


def opened_room(url: str, room: Room, clock: Callable[[], float] = lambda: 1000.0) -> Store:
    return open_store(url, room=room, watched=room == "classes", idle=80, lifetime=300, cap=1000, clock=clock)


def found(path: Path, words: bytes) -> dict[str, int]:
    """How often the words are in each file of the store that contains them."""
    counts = {file.name: file.read_bytes().count(words) for file in path.parent.glob(f"{path.name}*")}
    return {name: count for name, count in counts.items() if count}


def fill(store: Store, code: str, chance: random.Random, *, members: int) -> None:
    """A class whose record and members are written several times, with data of very different sizes."""

    def words() -> bytes:
        return b"secret of %s;" % code.encode() * chance.choice([1, 5, 40, 400])

    store.create(code, words())
    keys = [f"{code}/{chance.getrandbits(64):x}" for _ in range(members)]
    for key in keys:
        store.create(key, words(), parent=code)
    for _ in range(members * 2):
        key = chance.choice([code, *keys])
        stored = store.get(key)
        assert stored is not None
        store.put(key, words(), stored.version)
    for key in chance.sample(keys, members // 4):
        store.delete(key)


@pytest.mark.parametrize("seed", range(3))
def test_nothing_of_an_ended_class_is_in_the_file_however_it_grew(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    url = f"sqlite://{path}"
    store, sessions = opened_room(url, "classes"), opened_room(url, "sessions")
    codes = [f"{number}00000" for number in range(1, 6)]
    for code in codes:
        fill(store, code, chance, members=chance.randint(5, 80))
        sessions.create(code, bytes(1500))
        assert found(path, b"secret of %s" % code.encode())
    chance.shuffle(codes)
    for code in codes[1:]:
        store.delete(code)
        assert found(path, b"secret of %s" % code.encode()) == {}
    assert len(store.members(codes[0])) > 0
    sessions.close()
    store.close()


def test_nothing_of_an_expired_class_is_in_the_file_once_it_was_cleared(path: Path) -> None:
    now = 0.0
    store = opened_room(f"sqlite://{path}", "classes", lambda: now)
    fill(store, "100000", random.Random(0), members=20)
    now = 100.0
    assert store.expire() == 1
    assert found(path, b"secret") == {}
    now = 200.0
    store.expire()
    assert found(path, b"100000") == {}  # not even its key in the log of changes
    store.close()


def test_what_a_reader_kept_in_the_log_is_emptied_at_the_next_clearing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.store.sqlite_file.BUSY_SECONDS", 0.05)
    store = opened_room(f"sqlite://{path}", "classes")
    fill(store, "100000", random.Random(0), members=20)
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM class_entries").fetchone()
    assert store.delete("100000")
    assert found(path, b"secret")
    reader.execute("COMMIT")
    reader.close()
    store.expire()
    assert found(path, b"secret") == {}
    store.close()


def test_what_a_killed_process_left_is_emptied_by_the_next_one(path: Path) -> None:
    killed = opened_room(f"sqlite://{path}", "classes")
    fill(killed, "100000", random.Random(0), members=20)
    killed._forget = lambda _needed: None  # type: ignore[attr-defined] # it is killed here
    killed.delete("100000")
    assert found(path, b"secret")
    store = opened_room(f"sqlite://{path}", "classes")
    store.expire()
    assert found(path, b"secret") == {}
    store.close()
    killed.close()


def test_nothing_of_an_ended_class_is_in_the_server(durable_redis: Server) -> None:
    store, sessions = opened_room(durable_redis.url, "classes"), opened_room(durable_redis.url, "sessions")
    fill(store, "100000", random.Random(0), members=20)
    fill(store, "200000", random.Random(0), members=1)
    sessions.create("100000", b"a session")
    store.delete("100000")
    with durable_redis.client as admin:
        left = {key: admin.dump(key) for key in admin.scan_iter()}
        assert [key for key in left if b"100000" in key] == [b"{backprop}:entry:100000"]
        assert not any(b"secret of 100000" in (value or b"") for value in left.values())
    store.delete("200000")
    sessions.delete("100000")
    with durable_redis.client as admin:
        assert admin.dbsize() == 0
    sessions.close()
    store.close()
