"""The sessions lately in use, as they were decoded, so that who steps on is not decoded and recorded anew.

They are found by their bytes. The store is asked for those each time, so nothing here can be out of date, and all who
stand at the same place of the same example share one session and its tape.
"""

from threading import Lock
from typing import NamedTuple

from cachetools import LRUCache

from app.core.memory_layout import layout
from app.session.codec import decode
from app.session.session import Session

ROOM = 4_000_000  # bytes, of a few thousand a session: about six hundred of the reference example
_OBJECTS = 3000  # bytes that the objects around the numbers take
_LAYER = 1000  # and for each layer more


class DecodedSessions:
    """Sessions by their bytes; those used least lately make way. Safe to use from many threads."""

    def __init__(self, room: int = ROOM) -> None:
        self._sessions: LRUCache[bytes, _Sized] = LRUCache(room, lambda entry: entry.size)
        self._lock = Lock()

    def session(self, data: bytes) -> Session:
        """The session of these bytes. Raises `DamagedState` for bytes that are none."""
        with self._lock:
            entry = self._sessions.get(data)
        return entry.session if entry else self.keep(data, decode(data))

    def keep(self, data: bytes, session: Session) -> Session:
        """Remember the session whose bytes these are; one that takes all the room by itself is not."""
        entry = _Sized(session, _size(data, session))
        with self._lock:
            if entry.size <= self._sessions.maxsize:
                self._sessions[data] = entry
        return session


class _Sized(NamedTuple):
    session: Session
    size: int


def _size(data: bytes, session: Session) -> int:
    """The bytes that a session takes with its tape, which may be recorded later."""
    architecture, floats = session.architecture, layout(session.architecture).size(len(session.problem.X))
    return 2 * len(data) + 8 * floats + _OBJECTS + _LAYER * architecture.depth
