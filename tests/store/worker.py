"""One of several processes that use a store, for the tests: `worker.py write|count|join|echo ADDRESS`.

It opens the store and starts work when it has read a line from its standard input.
"""

import os
import sys
from collections.abc import Callable

from app.store.base import Room, Store
from app.store.errors import StaleVersion
from app.store.opening import open_store

ATTEMPTS = 100


def write(store: Store) -> None:
    """Write forever and print each version once it is acknowledged. The data contains its version."""
    stored = store.get("written")
    assert stored is not None
    version = stored.version
    while True:
        version = store.put("written", b"%d;" % (version + 1) * 500, version)
        print(version, flush=True)


def count(store: Store) -> None:
    """Try to add 1 to a number, 100 times; print how many were counted and how many reported stale."""
    counted = stale = 0
    for _ in range(ATTEMPTS):
        stored = store.get("number")
        assert stored is not None
        try:
            store.put("number", b"%d" % (int(stored.data) + 1), stored.version)
        except StaleVersion:
            stale += 1
        else:
            counted += 1
    print(counted, stale)


def join(store: Store) -> None:
    """Create an entry with a key of this process."""
    print(store.create(str(os.getpid()), b""))


def echo(store: Store) -> None:
    """Answer each change of the class with a change of its member."""
    watch = store.watch()
    print("watching", flush=True)
    while True:
        if "class" in (watch.next(60) or ()) and (stored := store.get("theirs")):
            store.put("theirs", b"", stored.version)


WORK: dict[str, tuple[Callable[[Store], None], Room]] = {
    "write": (write, "sessions"),
    "count": (count, "sessions"),
    "join": (join, "sessions"),
    "echo": (echo, "classes"),
}

if __name__ == "__main__":
    work, room = WORK[sys.argv[1]]
    print("ready", flush=True)
    sys.stdin.readline()
    work(open_store(sys.argv[2], room=room, watched=room == "classes", idle=3600, lifetime=86400, cap=1000))
