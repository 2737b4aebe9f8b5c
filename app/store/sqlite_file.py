"""The file of an SQLite store: opens, creates or upgrades it, and turns SQLite's errors into words."""

import os
import sqlite3
import time
from pathlib import Path

from app.store.errors import StoreUnavailable
from app.store.sqlite_schema import SCHEMA_VERSION, upgrade

BUSY_SECONDS = 2.0  # how long a call waits while another process holds the file
RETRY_SECONDS = 0.0005  # how often it tries again meanwhile

REASONS = {
    sqlite3.SQLITE_BUSY: "another process keeps the file locked",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened",
    sqlite3.SQLITE_CORRUPT: "the file is damaged",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk is full or failing",
    sqlite3.SQLITE_LOCKED: "another process keeps the file locked",
    sqlite3.SQLITE_NOTADB: "the file is damaged or is not a database",
    sqlite3.SQLITE_PERM: "access to the file is not allowed",
    sqlite3.SQLITE_READONLY: "the file is read-only",
}


def unavailable(error: sqlite3.Error) -> StoreUnavailable:
    """The store's error for an error of SQLite. The low byte of SQLite's code is the kind of failure."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return StoreUnavailable(f"{REASONS.get(code, 'the file cannot be used')} ({error})")


def open_file(path: Path) -> sqlite3.Connection:
    """A connection to the store at `path`, which is created if it does not exist.

    Any thread may use it, one at a time. Several processes may create the same file at once.
    Raises `StoreUnavailable` with a message that contains the path.
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


def execute_when_free(
    connection: sqlite3.Connection, statement: str, values: tuple[object, ...] = ()
) -> sqlite3.Cursor:
    """Execute the first statement of a transaction; wait while another process holds the file.

    SQLite's own busy handler sleeps longer and longer, up to 100 ms, although a lock is held for 30 µs: with two
    processes writing all the time its longest call took several times as long. It also does not wait at all when
    several processes change the journal mode at once.
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
    # SQLite gives its -wal and -shm files the mode of the main file, so no other user can ever read them.
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))


def _set_up(connection: sqlite3.Connection) -> None:
    _refuse_foreign_files(connection)
    if execute_when_free(connection, "PRAGMA journal_mode = WAL").fetchone() != ("wal",):
        raise StoreUnavailable("this file system does not support a write-ahead log")
    # With NORMAL a commit has been handed to the operating system when it returns: it survives
    # a crash of the process. FULL would also wait for the disk at every commit. Without it, a
    # power failure can lose the last commits, but it never damages the file.
    connection.execute("PRAGMA synchronous = NORMAL")
    if _schema_version(connection) < SCHEMA_VERSION:
        _make_schema(connection)


def _refuse_foreign_files(connection: sqlite3.Connection) -> None:
    # One statement, because another process may be creating the schema at this moment.
    version, tables = execute_when_free(
        connection, "SELECT user_version, (SELECT count(*) FROM sqlite_master) FROM pragma_user_version"
    ).fetchone()
    if not 0 <= version <= SCHEMA_VERSION:
        raise StoreUnavailable(f"the file has schema {version}; this version of the program supports {SCHEMA_VERSION}")
    if version == 0 and tables:
        raise StoreUnavailable("the file is the database of another program")


def _make_schema(connection: sqlite3.Connection) -> None:
    execute_when_free(connection, "BEGIN IMMEDIATE")
    version = _schema_version(connection)
    if version < SCHEMA_VERSION:  # otherwise another process was first
        upgrade(connection, version)
    connection.execute("COMMIT")


def _schema_version(connection: sqlite3.Connection) -> int:
    return int(execute_when_free(connection, "PRAGMA user_version").fetchone()[0])
