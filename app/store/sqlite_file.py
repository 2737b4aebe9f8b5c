"""The file of an SQLite store: made, set up and, when it fails, described in words."""

import os
import sqlite3
import time
from pathlib import Path

from app.store.errors import StoreUnavailable

SCHEMA_VERSION = 1  # kept in `user_version`; 0 is a file that nobody has set up yet
BUSY_SECONDS = 2.0  # for which a call waits for another process
RETRY_SECONDS = 0.0005  # after which it looks again

SCHEMA = """
    CREATE TABLE entries (
        key TEXT PRIMARY KEY,
        version INTEGER NOT NULL,
        data BLOB NOT NULL,
        expires REAL NOT NULL,
        ends REAL NOT NULL
    );
    CREATE INDEX entries_by_expiry ON entries (expires);
"""

REASONS = {
    sqlite3.SQLITE_BUSY: "another process keeps the file busy",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened",
    sqlite3.SQLITE_CORRUPT: "the file is damaged",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk is full or failing",
    sqlite3.SQLITE_LOCKED: "another process keeps the file busy",
    sqlite3.SQLITE_NOTADB: "the file is damaged or is not a database",
    sqlite3.SQLITE_PERM: "access to the file is not allowed",
    sqlite3.SQLITE_READONLY: "the file is read-only",
}


def unavailable(error: sqlite3.Error) -> StoreUnavailable:
    """The store's own error for one of SQLite's, whose low byte is the kind of failure."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return StoreUnavailable(f"{REASONS.get(code, 'the file cannot be used')} ({error})")


def open_file(path: Path) -> sqlite3.Connection:
    """A connection to the store at `path`, made first where it is not there.

    It may be used from any thread, by one at a time. Several processes may come at once to a
    file that does not exist. Raises `StoreUnavailable` with the path in words.
    """
    try:
        _make_file(path)
        connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    except OSError as error:
        raise StoreUnavailable(f"cannot use {error.filename}: {error.strerror}") from error
    except sqlite3.Error as error:
        raise StoreUnavailable(f"{path}: {unavailable(error).reason}") from error
    try:
        _set_up(connection)
    except StoreUnavailable as error:
        connection.close()
        raise StoreUnavailable(f"{path}: {error.reason}") from error
    except sqlite3.Error as error:
        connection.close()
        raise StoreUnavailable(f"{path}: {unavailable(error).reason}") from error
    return connection


def patiently(connection: sqlite3.Connection, statement: str, values: tuple[object, ...] = ()) -> sqlite3.Cursor:
    """Execute the first statement of a transaction, waiting while another process holds the file.

    SQLite's own waiting sleeps longer and longer, up to 100 ms, while a lock is held for 30 µs: with two
    processes writing all the time its longest call took several times as long as with this one. Nor does it wait
    at all where several processes change the journal's mode at once.
    """
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            return connection.execute(statement, values)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(RETRY_SECONDS)


def _make_file(path: Path) -> None:
    # SQLite gives its side files the mode of the main file, so that none is ever open to others.
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))


def _set_up(connection: sqlite3.Connection) -> None:
    _refuse_what_is_not_ours(connection)
    if patiently(connection, "PRAGMA journal_mode = WAL").fetchone() != ("wal",):
        raise StoreUnavailable("this file system cannot hold a write-ahead log")
    # A commit is in the log file, so with the operating system, before it returns: it survives
    # the death of the process. FULL would also wait for the disk at every commit, which only
    # the death of the machine asks for; that may cost the last commits, never the file.
    connection.execute("PRAGMA synchronous = NORMAL")
    if _schema_version(connection) == 0:
        _make_schema(connection)


def _refuse_what_is_not_ours(connection: sqlite3.Connection) -> None:
    # In one statement, so that a process that sets the file up meanwhile is seen wholly or not.
    version, tables = patiently(
        connection, "SELECT user_version, (SELECT count(*) FROM sqlite_master) FROM pragma_user_version"
    ).fetchone()
    if version not in {0, SCHEMA_VERSION}:
        raise StoreUnavailable(f"the file has schema {version}, this program knows {SCHEMA_VERSION} only")
    if version == 0 and tables:
        raise StoreUnavailable("the file is another program's database")


def _make_schema(connection: sqlite3.Connection) -> None:
    patiently(connection, "BEGIN IMMEDIATE")
    if _schema_version(connection) == 0:  # else another process was first
        for statement in filter(str.strip, SCHEMA.split(";")):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("COMMIT")


def _schema_version(connection: sqlite3.Connection) -> int:
    return int(patiently(connection, "PRAGMA user_version").fetchone()[0])
