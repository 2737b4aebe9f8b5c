"""A TCP proxy that can delay the replies of a server."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeAlias

Reader: TypeAlias = asyncio.StreamReader
Writer: TypeAlias = asyncio.StreamWriter


class SlowLine:
    """Forwards data from its `port` to the port `to` of this machine, and the replies `delay` seconds later.

    `asked` counts the chunks that were forwarded to the server.
    """

    def __init__(self, to: int) -> None:
        self.delay = 0.0
        self.asked = 0
        self.port = 0
        self._to = to

    @contextmanager
    def open(self) -> Iterator[None]:
        """Forward data until the end of the block."""
        loop, ready = asyncio.new_event_loop(), threading.Event()
        serving = loop.create_task(self._serve(ready.set))
        thread = threading.Thread(target=lambda: loop.run_until_complete(asyncio.wait([serving])))
        thread.start()
        assert ready.wait(10)
        try:
            yield
        finally:
            loop.call_soon_threadsafe(serving.cancel)
            thread.join(10)
            loop.close()

    async def _serve(self, ready: Callable[[], None]) -> None:
        lines: set[asyncio.Task[None]] = set()

        def begin(reader: Reader, writer: Writer) -> None:
            lines.add(asyncio.create_task(self._connect(reader, writer)))

        server = await asyncio.start_server(begin, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready()
        try:
            await asyncio.Event().wait()
        finally:
            server.close()
            for line in lines:
                line.cancel()
            await asyncio.gather(*lines, return_exceptions=True)

    async def _connect(self, reader: Reader, writer: Writer) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self._to)
        try:
            await asyncio.gather(self._copy(reader, back, self._count), self._copy(there, writer, self._wait))
        finally:
            for one in (writer, back):
                one.close()

    async def _count(self) -> None:
        self.asked += 1

    async def _wait(self) -> None:
        await asyncio.sleep(self.delay)

    @staticmethod
    async def _copy(reader: Reader, writer: Writer, before: Callable[[], Awaitable[None]]) -> None:
        with suppress(ConnectionError):
            while piece := await reader.read(1 << 16):
                await before()
                writer.write(piece)
                await writer.drain()
        writer.close()
