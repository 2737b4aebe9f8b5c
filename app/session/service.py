"""Load, apply a verb, save if the version still holds: the one place where a session meets the store."""

from collections.abc import Callable
from typing import NamedTuple

from app.session.codec import encode
from app.session.decoded_cache import DecodedSessions
from app.session.errors import NoSuchSession, SessionError
from app.session.ids import is_id, new_id
from app.session.session import Session
from app.store.base import Store
from app.store.errors import Missing, StaleVersion

Verb = Callable[[Session], Session]

ATTEMPTS = 100  # each failed one means that somebody else's change succeeded


class StoredSession(NamedTuple):
    """A stored session: its id, its version, its value and its bytes."""

    id: str
    version: int
    session: Session
    data: bytes = b""


class Stale(SessionError):
    """The session is no longer at the version that the change expects; `current` is its present state."""

    def __init__(self, current: StoredSession) -> None:
        super().__init__(f"the session is at version {current.version} now")
        self.current = current


class Sessions:
    """The sessions in a store. Errors of the store and of a verb pass through, with nothing changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._decoded = DecodedSessions()

    def create(self, session: Session) -> StoredSession:
        """Store a new session under a new id."""
        new, data = new_id(), encode(session)
        version = self._store.create(new, data)
        return StoredSession(new, version, self._decoded.keep(data, session), data)

    def load(self, id: str) -> StoredSession:  # noqa: A002 - the API's own word
        """The session of that id. Raises `NoSuchSession`, and `DamagedState` for invalid bytes."""
        stored = self._store.get(id) if is_id(id) else None
        if stored is None:
            raise NoSuchSession(id)
        return StoredSession(id, stored.version, self._decoded.session(stored.data), stored.data)

    def change(self, id: str, verb: Verb, expected: int | None = None) -> StoredSession:  # noqa: A002
        """Apply a verb and keep what it gives.

        With `expected`, only to that version, else `Stale`. Without, to whatever is there: if
        somebody else comes between, the verb is applied again to what they left. Raises
        `NoSuchSession` and whatever the verb raises.
        """
        for _ in range(ATTEMPTS):
            kept = self.load(id)
            if expected is not None and expected != kept.version:
                raise Stale(kept)
            session = verb(kept.session)
            data = encode(session)
            try:
                version = self._store.put(id, data, kept.version)
            except StaleVersion:
                continue
            except Missing:
                raise NoSuchSession(id) from None
            return StoredSession(id, version, self._decoded.keep(data, session), data)
        raise Stale(self.load(id))

    def foreseen(self, kept: StoredSession, verb: Verb) -> StoredSession:
        """What `change` would make of a stored session, without storing it. Raises whatever the verb raises."""
        session = verb(kept.session)
        data = encode(session)
        return StoredSession(kept.id, kept.version + 1, self._decoded.keep(data, session), data)

    def forget(self, id: str, expected: int | None = None) -> bool:  # noqa: A002
        """Forget the session; True if there was one. With `expected`, only at that version, else `Stale`."""
        try:
            return is_id(id) and self._store.delete(id, expected)
        except StaleVersion:
            raise Stale(self.load(id)) from None
