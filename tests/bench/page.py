"""The page in a real Chromium, beside a bare htmx page whose click brings one number.

`python -m tests.bench.page [ROUNDS] [CHECKOUT]`: what the first visit brings; how soon a click gives a picture; from a
click to the changed document and to its frame, at once and with latency; whether fast clicks all count; frames during
the longest motion; the start of the server. CHECKOUT is another checkout of the program with its front end built, which
is measured beside this one as "before". All pages are measured in turns, so that all meet the same machine; ratios are
of the same run. The clock is the browser's own (`page.js`).
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import httpx2
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from tests.bench import start
from tests.bench.servers import bare, unlimited
from tests.browser.conftest import ARGUMENTS
from tests.container.servers import ROOT, serving
from tests.setup import programs

ROUNDS = 15
CLICKS, APART, LATENCY = 20, (0, 10, 30, 80), (0, 100)  # clicks; ms between them; ms added to each request
LOOK, SLOW_LINE = 1000, 200  # ms that the reader looks before a click; ms of latency
SLOW = 20.0  # ms that a frame may take
SIZE = ViewportSize(width=1440, height=900)
SCRIPT = Path(__file__).with_name("page.js").read_text()
NETWORKS: dict[str, dict[str, Any]] = {"2-3-1": {}, "2-8-8-1": {"sizes": [2, 8, 8, 1]}}


@dataclass(frozen=True)
class Contestant:
    """A page: what is clicked there, and what changes with every click, as an expression."""

    url: str
    button: str
    value: str

    def open(self, context: BrowserContext, *, first: bool = False) -> Page:
        """The page in a new tab, its scripts run and its first frame drawn."""
        page = context.new_page()
        measured = f"{{ button: {self.button!r}, seen: () => {self.value}, first: {str(first).lower()} }}"
        page.add_init_script(f"window.measured = {measured};\n{SCRIPT}")
        page.goto(self.url, wait_until="commit")
        page.evaluate("measure.first")
        return page

    def number(self, page: Page) -> int:
        """How many clicks the page says were made."""
        return int(page.evaluate("quiet => measure.settled(quiet)", 600))


@contextmanager
def contestants(before: Path | None = None) -> Iterator[dict[str, Contestant]]:
    """The servers, running."""
    place = "(place => place.iteration * place.count + +place.stageIndex)(workbench.dataset)"
    with TemporaryDirectory() as folder, bare() as base, ExitStack() as stack:
        pages = {"bare": Contestant(f"{base.url}/", "button", "+number.textContent")}
        for name, checkout in {"ours": ROOT, "before": before}.items():
            if checkout is not None:
                server = unlimited(f"sqlite:///{folder}/{name}.db")
                server.folder = checkout
                stack.enter_context(serving(server))
                pages[name] = Contestant(f"{server.url}/", '#transport [data-verb="step"]', place)
        yield pages


@contextmanager
def visit(browser: Browser, **options: Any) -> Iterator[BrowserContext]:
    """A browser that was never here before."""
    context = browser.new_context(viewport=SIZE, **{"locale": "en"} | options)
    try:
        yield context
    finally:
        context.close()


def weighed(browser: Browser, one: Contestant, locale: str, encoding: str) -> dict[str, list[float]]:
    """What a first visit brings over the wire, heads and bodies, in KB by kind; under "hosts" one entry a host."""
    with visit(browser, locale=locale) as context:
        page = context.new_page()
        devtools = context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.send("Network.setExtraHTTPHeaders", {"headers": {"Accept-Encoding": encoding}})
        kinds: dict[str, tuple[str, str]] = {}
        found: dict[str, list[float]] = defaultdict(list)

        def ended(event: dict[str, Any]) -> None:
            kind, host = kinds.get(event["requestId"], ("", ""))
            if host:  # else it came with the page itself (data:)
                found[kind].append(event["encodedDataLength"] / 1000)

        def answered(event: dict[str, Any]) -> None:
            kinds[event["requestId"]] = (event["type"], urlsplit(event["response"]["url"]).netloc)

        devtools.on("Network.responseReceived", answered)
        devtools.on("Network.loadingFinished", ended)
        page.goto(one.url, wait_until="networkidle")
        page.evaluate("document.fonts.ready.then(() => 0)")
        found["hosts"] = [1.0 for _ in {host for _, host in kinds.values() if host}]
        return found


def first_visit(browser: Browser, pages: dict[str, Contestant]) -> None:
    columns = {"html": "Document", "js": "Script", "css": "Stylesheet", "image": "Image", "fonts": "Font"}
    print(
        f"{'first visit, KB':26}" + "".join(f"{name:>9}" for name in (*columns, "all", "needed", "requests", "hosts"))
    )
    for name, locale, encoding in (
        ("bare", "en", "gzip"),
        ("ours", "en", "gzip"),
        ("ours", "ru", "gzip"),
        ("ours", "en", "gzip, br"),
    ):
        found = weighed(browser, pages[name], locale, encoding)
        hosts = len(found.pop("hosts"))
        sizes = [sum(found.get(kind, [])) for kind in columns.values()]
        requests = sum(map(len, found.values()))
        all_ = sum(map(sum, found.values()))
        row = "".join(f"{size:9.1f}" for size in (*sizes, all_, sum(sizes[:3])))
        print(f"{f'{name}, {locale}, {encoding}':26}{row}{requests:9}{hosts:9}", flush=True)


def ratios(title: str, found: dict[str, list[float]]) -> None:
    """A row each: the median, and that of the ratios to the other pages in the same round."""
    for name, values in found.items():
        others = (found[other] for other in ("bare", "before") if other in found)
        row = [median(one / that for one, that in zip(values, other, strict=True)) for other in others]
        print(f"{f'{title}, {name}':42}{median(values):9.1f}" + "".join(f"{ratio:9.2f}" for ratio in row), flush=True)


def first_picture(browser: Browser, pages: dict[str, Contestant], rounds: int) -> None:
    found: dict[str, dict[str, list[float]]] = {"usable": defaultdict(list), "pictured": defaultdict(list)}
    for _ in range(rounds):
        for name, one in pages.items():
            with visit(browser) as context:
                moments = one.open(context, first=True).evaluate("measure.first")
                for moment, values in found.items():
                    values[name].append(moments[moment])
    ratios("navigation to a usable page", found["usable"])
    ratios("navigation to a click's picture", found["pictured"])


def slow_down(page: Page, latency: int) -> None:
    """Add so many ms to each request of a page."""
    line = {"offline": False, "latency": latency, "downloadThroughput": -1, "uploadThroughput": -1}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", line)


def clicked(browser: Browser, pages: dict[str, Contestant], rounds: int, latency: int = 0) -> None:
    found: dict[str, dict[str, list[float]]] = {"document": defaultdict(list), "frame": defaultdict(list)}
    with ExitStack() as stack:  # a browser for each: a cookie is sent to every port of a host
        tabs = {name: one.open(stack.enter_context(visit(browser))) for name, one in pages.items()}
        for page in tabs.values():
            slow_down(page, latency)
        for _ in range(rounds * 2):
            for name, page in tabs.items():
                page.bring_to_front()
                page.wait_for_timeout(LOOK + 3 * latency)  # what moves has come to rest, what is fetched ahead is there
                page.evaluate("window.clicked = measure.click(); 0")
                box = page.locator(pages[name].button).bounding_box()
                assert box is not None
                page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
                times = page.evaluate("clicked")
                for moment, values in found.items():
                    values[name].append(times[moment])
    added = f", {latency} ms added" if latency else ""
    ratios(f"click to its document{added}", found["document"])
    ratios(f"click to its frame{added}", found["frame"])


def fast_clicks(browser: Browser, pages: dict[str, Contestant]) -> None:
    print(f"{f'of {CLICKS} clicks, so far apart':34}" + "".join(f"{f'{apart} ms':>9}" for apart in APART))
    for name, one in pages.items():
        for latency in LATENCY:
            counts = []
            for apart in APART:
                with visit(browser) as context:
                    page = one.open(context)
                    slow_down(page, latency)
                    before = one.number(page)
                    page.evaluate("([count, apart]) => measure.clicks(count, apart)", [CLICKS, apart])
                    counts.append(one.number(page) - before)
            print(f"{f'{name}, {latency} ms added':34}" + "".join(f"{count:9}" for count in counts), flush=True)


def longest_motion(browser: Browser, one: Contestant, rounds: int) -> None:
    print(f"{'the error of the layer before':34}{'frames/s':>9}{f'> {SLOW:.0f} ms':>9}{'longest':>9}")
    for name, description in NETWORKS.items():
        frames: list[float] = []
        for _ in range(rounds):
            with visit(browser) as context:
                answer = httpx2.post(f"{one.url}api/v1/sessions", json=description)
                context.add_cookies([{"name": "session", "value": answer.json()["id"], "url": one.url}])
                page = one.open(context)
                before = page.evaluate("(+workbench.dataset.count - 2) / 2 + 3")  # then come C, Eo, dWo
                for _ in range(int(before)):
                    page.evaluate("document.body.click()")
                    page.keyboard.press("ArrowRight")
                one.number(page)
                frames += page.evaluate("measure.motion()")
        rate = len(frames) * 1000 / sum(frames)
        slow = sum(frame > SLOW for frame in frames) / len(frames)
        print(f"{name:34}{rate:9.1f}{slow:9.1%}{max(frames):9.1f}", flush=True)


def main(rounds: int, before: Path | None = None) -> None:
    with contestants(before) as pages, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=programs.chromium(), args=ARGUMENTS)
        first_visit(browser, pages)
        print(f"\n{'ms':42}{'median':>9}{'/ bare':>9}" + (f"{'/ before':>9}" if before else ""))
        first_picture(browser, pages, rounds)
        clicked(browser, pages, rounds)
        clicked(browser, pages, rounds, SLOW_LINE)
        print()
        fast_clicks(browser, pages)
        print()
        longest_motion(browser, pages["ours"], max(rounds // 3, 1))
        browser.close()
    print()
    start.main(max(rounds // 2, 1))


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS, Path(sys.argv[2]).resolve() if sys.argv[2:] else None)
