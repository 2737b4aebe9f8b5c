"""The workbench as a test drives it: through what a user sees and presses, and the stable hooks."""

import json
import re
import time
import urllib.request
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

# What the drawing prints at every key: the last text of the first element that has it.
PRINTED = """() => {
  const printed = {};
  for (const place of document.querySelectorAll("#diagram [data-q]"))
    printed[place.dataset.q] ??= [...place.querySelectorAll("text")].map((each) => each.textContent.trim())
      .filter(Boolean).at(-1) ?? "";
  return printed;
}"""
NUMBER = re.compile(r"−?\d+(?:[.,]\d+)?(?:·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?$")


def key_of(quantity: str, layer: int, unit: int, given: int | None = None) -> str:
    """The key of a number in the drawing."""
    return f"{quantity}.{layer}.{unit}" if given is None else f"{quantity}.{layer}.{given}.{unit}"


class Workbench:
    """One page with the workbench on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.root = page.locator("#workbench")

    @property
    def place(self) -> tuple[int, int]:
        """Iteration and stage index."""
        return int(self.data("iteration")), int(self.data("stage-index"))

    def data(self, name: str) -> str:
        return self.root.get_attribute(f"data-{name}") or ""

    def verb(self, name: str) -> Locator:
        return self.page.locator(f'#workbench button[data-verb="{name}"]').first

    def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            self.page.keyboard.press(key)

    def expect_place(self, iteration: int, stage: int) -> None:
        """Waits until the page is there, with all that it shows."""
        expect(self.root).to_have_attribute("data-iteration", str(iteration))
        expect(self.root).to_have_attribute("data-stage-index", str(stage))
        self.expect_whole()

    def expect_whole(self) -> None:
        """Waits until the panel and the program have followed the drawing."""
        expect(self.page.locator("#workbench [aria-busy=true]")).to_have_count(0)

    def slow(self, latency: int) -> None:
        """Puts so many milliseconds before every request of the page."""
        line = {"offline": False, "latency": latency, "downloadThroughput": -1, "uploadThroughput": -1}
        self.page.context.new_cdp_session(self.page).send("Network.emulateNetworkConditions", line)

    def number(self, quantity: str, layer: int, unit: int, given: int | None = None) -> Locator:
        """The number of a quantity in the diagram."""
        return self.page.locator(f'#diagram [data-q="{key_of(quantity, layer, unit, given)}"]').first

    def printed(self, quantity: str, layer: int, unit: int, given: int | None = None) -> str | None:
        """What the diagram prints there, or None where it is not a number yet."""
        return self.all_printed().get(key_of(quantity, layer, unit, given))

    def all_printed(self) -> dict[str, str]:
        """Every number that the diagram prints, by its key, once there is one."""
        self.page.locator("#workbench #diagram").wait_for()
        printed = self.page.evaluate(PRINTED)
        return {key: text for key, text in printed.items() if NUMBER.match(text)}

    def snapshot(self) -> dict[str, Any]:
        """The JSON API's snapshot of the session of this browser."""
        cookie = next(c["value"] for c in self.page.context.cookies() if c.get("name") == "session")
        parts = urlsplit(self.page.url)
        with urllib.request.urlopen(f"{parts.scheme}://{parts.netloc}/api/v1/sessions/{cookie}") as answer:
            snapshot: dict[str, Any] = json.load(answer)
        return snapshot

    def confirmed(self) -> dict[str, Any]:
        """The snapshot, once the server has made the step whose picture the page may show already."""
        end = time.monotonic() + 5
        while time.monotonic() < end:
            if any(cookie.get("name") == "session" for cookie in self.page.context.cookies()):
                snapshot = self.snapshot()
                if (snapshot["iteration"], snapshot["stage"]["index"]) == self.place:
                    self.expect_whole()
                    return snapshot
            self.page.wait_for_timeout(20)
        raise AssertionError(f"the server is not where the page is: {self.place}")

    def build(self, sizes: list[int], activation: str = "tanh", rate: str = "0.1") -> None:
        """Build another network, as the settings form does."""
        form = {f"size.{k}": str(n) for k, n in enumerate(sizes)}
        form |= {"activation": activation, "output": "identity", "loss": "half_squared_error", "learning_rate": rate}
        form |= {"seed": "3", "bias": "1", "problem": "own", "version": self.data("version")}
        form |= {f"X.0.{i}": "0.5" for i in range(sizes[0])} | {f"Y.0.{i}": "0.25" for i in range(sizes[-1])}
        origin = self.page.evaluate("location.origin")
        post = self.page.context.request.post
        answer = post("/workbench/network", form=dict(form), headers={"Origin": origin})
        assert answer.ok, answer.text()
        self.page.reload()
        self.expect_place(0, 0)
