"""The interface of a store. Code outside this package does not know which store it uses."""

from typing import NamedTuple, Protocol


class Stored(NamedTuple):
    """An entry: its `data`, and its `version`, which is 1 at creation and grows by 1 with each write."""

    version: int
    data: bytes


class Store(Protocol):
    """Versioned bytes that expire, safe to use from many threads and processes at once.

    An entry expires when it has not been read or written for the idle lifetime, and at the
    latest at the end of its absolute lifetime. Every method treats an expired entry as
    deleted. Once a method has returned, its effect survives a crash of this process.

    Every method raises `StoreUnavailable` if the store cannot be used at the moment, and
    works again without a restart once it can.
    """

    is_local: bool
    """Whether a call takes microseconds, as with a file, rather than a round trip over the network."""

    def get(self, key: str) -> Stored | None:
        """The entry of this key, or None."""

    def create(self, key: str, data: bytes) -> int:
        """Add an entry and return its version, 1.

        Raises `StoreFull` if the store has as many live entries as it may have, otherwise
        `KeyTaken` if one of them has this key.
        """

    def put(self, key: str, data: bytes, version: int) -> int:
        """Replace the data if the entry is still at `version`; return the new version.

        Raises `StaleVersion` if it is at another version, `Missing` if there is no such entry.
        """

    def delete(self, key: str, version: int | None = None) -> bool:
        """Delete the entry; return whether there was a live one.

        If `version` is given, raises `StaleVersion` for an entry at another version.
        """

    def count(self) -> int:
        """The number of live entries."""

    def expire(self) -> int:
        """Free the space of expired entries; return how many were removed."""

    def ping(self) -> None:
        """Return if the store can be used."""

    def close(self) -> None:
        """Release the store's connections. It must not be used afterwards."""
