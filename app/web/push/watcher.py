"""The thread that asks the store what has changed: one for each process, only while somebody wants to know."""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress

from app.store.base import Watch
from app.store.errors import StoreError

log = logging.getLogger(__name__)

PATIENCE = 5.0  # seconds that it waits for a change before it looks whether somebody still wants to know
PAUSE = 1.0  # seconds before a store that failed is asked again

Keys = frozenset[str] | None
"""The keys of entries that have changed; None where any may have."""


class Watcher:
    """Passes what changed to `tell`, in its thread, between `begin` and `rest`. `source` opens a watch of the store."""

    def __init__(self, source: Callable[[], Watch], tell: Callable[[Keys], None], pause: float = PAUSE) -> None:
        self._source = source
        self._tell = tell
        self._pause = pause
        self._wanted = threading.Event()
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None
        self._watch: Watch | None = None
        self._works = True

    @property
    def wanted(self) -> bool:
        """Whether somebody wants to know."""
        return self._wanted.is_set()

    def begin(self) -> None:
        """Watch from now on."""
        self._wanted.set()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="push", daemon=True)
            self._thread.start()

    def rest(self) -> None:
        """Stop asking the store until the next `begin`."""
        self._wanted.clear()

    def end(self) -> None:
        """End the thread soon."""
        self._ended.set()
        self._wanted.set()
        if self._watch is not None:
            with suppress(StoreError):
                self._watch.close()

    def _run(self) -> None:
        while self._wanted.wait() and not self._ended.is_set():
            try:
                self._follow()
            except Exception as error:  # noqa: BLE001 - whatever happened: without this thread no page is updated
                self._failed(error)

    def _follow(self) -> None:
        watch = self._watch = self._source()
        try:
            watch.next(0)
            self._mended()
            self._tell(None)  # anything may have changed before the watch began
            while self.wanted and not self._ended.is_set():
                self._tell(watch.next(PATIENCE))
        finally:
            self._watch = None
            watch.close()

    def _failed(self, error: Exception) -> None:
        if self._works and not self._ended.is_set():
            unknown = None if isinstance(error, StoreError) else error
            log.warning("changes cannot be followed: %s", error, exc_info=unknown)
        self._works = False
        self._ended.wait(self._pause)

    def _mended(self) -> None:
        if not self._works:
            log.warning("changes can be followed again")
        self._works = True
