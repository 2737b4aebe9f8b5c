"""Data that earlier versions stored can be read: `data/` contains an example of each format, and so does tests/session.

Never regenerate an example. A new format gets a new number and an example of its own.
"""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest
from redis import Redis

from app.session import codec
from app.session.service import Sessions
from app.session.verbs import stepped
from app.store import sqlite_schema
from app.store.base import Store, Stored
from app.store.opening import open_store

DATA = Path(__file__).parent / "data"
SESSION = "kept-from-schema-1-00000"

Opened = Callable[[str], Store]


class Server(Protocol):
    """The part of conftest's RedisServer that these tests use."""

    @property
    def url(self) -> str: ...
    @property
    def client(self) -> Redis: ...


def test_there_is_an_example_of_every_format() -> None:
    sessions = {file.name for file in (DATA.parents[1] / "session" / "data").glob("format-*.bin")}
    assert sessions == {f"format-{number}.bin" for number in range(1, codec.FORMAT + 1)}
    files = {file.name for file in DATA.glob("sqlite-*.sql")}
    assert files == {f"sqlite-{number}.sql" for number in range(1, sqlite_schema.SCHEMA_VERSION + 1)}


@pytest.mark.parametrize("example", sorted(DATA.glob("sqlite-*.sql")), ids=lambda path: path.name)
def test_a_file_of_an_earlier_version_can_be_used(example: Path, tmp_path: Path, opened: Opened) -> None:
    with sqlite3.connect(tmp_path / "sessions.sqlite3") as file:
        file.executescript(example.read_text())
    file.close()
    assert_usable(opened(f"sqlite://{tmp_path}/sessions.sqlite3"))


def test_a_class_in_a_file_of_schema_2_has_its_members(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "sessions.sqlite3") as file:
        file.executescript((DATA / "sqlite-2.sql").read_text())
    file.close()
    store = open_store(
        f"sqlite://{tmp_path}/sessions.sqlite3", room="classes", watched=True, idle=3600, lifetime=86400, cap=10
    )
    assert (store.get("123456"), store.count()) == (Stored(3, b"class"), 1)
    assert store.members("123456") == [("123456/b", Stored(1, b"first")), ("123456/a", Stored(4, b"second"))]
    watch = store.watch()
    store.put("123456/b", b"changed", 1)
    assert watch.next(1) == frozenset({"123456/b"})
    watch.close()
    assert store.delete("123456")
    assert store.members("123456") == []
    store.close()


@pytest.mark.parametrize("example", sorted(DATA.glob("redis-*.json")), ids=lambda path: path.name)
def test_entries_of_an_earlier_version_in_redis_can_be_used(
    example: Path, durable_redis: Server, opened: Opened
) -> None:
    with durable_redis.client as client:
        for command in json.loads(example.read_text()):
            client.execute_command(*(bytes.fromhex(word[4:]) if word.startswith("hex:") else word for word in command))
    assert_usable(opened(durable_redis.url))


def assert_usable(store: Store) -> None:
    """Check that the example's session, which was trained and stepped back, can be loaded, stepped and deleted."""
    sessions = Sessions(store)
    kept = sessions.load(SESSION)
    assert (kept.version, kept.session.architecture.sizes, store.count()) == (7, (2, 3, 1), 1)
    changed = sessions.change(SESSION, stepped, expected=7)
    assert changed.session.stage == kept.session.stage + 1
    assert sessions.load(SESSION).version == 8
    assert sessions.forget(SESSION, expected=8)
    assert store.count() == 0
