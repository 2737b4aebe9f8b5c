"""A real server process, a real Chromium, and pages that fail their test for any error or policy violation."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.bench import Workbench
from tests.browser.moved import RECORD
from tests.container.slow_line import SlowLine
from tests.setup import programs

ROOT = Path(__file__).parents[2]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--font-render-hinting=none",  # letters as wide as on a screen, in a Chromium without a window too
]
expect.set_options(timeout=15_000)  # ms: a busy machine may be slow, and waiting costs nothing where all is well


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a server of this program, or with `--late` that of a slow line to it."""
    late = request.config.getoption("--late")
    with serving(tmp_path_factory.mktemp("store")) as address, ExitStack() as opened:
        if late:
            line = SlowLine(urlsplit(address).port or 80)
            line.delay = late / 1000
            opened.enter_context(line.open())
        yield f"http://127.0.0.1:{line.port}" if late else address


@contextmanager
def serving(folder: Path, **more: str) -> Iterator[str]:
    """The address of a server of this program with `more` settings, on a free port, with a store of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    store = folder / "sessions.db"
    settings = {"BACKPROP_PORT": str(port), "BACKPROP_STORE": f"sqlite:///{store}", "BACKPROP_OPEN_BROWSER": "0"}
    log = (folder / "server.log").open("w+")
    server = subprocess.Popen(
        [sys.executable, "-m", "app"], cwd=ROOT, env=os.environ | settings | more, stdout=log, stderr=log
    )
    try:
        wait_until_it_listens(port, server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)
        log.close()


def wait_until_it_listens(port: int, server: subprocess.Popen[bytes], log: Any) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if server.poll() is not None:
            log.seek(0)
            raise RuntimeError(f"the server ended at once:\n{log.read()}")
        try:
            socket.create_connection(("127.0.0.1", port), 0.5).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the server did not listen within 20 s")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for the tests of a worker."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=programs.chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


class Visitor:
    """Opens browsers (contexts) and collects whatever goes wrong in their pages."""

    def __init__(self, chromium: Browser, address: str) -> None:
        self.chromium, self.address = chromium, address
        self.wrong: list[str] = []
        self.expected: list[str] = []
        self.contexts: list[BrowserContext] = []

    def context(self, **options: Any) -> BrowserContext:
        """A new browser with its own cookies; motion is reduced unless asked for."""
        size = {"width": 1440, "height": 900}
        given = {"viewport": size, "locale": "en", "reduced_motion": "reduce", "base_url": self.address} | options
        context = self.chromium.new_context(**given)
        if given["reduced_motion"] == "no-preference":
            context.add_init_script(RECORD)
        self.contexts.append(context)
        return context

    def open(self, path: str = "/", **options: Any) -> Workbench:
        """The page at `path` in a new browser."""
        return self.page(self.context(**options), path)

    def page(self, context: BrowserContext, path: str = "/") -> Workbench:
        """The page at `path` in a browser that is open already."""
        page = context.new_page()
        self.watch(page)
        page.goto(path)
        return Workbench(page)

    def watch(self, page: Page) -> None:
        """Notes errors of the console, requests to other hosts and failures of the server."""
        host = urlsplit(self.address).netloc

        def note_if(wrong: bool, words: str) -> None:
            if wrong:
                self.wrong.append(words)

        page.on("console", lambda m: note_if(m.type in ("error", "warning"), f"console: {m.text}"))
        page.on("pageerror", lambda e: note_if(True, f"script: {e}"))
        page.on("request", lambda r: note_if(urlsplit(r.url).netloc not in ("", host), f"foreign request: {r.url}"))
        page.on("response", lambda r: note_if(r.status >= 500, f"{r.status} {r.url}"))

    def expect(self, words: str) -> None:
        """An error whose text has these words is what the test is about."""
        self.expected.append(words)

    def verdict(self) -> list[str]:
        return [line for line in self.wrong if not any(words in line for words in self.expected)]


@pytest.fixture
def visitor(chromium: Browser, address: str) -> Iterator[Visitor]:
    """Browsers for one test; any console error, policy violation, foreign request or 5xx fails it."""
    visitor = Visitor(chromium, address)
    yield visitor
    for context in visitor.contexts:
        context.close()
    assert visitor.verdict() == []


@pytest.fixture
def workbench(visitor: Visitor) -> Workbench:
    """The first screen at 1440 by 900, with reduced motion."""
    return visitor.open()
