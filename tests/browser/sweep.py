"""The workbench in many windows, with many networks, in both languages: what would look wrong to a user.

`make sweep` goes through all combinations and prints the faults. `test_windows.py` looks at a sample of them.
"""

import argparse
import itertools
import json
import sys
import tempfile
import urllib.request
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from playwright.sync_api import TimeoutError as NeverSettled

from tests.browser.conftest import ARGUMENTS, serving
from tests.setup import programs

FAULTS = Path(__file__).with_name("faults.js").read_text(encoding="utf-8")
# fonts are there, no answer is awaited, and the drawing is the one for its present room
SETTLED = """ () => {
  if (document.fonts.status !== "loaded" || document.querySelector(".htmx-request, [aria-busy=true]")) return false;
  if (document.documentElement.dataset.view === "projector") return true;
  const { clientWidth, clientHeight } = document.querySelector(".diagram-place");
  const room = `${Math.floor(clientWidth / 40) * 40}x${Math.floor(clientHeight / 20) * 20}`;
  const view = innerWidth < 820 ? "phone" : innerWidth >= 1600 ? "wide" : "desk";
  const { dataset: { view: shown } } = document.querySelector("#workbench");
  return shown === view && document.querySelector("#lens [name=room]").value === room;
}"""
SCREEN = {"text": 12, "script": 9}
PROJECTOR = {"text": 24, "script": 16}

WINDOWS = {
    f"{width}x{height}": (width, height, 1)
    for width, height in (
        (320, 640),
        (360, 740),
        (390, 844),
        (844, 390),
        (768, 1024),
        (820, 1180),
        (1024, 768),
        (1280, 600),
        (1280, 720),
        (1366, 650),
        (1366, 768),
        (1440, 780),
        (1440, 900),
        (1536, 730),
        (1920, 1080),
        (2560, 1440),
        (3840, 2160),
    )
} | {"1440x900 at 200 %": (720, 450, 2), "projector": (1920, 1080, 1)}
NETWORKS = {
    "-".join(map(str, sizes)): sizes
    for sizes in (
        (1, 1, 1),
        (2, 3, 1),
        (2, 3, 2),
        (3, 4, 4),
        (2, 4, 4, 1),
        (2, 8, 1),
        (2, 8, 8, 1),
        (4, 5, 6, 7),
        (1, 16, 1),
        (16, 16, 16, 16),
        (2, *(3,) * 10, 1),
        (1, *(16,) * 11, 1),
    )
}
BATCHES = (1, 16)
LANGUAGES = ("en", "ru")
STAGES = ("forward", "backward", "update")


class Case(NamedTuple):
    """A window, a network by its sizes, a number of samples, a language and a kind of stage."""

    window: str
    network: str
    batch: int
    language: str
    stage: str

    def __str__(self) -> str:
        return f"{self.window}, {self.network}, batch {self.batch}, {self.language}, {self.stage}"


EVERYTHING = tuple(itertools.starmap(Case, itertools.product(WINDOWS, NETWORKS, BATCHES, LANGUAGES, STAGES)))


def stage_index(network: str, stage: str) -> int:
    """How many stages are revealed: two of the first layer, up to a hidden error, or all of them."""
    layers = len(NETWORKS[network]) - 1
    return {"forward": 1, "backward": 2 * layers + 4, "update": 4 * layers + 2}[stage]


def samples(count: int, width: int) -> list[list[float]]:
    """Numbers with signs and decimals, different in every place."""
    return [[round(((7 * i + 3 * j) % 11 - 5) / 4, 2) for j in range(width)] for i in range(count)]


def session(address: str, network: str, batch: int) -> str:
    """The id of a new session with that network."""
    sizes = NETWORKS[network]
    description: object = {"sizes": sizes, "inputs": samples(batch, sizes[0]), "targets": samples(batch, sizes[-1])}
    if network == "2-3-1" and batch == 1:
        description = None  # the first screen
    return str(asked(f"{address}/api/v1/sessions", description)["id"])


def asked(address: str, body: object) -> dict[str, object]:
    """The answer of the JSON API to a call."""
    content = json.dumps(body).encode() if body is not None else b""
    request = urllib.request.Request(
        address, content, {"Content-Type": "application/json"} if body else {}, method="POST"
    )
    with urllib.request.urlopen(request) as answer:
        found: dict[str, object] = json.load(answer)
    return found


