"""Cache of recent pages and fragments, compressed, so that each is rendered once for a class with one example.

It surrounds rendering, which does not depend on it: the setting BACKPROP_RESPONSE_CACHE is its size, and 0 switches it
off. What that costs is in docs/performance.md.
"""

from hashlib import blake2b

from cachetools import LRUCache

from app.web.middleware.compression import gzipped

_ENTRY = 200  # bytes that an entry takes besides its body


class ResponseCache:
    """Compressed bodies by a digest of everything they are rendered from. Only for the event loop's thread."""

    def __init__(self, size: int) -> None:
        """Hold up to `size` bytes."""
        self._bodies: LRUCache[bytes, bytes] = LRUCache(size, lambda body: len(body) + _ENTRY)

    def __len__(self) -> int:
        return len(self._bodies)

    @property
    def on(self) -> bool:
        """Whether anything is kept."""
        return self._bodies.maxsize > 0

    def get(self, key: bytes) -> bytes | None:
        """The body with this key, or None."""
        return self._bodies.get(key)

    def keep(self, key: bytes, html: str) -> bytes:
        """Keep a text; returns its compressed form."""
        body = gzipped(html.encode())
        if len(body) + _ENTRY <= self._bodies.maxsize:
            self._bodies[key] = body
        return body


def key_of(*parts: bytes) -> bytes:
    """A short key for all these parts."""
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(4, "little"))
        digest.update(part)
    return digest.digest()
