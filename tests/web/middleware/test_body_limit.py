"""The limit of a body, at its very edge, however the body comes."""

from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from app.web.middleware.edge import Edge
from tests.apart import apart

LIMIT = 10


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    await Response(await Request(scope, receive).body())(scope, receive, send)


def ask(parts: list[bytes], method: str = "POST", **headers: str) -> tuple[int, bytes, int]:
    """The status, the body of the answer and how many messages were left unread."""
    waiting: list[Message] = [
        {"type": "http.request", "body": part, "more_body": at < len(parts) - 1} for at, part in enumerate(parts)
    ]
    sent: list[Any] = []

    async def receive() -> Message:
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": "/api/v1/sessions",
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
    }
    apart(Edge(echo, max_body=LIMIT)(scope, receive, send))
    return sent[0]["status"], sent[1]["body"], len(waiting)


@pytest.mark.parametrize(
    "parts", [[b"0123456789"], [b"01234", b"56789"], [b"", b"0123456789", b""], [b"x"], [b""], [b"0"] * 10]
)
def test_a_body_up_to_the_limit_arrives_whole(parts: list[bytes]) -> None:
    assert ask(parts) == (200, b"".join(parts), 0)


@pytest.mark.parametrize("parts", [[b"0123456789a"], [b"01234", b"56789a"], [b"0"] * 11, [b"0" * 1000, b"1"]])
def test_a_body_beyond_the_limit_is_refused_whatever_it_says_of_itself(parts: list[bytes]) -> None:
    for headers in ({}, {"content_length": "1"}, {"transfer_encoding": "chunked"}, {"content_length": "²"}):
        status, answer, _ = ask(parts, **headers)
        assert status == 413
        assert b"body-too-large" in answer


def test_a_body_that_says_it_is_too_large_is_not_read() -> None:
    status, _, unread = ask([b"0" * 5] * 3, content_length="15")
    assert (status, unread) == (413, 3)


def test_reading_ends_where_the_limit_is_passed() -> None:
    status, _, unread = ask([b"0" * 6] * 50, transfer_encoding="chunked")
    assert (status, unread) == (413, 48)


def test_the_limit_holds_for_methods_that_have_no_body_by_rights() -> None:
    assert ask([b"0" * 11], method="GET", content_length="11")[0] == 413
    assert ask([b""], method="GET") == (200, b"", 0)


def test_a_client_that_leaves_within_its_body_reaches_no_route() -> None:
    reached = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        reached.append(await receive())

    async def receive() -> Message:
        return messages.pop(0)

    async def send(message: Message) -> None:
        raise AssertionError(message)

    messages: list[Message] = [{"type": "http.request", "body": b"1", "more_body": True}, {"type": "http.disconnect"}]
    scope = {"type": "http", "method": "POST", "path": "/", "headers": []}
    apart(Edge(app, max_body=LIMIT)(scope, receive, send))
    assert reached == [{"type": "http.disconnect"}]  # what an application knows as a client that has gone
