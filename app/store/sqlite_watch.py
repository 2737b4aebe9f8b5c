"""Changes of a room in an SQLite file: a log of changed keys, and who reads it.

A change is logged in its own transaction. The numbers in the log have no gaps, so a reader that
sees one knows that it came too late.
"""

import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from threading import Event, Lock

from app.store.base import Watch
from app.store.sqlite_file import open_file, unavailable
from app.store.sqlite_statements import Statements

KEPT_SECONDS = 60.0
POLL_SECONDS = 0.01

NOTHING: frozenset[str] = frozenset()


class ChangeLog:
    """Writes the log, if the room is watched. Every method is part of a transaction of the caller."""

    def __init__(self, sql: Statements, *, watched: bool) -> None:
        self._sql = sql
        self.watched = watched

    def add(self, connection: sqlite3.Connection, keys: Sequence[str], now: float) -> None:
        """Log that these keys changed `now`."""
        if self.watched and keys:
            connection.execute(self._sql.delete_first_changes, (now - KEPT_SECONDS,))
            connection.executemany(self._sql.add_change, [(key, now) for key in keys])

    def prune(self, connection: sqlite3.Connection, now: float) -> bool:
        """Remove all that need not be kept any longer; return whether there was anything."""
        return self.watched and connection.execute(self._sql.delete_changes, (now - KEPT_SECONDS,)).rowcount > 0


class SqliteWatch(Watch):
    """A `Watch` with a connection of its own, which asks every few milliseconds whether the file has changed.

    The question takes microseconds and reads no table. Raises `StoreUnavailable` if the file cannot be opened.
    """

    def __init__(self, path: Path, sql: Statements) -> None:
        self._sql = sql
        self._lock = Lock()
        self._closed = Event()
        self._connection = open_file(path)
        self._file_version = 0
        self._number = 0
        try:
            self._read()
        except sqlite3.Error as error:
            self._connection.close()
            raise unavailable(error) from error

    def next(self, seconds: float) -> frozenset[str] | None:  # noqa: D102 - documented in `base.Watch`
        deadline = time.monotonic() + seconds
        while True:
            changed = self._changed()
            left = deadline - time.monotonic()
            if changed != NOTHING or left <= 0 or self._closed.wait(min(left, POLL_SECONDS)):
                return changed

    def close(self) -> None:  # noqa: D102 - documented in `base.Watch`
        self._closed.set()
        with self._lock:
            self._connection.close()

    def _changed(self) -> frozenset[str] | None:
        with self._lock:
            try:
                return NOTHING if self._closed.is_set() else self._read()
            except sqlite3.Error:  # the log waits: the next attempt sees what this one did not
                return NOTHING

    def _read(self) -> frozenset[str] | None:
        """The keys in the log since the last call, or None if some are not in it any longer."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        if version == self._file_version:
            return NOTHING
        *rows, (last, _) = self._connection.execute(self._sql.changes_after, (self._number,)).fetchall()
        last = last or 0
        missed = last - self._number != len(rows)
        self._file_version, self._number = version, last
        return None if missed else frozenset(key for _, key in rows)
