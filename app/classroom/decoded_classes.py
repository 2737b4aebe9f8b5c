"""Cache of recently used classes, keyed by their stored bytes: all members of a class share one decoded value.

The bytes are read from the store each time, so nothing here can be out of date. A class of thirty students reads the
same bytes thirty times at each step; decoding them takes some 100 µs.
"""

from threading import Lock
from typing import NamedTuple

from cachetools import LRUCache

from app.classroom.classroom import Classroom
from app.classroom.codec import decode_class
from app.session.decoded_cache import size_of

ROOM = 16_000_000  # bytes: room for hundreds of classes with small networks


class DecodedClasses:
    """Classes by their bytes; the least recently used leave. Safe to use from many threads."""

    def __init__(self) -> None:
        self._classes: LRUCache[bytes, _Sized] = LRUCache(ROOM, lambda entry: entry.size)
        self._lock = Lock()

    def classroom(self, data: bytes) -> Classroom:
        """The class of these bytes. Raises `DamagedState` for invalid bytes."""
        with self._lock:
            found = self._classes.get(data)
        return found.classroom if found else self.keep(data, decode_class(data))

    def keep(self, data: bytes, classroom: Classroom) -> Classroom:
        """Keep the class whose bytes these are, unless it alone is larger than the cache."""
        entry = _Sized(classroom, size_of(data, classroom.session))
        with self._lock:
            if entry.size <= self._classes.maxsize:
                self._classes[data] = entry
        return classroom


class _Sized(NamedTuple):
    classroom: Classroom
    size: int
