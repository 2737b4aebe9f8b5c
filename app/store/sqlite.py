# ruff: noqa: D102 - the methods are documented in `base.Store`
"""Entries in one SQLite file, for one machine with any number of processes and threads."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from app.store.base import Room, Store, Stored, Watch
from app.store.errors import GroupFull, KeyTaken, Missing, StaleVersion, StoreFull, StoreUnavailable
from app.store.lifetime import Lifetime
from app.store.sqlite_connection import SharedConnection
from app.store.sqlite_schema import TABLES
from app.store.sqlite_statements import Statements
from app.store.sqlite_watch import ChangeLog, SqliteWatch

EXPIRED_AT_ONCE = 500  # entries that one transaction removes: a long one would block other writers


class Found(NamedTuple):
    """An entry or a member, expired or not. The times belong to the entry `owner`: itself, or its parent."""

    version: int
    expires: float
    ends: float
    owner: str


class SqliteStore(Store):
    """A `Store` in the file `path`, which is created with its folder if it does not exist.

    `idle` and `lifetime` are in seconds, `cap` is the maximum number of live entries without
    a parent, and `clock` returns the time in seconds, the same for all processes. Raises
    `StoreUnavailable` if the file cannot be opened for writing or is not a store.
    """

    is_local = True

    def __init__(
        self,
        path: Path,
        *,
        room: Room = "sessions",
        watched: bool = False,
        idle: float,
        lifetime: float,
        cap: int,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._lifetime = Lifetime(idle, lifetime)
        self._cap = cap
        self._clock = clock
        self._path = path
        self._sql = Statements(TABLES[room])
        self._log = ChangeLog(self._sql, watched=watched)
        self._forgets = TABLES[room].forgets
        self._traces = self._forgets  # a process that was killed may have left some
        self._file = SharedConnection(path, forgets=self._forgets)

    def get(self, key: str) -> Stored | None:
        now = self._clock()
        rows = self._file.rows(self._sql.get, (key,)) or self._file.rows(self._sql.get_member, (key,))
        if not rows or rows[0][1] <= now:
            return None
        version, expires, ends, owner, data = rows[0]
        self._renew(owner, now, expires, ends)
        return Stored(version, data)

    def create(self, key: str, data: bytes, *, parent: str | None = None, most: int | None = None) -> int:
        now = self._clock()
        with self._file.writing() as connection:
            cleared = self._clear(connection, now)
            if parent is None:
                self._add_entry(connection, key, data, now)
            else:
                group = self._add_member(connection, key, data, parent, most, now)
            self._log.add(connection, [*cleared, key], now)
        if parent is not None:
            self._renew(parent, now, group.expires, group.ends)
        self._forget(bool(cleared))
        return 1

    def put(self, key: str, data: bytes, version: int) -> int:
        now = self._clock()
        if not self._log.watched and self._replaced(key, data, version, now):
            return version + 1
        with self._file.writing() as connection:
            found = self._live(connection, key, now)
            if found.version != version:
                raise StaleVersion(found.version)
            connection.execute(self._sql.put if found.owner == key else self._sql.put_member, (data, key))
            self._log.add(connection, [key], now)
        self._renew(found.owner, now, found.expires, found.ends)
        return version + 1

    def delete(self, key: str, version: int | None = None) -> bool:
        now = self._clock()
        with self._file.writing() as connection:
            found = self._find(connection, key)
            live = found is not None and found.expires > now
            if found and live and version not in {None, found.version}:
                raise StaleVersion(found.version)
            self._remove(connection, key)
            self._log.add(connection, [key] if live else [], now)
        self._forget(found is not None and found.owner == key)
        return live

    def members(self, parent: str) -> list[tuple[str, Stored]]:
        now = self._clock()
        rows = self._file.rows(self._sql.members, (parent, now))
        if rows:
            self._renew(parent, now, *rows[0][3:])
        return [(key, Stored(version, data)) for key, version, data, *_ in rows]

    def count_members(self, parent: str) -> int:
        ((members,),) = self._file.rows(self._sql.count_members, (parent, self._clock()))
        return int(members)

    def watch(self) -> Watch:
        if not self._log.watched:
            raise ValueError("the store was not opened to be watched")
        return SqliteWatch(self._path, self._sql)

    def count(self) -> int:
        ((live,),) = self._file.rows(self._sql.count_live, (self._clock(),))
        return int(live)

    def expire(self) -> int:
        now, removed = self._clock(), 0
        while True:
            with self._file.writing() as connection:
                cleared = self._clear(connection, now)
                pruned = self._log.prune(connection, now)
                self._log.add(connection, cleared, now)
            removed += len(cleared)
            if len(cleared) < EXPIRED_AT_ONCE:
                self._forget(removed > 0 or pruned or self._traces)
                return removed

    def ping(self) -> None:
        self._file.rows(self._sql.ping)

    def close(self) -> None:
        self._file.close()

    def _find(self, connection: sqlite3.Connection, key: str) -> Found | None:
        row = (
            connection.execute(self._sql.find, (key,)).fetchone()
            or connection.execute(self._sql.find_member, (key,)).fetchone()
        )
        return row and Found(*row)

    def _live(self, connection: sqlite3.Connection, key: str, now: float) -> Found:
        found = self._find(connection, key)
        if found is None or found.expires <= now:
            raise Missing(key)
        return found

    def _add_entry(self, connection: sqlite3.Connection, key: str, data: bytes, now: float) -> None:
        if connection.execute(self._sql.count_live, (now,)).fetchone()[0] >= self._cap:
            raise StoreFull(self._cap)
        self._free(connection, key, now)
        connection.execute(self._sql.add, (key, data, *self._lifetime.begun(now)))

    def _add_member(
        self, connection: sqlite3.Connection, key: str, data: bytes, parent: str, most: int | None, now: float
    ) -> Found:
        group = self._live(connection, parent, now)
        if group.owner != parent:  # it is a member itself
            raise Missing(parent)
        if most is not None and connection.execute(self._sql.count_members_of, (parent,)).fetchone()[0] >= most:
            raise GroupFull(most)
        self._free(connection, key, now)
        connection.execute(self._sql.add_member, (key, data, parent))
        return group

    def _free(self, connection: sqlite3.Connection, key: str, now: float) -> None:
        """Remove what has this key if it is expired; raise `KeyTaken` if it is live."""
        found = self._find(connection, key)
        if found and found.expires > now:
            raise KeyTaken(key)
        if found:
            self._remove(connection, key)

    def _remove(self, connection: sqlite3.Connection, key: str) -> None:
        for statement in (self._sql.delete, self._sql.delete_member, self._sql.delete_members_of):
            connection.execute(statement, (key,))

    def _clear(self, connection: sqlite3.Connection, now: float) -> list[str]:
        """Remove expired entries with their members; return their keys."""
        keys = [key for (key,) in connection.execute(self._sql.delete_expired, (now, EXPIRED_AT_ONCE))]
        connection.executemany(self._sql.delete_members_of, [(key,) for key in keys])
        return keys

    def _replaced(self, key: str, data: bytes, version: int, now: float) -> bool:
        """The common case in one statement: the version matches and the expiry need not move."""
        values = (data, key, version, now, now + self._lifetime.idle)
        try:
            return bool(self._file.changed(self._sql.put_if_lasting, values))
        except OverflowError:  # no entry can have such a version
            return False

    def _renew(self, owner: str, now: float, expires: float, ends: float) -> None:
        renewed = self._lifetime.renewed(now, expires, ends)
        if renewed is None:
            return
        # The requested operation has succeeded. If the renewal fails, the next use tries again.
        with suppress(StoreUnavailable):
            self._file.changed(self._sql.renew, (renewed, owner, expires, ends))

    def _forget(self, needed: bool) -> None:
        """Where the room requires it, leave nothing of what was deleted: the write-ahead log still contains it.

        The requested operation has succeeded. If this fails, the next clearing tries again.
        """
        if not self._forgets or not needed:
            return
        self._traces = True
        with suppress(StoreUnavailable):
            self._traces = not self._file.emptied_log()
