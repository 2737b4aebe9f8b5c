"""How often a client may send requests: per session, with a wide ceiling per address for a class behind one router.

A leaky bucket per key (GCRA): one number, the moment at which all requests so far would have been made at the allowed
rate. It needs no timer and no list of times, knows exactly how long to wait, and a refused request costs nothing. Each
worker process counts by itself: the limits are there to stop runaway clients, not to share out a budget, and a common
count would cost every step a second visit to the store. (The library `limits` was measured instead: 84 ms more at the
start, and a thread that goes through all keys every 10 ms.)
"""

import ipaddress
import math
import re
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import NamedTuple

from starlette.requests import HTTPConnection
from starlette.types import Scope

from app.classroom.secrets import is_secret
from app.session.ids import is_id
from app.settings import Settings
from app.web.errors.table import TooManyRequests
from app.web.scope import CLASS_COOKIE, SESSION_COOKIE, own_path

BURST = 10.0  # seconds of a rate that may be used up at once
NEW = 600.0  # seconds in which an address may create so many sessions, or open so many classes, at once or spread out
SWEEP = 4096  # number of keys above which those that no longer matter are removed
FORGET = 60.0  # seconds after which they are removed in any case: no address is remembered for longer than it matters
AHEAD = "/workbench/ahead"  # requests that nobody waits for leave half of each burst to those that somebody does
OF_CLASSES = ("/class/", "/api/v1/classes/")  # where a secret says who sends a request
FREE = ("/static/", "/healthz", "/readyz")  # cheap, and a whole class loads them at once

_API_SESSION = re.compile(r"/api/v1/sessions/([^/]+)")
client_address: ContextVar[str] = ContextVar("client_address", default="")  # of the present request

Clock = Callable[[], float]


class Bucket:
    """`burst` requests at once per key, and `rate` per second in the long run. A rate of 0 allows all."""

    def __init__(self, rate: float, burst: float, clock: Clock = time.monotonic) -> None:
        self._interval = 1 / rate if rate else 0.0
        self._ahead = (burst - 1) * self._interval
        self._clock = clock
        self._due: dict[str, float] = {}
        self._sweep_at = SWEEP
        self._sweep_due = clock() + FORGET

    def wait(self, key: str, part: float = 1.0) -> float:
        """Seconds until the key may send a request that may use this part of the burst; 0 for now."""
        due = self._due.get(key)
        return 0.0 if due is None else max(0.0, due - self._clock() - part * self._ahead)

    def take(self, key: str) -> None:
        """Count a request."""
        if not self._interval:
            return
        now = self._clock()
        self._due[key] = max(self._due.get(key, 0.0), now) + self._interval
        if len(self._due) > self._sweep_at or now > self._sweep_due:
            self._due = {key: due for key, due in self._due.items() if due > now}
            self._sweep_at, self._sweep_due = max(SWEEP, 2 * len(self._due)), now + FORGET


class Buckets(NamedTuple):
    """The limits of one process."""

    session: Bucket
    anonymous: Bucket
    """Per address, for requests that name no session: they never use up what a class needs."""
    address: Bucket
    new_sessions: Bucket
    new_classes: Bucket

    @classmethod
    def of(cls, settings: Settings, clock: Clock = time.monotonic) -> "Buckets":
        """The limits in the settings."""

        def bucket(rate: float) -> Bucket:
            return Bucket(rate, rate * BURST, clock)

        def new(count: int) -> Bucket:
            return Bucket(count / NEW, count, clock)

        session, address = settings.session_rate, settings.address_rate
        return cls(
            bucket(session),
            bucket(address / 2),
            bucket(address),
            new(settings.new_sessions),
            new(settings.new_classes),
        )

    def admit(self, scope: Scope) -> None:
        """Count the request. Raises `TooManyRequests`, and counts nothing, if it exceeds a limit."""
        path = own_path(scope)
        if path.startswith(FREE):
            return
        address = address_of(scope)
        client_address.set(address)
        session = session_of(scope)
        own = (self.session, session) if session else (self.anonymous, address)
        counted = (own, (self.address, address))
        part = 0.5 if path.endswith(AHEAD) else 1.0
        if wait := max(bucket.wait(key, part) for bucket, key in counted):
            raise TooManyRequests(math.ceil(wait))
        for bucket, key in counted:
            bucket.take(key)


def address_of(scope: Scope) -> str:
    """The address of the client; for IPv6 its first half, which is one household or school."""
    host: str = (scope.get("client") or ("", 0))[0]
    if ":" not in host:
        return host
    try:
        return str(ipaddress.ip_network((host.partition("%")[0], 64), strict=False).network_address)
    except ValueError:
        return host


def session_of(scope: Scope) -> str | None:
    """What tells one client from another: the session id in the path or the cookie of a request, in a class the secret.

    None where there is no well-formed one.
    """
    found = _API_SESSION.match(own_path(scope))
    if found is not None:
        return found[1] if is_id(found[1]) else None
    request = HTTPConnection(scope)
    if own_path(scope).startswith(OF_CLASSES):
        authorization = request.headers.get("authorization", "")
        secret = authorization.partition(" ")[2].strip() or request.cookies.get(CLASS_COOKIE, "")
        if is_secret(secret):
            return secret
    named = request.cookies.get(SESSION_COOKIE, "")
    return named if is_id(named) else None
