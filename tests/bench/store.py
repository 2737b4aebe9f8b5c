"""What the store's calls for sessions and for classes cost: `python -m tests.bench.store [ADDRESS…]`, microseconds.

For classes: a write of a member that is announced, how long until another connection has seen
it, reading all members at once, and ending the class so that nothing of it can be read.

Without an address it measures SQLite in a new file. The entries in a store at a given address stay.
"""

import os
import random
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from app.store.base import Store
from app.store.opening import open_store

ENTRIES, ROUNDS, BYTES = 1000, 10_000, 1500
CLASSES, MEMBERS, MEMBER_BYTES = 10, 1000, 400


def fill(store: Store, data: bytes) -> list[str]:
    keys = [os.urandom(16).hex() for _ in range(ENTRIES)]
    for key in keys:
        store.create(key, data)
    return keys


def measure(store: Store) -> list[tuple[float, float]]:
    """Seconds of each read and of each write, over many entries in turn."""
    data = os.urandom(BYTES)
    keys = fill(store, data)
    times = []
    for number in range(ROUNDS):
        key = keys[number % ENTRIES]
        begun = time.perf_counter()
        stored = store.get(key)
        read = time.perf_counter()
        assert stored is not None
        store.put(key, data, stored.version)
        times.append((read - begun, time.perf_counter() - read))
    return times


def timed(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def until_seen(store: Store, key: str, data: bytes) -> float:
    """Seconds from the begin of a write until a watch that was waiting for it has it."""
    watch = store.watch()
    with ThreadPoolExecutor(1) as pool:
        seen = pool.submit(lambda: (watch.next(5), time.perf_counter()))
        time.sleep(0.03 * random.random())
        begun = time.perf_counter()
        store.put(key, data, 2)
        changed, moment = seen.result()
    watch.close()
    assert changed is not None
    assert key in changed
    return moment - begun


def measure_classes(store: Store) -> dict[str, list[float]]:
    """Seconds of each call, over several classes with many members."""
    times: dict[str, list[float]] = {"put": [], "put seen": [], "members": [], "delete": []}
    for _ in range(CLASSES):
        code, data = os.urandom(8).hex(), os.urandom(MEMBER_BYTES)
        store.create(code, data)
        keys = [f"{code}/{number}" for number in range(MEMBERS)]
        for key in keys:
            store.create(key, data, parent=code)
        times["put"] += [timed(partial(store.put, key, data, 1)) for key in keys]
        times["put seen"] += [until_seen(store, key, data) for key in keys[:20]]
        times["members"] += [timed(partial(store.members, code)) for _ in range(10)]
        times["delete"].append(timed(partial(store.delete, code)))
    return times


def row(name: str, seconds: Sequence[float]) -> str:
    ordered = sorted(seconds)
    p50, p99 = (ordered[int(len(ordered) * part)] * 1e6 for part in (0.5, 0.99))
    mean = sum(ordered) / len(ordered) * 1e6
    return f"{name:24}{p50:8.0f}{mean:8.0f}{p99:8.0f}{ordered[-1] * 1e6:8.0f}"


def main(addresses: Sequence[str]) -> None:
    print(f"{'µs':24}{'p50':>8}{'mean':>8}{'p99':>8}{'max':>8}")
    for address in addresses:
        store = open_store(address, idle=3600, lifetime=86_400, cap=10**6)
        scheme, times = address.split(":", maxsplit=1)[0], measure(store)
        store.close()
        print(row(f"{scheme} get", [get for get, _ in times]))
        print(row(f"{scheme} put", [put for _, put in times]))
        print(row(f"{scheme} get + put", [get + put for get, put in times]))
        classes = open_store(address, room="classes", watched=True, idle=3600, lifetime=86_400, cap=10**6)
        for name, seconds in measure_classes(classes).items():
            print(row(f"{scheme} class {name}", seconds))
        classes.close()


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        main(sys.argv[1:] or [f"sqlite://{Path(folder)}/store.db"])
