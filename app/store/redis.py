# ruff: noqa: D102 - the methods are documented in `base.Store`
"""Entries in Redis or Valkey, for several machines.

The server needs `maxmemory-policy noeviction` and `appendonly yes`, otherwise it loses
acknowledged writes. Its own expiry is not used: the store's clock decides everywhere.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from redis import Redis, exceptions
from redis.backoff import NoBackoff
from redis.retry import Retry

from app.store.base import Store, Stored
from app.store.errors import KeyTaken, Missing, StaleVersion, StoreFull, StoreUnavailable
from app.store.lifetime import Lifetime
from app.store.redis_scripts import CREATE, DELETE, EXPIRE, PUT, RENEW

CONNECT_SECONDS = 1.0
ANSWER_SECONDS = 1.0
EXPIRED_AT_ONCE = 500  # entries that one script removes: a long script would block other clients

# The braces put all keys into one slot of a cluster, which the scripts require.
PREFIX = "{backprop}:entry:"
EXPIRIES = "{backprop}:expiries"

# The first match counts, so a subclass comes before its base class.
REASONS: tuple[tuple[type[exceptions.RedisError], str], ...] = (
    (exceptions.AuthenticationError, "the server rejects the user name or password"),
    (exceptions.BusyLoadingError, "the server is still loading its data"),
    (exceptions.ConnectionError, "the server cannot be reached"),
    (exceptions.TimeoutError, "the server does not respond in time"),
    (exceptions.OutOfMemoryError, "the server's memory is full"),
    (exceptions.ReadOnlyError, "the server is read-only"),
    (exceptions.NoPermissionError, "the server does not permit this"),
)


class RedisStore(Store):
    """A `Store` in the server at `url`, a `redis://` or `rediss://` address.

    `idle` and `lifetime` are in seconds, `cap` is the maximum number of live entries, and
    `clock` returns the time in seconds, the same on all machines. Raises `ValueError` for an
    invalid address. The server is first contacted by the first call.
    """

    is_local = False

    def __init__(
        self,
        url: str,
        *,
        idle: float,
        lifetime: float,
        cap: int,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._lifetime = Lifetime(idle, lifetime)
        self._cap = cap
        self._clock = clock
        # No retries: if the reply to a write is lost, the write may have been done, and sending it
        # again would fail as stale. The pool reopens connections that the server has closed anyway.
        self._client = Redis.from_url(
            url,
            socket_connect_timeout=CONNECT_SECONDS,
            socket_timeout=ANSWER_SECONDS,
            retry=Retry(NoBackoff(), 0),
        )
        self._create = self._client.register_script(CREATE)
        self._put = self._client.register_script(PUT)
        self._renewal = self._client.register_script(RENEW)
        self._delete = self._client.register_script(DELETE)
        self._expire = self._client.register_script(EXPIRE)

    def get(self, key: str) -> Stored | None:
        now = self._clock()
        with _available():
            row: Any = self._client.hmget(PREFIX + key, ["version", "data", "expires", "ends"])
        version, data, expires, ends = row
        if version is None or float(expires) <= now:
            return None
        self._renew(key, now, expires, ends)
        return Stored(int(version), data)

    def create(self, key: str, data: bytes) -> int:
        now = self._clock()
        times = self._lifetime.begun(now)
        with _available():
            answer = self._create(
                keys=[PREFIX + key, EXPIRIES],
                args=[now, self._cap, PREFIX, EXPIRED_AT_ONCE, key, data, *times],
            )
        if answer == b"full":
            raise StoreFull(self._cap)
        if answer == b"taken":
            raise KeyTaken(key)
        return 1

    def put(self, key: str, data: bytes, version: int) -> int:
        now = self._clock()
        with _available():
            found = self._put(keys=[PREFIX + key], args=[now, version, version + 1, data])
        if found is None:
            raise Missing(key)
        current, expires, ends = found
        if int(current) != version:
            raise StaleVersion(int(current))
        self._renew(key, now, expires, ends)
        return version + 1

    def delete(self, key: str, version: int | None = None) -> bool:
        now = self._clock()
        with _available():
            found = self._delete(keys=[PREFIX + key, EXPIRIES], args=[now, key, "" if version is None else version])
        if found is None:
            return False
        if version not in {None, current := int(found)}:
            raise StaleVersion(current)
        return True

    def count(self) -> int:
        with _available():
            live: Any = self._client.zcount(EXPIRIES, f"({self._clock()!r}", "+inf")
        return int(live)

    def expire(self) -> int:
        now, removed = self._clock(), 0
        while True:
            with _available():
                step: int = self._expire(keys=[EXPIRIES], args=[now, PREFIX, EXPIRED_AT_ONCE])
            removed += step
            if step < EXPIRED_AT_ONCE:
                return removed

    def ping(self) -> None:
        with _available():
            self._client.ping()

    def close(self) -> None:
        self._client.close()

    def _renew(self, key: str, now: float, expires: bytes, ends: bytes) -> None:
        renewed = self._lifetime.renewed(now, float(expires), float(ends))
        if renewed is None:
            return
        # The requested operation has succeeded. If the renewal fails, the next use tries again.
        with suppress(StoreUnavailable), _available():
            self._renewal(keys=[PREFIX + key, EXPIRIES], args=[expires, ends, renewed, key])


@contextmanager
def _available() -> Iterator[None]:
    try:
        yield
    except exceptions.RedisError as error:
        reason = next((words for kind, words in REASONS if isinstance(error, kind)), "the server reports an error")
        raise StoreUnavailable(f"{reason} ({error})") from error
