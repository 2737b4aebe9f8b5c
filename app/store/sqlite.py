# ruff: noqa: D102 - the methods are documented in `base.Store`
"""Entries in one SQLite file, for one machine with any number of processes and threads.

All threads share one connection and a lock: a call takes tens of microseconds, which does
not hold up the event loop. One connection per thread was up to a quarter faster when all
threads wrote all the time, but each has a page cache of up to 2 MB and must be closed.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any

from app.store.base import Store, Stored
from app.store.errors import KeyTaken, Missing, StaleVersion, StoreFull, StoreUnavailable
from app.store.lifetime import Lifetime
from app.store.sqlite_file import execute_when_free, open_file, unavailable

LIVE = "SELECT count(*) FROM entries WHERE expires > ?"
EXPIRED_AT_ONCE = 500  # entries that one transaction removes: a long one would block other writers


class SqliteStore(Store):
    """A `Store` in the file `path`, which is created with its folder if it does not exist.

    `idle` and `lifetime` are in seconds, `cap` is the maximum number of live entries, and
    `clock` returns the time in seconds, the same for all processes. Raises `StoreUnavailable`
    if the file cannot be opened for writing or is not a store.
    """

    is_local = True

    def __init__(
        self,
        path: Path,
        *,
        idle: float,
        lifetime: float,
        cap: int,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._lifetime = Lifetime(idle, lifetime)
        self._cap = cap
        self._clock = clock
        self._lock = Lock()
        self._connection = open_file(path)

    def get(self, key: str) -> Stored | None:
        now = self._clock()
        row, _ = self._execute("SELECT version, data, expires, ends FROM entries WHERE key = ?", (key,))
        if row is None or row[2] <= now:
            return None
        version, data, expires, ends = row
        self._renew(key, now, expires, ends)
        return Stored(version, data)

    def create(self, key: str, data: bytes) -> int:
        now = self._clock()
        expires, ends = self._lifetime.begun(now)
        with self._writing() as connection:
            _remove_expired(connection, now)
            if connection.execute(LIVE, (now,)).fetchone()[0] >= self._cap:
                raise StoreFull(self._cap)
            made = connection.execute(
                "INSERT INTO entries (key, version, data, expires, ends) VALUES (?, 1, ?, ?, ?)"
                " ON CONFLICT (key) DO UPDATE SET version = 1, data = excluded.data,"
                " expires = excluded.expires, ends = excluded.ends WHERE expires <= ?",
                (key, data, expires, ends, now),
            )
            if not made.rowcount:
                raise KeyTaken(key)
        return 1

    def put(self, key: str, data: bytes, version: int) -> int:
        now = self._clock()
        return (
            version + 1 if self._replaced(key, data, version, now) else self._put_and_renewed(key, data, version, now)
        )

    def _replaced(self, key: str, data: bytes, version: int, now: float) -> bool:
        """The common case in one statement: the version matches and the expiry need not move.

        Updating the index of expiries as well would cost a third more.
        """
        statement = (
            "UPDATE entries SET version = version + 1, data = ?"
            " WHERE key = ? AND version = ? AND expires > ? AND expires >= min(?, ends)"
        )
        try:
            _, changed = self._execute(statement, (data, key, version, now, now + self._lifetime.idle))
        except OverflowError:  # no entry can have such a version
            return False
        return bool(changed)

    def _put_and_renewed(self, key: str, data: bytes, version: int, now: float) -> int:
        with self._writing() as connection:
            current, expires, ends = _version_and_times(connection, key) or (0, now, now)
            if expires <= now:
                raise Missing(key)
            if current != version:
                raise StaleVersion(current)
            connection.execute(
                "UPDATE entries SET version = version + 1, data = ? WHERE key = ? AND version = ?",
                (data, key, version),
            )
        self._renew(key, now, expires, ends)
        return version + 1

    def delete(self, key: str, version: int | None = None) -> bool:
        now = self._clock()
        with self._writing() as connection:
            current, expires, _ = _version_and_times(connection, key) or (0, now, now)
            if version not in {None, current} and expires > now:
                raise StaleVersion(current)
            connection.execute("DELETE FROM entries WHERE key = ?", (key,))
        return expires > now

    def count(self) -> int:
        row, _ = self._execute(LIVE, (self._clock(),))
        return int(row[0]) if row else 0

    def expire(self) -> int:
        now, removed = self._clock(), 0
        while True:
            with self._writing() as connection:
                step = _remove_expired(connection, now)
            removed += step
            if step < EXPIRED_AT_ONCE:
                return removed

    def ping(self) -> None:
        self._execute("SELECT 1 FROM entries LIMIT 1", ())

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def _renew(self, key: str, now: float, expires: float, ends: float) -> None:
        renewed = self._lifetime.renewed(now, expires, ends)
        if renewed is None:
            return
        # The requested operation has succeeded. If the renewal fails, the next use tries again.
        with suppress(StoreUnavailable), self._writing() as connection:
            connection.execute(
                "UPDATE entries SET expires = ? WHERE key = ? AND expires = ? AND ends = ?",
                (renewed, key, expires, ends),
            )

    def _execute(self, statement: str, values: tuple[object, ...]) -> tuple[tuple[Any, ...] | None, int]:
        """Execute one statement; return its first row and the number of rows that it changed."""
        with self._lock:
            try:
                cursor = execute_when_free(self._connection, statement, values)
                return cursor.fetchone(), cursor.rowcount
            except sqlite3.Error as error:
                raise unavailable(error) from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that takes the write lock before it reads, so that nothing changes in between."""
        with self._lock:
            connection = self._connection
            try:
                execute_when_free(connection, "BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            except BaseException as error:
                if connection.in_transaction:
                    with suppress(sqlite3.Error):
                        connection.execute("ROLLBACK")
                if isinstance(error, sqlite3.Error):
                    raise unavailable(error) from error
                raise


def _remove_expired(connection: sqlite3.Connection, now: float) -> int:
    return connection.execute(
        "DELETE FROM entries WHERE rowid IN (SELECT rowid FROM entries WHERE expires <= ? LIMIT ?)",
        (now, EXPIRED_AT_ONCE),
    ).rowcount


def _version_and_times(connection: sqlite3.Connection, key: str) -> tuple[int, float, float] | None:
    """Version, expiry and end of the entry with this key, expired or not."""
    row: tuple[int, float, float] | None = connection.execute(
        "SELECT version, expires, ends FROM entries WHERE key = ?", (key,)
    ).fetchone()
    return row
