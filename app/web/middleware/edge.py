"""The one layer that every request passes through.

It identifies, times and logs the request, checks it (rate, size, origin), and adds the security headers to the answer
and compresses it. Each concern is a module of plain functions; this class calls them in order around a single `send`.
One ASGI layer per concern is more usual, but eight of them took longer than FastAPI itself: see docs/performance.md.
"""

import time
from collections.abc import Callable, Iterable

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.errors.responses import answer
from app.web.errors.table import ForeignOrigin
from app.web.middleware.body_limit import MAX_BODY, has_body, read_body
from app.web.middleware.compression import accepts_gzip, compressed
from app.web.middleware.rate_limit import Buckets
from app.web.middleware.request_log import FinishedRequest, Observer, log_request, method_of, route_of
from app.web.middleware.same_origin import SAFE, allowed
from app.web.middleware.security_headers import Header, with_policy
from app.web.scope import REQUEST_ID, STREAM, WHY, request_id


class Edge:
    """Serves `app`; every setting has a default that checks nothing, so that a test can name what it is about."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        max_body: int = MAX_BODY,
        buckets: Buckets | None = None,
        more_headers: Iterable[Header] = (),
        observers: tuple[Observer, ...] = (),
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self.app = app
        self.max_body = max_body
        self.buckets = buckets
        self.more_headers = tuple(more_headers)
        self.observers = observers
        self.clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request, then log it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, id_ = self.clock(), request_id(scope)
        outgoing = Outgoing(send, ((REQUEST_ID, id_.encode()), *self.more_headers), gzip=accepts_gzip(scope))
        for observer in self.observers:
            observer.request_started()
        try:
            await self._answer(scope, receive, outgoing)
        finally:
            seconds, stream = self.clock() - started, STREAM in scope
            finished = FinishedRequest(method_of(scope), route_of(scope), outgoing.status, seconds, stream)
            for observer in self.observers:
                observer.request_finished(finished)
            log_request(finished, id_, scope.get(WHY))

    async def _answer(self, scope: Scope, receive: Receive, outgoing: "Outgoing") -> None:
        """Pass an acceptable request on; answer an error that no handler knows, unless an answer is on its way."""
        try:
            self._check(scope)
            if has_body(scope):
                receive = await read_body(scope, receive, self.max_body)
            await self.app(scope, receive, outgoing)
        except Exception as error:
            if outgoing.status:
                raise
            await answer(Request(scope), error)(scope, receive, outgoing)

    def _check(self, scope: Scope) -> None:
        """Raises `TooManyRequests` or `ForeignOrigin`."""
        if self.buckets is not None:
            self.buckets.admit(scope)
        if scope["method"] not in SAFE and not allowed(scope["method"], Headers(scope=scope)):
            raise ForeignOrigin


class Outgoing:
    """The `send` of one request.

    The start of a response waits for the first part of its body, because only then is it known whether the body is a
    single message, which can be compressed. `status` is that of the answer once its start has been sent, 0 before.
    """

    __slots__ = ("_gzip", "_more", "_send", "_start", "status")

    def __init__(self, send: Send, more: tuple[Header, ...], *, gzip: bool) -> None:
        self._send = send
        self._gzip = gzip
        self._more = more
        self._start: Message | None = None
        self.status = 0

    async def __call__(self, message: Message) -> None:
        """Send the message, with the answer's start before its first part."""
        if message["type"] == "http.response.start":
            self._start = message
            return
        if self._start is not None:
            start, self._start = self._start, None
            headers = with_policy(start.get("headers", ()), self._more)
            if not message.get("more_body", False):
                headers, message = compressed(headers, message, gzip=self._gzip)
            self.status = start["status"]
            await self._send({**start, "headers": headers})
        await self._send(message)
