"""A watch of a store that a test tells what has changed, and a program with one stream, on a real server."""

import asyncio
import queue
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import uvicorn
from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import Response

from app.store.errors import StoreUnavailable
from app.web.errors.responses import handle_errors, plain_page
from app.web.middleware.edge import Edge
from app.web.push.frames import Frame
from app.web.push.hub import Follower, Hub
from app.web.push.open_streams import OpenStreams
from app.web.push.stream import event_stream
from app.web.routing import Route

CLOSED = frozenset({"(closed)"})


class FakeWatch:
    """A watch that gives what `change` was called with. While `broken`, it cannot be used."""

    def __init__(self) -> None:
        self.broken = False
        self.opened = 0
        self.asked = 0
        self._changes = queue.SimpleQueue[frozenset[str] | None]()

    def __call__(self) -> "FakeWatch":
        self.opened += 1
        return self

    def change(self, *keys: str) -> None:
        self._changes.put(frozenset(keys))

    def change_unknown(self) -> None:
        self._changes.put(None)

    def next(self, seconds: float) -> frozenset[str] | None:
        if self.broken:
            raise StoreUnavailable("it is away")
        self.asked += 1
        try:
            changed = self._changes.get(timeout=seconds) if seconds else self._changes.get_nowait()
        except queue.Empty:
            return frozenset()
        return frozenset() if changed == CLOSED else changed

    def close(self) -> None:
        self._changes.put(CLOSED)


class Shown:
    """What the one stream of the program shows at present; `frames` may be an error to raise."""

    def __init__(self, **frames: str) -> None:
        self.frames: dict[str, str] | Exception = dict(frames)
        self.asked = 0

    async def present(self) -> Sequence[Frame]:
        self.asked += 1
        if isinstance(self.frames, Exception):
            raise self.frames
        return [Frame(event, data) for event, data in self.frames.items()]


def program(
    hub: Hub,
    present: Callable[[], Awaitable[Sequence[Frame]]],
    follow: Callable[[], Follower],
    streams: OpenStreams | None = None,
    **more: Any,
) -> FastAPI:
    """A program whose `/events` follows and presents this."""
    router = APIRouter(route_class=Route)

    @router.get("/events")
    async def events(request: Request) -> Response:
        return event_stream(request, follow(), present, **more)

    app = FastAPI(telemetry={"tracing": False, "metrics": False, "logs": False})
    app.router.routes.extend(router.routes)
    app.state.streams = streams or OpenStreams(10_000, 10_000)
    handle_errors(app, plain_page)
    app.add_middleware(Edge)
    return app


@contextmanager
def served(app: FastAPI, hub: Hub, port: int = 0) -> Iterator[str]:
    """The address of a real server for the program."""
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", port))
        config = uvicorn.Config(app, log_level="error", lifespan="off", timeout_graceful_shutdown=2)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=lambda: asyncio.run(server.serve([listening])), daemon=True)
        thread.start()
        while not server.started:
            thread.join(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        hub.stop()
        server.should_exit = True
        thread.join(10)
