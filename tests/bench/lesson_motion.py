"""Frames during the motion of the lessons, in a real Chromium: `python -m tests.bench.lesson_motion`.

For each scene what is pressed, and then, while anything moves and for at most four seconds: the frames per second, how
many took longer than 20 ms, and the longest. Dragging is measured while the pointer moves.
"""

from collections.abc import Callable
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from tests.bench.page import SLOW, visit
from tests.bench.servers import unlimited
from tests.browser.conftest import ARGUMENTS
from tests.container.servers import serving
from tests.setup import programs

RECORD = """() => {
  const frames = [], begun = performance.now();
  let last = begun, moved = false, still = 0;
  window.recorded = new Promise((resolve) => requestAnimationFrame(function next(now) {
    const moving = window.busy || document.getAnimations().some((each) => each.playState === "running");
    if (moving && moved) frames.push(now - last);
    last = now;
    moved ||= moving;
    still = moving ? 0 : still + 1;
    if (now - begun > 4000 || (moved && still > 20)) resolve(frames);
    else requestAnimationFrame(next);
  }));
}"""


def pressed(selector: str) -> Callable[[Page], None]:
    """A scene that begins with a click."""
    return lambda page: page.locator(selector).first.click()


def runs(selector: str) -> Callable[[Page], None]:
    """A scene that a script drives without animations."""

    def run(page: Page) -> None:
        page.evaluate("window.busy = true")
        page.locator(selector).first.click()

    return run


def dragged(selector: str) -> Callable[[Page], None]:
    """A scene in which a handle is drawn to the left and back."""

    def drag(page: Page) -> None:
        box = page.locator(selector).first.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        page.evaluate("window.busy = true")
        for step in (*range(60), *range(60, 0, -1)):
            page.mouse.move(x - step, y)
        page.evaluate("window.busy = false")
        page.mouse.up()

    return drag


SHOW = ".beat.here .quiet-link"
SCENES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "goal: a round": ("goal?beat=2&said=less", pressed(SHOW)),
    "chain rule: the nudge": ("chain-rule?beat=3", pressed(SHOW)),
    "chain rule: drag": ("chain-rule?beat=3&said3=shown", dragged(".machines .handle")),
    "neuron: the fog lifts": ("one-neuron?beat=1", pressed(SHOW)),
    "neuron: a step": ("one-neuron?beat=2", pressed(SHOW)),
    "ten layers: growth": ("ten-layers?beat=2", pressed(SHOW)),
    "memoization: the race": ("memoization?beat=2&home=66", runs("#race-run")),
    "memoization: the fold": ("memoization?beat=3", pressed(SHOW)),
    "equations: the fold": ("three-equations?beat=1", pressed(SHOW)),
    "equations: parcels": ("three-equations?beat=2", pressed(SHOW)),
    "many paths: parcels": ("many-paths?beat=1", pressed(SHOW)),
    "softmax: two balls": ("softmax?beat=5", pressed(SHOW)),
}


def main() -> None:
    """Print a row for each scene."""
    print("| scene | frames/s | > 20 ms | longest, ms |\n|---|---|---|---|")
    with (
        TemporaryDirectory() as folder,
        serving(ours := unlimited(f"sqlite:///{folder}/store.db")),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=programs.chromium(), args=ARGUMENTS)
        for scene, (path, act) in SCENES.items():
            with visit(browser) as context:
                page = context.new_page()
                page.goto(f"{ours.url}/lessons/{path}")
                page.wait_for_timeout(800)
                page.evaluate(RECORD)
                act(page)
                frames: list[float] = page.evaluate("window.recorded")
                rate = len(frames) * 1000 / sum(frames) if frames else 0.0
                slow = sum(frame > SLOW for frame in frames)
                print(
                    f"| {scene} | {rate:.1f} | {slow} of {len(frames)} | {max(frames, default=0.0):.0f} |", flush=True
                )
        browser.close()


if __name__ == "__main__":
    main()
