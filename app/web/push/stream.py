"""One stream of server-sent events: the present state at once, and again after each change.

FastAPI's own `EventSourceResponse` sends it. sse-starlette was measured instead: 42 KB for each open stream where this
takes 31 KB (it runs three tasks beside the request, this one), and it replaces uvicorn's handling of signals
with its own.
"""

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Sequence
from contextlib import aclosing

from anyio import sleep
from fastapi.sse import EventSourceResponse
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.store.errors import StoreUnavailable
from app.web.errors.table import Stopping
from app.web.middleware.compression import accepts_gzip
from app.web.middleware.rate_limit import address_of
from app.web.push.frames import Frame, Gzipped, Piece, Plain
from app.web.push.hub import Follower
from app.web.push.open_streams import OpenStreams
from app.web.scope import STREAM

HEARTBEAT = 15.0  # seconds without a change after which a message shows proxies and pages that the connection is alive
BEATS_A_LOOK = 40  # beats after which the present is read again: what is followed is in use, and must not expire
GAP = 0.05  # seconds between two changes on one stream; what changes in between is sent as one
AGAIN = 1.0  # seconds before the present state is asked for again where the store failed
RETRY = Piece(b"retry: 500\n")  # milliseconds after which a client should connect again
BEAT = Frame("beat", "")
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no", "Vary": "Accept-Encoding"}

Present = Callable[[], Awaitable[Sequence[Frame]]]


class Ended(Exception):
    """What the stream is about has ended: `data` is what its last message says."""

    def __init__(self, data: str = "") -> None:
        super().__init__("ended")
        self.data = data


def event_stream(request: Request, follower: Follower, present: Present, *, heartbeat: float = HEARTBEAT) -> Response:
    """The answer that sends what `present` gives: all of it at once, then, when the follower is woken, what differs.

    `present` gives a frame for each event that the client should show at present. Where it raises `Ended`, the stream
    ends with the message `ended`. Whatever else it raises the first time becomes the answer to the request; later on
    `StoreUnavailable` is waited out. Sending the answer raises `TooManyStreams` and `Stopping`.
    """
    writer = Gzipped() if accepts_gzip(request.scope) else Plain()
    headers = HEADERS | ({"Content-Encoding": writer.encoding} if writer.encoding else {})
    if request.method == "HEAD":
        return Response(headers=headers, media_type=EventSourceResponse.media_type)
    return _Stream(follower, updates(follower, present, heartbeat), writer, headers)


class _Stream(EventSourceResponse):
    """Counts and follows while it is open."""

    def __init__(
        self, follower: Follower, pieces: AsyncGenerator[list[Piece]], writer: Plain | Gzipped, headers: dict[str, str]
    ) -> None:
        self._follower = follower
        self._pieces = pieces
        self._writer = writer
        super().__init__((), headers=headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        streams: OpenStreams = scope["app"].state.streams
        with streams.one(address_of(scope)), self._follower:
            async with aclosing(self._pieces):
                # before the answer begins, so that an error can still be the answer
                self.body_iterator = self._packed(await anext(self._pieces))
                scope[STREAM] = True
                await super().__call__(scope, receive, send)

    async def _packed(self, first: list[Piece]) -> AsyncIterator[bytes]:
        yield self._writer.packed(first)
        async for pieces in self._pieces:
            yield self._writer.packed(pieces)
        yield self._writer.end()


async def updates(follower: Follower, present: Present, heartbeat: float) -> AsyncGenerator[list[Piece]]:
    """What to send, one list at a time; the next is asked for when the client has taken the one before."""
    shown: dict[str, int] = {}
    try:
        yield [RETRY, *(_different(await present(), shown) or [BEAT])]
        beats = 0
        while True:
            if not await follower.changed(heartbeat):
                yield [BEAT]
                beats += 1
                if beats % BEATS_A_LOOK:
                    continue
            yield []  # a slow client then gets what is present when it takes more, not what was present before
            if fresh := _different(await _patiently(present, follower), shown):
                yield fresh
                await sleep(GAP)
    except Ended as ended:
        yield [Frame("ended", ended.data)]
    except Stopping:
        return  # without a word: the client connects again, to a server that stays


def _different(frames: Sequence[Frame], shown: dict[str, int]) -> list[Piece]:
    """The frames that differ from what is shown for their event; they are then the ones shown.

    An idle stream keeps nothing of them but the hashes.
    """
    fresh: list[Piece] = []
    for frame in frames:
        if shown.get(frame.event) != hash(frame):
            shown[frame.event] = hash(frame)
            fresh.append(frame)
    return fresh


async def _patiently(present: Present, follower: Follower) -> Sequence[Frame]:
    while True:
        try:
            return await present()
        except StoreUnavailable:
            await follower.changed(AGAIN)
