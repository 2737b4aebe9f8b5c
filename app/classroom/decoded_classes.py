"""Cache of recently used classes, keyed by their stored bytes: all members of a class share one decoded value.

The bytes are read from the store each time, so nothing here can be out of date. A class of thirty students reads the
same bytes thirty times at each step; decoding them takes some 100 µs.
"""

from threading import Lock

from cachetools import LRUCache

from app.classroom.classroom import Classroom
from app.classroom.codec import decode_class

MOST = 64  # classes


class DecodedClasses:
    """Classes by their bytes; the least recently used leave. Safe to use from many threads."""

    def __init__(self) -> None:
        self._classes: LRUCache[bytes, Classroom] = LRUCache(MOST)
        self._lock = Lock()

    def classroom(self, data: bytes) -> Classroom:
        """The class of these bytes. Raises `DamagedState` for invalid bytes."""
        with self._lock:
            found = self._classes.get(data)
        return found or self.keep(data, decode_class(data))

    def keep(self, data: bytes, classroom: Classroom) -> Classroom:
        """Keep the class whose bytes these are."""
        with self._lock:
            self._classes[data] = classroom
        return classroom
