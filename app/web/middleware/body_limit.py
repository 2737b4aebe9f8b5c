"""Request bodies are limited in size, whether they announce their length or arrive in chunks.

A body is read to its end before anything acts on the request, so one that is too large changes nothing. At most the
limit is held in memory.
"""

from starlette.types import Message, Receive, Scope

from app.web.errors.table import BodyTooLarge

MAX_BODY = 1 << 20  # bytes
_BODILESS = frozenset({"GET", "HEAD", "OPTIONS"})
_ANNOUNCING = frozenset({b"content-length", b"transfer-encoding"})


def has_body(scope: Scope) -> bool:
    """Whether a body may follow: always for a method that may have one, else where a header announces it."""
    return scope["method"] not in _BODILESS or any(name in _ANNOUNCING for name, _ in scope["headers"])


async def read_body(scope: Scope, receive: Receive, limit: int) -> Receive:
    """Read the whole body; returns a `receive` that starts with it. Raises `BodyTooLarge`."""
    waiting = [await _read(scope, receive, limit)]

    async def replay() -> Message:
        return waiting.pop() if waiting else await receive()

    return replay


async def _read(scope: Scope, receive: Receive, limit: int) -> Message:
    """The whole body as one message, or the message that the client has disconnected."""
    if _announced(scope) > limit:
        raise BodyTooLarge(limit)
    parts, size, more = list[bytes](), 0, True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            return message
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > limit:
            raise BodyTooLarge(limit)
        more = message.get("more_body", False)
    return {"type": "http.request", "body": b"".join(parts), "more_body": False}


def _announced(scope: Scope) -> int:
    """The length of the body according to its header; 0 without one."""
    value = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    return int(value) if value.isdigit() else 0
