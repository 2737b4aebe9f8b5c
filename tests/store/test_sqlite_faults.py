"""Failures of a file: they are reported clearly, and nothing is lost."""

import os
import resource
import sqlite3
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.store import sqlite_file
from app.store.base import Store, Stored
from app.store.errors import StoreUnavailable
from app.store.sqlite import SqliteStore

NOBODY = 65534

Opened = Callable[[str], Store]


@contextmanager
def as_ordinary_user() -> Iterator[None]:
    """Permissions mean nothing to root, as which tests in a container run."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)


@contextmanager
def files_no_longer_than(size: int) -> Iterator[None]:
    """Writes beyond `size` bytes of any file fail, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


@pytest.fixture
def store(path: Path, opened: Opened) -> SqliteStore:
    store = opened(f"sqlite://{path}")
    assert isinstance(store, SqliteStore)
    return store


def test_the_file_and_its_side_files_are_for_their_owner_alone(path: Path, store: SqliteStore) -> None:
    store.create("a", b"1")
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.glob("store.db*")}
    assert modes == {"store.db": 0o600, "store.db-wal": 0o600, "store.db-shm": 0o600}


def test_missing_folders_are_made(tmp_path: Path, opened: Opened) -> None:
    assert opened(f"sqlite://{tmp_path}/one/two/store.db").create("a", b"1") == 1


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, opened: Opened) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreUnavailable, match=r"cannot use .*/file"):
        opened(f"sqlite://{tmp_path}/file/folder/store.db")


def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path, opened: Opened) -> None:
    with pytest.raises(StoreUnavailable, match=rf"cannot use {tmp_path}"):
        opened(f"sqlite://{tmp_path}")


def test_a_read_only_file_is_reported_at_the_start_and_keeps_its_data(opened: Opened) -> None:
    with tempfile.TemporaryDirectory() as folder:  # pytest's own folders are closed to others
        Path(folder).chmod(0o755)
        address = f"sqlite://{folder}/store.db"
        first = opened(address)
        first.create("a", b"1")
        first.close()
        Path(folder, "store.db").chmod(0o444)
        with as_ordinary_user(), pytest.raises(StoreUnavailable, match=r"store\.db: Permission denied"):
            opened(address)
        Path(folder, "store.db").chmod(0o600)
        assert opened(address).get("a") == Stored(1, b"1")


def test_a_file_that_turns_read_only_can_still_be_read_and_recovers(store: SqliteStore) -> None:
    store.create("a", b"1")
    store._file._connection.execute("PRAGMA query_only = ON")
    changes: list[Callable[[], object]] = [
        lambda: store.put("a", b"2", 1),
        lambda: store.create("b", b""),
        lambda: store.delete("a"),
        store.expire,
    ]
    for change in changes:
        with pytest.raises(StoreUnavailable, match="read-only"):
            change()
    assert store.get("a") == Stored(1, b"1")
    store._file._connection.execute("PRAGMA query_only = OFF")
    assert store.put("a", b"2", 1) == 2


def test_a_read_that_cannot_renew_the_lifetime_still_reads(path: Path) -> None:
    now = 0.0
    store = SqliteStore(path, idle=80, lifetime=300, cap=1, clock=lambda: now)
    store.create("a", b"1")
    now = 50.0
    store._file._connection.execute("PRAGMA query_only = ON")
    assert store.get("a") == Stored(1, b"1")
    store._file._connection.execute("PRAGMA query_only = OFF")
    now = 100.0
    assert store.get("a") is None
    store.close()


def test_a_full_disk_refuses_the_write_keeps_the_data_and_recovers(
    path: Path, store: SqliteStore, opened: Opened
) -> None:
    version = store.create("a", b"version 1")
    with files_no_longer_than(100_000), pytest.raises(StoreUnavailable, match="disk is full"):  # noqa: PT012
        while True:
            version = store.put("a", b"version %d" % (version + 1), version)
    assert version > 2
    last = Stored(version, b"version %d" % version)
    with files_no_longer_than(100_000):
        assert store.get("a") == last
        with pytest.raises(StoreUnavailable):
            store.create("b", b"")
    assert opened(f"sqlite://{path}").get("a") == last
    assert store.put("a", b"more", version) == version + 1
    assert opened(f"sqlite://{path}").get("a") == Stored(version + 1, b"more")


def test_a_file_that_may_not_grow_says_that_the_disk_is_full(store: SqliteStore) -> None:
    store.create("a", b"1")
    store._file._connection.execute("PRAGMA max_page_count = 1")  # no less than it has now
    with pytest.raises(StoreUnavailable, match="the disk is full"):
        store.create("b", bytes(100_000))
    assert (store.count(), store.put("a", b"2", 1)) == (1, 2)


def test_a_file_of_rubbish_is_called_damaged(path: Path, opened: Opened) -> None:
    path.write_bytes(b"rubbish " * 1000)
    with pytest.raises(StoreUnavailable, match=rf"{path}: the file is damaged"):
        opened(f"sqlite://{path}")


def test_damaged_pages_are_reported_when_they_are_read(path: Path, opened: Opened) -> None:
    first = opened(f"sqlite://{path}")
    first.create("a", b"1")
    first.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    store = opened(f"sqlite://{path}")
    uses: list[Callable[[], object]] = [
        lambda: store.get("a"),
        lambda: store.put("a", b"2", 1),
        lambda: store.create("b", b""),
    ]
    for use in uses:
        with pytest.raises(StoreUnavailable, match="the file is damaged"):
            use()


def test_another_programs_database_is_left_alone(path: Path, opened: Opened) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()
    with pytest.raises(StoreUnavailable, match="database of another program"):
        opened(f"sqlite://{path}")
    other = sqlite3.connect(path)
    assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]
    assert other.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    other.close()


def test_a_file_of_a_later_program_is_left_alone(path: Path, store: SqliteStore, opened: Opened) -> None:
    store._file._connection.execute("PRAGMA user_version = 7")
    with pytest.raises(StoreUnavailable, match="schema 7"):
        opened(f"sqlite://{path}")


def test_a_write_waits_for_another_process_only_so_long(
    path: Path, monkeypatch: pytest.MonkeyPatch, opened: Opened
) -> None:
    monkeypatch.setattr(sqlite_file, "BUSY_SECONDS", 0.1)
    store = opened(f"sqlite://{path}")
    store.create("a", b"1")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    with pytest.raises(StoreUnavailable, match="keeps the file locked"):
        store.put("a", b"2", 1)
    assert 0.05 < time.monotonic() - began < 1
    assert store.get("a") == Stored(1, b"1")
    other.execute("ROLLBACK")
    other.close()
    assert store.put("a", b"2", 1) == 2


def test_a_closed_store_is_unavailable(store: SqliteStore) -> None:
    store.close()
    with pytest.raises(StoreUnavailable):
        store.get("a")