def looked_at(browser: Browser, address: str, cases: Sequence[Case]) -> Iterator[tuple[Case, Page, list[str]]]:
    """Each case with its page and the faults in it; neighbours with the same network and language share a page."""
    alike = itertools.groupby(cases, key=lambda case: (case.network, case.batch, case.language))
    for (network, batch, language), group in alike:
        name = session(address, network, batch)
        context = browser.new_context(locale=language, reduced_motion="reduce", base_url=address)
        context.add_cookies([{"name": "session", "value": name, "url": address}])
        page = context.new_page()
        devtools = context.new_cdp_session(page)
        try:
            for stage, windows in itertools.groupby(group, key=lambda case: case.stage):
                body = {"iteration": 0, "stage": stage_index(network, stage)}
                asked(f"{address}/api/v1/sessions/{name}/seek", body)
                page.goto("about:blank")
                for case in windows:
                    least = PROJECTOR if case.window == "projector" else SCREEN
                    try:
                        show(page, devtools, case.window)
                    except NeverSettled:
                        yield case, page, ["the page does not come to rest"]
                        page.goto("about:blank")
                    else:
                        yield case, page, page.evaluate(FAULTS, least)
        finally:
            context.close()


def show(page: Page, devtools: CDPSession, window: str) -> None:
    """The workbench in such a window, drawn for it: opened, or resized where it is open already."""
    width, height, scale = WINDOWS[window]
    page.set_viewport_size({"width": width, "height": height})
    size = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}
    devtools.send("Emulation.setDeviceMetricsOverride", size)
    if window == "projector":
        page.goto("/?view=projector")
    elif page.url == "about:blank" or "projector" in page.url:
        page.goto("/")
    page.wait_for_function(SETTLED, arg=[width, height])


def ordered(cases: Sequence[Case]) -> list[Case]:
    """So that cases with the same network, language and stage are neighbours."""
    return sorted(cases, key=lambda case: (case.network, case.batch, case.language, case.stage))


def part(words: str) -> tuple[int, int]:
    """Which share of how many: "2/3" is the second of three."""
    which, count = map(int, words.split("/"))
    if not 1 <= which <= count:
        raise ValueError(words)
    return which, count


def share(cases: Sequence[Case], which: int, count: int) -> list[Case]:
    """Every `count`-th pair of a network and a number of samples, from the `which`-th on."""
    pairs = list(itertools.product(NETWORKS, BATCHES))[which - 1 :: count]
    return [case for case in cases if (case.network, case.batch) in pairs]


def main() -> None:
    """Look at the combinations that the arguments leave and print the faults. Exit status 1 if there are any."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", type=Path, help="a folder for a picture of each combination that has faults")
    parser.add_argument("--address", help="a server that runs already")
    parser.add_argument("--part", type=part, default=(1, 1), help="1/2 and 2/2: halves for two processes")
    values: tuple[Iterable[object], ...] = (WINDOWS, NETWORKS, BATCHES, LANGUAGES, STAGES)
    for name, known in zip(Case._fields, values, strict=True):
        parser.add_argument(f"--{name}", action="append", choices=[str(value) for value in known])
    chosen = parser.parse_args()
    wanted = [(name, set(getattr(chosen, name) or ())) for name in Case._fields]
    cases = [case for case in EVERYTHING if all(not only or str(getattr(case, n)) in only for n, only in wanted)]
    cases = share(cases, *chosen.part)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=programs.chromium(), args=ARGUMENTS)
        if chosen.address:
            found = swept(browser, chosen.address, cases, chosen.pictures)
        else:
            with serving(Path(folder)) as address:
                found = swept(browser, address, cases, chosen.pictures)
        browser.close()
    print(f"{len(cases)} combinations, {sum(found.values())} faults")
    for window, count in found.most_common():
        print(f"  {window}: {count}")
    sys.exit(bool(found))


def swept(browser: Browser, address: str, cases: Sequence[Case], pictures: Path | None) -> Counter[str]:
    """The number of faults by window; each is printed as it is found."""
    found: Counter[str] = Counter()
    for case, page, faults in looked_at(browser, address, ordered(cases)):
        if faults:
            found[case.window] += len(faults)
            print(f"{case}:", *faults, sep="\n    ", flush=True)
            if pictures:
                page.screenshot(path=pictures / f"{str(case).replace(', ', '_').replace(' ', '')}.png")
    return found


if __name__ == "__main__":
    main()
