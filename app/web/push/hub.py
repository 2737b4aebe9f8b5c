"""Followers, and which change wakes them.

A thread learns what has changed (`watcher`); the event loop wakes those concerned. What they wake to is the present
state, which they read themselves. Nothing is queued: who was slow misses only what has been replaced meanwhile.
"""

import asyncio
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from types import TracebackType
from typing import Self

from app.store.base import Watch
from app.web.errors.table import Stopping
from app.web.push.watcher import Keys, Watcher

AT_ONCE = 64  # followers woken in one turn of the event loop, so that other requests come in between

Index = defaultdict[str, set["Follower"]]


class Hub:
    """Wakes followers when what they follow has changed. `watch` opens a watch of the store.

    Its methods belong to the event loop; `stop` may also be called by a signal handler.
    """

    def __init__(self, watch: Callable[[], Watch]) -> None:
        self.turn = 0
        """Grows before anybody is woken: what was read at a turn is as good for all who ask at the same turn."""
        self.stopped = False
        self._watcher = Watcher(watch, self._tell)
        self._exact, self._whole = Index(set), Index(set)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._lock = threading.Lock()  # around `_news`
        self._news: Keys = frozenset()
        self._due = deque["Follower"]()

    def follow(self, *keys: str) -> "Follower":
        """Who is woken when one of exactly these keys has changed."""
        return Follower(self, self._exact, keys)

    def follow_all(self, code: str) -> "Follower":
        """Who is woken when the key `code`, or any below it such as `code/17`, has changed."""
        return Follower(self, self._whole, (code,))

    def stop(self) -> None:
        """End all following at once; nobody can follow afterwards."""
        self.stopped = True
        if self._loop is not None:  # a signal handler must not wait for a lock: the loop does the rest
            with suppress(RuntimeError):  # it is closed
                self._loop.call_soon_threadsafe(self._end)

    def _end(self) -> None:
        for follower in self._everybody():
            follower.wake()
        self._watcher.end()

    def enter(self, follower: "Follower") -> None:
        """Begin to wake a follower. Raises `Stopping`."""
        if self.stopped:
            raise Stopping
        self._loop = asyncio.get_running_loop()
        for key in follower.keys:
            follower.index[key].add(follower)
        if not self._watcher.wanted:
            self.turn += 1  # what was read before may be old, as changes were not noticed
            self._watcher.begin()

    def leave(self, follower: "Follower") -> None:
        """Wake a follower no more."""
        for key in follower.keys:
            follower.index[key].discard(follower)
            if not follower.index[key]:
                del follower.index[key]
        if not (self._exact or self._whole or self.stopped):
            self._watcher.rest()

    def _tell(self, keys: Keys) -> None:
        """Let the event loop wake those concerned; all changes until then are one."""
        with self._lock:
            before, self._news = self._news, _merged(self._news, keys)
            first = before == frozenset() and self._news != frozenset()
        if first and self._loop is not None:
            with suppress(RuntimeError):  # it is closed
                self._loop.call_soon_threadsafe(self._spread)

    def _spread(self) -> None:
        with self._lock:
            news, self._news = self._news, frozenset()
        self.turn += 1
        waking = bool(self._due)
        self._due.extend(self._everybody() if news is None else self._concerned(news))
        if not waking:
            self._wake_some(asyncio.get_running_loop())

    def _wake_some(self, loop: asyncio.AbstractEventLoop) -> None:
        for _ in range(min(len(self._due), AT_ONCE)):
            self._due.popleft().wake()
        if self._due:
            loop.call_soon(self._wake_some, loop)

    def _everybody(self) -> set["Follower"]:
        return set[Follower]().union(*self._exact.values(), *self._whole.values())

    def _concerned(self, keys: Iterable[str]) -> set["Follower"]:
        whole = {key.partition("/")[0] for key in keys}
        return set[Follower]().union(
            *(self._exact[key] for key in keys if key in self._exact),
            *(self._whole[code] for code in whole if code in self._whole),
        )


class Follower:
    """Waits for changes of its keys while it is entered."""

    __slots__ = ("_changed", "_hub", "index", "keys")

    def __init__(self, hub: Hub, index: Index, keys: tuple[str, ...]) -> None:
        self._hub = hub
        self._changed = asyncio.Event()
        self.index = index
        self.keys = keys

    def __enter__(self) -> Self:
        self._hub.enter(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._hub.leave(self)

    def wake(self) -> None:
        """End the wait: there is something new."""
        self._changed.set()

    async def changed(self, seconds: float) -> bool:
        """True as soon as something has changed since the last call, False after so many seconds.

        Raises `Stopping` as soon as the hub has stopped.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._changed.wait()
        if self._hub.stopped:
            raise Stopping
        changed = self._changed.is_set()
        self._changed.clear()
        return changed


def _merged(one: Keys, other: Keys) -> Keys:
    return None if one is None or other is None else one | other
