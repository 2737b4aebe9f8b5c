"""How often one may ask: by session, with a wide ceiling by address, so that a class behind one router gets through.

A leaky bucket for each key (GCRA): one number, the moment at which all that was asked would have been asked at the
allowed rate. It wants no timer and no list of times, says exactly how long to wait, and a refused request costs
nothing. Each worker process counts by itself: the limits are there to stop what runs away, not to share out a budget,
and a common count would cost every step a second visit to the store. (The library `limits` was measured instead: 84 ms
more at the start, and a thread every 10 ms that goes through all keys.)
"""

import ipaddress
import math
import re
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import NamedTuple

from starlette.requests import Request, cookie_parser
from starlette.types import ASGIApp, Receive, Scope, Send

from app.session.ids import is_id
from app.settings import Settings
from app.web.errors.responses import answer
from app.web.errors.table import TooManyRequests
from app.web.scope import own_path

BURST = 10.0  # seconds of a rate that may be asked at once
CREATING = 600.0  # seconds in which an address may begin `new_sessions` sessions, at once or spread out
SWEEP = 4096  # keys from which on those that no longer matter are looked for
FORGET = 60.0  # seconds after which they are looked for in any case: an address is not remembered for nothing
FREE = ("/static/", "/healthz", "/readyz")  # cheap, and a whole class loads them at once

_API_SESSION = re.compile(r"/api/v1/sessions/([^/]+)")
asking: ContextVar[str] = ContextVar("address", default="")  # who asks in this request

Clock = Callable[[], float]


class Bucket:
    """`burst` requests at once by each key, and `rate` a second in the long run. A rate of 0 allows all."""

    def __init__(self, rate: float, burst: float, clock: Clock = time.monotonic) -> None:
        self._each = 1 / rate if rate else 0.0
        self._ahead = (burst - 1) * self._each
        self._clock = clock
        self._due: dict[str, float] = {}
        self._sweep_at = SWEEP
        self._sweep_due = clock() + FORGET

    def wait(self, key: str) -> float:
        """Seconds until the key may ask again; 0 for now."""
        due = self._due.get(key)
        return 0.0 if due is None else max(0.0, due - self._clock() - self._ahead)

    def take(self, key: str) -> None:
        """Count a request."""
        if not self._each:
            return
        now = self._clock()
        self._due[key] = max(self._due.get(key, 0.0), now) + self._each
        if len(self._due) > self._sweep_at or now > self._sweep_due:
            self._due = {key: due for key, due in self._due.items() if due > now}
            self._sweep_at, self._sweep_due = max(SWEEP, 2 * len(self._due)), now + FORGET


class Buckets(NamedTuple):
    """The limits of one process."""

    session: Bucket
    stranger: Bucket
    """By address, for requests that name no session: they never use up what a class needs."""
    address: Bucket
    creating: Bucket

    @classmethod
    def of(cls, settings: Settings, clock: Clock = time.monotonic) -> "Buckets":
        """The limits that the settings name."""

        def bucket(rate: float) -> Bucket:
            return Bucket(rate, rate * BURST, clock)

        session, address, new = settings.session_rate, settings.address_rate, settings.new_sessions
        return cls(bucket(session), bucket(address / 2), bucket(address), Bucket(new / CREATING, new, clock))


class Limits:
    """Answers 429 with the seconds to wait, in the form asked for, to a request beyond the limits."""

    def __init__(self, app: ASGIApp, buckets: Buckets) -> None:
        self.app = app
        self.buckets = buckets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on if it may be made now."""
        app: ASGIApp = self.app
        if scope["type"] == "http" and not own_path(scope).startswith(FREE):
            address = address_of(scope)
            asking.set(address)
            session = session_of(scope)
            own = (self.buckets.session, session) if session else (self.buckets.stranger, address)
            asked = (own, (self.buckets.address, address))
            if wait := max(bucket.wait(key) for bucket, key in asked):
                app = answer(Request(scope), TooManyRequests(math.ceil(wait)))
            else:
                for bucket, key in asked:
                    bucket.take(key)
        await app(scope, receive, send)


def address_of(scope: Scope) -> str:
    """Who asks: the address, of the newer kind its first half, which is one household or school."""
    host: str = (scope.get("client") or ("", 0))[0]
    if ":" not in host:
        return host
    try:
        return str(ipaddress.ip_network((host.partition("%")[0], 64), strict=False).network_address)
    except ValueError:
        return host


def session_of(scope: Scope) -> str | None:
    """The id that a request names, by its path or its cookie; None where it names none that could be."""
    found = _API_SESSION.match(own_path(scope))
    if found is not None:
        return found[1] if is_id(found[1]) else None
    header = next((value for name, value in scope["headers"] if name == b"cookie"), b"")
    id_ = cookie_parser(header.decode("latin-1")).get("session", "") if b"session=" in header else ""
    return id_ if is_id(id_) else None
