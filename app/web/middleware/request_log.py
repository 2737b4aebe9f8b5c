"""One line a request: when, how, which route, how it ended, how long it took.

Neither an address nor a session's id nor what was asked for stands in it: the route is a template, `/workbench/{name}`.
"""

import logging
import time
from collections.abc import Callable
from typing import NamedTuple, Protocol

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.scope import HEADER, ROUTE, WHY, request_id

log = logging.getLogger(__name__)

QUIET = frozenset({"/healthz", "/readyz"})  # asked every few seconds by a machine
UNKNOWN = "(none)"  # no route: what was asked for is not said back
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Done(NamedTuple):
    """A request that has been answered; status 0 where the client had gone before."""

    method: str
    route: str
    status: int
    seconds: float


class Watcher(Protocol):
    """Who else wants to know of requests, for example the metrics."""

    def begun(self) -> None:
        """A request has come."""

    def done(self, done: Done) -> None:
        """It has been answered."""

    def work(self, change: int) -> None:
        """One long training more (1) or fewer (-1)."""


class RequestLog:
    """Gives each request its id, and tells the log and `watchers` of it when it is answered."""

    def __init__(
        self, app: ASGIApp, watchers: tuple[Watcher, ...] = (), clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self.app = app
        self.watchers = watchers
        self.clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        id_, begun, status = request_id(scope), self.clock(), 0
        header = (HEADER.lower().encode(), id_.encode())

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": [*message.get("headers", ()), header]}
            await send(message)

        for watcher in self.watchers:
            watcher.begun()
        try:
            await self.app(scope, receive, noted)
        finally:
            self._tell(Done(method_of(scope), route_of(scope), status, self.clock() - begun), id_, scope.get(WHY))

    def _tell(self, done: Done, id_: str, why: str | None) -> None:
        for watcher in self.watchers:
            watcher.done(done)
        level = logging.WARNING if done.status >= 500 else logging.DEBUG if done.route in QUIET else logging.INFO
        if log.isEnabledFor(level):
            fields = {
                "method": done.method,
                "route": done.route,
                "status": done.status,
                "ms": f"{done.seconds * 1000:.1f}",
                "request": id_,
                **({"why": why} if why else {}),
            }
            # `log.log` would walk up the stack for the place in the code, which no line shows.
            log.handle(log.makeRecord(log.name, level, __file__, 0, "request", (), None, extra={"fields": fields}))


def method_of(scope: Scope) -> str:
    """The method, where it is one that anybody knows: a made-up one would be a series of its own."""
    return scope["method"] if scope["method"] in METHODS else UNKNOWN


def route_of(scope: Scope) -> str:
    """The template of the route that answered."""
    return scope.get(ROUTE) or getattr(scope.get("route"), "path", None) or UNKNOWN
