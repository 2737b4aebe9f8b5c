"""How long 40 versions of a worksheet take: `python -m tests.bench.worksheet`.

From the request to the whole answer, in this process: the page with its keys, and the questions as Moodle XML, GIFT
and JSON. For the usual sizes, which the promise is about, and for the largest that fit on a page. Times are of all
threads' processor time, so that a busy machine does not count.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from fastapi.testclient import TestClient

from app.main import create_app
from app.settings import Settings

VERSIONS = 40
ROUNDS = 5  # each with a seed of its own, so that nothing is remembered
BOUND = 2.0  # seconds, for the usual sizes
SIZES = ("2-3-1", "3-3-3-2")
KINDS = {
    "page": "/worksheet?versions={versions}&seed={seed}&sizes={sizes}",
    "Moodle XML": "/api/v1/worksheets?versions={versions}&seed={seed}&sizes={sizes}&format=moodle",
    "GIFT": "/api/v1/worksheets?versions={versions}&seed={seed}&sizes={sizes}&format=gift",
    "JSON": "/api/v1/worksheets?versions={versions}&seed={seed}&sizes={sizes}&format=json",
}


def seconds(action: Callable[[], object]) -> float:
    """How much of the processor's time an action takes."""
    start = time.process_time()
    action()
    return time.process_time() - start


def times(client: TestClient, address: str, sizes: str) -> list[float]:
    """The times of some rounds, sorted. The first one warms up and does not count."""

    def ask(seed: int) -> None:
        client.get(address.format(versions=VERSIONS, seed=seed, sizes=sizes)).raise_for_status()

    ask(0)
    return sorted(seconds(lambda: ask(seed)) for seed in range(1, ROUNDS + 1))  # noqa: B023 - called at once


def main() -> None:
    """Print one table; fail where sheets of the usual sizes take longer than promised."""
    slow = []
    with TemporaryDirectory() as folder:
        settings = Settings(store=f"sqlite:///{Path(folder) / 'sessions.db'}", log_level="error")
        with TestClient(create_app(settings)) as client:
            print("| sizes | as | median s | longest s |")
            print("|---|---|---|---|")
            for sizes in SIZES:
                for kind, address in KINDS.items():
                    found = times(client, address, sizes)
                    print(f"| {sizes} | {kind} | {median(found):.2f} | {found[-1]:.2f} |", flush=True)
                    slow += [kind] if sizes == SIZES[0] and found[-1] > BOUND else []
    if slow:
        raise SystemExit(f"slower than promised: {', '.join(slow)}")


if __name__ == "__main__":
    main()
