# ruff: noqa: D102 - the methods are documented in `base.Store`
"""Entries in Redis or Valkey, for several machines.

The server needs `maxmemory-policy noeviction` and `appendonly yes`, otherwise it loses
acknowledged writes. Its own expiry is not used: the store's clock decides everywhere.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple

from app.store import redis_scripts as scripts
from app.store.base import Room, Store, Stored, Watch
from app.store.errors import GroupFull, KeyTaken, Missing, StaleVersion, StoreFull, StoreUnavailable
from app.store.lifetime import Lifetime
from app.store.redis_client import available, client_of
from app.store.redis_watch import RedisWatch

EXPIRED_AT_ONCE = 500  # entries that one script removes: a long script would block other clients


class Names(NamedTuple):
    """How the keys of a room in the server begin, or what they are."""

    entry: str
    members: str
    expiries: str
    changes: str


def _names(room: str) -> Names:
    # The braces put all keys into one slot of a cluster, which the scripts require.
    return Names(*(f"{{backprop}}:{room}{name}" for name in ("entry:", "members:", "expiries", "changes")))


NAMES: dict[Room, Names] = {"sessions": _names(""), "classes": _names("classes:")}


class RedisStore(Store):
    """A `Store` in the server at `url`, a `redis://` or `rediss://` address.

    `idle` and `lifetime` are in seconds, `cap` is the maximum number of live entries without
    a parent, and `clock` returns the time in seconds, the same on all machines. Raises
    `ValueError` for an invalid address. The server is first contacted by the first call.
    """

    is_local = False

    def __init__(
        self,
        url: str,
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
        self._url = url
        self._names = NAMES[room]
        self._channel = self._names.changes if watched else ""
        self._client = client_of(url)
        register = self._client.register_script
        self._create = register(scripts.CREATE)
        self._create_member = register(scripts.CREATE_MEMBER)
        self._put = register(scripts.PUT)
        self._renewal = register(scripts.RENEW)
        self._delete = register(scripts.DELETE)
        self._members = register(scripts.MEMBERS)
        self._expire = register(scripts.EXPIRE)

    def get(self, key: str) -> Stored | None:
        now, owner = self._clock(), key
        with available():
            row: Any = self._client.hmget(self._names.entry + key, ["version", "data", "expires", "ends", "parent"])
            version, data, expires, ends, parent = row
            if parent is not None:
                owner = parent.decode()
                times: Any = self._client.hmget(self._names.entry + owner, ["expires", "ends"])
                expires, ends = times
        if expires is None or float(expires) <= now:
            return None
        self._renew(owner, now, expires, ends)
        return Stored(int(version), data)

    def create(self, key: str, data: bytes, *, parent: str | None = None, most: int | None = None) -> int:
        now = self._clock()
        if parent is None:
            begun = self._lifetime.begun(now)
            word, *times = self._run(self._create, now, key, self._cap, EXPIRED_AT_ONCE, key, data, *begun)
            refusals = {b"full": StoreFull(self._cap), b"taken": KeyTaken(key)}
        else:
            most_or_none = "" if most is None else most
            word, *times = self._run(self._create_member, now, key, most_or_none, EXPIRED_AT_ONCE, key, data, parent)
            refusals = {b"missing": Missing(parent), b"full": GroupFull(most or 0), b"taken": KeyTaken(key)}
        if word in refusals:
            raise refusals[word]
        if parent is not None:
            self._renew(parent, now, *times)
        return 1

    def put(self, key: str, data: bytes, version: int) -> int:
        now = self._clock()
        found = self._run(self._put, now, key, key, version, version + 1, data)
        if found is None:
            raise Missing(key)
        current, expires, ends, owner = found
        if int(current) != version:
            raise StaleVersion(int(current))
        self._renew(owner.decode(), now, expires, ends)
        return version + 1

    def delete(self, key: str, version: int | None = None) -> bool:
        found = self._run(self._delete, self._clock(), key, key, "" if version is None else version)
        if found is None:
            return False
        if version not in {None, current := int(found)}:
            raise StaleVersion(current)
        return True

    def members(self, parent: str) -> list[tuple[str, Stored]]:
        now = self._clock()
        found = self._run(self._members, now, parent, parent)
        times, rows = found[:2], found[2:]
        if rows:
            self._renew(parent, now, *times)
        thirds = zip(rows[::3], rows[1::3], rows[2::3], strict=True)
        return [(key.decode(), Stored(int(version), data)) for key, version, data in thirds]

    def count_members(self, parent: str) -> int:
        with available(), self._client.pipeline() as both:
            both.hget(self._names.entry + parent, "expires")
            both.zcard(self._names.members + parent)
            expires, members = both.execute()
        return 0 if expires is None or float(expires) <= self._clock() else int(members)

    def watch(self) -> Watch:
        if not self._channel:
            raise ValueError("the store was not opened to be watched")
        return RedisWatch(self._url, self._channel)

    def count(self) -> int:
        with available():
            live: Any = self._client.zcount(self._names.expiries, f"({self._clock()!r}", "+inf")
        return int(live)

    def expire(self) -> int:
        now, removed = self._clock(), 0
        while True:
            step: int = self._run(self._expire, now, "", EXPIRED_AT_ONCE)
            removed += step
            if step < EXPIRED_AT_ONCE:
                return removed

    def ping(self) -> None:
        with available():
            self._client.ping()

    def close(self) -> None:
        self._client.close()

    def _run(self, script: Callable[..., Any], now: float, key: str, *arguments: object) -> Any:  # noqa: ANN401 - as Redis answers
        names = self._names
        with available():
            return script(
                keys=[names.expiries, names.entry + key],
                args=[now, names.entry, names.members, self._channel, *arguments],
            )

    def _renew(self, owner: str, now: float, expires: bytes, ends: bytes) -> None:
        renewed = self._lifetime.renewed(now, float(expires), float(ends))
        if renewed is None:
            return
        # The requested operation has succeeded. If the renewal fails, the next use tries again.
        with suppress(StoreUnavailable):
            self._run(self._renewal, now, owner, expires, ends, renewed, owner)
