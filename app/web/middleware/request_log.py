"""One line per request: when, how, which route, how it ended, how long it took.

It contains neither an address nor a session id nor the requested path: a route is a template, `/workbench/{name}`.
"""

import logging
from typing import NamedTuple, Protocol

from starlette.types import Scope

from app.web.scope import ROUTE

log = logging.getLogger(__name__)

QUIET = frozenset({"/healthz", "/readyz"})  # requested every few seconds by a machine
UNKNOWN = "(none)"  # no route: the requested path is not repeated
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class FinishedRequest(NamedTuple):
    """A request that has been answered; status 0 where the client had disconnected before."""

    method: str
    route: str
    status: int
    seconds: float
    stream: bool = False
    """Whether the answer was a stream, which lasts as long as somebody follows it."""


class Observer(Protocol):
    """Something that follows requests and jobs, such as the metrics."""

    def request_started(self) -> None:
        """A request has arrived."""

    def request_finished(self, finished: FinishedRequest) -> None:
        """It has been answered."""

    def jobs_changed(self, change: int) -> None:
        """One long training more (1) or fewer (-1)."""

    def streams_changed(self, change: int) -> None:
        """One open stream more (1) or fewer (-1)."""


def log_request(finished: FinishedRequest, id_: str, why: str | None) -> None:
    """Write the line of a request; `why` is the cause of a server error."""
    level = _level(finished)
    if log.isEnabledFor(level):
        fields = {
            "method": finished.method,
            "route": finished.route,
            "status": finished.status,
            "ms": f"{finished.seconds * 1000:.1f}",
            "request": id_,
            **({"why": why} if why else {}),
        }
        # `log.log` would walk up the stack for the place in the code, which no line shows.
        log.handle(log.makeRecord(log.name, level, __file__, 0, "request", (), None, extra={"fields": fields}))


def _level(finished: FinishedRequest) -> int:
    if finished.status >= 500:
        return logging.WARNING
    return logging.DEBUG if finished.route in QUIET else logging.INFO


def method_of(scope: Scope) -> str:
    """The method if it is a known one: an invented one would become a time series of its own."""
    return scope["method"] if scope["method"] in METHODS else UNKNOWN


def route_of(scope: Scope) -> str:
    """The template of the route that answered."""
    return scope.get(ROUTE) or getattr(scope.get("route"), "path", None) or UNKNOWN
