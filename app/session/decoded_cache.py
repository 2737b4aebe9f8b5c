"""Cache of recently used sessions, keyed by their stored bytes, so that a step needs no second decode or recording.

The bytes are read from the store each time, so nothing here can be out of date. All users at the same place of the same
example share one session and its tape.
"""

from threading import Lock
from typing import NamedTuple

from cachetools import LRUCache

from app.core.memory_layout import layout
from app.session.codec import decode
from app.session.session import Session

ROOM = 4_000_000  # bytes: room for about six hundred sessions of the reference example
_OBJECTS = 3000  # bytes for the objects around the numbers
_LAYER = 1000  # and for each layer


class DecodedSessions:
    """Sessions by their bytes; the least recently used are evicted. Safe to use from many threads."""

    def __init__(self, room: int = ROOM) -> None:
        self._sessions: LRUCache[bytes, _Sized] = LRUCache(room, lambda entry: entry.size)
        self._lock = Lock()

    def session(self, data: bytes) -> Session:
        """The session of these bytes. Raises `DamagedState` for invalid bytes."""
        with self._lock:
            entry = self._sessions.get(data)
        return entry.session if entry else self.keep(data, decode(data))

    def keep(self, data: bytes, session: Session) -> Session:
        """Cache the session whose bytes these are, unless it alone is larger than the cache."""
        entry = _Sized(session, size_of(data, session))
        with self._lock:
            if entry.size <= self._sessions.maxsize:
                self._sessions[data] = entry
        return session


class _Sized(NamedTuple):
    session: Session
    size: int


def size_of(data: bytes, session: Session) -> int:
    """The memory of a session in bytes, with its tape, which may be recorded later."""
    architecture, floats = session.architecture, layout(session.architecture).size(len(session.problem.X))
    return 2 * len(data) + 8 * floats + _OBJECTS + _LAYER * architecture.depth
