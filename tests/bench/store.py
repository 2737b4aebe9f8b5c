"""What a read and a compare-and-set cost: `python -m tests.bench.store [ADDRESS…]`, microseconds.

Without an address it measures SQLite in a new file. The entries in a store at a given address stay.
"""

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from app.store.base import Store
from app.store.opening import open_store

ENTRIES, ROUNDS, BYTES = 1000, 10_000, 1500


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


def row(name: str, seconds: Sequence[float]) -> str:
    ordered = sorted(seconds)
    p50, p99 = (ordered[int(len(ordered) * part)] * 1e6 for part in (0.5, 0.99))
    mean = sum(ordered) / len(ordered) * 1e6
    return f"{name:18}{p50:8.0f}{mean:8.0f}{p99:8.0f}{ordered[-1] * 1e6:8.0f}"


def main(addresses: Sequence[str]) -> None:
    print(f"{'µs':18}{'p50':>8}{'mean':>8}{'p99':>8}{'max':>8}")
    for address in addresses:
        store = open_store(address, idle=3600, lifetime=86_400, cap=10**6)
        scheme, times = address.split(":", maxsplit=1)[0], measure(store)
        store.close()
        print(row(f"{scheme} get", [get for get, _ in times]))
        print(row(f"{scheme} put", [put for _, put in times]))
        print(row(f"{scheme} get + put", [get + put for get, put in times]))


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        main(sys.argv[1:] or [f"sqlite://{Path(folder)}/store.db"])
