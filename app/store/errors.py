"""What a store refuses and why, as a small tree that carries data and knows no HTTP."""


class StoreError(Exception):
    """The store did not do what was asked; what it keeps is as it was."""


class StoreUnavailable(StoreError):
    """The store cannot be used now: busy, full, read-only, damaged or out of reach.

    After it a `put` may or may not have been done (the answer can get lost after the
    write), but never by half: the next `get` tells by the version.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class StoreFull(StoreError):
    """As many live entries as the cap allows are kept; none of them is given up for a new one."""

    def __init__(self, cap: int) -> None:
        super().__init__(f"all {cap} places are taken")
        self.cap = cap


class KeyTaken(StoreError):
    """There is a live entry with this key already."""

    def __init__(self, key: str) -> None:
        super().__init__("the key is taken")
        self.key = key


class Missing(StoreError):
    """There is no live entry with this key: never made, deleted or expired."""

    def __init__(self, key: str) -> None:
        super().__init__("there is no such entry")
        self.key = key


class StaleVersion(StoreError):
    """The entry has moved on from the version that the write was meant for."""

    def __init__(self, current: int) -> None:
        super().__init__(f"the entry is at version {current} now")
        self.current = current
