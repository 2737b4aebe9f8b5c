"""Frames during the motion of each stage, in a real Chromium.

`python -m tests.bench.motion`: for each stage of 2-3-1 and of 2-8-8-1 the frames per second, how many took longer than
20 ms, and the longest. The first iteration warms the page up; the second is measured.
"""

from collections.abc import Iterator
from tempfile import TemporaryDirectory
from typing import Any

import httpx2
from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.page import NETWORKS, SLOW, Contestant, visit
from tests.bench.servers import unlimited
from tests.browser.conftest import ARGUMENTS
from tests.container.servers import serving
from tests.setup import programs

PLACE = "(place => place.iteration * place.count + +place.stageIndex)(workbench.dataset)"
BETWEEN = 150  # ms from the end of a motion to the next step


def iteration(page: Page) -> Iterator[tuple[str, list[float]]]:
    """The name of each stage and the lengths of its frames in ms; none where nothing moved."""
    for _ in range(int(page.evaluate("+workbench.dataset.count"))):
        frames: list[float] = page.evaluate("measure.motion()")
        yield str(page.evaluate("workbench.dataset.stageName")), frames
        page.wait_for_timeout(BETWEEN)


def measure(browser: Browser, one: Contestant, name: str, description: dict[str, Any]) -> None:
    """Print a row for each stage of a network."""
    with visit(browser) as context:
        answer = httpx2.post(f"{one.url}api/v1/sessions", json=description)
        context.add_cookies([{"name": "session", "value": answer.json()["id"], "url": one.url}])
        page = one.open(context)
        for _ in iteration(page):
            pass
        for stage, frames in iteration(page):
            rate = len(frames) * 1000 / sum(frames) if frames else 0.0
            slow = sum(frame > SLOW for frame in frames)
            print(f"{name:10}{stage:10}{rate:9.1f}{slow:6}{max(frames, default=0.0):9.1f}", flush=True)


def main() -> None:
    """Measure both networks."""
    print(f"{'network':10}{'stage':10}{'frames/s':>9}{f'>{SLOW:.0f}':>6}{'longest':>9}")
    with (
        TemporaryDirectory() as folder,
        serving(ours := unlimited(f"sqlite:///{folder}/store.db")),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=programs.chromium(), args=ARGUMENTS)
        one = Contestant(f"{ours.url}/", '#transport [data-verb="step"]', PLACE)
        for name, description in NETWORKS.items():
            measure(browser, one, name, description)
        browser.close()


if __name__ == "__main__":
    main()
