"""How many streams are open: at most so many in a process, and at most so many of one address."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from app.web.errors.table import TooManyStreams
from app.web.middleware.request_log import Observer


class OpenStreams:
    """The open streams of a process. `observers` are notified of each that begins or ends."""

    def __init__(self, most: int, most_of_one: int, observers: tuple[Observer, ...] = ()) -> None:
        self._most = most
        self._most_of_one = most_of_one
        self._observers = observers
        self._open = Counter[str]()

    @property
    def count(self) -> int:
        """How many are open."""
        return self._open.total()

    @contextmanager
    def one(self, address: str) -> Iterator[None]:
        """One stream more, of a client at this address. Raises `TooManyStreams`."""
        if self.count >= self._most or self._open[address] >= self._most_of_one:
            raise TooManyStreams
        self._change(address, 1)
        try:
            yield
        finally:
            self._change(address, -1)

    def _change(self, address: str, change: int) -> None:
        self._open[address] += change
        if not self._open[address]:
            del self._open[address]
        for observer in self._observers:
            observer.streams_changed(change)
