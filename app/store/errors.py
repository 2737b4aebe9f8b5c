"""The errors of a store: a small hierarchy that carries data and does not know about HTTP."""


class StoreError(Exception):
    """The operation failed; the entries are unchanged."""


class StoreUnavailable(StoreError):
    """The store cannot be used at the moment: busy, full, read-only, damaged or unreachable.

    If the reply to a write was lost, the write may have been done, but never partially:
    the version that the next `get` returns shows which.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class StoreFull(StoreError):
    """The store has as many live entries as it may have; none is evicted for a new one."""

    def __init__(self, cap: int) -> None:
        super().__init__(f"the store is full: it has {cap} entries")
        self.cap = cap


class GroupFull(StoreError):
    """The parent has as many members as the caller allows."""

    def __init__(self, most: int) -> None:
        super().__init__(f"the entry has {most} members")
        self.most = most


class KeyTaken(StoreError):
    """A live entry already has this key."""

    def __init__(self, key: str) -> None:
        super().__init__("the key is taken")
        self.key = key


class Missing(StoreError):
    """There is no live entry with this key: it was never created, was deleted or has expired."""

    def __init__(self, key: str) -> None:
        super().__init__("there is no such entry")
        self.key = key


class StaleVersion(StoreError):
    """The entry is at a later version than the one that the write was based on."""

    def __init__(self, current: int) -> None:
        super().__init__(f"the entry is now at version {current}")
        self.current = current
