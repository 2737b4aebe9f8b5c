"""What earlier versions have stored is read: a kept example of each form, of the file, of the server and of a session.

An example is never regenerated. A new form gets a new number and its own example.
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
from app.store import sqlite_file
from app.store.base import Store

DATA = Path(__file__).parent / "data"
SESSION = "kept-from-schema-1-00000"

Opened = Callable[[str], Store]


class Server(Protocol):
    """What the tests use of the server that `conftest` starts."""

    @property
    def url(self) -> str: ...
    @property
    def client(self) -> Redis: ...


def test_there_is_an_example_of_each_form_that_was() -> None:
    sessions = {file.name for file in (DATA.parents[1] / "session" / "data").glob("format-*.bin")}
    assert sessions == {f"format-{number}.bin" for number in range(1, codec.FORMAT + 1)}
    files = {file.name for file in DATA.glob("sqlite-*.sql")}
    assert files == {f"sqlite-{number}.sql" for number in range(1, sqlite_file.SCHEMA_VERSION + 1)}


@pytest.mark.parametrize("example", sorted(DATA.glob("sqlite-*.sql")), ids=lambda path: path.name)
def test_a_file_of_an_earlier_version_is_read_and_worked_on(example: Path, tmp_path: Path, opened: Opened) -> None:
    with sqlite3.connect(tmp_path / "sessions.sqlite3") as file:
        file.executescript(example.read_text())
    file.close()
    assert_usable(opened(f"sqlite://{tmp_path}/sessions.sqlite3"))


@pytest.mark.parametrize("example", sorted(DATA.glob("redis-*.json")), ids=lambda path: path.name)
def test_what_an_earlier_version_left_in_a_server_is_read_and_worked_on(
    example: Path, durable_redis: Server, opened: Opened
) -> None:
    with durable_redis.client as client:
        for command in json.loads(example.read_text()):
            client.execute_command(*(bytes.fromhex(word[4:]) if word.startswith("hex:") else word for word in command))
    assert_usable(opened(durable_redis.url))


def assert_usable(store: Store) -> None:
    """The session of the example, trained and gone back, is there; it can be stepped on and forgotten."""
    sessions = Sessions(store)
    kept = sessions.load(SESSION)
    assert (kept.version, kept.session.architecture.sizes, store.count()) == (7, (2, 3, 1), 1)
    changed = sessions.change(SESSION, stepped, expected=7)
    assert changed.session.stage == kept.session.stage + 1
    assert sessions.load(SESSION).version == 8
    assert sessions.forget(SESSION, expected=8)
    assert store.count() == 0
