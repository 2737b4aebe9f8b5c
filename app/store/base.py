"""The interface of a store. Code outside this package does not know which store it uses."""

from typing import Literal, NamedTuple, Protocol

Room = Literal["sessions", "classes"]
"""Part of a file or server: rooms do not see each other's entries, and each has lifetimes and a cap of its own."""


class Stored(NamedTuple):
    """An entry: its `data`, and its `version`, which is 1 at creation and grows by 1 with each write."""

    version: int
    data: bytes


class Watch(Protocol):
    """What changes in a room, by whichever process. One thread uses it; any may close it."""

    def next(self, seconds: float) -> frozenset[str] | None:
        """The keys that were created, put or deleted since the last call; waits up to `seconds` for the first.

        An entry that is deleted or cleared away stands for its members too. The set is empty
        if nothing changed, and may contain keys in vain. None means that everything may have
        changed: changes were missed, and from now on they are seen again. While the store
        cannot be used, nothing is seen; None follows if something may have been missed.
        """

    def close(self) -> None:
        """Release the connection. A `next` that is waiting returns soon, and every later one at once."""


class Store(Protocol):
    """Versioned bytes that expire, safe to use from many threads and processes at once.

    An entry expires when it has not been read or written for the idle lifetime, and at the
    latest at the end of its absolute lifetime. Every method treats an expired entry as
    deleted. Once a method has returned, its effect survives a crash of this process.

    An entry may have members: entries created with its key as their `parent`. They live as
    long as their parent and are deleted with it. Creating, reading or writing a member counts
    as using the parent. Members have no members.

    Every method raises `StoreUnavailable` if the store cannot be used at the moment, and
    works again without a restart once it can.
    """

    is_local: bool
    """Whether a call takes microseconds, as with a file, rather than a round trip over the network."""

    def get(self, key: str) -> Stored | None:
        """The entry of this key, or None."""

    def create(self, key: str, data: bytes, *, parent: str | None = None, most: int | None = None) -> int:
        """Add an entry and return its version, 1.

        Raises `StoreFull` if the store has as many live entries without a parent as it may
        have. With a `parent`, raises `Missing` with its key if there is no such live entry
        instead, or `GroupFull` if it has `most` members already. Otherwise raises `KeyTaken`
        if a live entry has this key.
        """

    def put(self, key: str, data: bytes, version: int) -> int:
        """Replace the data if the entry is still at `version`; return the new version.

        Raises `StaleVersion` if it is at another version, `Missing` if there is no such entry.
        """

    def delete(self, key: str, version: int | None = None) -> bool:
        """Delete the entry and its members; return whether there was a live one.

        If `version` is given, raises `StaleVersion` for an entry at another version. In the
        room of classes nothing of what an entry without a parent contained can be read in
        the store afterwards, which takes some milliseconds in a file.
        """

    def members(self, parent: str) -> list[tuple[str, Stored]]:
        """The members of the live entry of this key, in the order of their creation, each with its key."""

    def count_members(self, parent: str) -> int:
        """The number of members of the live entry of this key. It does not count as using the entry."""

    def watch(self) -> Watch:
        """Observe the changes of the room from now on. Raises `ValueError` if it was not opened as `watched`."""

    def count(self) -> int:
        """The number of live entries that have no parent."""

    def expire(self) -> int:
        """Free the space of expired entries; return how many without a parent were removed."""

    def ping(self) -> None:
        """Return if the store can be used."""

    def close(self) -> None:
        """Release the store's connections, except those of watches. It must not be used afterwards."""
