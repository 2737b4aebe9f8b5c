"""One connection to an SQLite store that all threads of a process share, with a lock.

A call takes tens of microseconds, which does not hold up the event loop. One connection per
thread was up to a quarter faster when all threads wrote all the time, but each has a page
cache of up to 2 MB and must be closed.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any

from app.store import sqlite_file
from app.store.sqlite_file import execute_when_free, open_file, unavailable

Row = tuple[Any, ...]


class SharedConnection:
    """A connection to the store at `path`. Every method raises `StoreUnavailable` if the file cannot be used."""

    def __init__(self, path: Path, *, forgets: bool) -> None:
        """With `forgets`, what this connection deletes is overwritten with zeros."""
        self._lock = Lock()
        self._connection = open_file(path)
        self.changed(f"PRAGMA secure_delete = {int(forgets)}")

    def rows(self, statement: str, values: tuple[object, ...] = ()) -> list[Row]:
        """The rows of one statement."""
        with self._lock:
            try:
                return execute_when_free(self._connection, statement, values).fetchall()
            except sqlite3.Error as error:
                raise unavailable(error) from error

    def changed(self, statement: str, values: tuple[object, ...] = ()) -> int:
        """Execute one statement that is a transaction of its own; return how many rows it changed."""
        with self._lock:
            try:
                return execute_when_free(self._connection, statement, values).rowcount
            except sqlite3.Error as error:
                raise unavailable(error) from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
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

    def emptied_log(self) -> bool:
        """Move all of the write-ahead log into the main file and empty it; return whether that was possible.

        It is not while another process reads older pages. That takes microseconds, so it is tried again for a while.
        """
        deadline = time.monotonic() + sqlite_file.BUSY_SECONDS
        while True:
            ((busy, _, _),) = self.rows("PRAGMA wal_checkpoint(TRUNCATE)")
            if not busy or time.monotonic() > deadline:
                return not busy
            time.sleep(sqlite_file.RETRY_SECONDS)

    def close(self) -> None:
        """Release the connection. It must not be used afterwards."""
        with self._lock:
            self._connection.close()
