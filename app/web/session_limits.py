"""Limits: sessions per client address, size of a network, iterations per request."""

import math
from typing import NamedTuple

from app.core.errors import InvalidField
from app.session.errors import TooFar
from app.session.service import Sessions, StoredSession, Verb
from app.session.session import Session
from app.settings import Settings
from app.store.base import Store
from app.web.errors.table import TooManyRequests
from app.web.middleware.rate_limit import Bucket, client_address


class Ceilings(NamedTuple):
    """The cost that is allowed: `iterations` per request; `network`, parameters times samples."""

    iterations: int
    network: int

    @classmethod
    def of(cls, settings: Settings) -> "Ceilings":
        """The ceilings in the settings."""
        return cls(settings.max_iterations, settings.max_network)

    def hold(self, session: Session, begun: int) -> Session:
        """The session, changed from one at iteration `begun`. Raises `TooFar` and `InvalidField`."""
        if session.iteration - begun > self.iterations:
            raise TooFar(self.iterations)
        if session.network.parameters.size * len(session.problem.X) > self.network:
            raise InvalidField("sizes", f"weights and biases times samples at most {self.network} here")
        return session


class LimitedSessions(Sessions):
    """`Sessions` within the ceilings, with a rate limit on new ones for each address."""

    def __init__(self, store: Store, creating: Bucket, ceilings: Ceilings) -> None:
        super().__init__(store)
        self._creating = creating
        self._ceilings = ceilings

    def create(self, session: Session) -> StoredSession:
        """As `Sessions.create`. Raises `TooManyRequests`, `TooFar` and `InvalidField` as well."""
        self._ceilings.hold(session, 0)
        address = client_address.get()
        if wait := self._creating.wait(address):
            raise TooManyRequests(math.ceil(wait))
        kept = super().create(session)
        self._creating.take(address)
        return kept

    def change(self, id: str, verb: Verb, expected: int | None = None) -> StoredSession:  # noqa: A002 - the API's own word
        """As `Sessions.change`. Raises `TooFar` and `InvalidField` as well."""
        return super().change(id, self.within(verb), expected)

    def foreseen(self, kept: StoredSession, verb: Verb) -> StoredSession:
        """As `Sessions.foreseen`. Raises `TooFar` and `InvalidField` as well."""
        return super().foreseen(kept, self.within(verb))

    def checked(self, session: Session) -> Session:
        """A new session that is not stored here. Raises `TooFar` and `InvalidField`."""
        return self._ceilings.hold(session, 0)

    def within(self, verb: Verb) -> Verb:
        """The verb, refused where it goes beyond the ceilings: raises `TooFar` and `InvalidField` as well."""
        return lambda session: self._ceilings.hold(verb(session), session.iteration)
