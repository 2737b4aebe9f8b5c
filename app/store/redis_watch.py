"""Changes of a room in Redis or Valkey: the scripts publish the keys, and a watch subscribes."""

import random
import time
from contextlib import suppress
from threading import Event, Lock
from typing import Any

from redis import exceptions

from app.store.base import Watch
from app.store.redis_client import client_of

WAKING_SECONDS = 0.1  # how often a waiting watch looks whether it was closed
SILENT_SECONDS = 2.0  # after which the server is asked whether it is there, and after twice that given up
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 1.0  # seconds between two attempts to connect; they double, with jitter

NOTHING: frozenset[str] = frozenset()


class RedisWatch(Watch):
    """A `Watch` of the changes that are published on `channel` of the server at `url`.

    If the server cannot be reached, the watch begins as soon as it can. Whenever the server
    confirms a subscription but the first, changes may have been missed before.
    """

    def __init__(self, url: str, channel: str) -> None:
        self._channel = channel
        self._lock = Lock()
        self._closed = Event()
        self._client = client_of(url)
        self._subscription = self._client.pubsub()  # type: ignore[no-untyped-call]
        self._failures = 0
        self._heard = time.monotonic()
        self._asked = False
        with suppress(exceptions.RedisError):
            self._subscription.subscribe(channel)
            self._subscription.get_message(timeout=SILENT_SECONDS)  # the first confirmation

    def next(self, seconds: float) -> frozenset[str] | None:  # noqa: D102 - documented in `base.Watch`
        deadline = time.monotonic() + seconds
        while not self._closed.is_set():
            left = max(0.0, deadline - time.monotonic())
            try:
                with self._lock:
                    changed = self._changed(min(left, WAKING_SECONDS))
            except exceptions.RedisError:
                self._pause(left)
                changed = NOTHING
            if changed != NOTHING or left == 0:
                return changed
        return NOTHING

    def close(self) -> None:  # noqa: D102 - documented in `base.Watch`
        self._closed.set()
        with self._lock:
            self._disconnect()

    def _changed(self, seconds: float) -> frozenset[str] | None:
        """The keys that were published, or None after a new subscription; waits up to `seconds` for the first."""
        if self._closed.is_set():
            return NOTHING
        if not self._subscription.subscribed:
            self._subscription.subscribe(self._channel)
            self._heard = time.monotonic()
        keys: set[str] = set()
        while message := self._message(seconds):
            if message["type"] == "subscribe":
                self._failures = 0
                return None
            if message["type"] == "message":
                keys.add(message["data"].decode())
                seconds = 0
        return frozenset(keys)

    def _message(self, seconds: float) -> dict[str, Any] | None:
        message: dict[str, Any] | None = self._subscription.get_message(timeout=seconds)
        now = time.monotonic()
        if message:
            self._heard, self._asked = now, False
        elif now - self._heard > SILENT_SECONDS and not self._asked:
            # A line that was cut without a word looks like one on which nothing happens.
            self._subscription.ping()
            self._heard, self._asked = now, True
        elif now - self._heard > SILENT_SECONDS:
            raise exceptions.TimeoutError("no answer to a ping")
        return message

    def _pause(self, most: float) -> None:
        """Give the connection up, and wait before the next attempt."""
        with self._lock:
            self._disconnect()
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(self._failures, 10)) * random.uniform(0.5, 1)  # noqa: S311 - jitter
        self._failures += 1
        self._closed.wait(min(pause, most))

    def _disconnect(self) -> None:
        self._asked = False
        self._subscription.close()
        self._client.close()
