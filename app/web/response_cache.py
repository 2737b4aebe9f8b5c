"""Cache of recent pages and fragments, compressed, so that each is rendered once for a class with one example."""

from hashlib import blake2b

from cachetools import LRUCache

from app.web.middleware.compression import gzipped

ROOM = 4_000_000  # bytes, of 3 000 to 5 000 for a step and 20 000 for a page
_ENTRY = 200  # bytes that an answer takes beside its own


class ResponseCache:
    """Compressed answers by a digest of all that they are made from. For the event loop alone."""

    def __init__(self, room: int = ROOM) -> None:
        self._bodies: LRUCache[bytes, bytes] = LRUCache(room, lambda body: len(body) + _ENTRY)

    def __len__(self) -> int:
        return len(self._bodies)

    def get(self, key: bytes) -> bytes | None:
        """What was kept under that key, if it still is."""
        return self._bodies.get(key)

    def keep(self, key: bytes, html: str) -> bytes:
        """Keep a text; its compressed form."""
        body = gzipped(html.encode())
        if len(body) + _ENTRY <= self._bodies.maxsize:
            self._bodies[key] = body
        return body


def key_of(*parts: bytes) -> bytes:
    """A short name for all these parts."""
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(4, "little"))
        digest.update(part)
    return digest.digest()
