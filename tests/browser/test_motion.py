"""Every kind of stage moves: seen in the middle of its motion, at a time of the page's own clock."""

from typing import Any

import pytest

from tests.browser.bench import Workbench
from tests.browser.conftest import Visitor

# New animations wait, so that a test can look at any moment of them.
HOLD = """() => {
  const run = Element.prototype.animate;
  Element.prototype.animate = function (...given) { const made = run.apply(this, given); made.pause(); return made; };
}"""
# Go to a moment; what runs then and what has been drawn a frame later.
AT = """async (time) => {
  const running = document.getAnimations().filter((one) => one.playState === "paused");
  for (const one of running) one.currentTime = time;
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const active = running.filter((one) => one.effect.target?.closest("#diagram") && one.effect.getKeyframes().length
    && (({ delay, endTime }) => delay <= time && time < endTime)(one.effect.getComputedTiming()));
  return { active: active.length, pulses: [...document.querySelectorAll("#diagram .pulse path, #diagram path.pulse")]
    .filter((path) => path.getAttribute("d")).length, numbers: [...document.querySelectorAll("#diagram .ghost")]
    .filter((ghost) => getComputedStyle(ghost).visibility === "visible").map((ghost) => ghost.textContent) };
}"""
TWO_MOMENTS = {"update": (300, 450), "activation": (160, 290), "cost": (160, 290)}  # ms; for the others:
TRAVELLING = (130, 200)
PULSES = {"weighted_input", "error", "derivative"}


def moments(workbench: Workbench, kind: str) -> tuple[dict[str, Any], bool]:
    """What moves at the first of two moments, and whether the drawing differs at the second."""
    drawing, pictures = workbench.page.locator("#diagram"), []
    seen: dict[str, Any] = {}
    for time in TWO_MOMENTS.get(kind, TRAVELLING):
        seen = seen or workbench.page.evaluate(AT, time)
        workbench.page.evaluate(AT, time)
        pictures.append(drawing.screenshot(animations="allow"))
    return seen, pictures[0] != pictures[1]


@pytest.mark.parametrize(
    ("sizes", "view"),
    [([2, 3, 1], (1440, 900)), ([2, 5, 1], (1440, 900)), ([2, 12, 1], (1440, 900)), ([2, 3, 1], (390, 844))],
    ids=["full", "compact", "strip", "phone"],
)
def test_every_stage_moves(visitor: Visitor, sizes: list[int], view: tuple[int, int]) -> None:
    size = {"width": view[0], "height": view[1]}
    workbench = visitor.open(reduced_motion="no-preference", viewport=size)
    if sizes != [2, 3, 1]:
        workbench.build(sizes)
    workbench.page.evaluate(HOLD)
    for stage in range(1, int(workbench.data("count")) + 1):
        workbench.press("ArrowRight")
        workbench.expect_place(0, stage)
        kind, name = workbench.data("stage-kind"), workbench.data("stage-name")
        seen, changed = moments(workbench, kind)
        assert seen["active"] or seen["pulses"], f"nothing runs in {name}"
        assert changed, f"no pixel changes in {name}"
        if kind in PULSES:
            assert seen["pulses"] or seen["numbers"], f"nothing travels in {name}"


def test_a_right_answer_in_practice_plays_the_motion_of_its_stage(visitor: Visitor) -> None:
    workbench = visitor.open(reduced_motion="no-preference")
    page = workbench.page
    workbench.press("ArrowRight", 7)
    workbench.expect_place(0, 7)
    workbench.press("p")
    workbench.press("ArrowRight")
    page.locator("#answer").fill("0.5")
    page.evaluate(HOLD)
    workbench.press("Enter")
    page.locator("#verdict").get_by_text("Not yet").wait_for()
    assert page.evaluate(AT, TRAVELLING[0])["pulses"] == 0, "a wrong answer moves nothing"
    page.locator("#answer").fill("0")
    workbench.press("Enter")
    workbench.expect_place(0, 8)
    seen, changed = moments(workbench, "error")
    assert changed
    assert seen["pulses"] or seen["numbers"]


def test_the_terms_of_a_sum_are_written_before_it(visitor: Visitor) -> None:
    workbench = visitor.open(reduced_motion="no-preference")
    workbench.page.evaluate(HOLD)
    workbench.press("ArrowRight")
    workbench.expect_place(0, 1)
    terms = workbench.page.evaluate(AT, 640)["numbers"]
    assert {"0.4", "0.6", "−0.6", "−0.4", "0.5", "0.2"} <= set(terms)


def test_pulses_run_above_the_edges_and_below_the_cards_and_labels(visitor: Visitor) -> None:
    workbench = visitor.open(reduced_motion="no-preference")
    workbench.page.evaluate(HOLD)
    workbench.press("ArrowRight")
    workbench.expect_place(0, 1)
    order = workbench.page.evaluate(
        "() => [...document.querySelectorAll('#diagram > *')].map(e => e.classList[0] ?? e.id)"
    )
    last_edge = max(index for index, kind in enumerate(order) if kind == "edge")
    assert last_edge < order.index("motion") < min(order.index("unit"), order.index("pill"))


def test_a_struck_bias_stays_where_it_was(visitor: Visitor) -> None:
    workbench = visitor.open(reduced_motion="no-preference")
    workbench.press("9")
    workbench.expect_place(0, 9)
    workbench.page.evaluate(HOLD)
    before = workbench.number("B", 1, 0).locator(".value").bounding_box()
    workbench.press("ArrowRight")
    workbench.expect_place(0, 10)
    workbench.page.evaluate(AT, 0)
    struck = workbench.number("B", 1, 0).locator(".old").bounding_box()
    assert before is not None
    assert struck is not None
    assert abs(struck["y"] - before["y"]) < 1
    assert abs(struck["x"] - before["x"]) < 1
