"""No request's body is larger than the limit, whether it says its length or comes in pieces.

A body is read here to its end before anything acts on the request, so one that is too large
changes nothing. What is held in memory is at most the limit.
"""

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.errors.responses import answer
from app.web.errors.table import BodyTooLarge

MAX_BODY = 1 << 20  # bytes
_BODILESS = frozenset({"GET", "HEAD", "OPTIONS"})


class BodyLimit:
    """Answers 413 for a body above `limit` bytes, in the form asked for."""

    def __init__(self, app: ASGIApp, limit: int = MAX_BODY) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body and pass the request on with it."""
        if scope["type"] != "http" or (scope["method"] in _BODILESS and not _has_body(scope)):
            await self.app(scope, receive, send)
            return
        try:
            message = await self._read(scope, receive)
        except BodyTooLarge as error:
            await answer(Request(scope), error)(scope, receive, send)
            return
        waiting = [message]

        async def replay() -> Message:
            return waiting.pop() if waiting else await receive()

        await self.app(scope, replay, send)

    async def _read(self, scope: Scope, receive: Receive) -> Message:
        """The whole body as one message, or the message that the client has gone."""
        if _declared(scope) > self.limit:
            raise BodyTooLarge(self.limit)
        message = await receive()
        if not message.get("more_body", False):
            if len(message.get("body", b"")) > self.limit:
                raise BodyTooLarge(self.limit)
            return message
        parts, size = [message.get("body", b"")], len(message.get("body", b""))
        while message.get("more_body", False):
            message = await receive()
            if message["type"] != "http.request":
                return message
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            if size > self.limit:
                raise BodyTooLarge(self.limit)
        return {"type": "http.request", "body": b"".join(parts), "more_body": False}


def _has_body(scope: Scope) -> bool:
    return any(name in {b"content-length", b"transfer-encoding"} for name, _ in scope["headers"])


def _declared(scope: Scope) -> int:
    """The length that the request says its body has; 0 where it says none."""
    said = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    return int(said) if said.isdigit() else 0
