"""What is sent: messages of server-sent events, encoded and compressed once for all streams that want them.

A compressed stream is one gzip member (browsers stop after the first): its header, then each piece deflated by itself
and flushed to a whole byte, so that the same bytes fit into every stream wherever they come, then the member's end.
"""

import asyncio
import struct
from collections.abc import Awaitable, Callable, Hashable, Iterable
from functools import cached_property, partial

from cachetools import LRUCache
from fastapi.sse import format_sse_event
from isal import isal_zlib

LEVEL = 2
_RAW = -15  # what zlib calls deflate without a header
_HEADER = b"\x1f\x8b\x08" + b"\0" * 6 + b"\xff"  # RFC 1952: deflate, no name, no time, unknown system
_LAST_BLOCK = b"\x03\0"


class Piece:
    """Bytes of a stream, as they are and compressed."""

    def __init__(self, plain: bytes) -> None:
        self.plain = plain

    @cached_property
    def deflated(self) -> bytes:
        """The bytes as deflate blocks that refer to nothing before them, and end with a whole byte."""
        deflate = isal_zlib.compressobj(LEVEL, isal_zlib.DEFLATED, _RAW)
        return deflate.compress(self.plain) + deflate.flush(isal_zlib.Z_FULL_FLUSH)


class Frame(Piece):
    """One message: what a page shows under the name `event`. Equal frames look the same."""

    def __init__(self, event: str, data: str) -> None:
        super().__init__(format_sse_event(data_str=data, event=event))
        self.event = event

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Frame) and self.plain == other.plain

    def __hash__(self) -> int:
        return hash(self.plain)


class Plain:
    """A stream without compression."""

    encoding = None

    def packed(self, pieces: Iterable[Piece]) -> bytes:
        """The next pieces, as they are sent."""
        return b"".join(piece.plain for piece in pieces)

    def end(self) -> bytes:
        """What is sent last."""
        return b""


class Gzipped:
    """A stream for a client that accepts gzip."""

    encoding = "gzip"

    def __init__(self) -> None:
        self._begin = _HEADER
        self._checksum = self._size = 0

    def packed(self, pieces: Iterable[Piece]) -> bytes:
        """The next pieces, as they are sent."""
        parts, self._begin = [self._begin], b""
        for piece in pieces:
            self._checksum = isal_zlib.crc32(piece.plain, self._checksum)
            self._size += len(piece.plain)
            parts.append(piece.deflated)
        return b"".join(parts)

    def end(self) -> bytes:
        """What is sent last: the member's end, without which some clients report a cut stream."""
        return _LAST_BLOCK + struct.pack("<LL", self._checksum, self._size & 0xFFFFFFFF)


class Frames:
    """The latest frames by a key that names all they depend on: rendered once, however many ask, even at once.

    It keeps about `limit` bytes.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._frames = LRUCache[Hashable, Frame](limit, getsizeof=lambda frame: len(frame.plain))
        self._under_way: dict[Hashable, asyncio.Task[Frame]] = {}

    async def frame(self, key: Hashable, render: Callable[[], Awaitable[Frame]]) -> Frame:
        """The frame of this key, rendered if it is not kept. Raises what `render` raises, and then keeps nothing."""
        if (kept := self._frames.get(key)) is not None:
            return kept
        if (task := self._under_way.get(key)) is None:
            task = self._under_way[key] = asyncio.ensure_future(_awaited(render))
            task.add_done_callback(partial(self._keep, key))
        return await asyncio.shield(task)  # who leaves takes it from nobody else

    def _keep(self, key: Hashable, task: asyncio.Task[Frame]) -> None:
        del self._under_way[key]
        if task.cancelled() or task.exception() is not None:
            return
        if len(task.result().plain) <= self._limit:
            self._frames[key] = task.result()


async def _awaited(render: Callable[[], Awaitable[Frame]]) -> Frame:
    return await render()
