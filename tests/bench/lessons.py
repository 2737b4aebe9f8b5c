"""What a lesson costs: `python -m tests.bench.lessons`.

For the list and for each lesson: what the first visit brings over the wire, fonts included, in a browser that was never
here; and how long a round trip takes on loopback, over all beats and with numbers that were never asked for before.
"""

import re
import time
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx2
from playwright.sync_api import Browser, sync_playwright

from app.view.lessons.catalogue import LESSONS
from tests.bench.page import Contestant, weighed
from tests.bench.servers import unlimited
from tests.browser.conftest import ARGUMENTS
from tests.container.servers import serving
from tests.setup import programs

PREPARED = 15.0  # seconds after its start a server has loaded what is not asked for at once
ASKED = 300  # round trips to a lesson; one of a hundred may be slower than the bound
FIRST_VISIT, ROUND_TRIP = 110, 30  # KB, ms
KINDS = ("Document", "Script", "Stylesheet", "Font", "Image")


def visit(browser: Browser, url: str) -> float:
    """How many KB the first visit brings."""
    found = weighed(browser, Contestant(url, "", ""), "en", "br, gzip")
    return sum(sum(found.get(kind, [])) for kind in KINDS)


def addresses(client: httpx2.Client, path: str) -> Iterator[str]:
    """A lesson's addresses, beat after beat, each with other numbers in its questions."""
    beats = max(1, len(set(re.findall(r'data-beat="(\d+)"', client.get(path).text))))
    for seed, beat in product(range(1, ASKED), range(1, beats + 1)):
        yield f"{path}?beat={beat}&draw1={seed}&answer1={seed}"


def round_trips(client: httpx2.Client, path: str) -> list[float]:
    """Milliseconds from request to answer, sorted."""
    times = []
    for address in islice(addresses(client, path), ASKED):
        start = time.perf_counter()
        client.get(address, headers={"HX-Request": "true"}).raise_for_status()
        times.append((time.perf_counter() - start) * 1000)
    return sorted(times)


def main() -> None:
    """Print one table; fail where a lesson brings or takes more than promised."""
    over = []
    print("| page | first visit, KB | round trip p50, ms | p99, ms |\n|---|---|---|---|")
    with (
        TemporaryDirectory() as folder,
        serving(server := unlimited(f"sqlite:///{Path(folder) / 'sessions.db'}")),
        httpx2.Client(base_url=server.url) as client,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=programs.chromium(), args=ARGUMENTS)
        time.sleep(PREPARED)
        for path in ("/lessons", *(f"/lessons/{slug}" for slug in LESSONS)):
            kilobytes, times = visit(browser, f"{server.url}{path}"), round_trips(client, path)
            late = times[int(len(times) * 0.99) - 1]
            print(f"| {path} | {kilobytes:.0f} | {times[len(times) // 2]:.1f} | {late:.1f} |", flush=True)
            over += [path] if kilobytes > FIRST_VISIT or late > ROUND_TRIP else []
        browser.close()
    if over:
        raise SystemExit(f"more than promised: {', '.join(over)}")


if __name__ == "__main__":
    main()
