"""Which answers are compressed, and that nothing else about them changes."""

import gzip
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from app.web.middleware.compression import SMALLEST, gzipped
from app.web.middleware.edge import Edge
from tests.apart import apart

TEXT = b"the same words again and again, " * 100
ANSWERED = b"content-type", b"text/html; charset=utf-8"


def ask(*parts: bytes, headers: tuple[tuple[bytes, bytes], ...] = (ANSWERED,), accepts: bytes = b"gzip, br") -> Any:
    """The headers and the body of an answer made of these parts."""
    sent: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        given = [*headers, (b"content-length", str(sum(map(len, parts))).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": given})
        for number, part in enumerate(parts, 1):
            await send({"type": "http.response.body", "body": part, "more_body": number < len(parts)})

    async def receive() -> Message:
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/", "headers": [(b"accept-encoding", accepts)]}
    apart(Edge(app)(scope, receive, send))
    return dict(sent[0]["headers"]), b"".join(message["body"] for message in sent[1:])


@pytest.mark.parametrize(
    "kind",
    [b"text/html; charset=utf-8", b"text/css", b"application/json", b"application/problem+json", b"image/svg+xml"],
)
def test_text_in_one_message_is_compressed(kind: bytes) -> None:
    headers, body = ask(TEXT, headers=((b"content-type", kind),))
    assert headers[b"content-encoding"] == b"gzip"
    assert headers[b"vary"] == b"Accept-Encoding"
    assert int(headers[b"content-length"]) == len(body) < len(TEXT) / 5
    assert gzip.decompress(body) == TEXT


@pytest.mark.parametrize(
    "case",
    [
        {"accepts": b"br"},
        {"accepts": b""},
        {"accepts": b"gzip;q=0"},
        {"accepts": b"br, gzip ; q=0.0, *"},
        {"headers": ((b"content-type", b"font/woff2"),)},
        {"headers": ((b"content-type", b"text/event-stream"),)},
        {"headers": (ANSWERED, (b"content-range", b"bytes 0-9/10"))},
        {"headers": (ANSWERED, (b"content-encoding", b"br"))},
    ],
)
def test_any_other_answer_is_left_as_it_is(case: dict[str, Any]) -> None:
    headers, body = ask(TEXT, **case)
    assert headers.get(b"content-encoding") in (None, b"br")
    assert int(headers[b"content-length"]) == len(body)
    assert body == TEXT


def test_a_short_answer_and_one_in_several_parts_are_left_as_they_are() -> None:
    for parts in ((TEXT[: SMALLEST - 1],), (TEXT, TEXT), (TEXT, b"")):
        headers, body = ask(*parts)
        assert b"content-encoding" not in headers
        assert body == b"".join(parts)


def test_vary_keeps_what_the_answer_depends_on_besides() -> None:
    headers, _ = ask(TEXT, headers=(ANSWERED, (b"vary", b"Cookie")))
    assert headers[b"vary"] == b"Cookie, Accept-Encoding"


def test_the_same_body_gives_the_same_bytes() -> None:
    assert gzipped(TEXT) == gzipped(TEXT)
