"""Classes behind limits: how many wrong codes an address, and all of them together, may try.

Only codes that no class has are counted, and each once, so that a class behind one router always gets in, however often
its members come back, while a search through the million codes takes weeks and a class lasts a day. Who has tried too
many learns nothing about any code until some time has passed. Each worker process counts by itself, as in `rate_limit`.
"""

import math
import time
from collections.abc import Callable

from cachetools import TTLCache

from app.classroom.errors import NoSuchClass
from app.classroom.secrets import is_code
from app.classroom.service import MAX_MEMBERS, Classes, Joined, Opened, StoredClass, Who
from app.session.service import Sessions
from app.session.session import Session
from app.settings import Settings
from app.store.base import Store
from app.web.errors.table import TooManyGuesses, TooManyRequests
from app.web.middleware.rate_limit import Bucket, client_address

WINDOW = 600.0  # seconds in which the wrong codes may be tried, at once or spread out
REMEMBERED = 8192  # wrong codes that are counted once, however often they are tried
EVERYBODY = ""  # the key of the limit for all addresses


class Guesses:
    """The wrong codes that were tried: at most `of_one` from an address and `of_all` in all; 0 means no limit."""

    def __init__(self, of_one: int, of_all: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._one = Bucket(of_one / WINDOW, of_one, clock)
        self._all = Bucket(of_all / WINDOW, of_all, clock)
        self._tried: TTLCache[tuple[str, str], None] = TTLCache(REMEMBERED, WINDOW, clock)

    @classmethod
    def of(cls, settings: Settings) -> "Guesses":
        """The limits in the settings."""
        return cls(settings.class_guesses, settings.all_class_guesses)

    def admit(self, address: str) -> None:
        """Raises `TooManyGuesses` where the address, or everybody, has tried too many wrong codes."""
        if wait := max(self._one.wait(address), self._all.wait(EVERYBODY)):
            raise TooManyGuesses(math.ceil(wait))

    def failed(self, address: str, code: str) -> None:
        """Count a code that no class has."""
        if (address, code) in self._tried:
            return
        self._tried[address, code] = None
        self._one.take(address)
        self._all.take(EVERYBODY)


class LimitedClasses(Classes):
    """`Classes` whose codes cannot be found by trying, with a rate limit on new ones for each address."""

    def __init__(
        self, store: Store, sessions: Sessions, guesses: Guesses, opening: Bucket, most: int = MAX_MEMBERS
    ) -> None:
        super().__init__(store, sessions, most)
        self._guesses = guesses
        self._opening = opening

    def open(self, session: Session, language: str) -> Opened:
        """As `Classes.open`. Raises `TooManyRequests` as well."""
        address = client_address.get()
        if wait := self._opening.wait(address):
            raise TooManyRequests(math.ceil(wait))
        opened = super().open(session, language)
        self._opening.take(address)
        return opened

    def join(self, code: str) -> Joined:
        """As `Classes.join`. Raises `TooManyGuesses` as well."""
        self._guesses.admit(client_address.get())
        with_class = self._found(code)
        return super().join(with_class.code)

    def known(self, code: str) -> StoredClass:
        """The class, for somebody who shows no secret. Raises `NoSuchClass` and `TooManyGuesses`."""
        return self.visited(code, "")[0]

    def visited(self, code: str, secret: str) -> tuple[StoredClass, Who]:
        """The class, and who shows that secret. Raises `NoSuchClass`, and `TooManyGuesses` for a stranger only."""
        stored = self._found(code)
        who = self.who(stored, secret)
        if who is None:
            self._guesses.admit(client_address.get())
        return stored, who

    def _found(self, code: str) -> StoredClass:
        try:
            return self.load(code)
        except NoSuchClass:
            if is_code(code):
                self._guesses.admit(client_address.get())
                self._guesses.failed(client_address.get(), code)
            raise
