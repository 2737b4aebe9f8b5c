"""The contract that every store keeps; nothing above it knows which store is there."""

from typing import NamedTuple, Protocol


class Stored(NamedTuple):
    """What a store keeps under a key: `data`, and `version`, 1 when made and 1 more a write."""

    version: int
    data: bytes


class Store(Protocol):
    """Versioned bytes with a lifetime, safe to use from many threads and processes at once.

    An entry lives until it has not been used (read or written) for the idle lifetime, and
    never past its absolute lifetime; what has expired is as good as deleted at once, for
    every method. What a method has returned from survives the death of this process.

    Every method raises `StoreUnavailable` if the store cannot be used now, and works again
    by itself once it can.
    """

    at_hand: bool
    """Whether a call takes microseconds, as with a file, and not the way to another machine."""

    def get(self, key: str) -> Stored | None:
        """What is kept under `key`, or None."""

    def create(self, key: str, data: bytes) -> int:
        """Keep `data` under a new key and return its version, 1.

        Raises `StoreFull` if there is no place for another entry, else `KeyTaken` if there
        is a live entry of that key.
        """

    def put(self, key: str, data: bytes, version: int) -> int:
        """Replace the data if its version still is `version`; return the new version.

        Raises `StaleVersion` if it is not, `Missing` if there is no such entry.
        """

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget the entry; True if there was a live one.

        With `version`, only if that still is its version, else raises `StaleVersion`.
        """

    def count(self) -> int:
        """The number of live entries."""

    def expire(self) -> int:
        """Free the room of what has expired; the number of entries removed."""

    def ping(self) -> None:
        """Return if the store answers."""

    def close(self) -> None:
        """Give back what the store holds open; it is not to be used any more."""
