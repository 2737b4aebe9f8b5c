"""Motion from its start to its end, as time goes by."""

from playwright.sync_api import expect

from tests.browser.conftest import Visitor

# The diagram without what moves over it (with reduced motion, the pulses stay visible).
DRAWN = """() => {
  const copy = document.querySelector("#diagram").cloneNode(true);
  copy.querySelectorAll(".motion").forEach((layer) => layer.remove());
  return copy.outerHTML.replace(/\\s+/g, " ");
}"""


def test_motion_ends_in_the_picture_that_the_server_rendered(visitor: Visitor) -> None:
    moving, still = visitor.open(reduced_motion="no-preference"), visitor.open()
    for stage in range(1, 11):
        for workbench in (moving, still):
            workbench.press("ArrowRight")
            workbench.expect_place(0, stage)
        expect(moving.page.locator("#diagram .motion")).to_have_count(0, timeout=3000)
        assert moving.page.evaluate(DRAWN) == still.page.evaluate(DRAWN), f"stage {stage}"


def test_both_factors_of_a_derivative_move_to_its_weight(visitor: Visitor) -> None:
    workbench = visitor.open(reduced_motion="no-preference")
    workbench.press("7")
    workbench.expect_place(0, 7)
    workbench.press("ArrowLeft")
    workbench.expect_place(0, 6)
    expect(workbench.page.locator("#diagram .motion")).to_have_count(0, timeout=3000)
    workbench.press("ArrowRight")
    # per weight a copy of the activation (1.1, 0, 0.6) and one of the error (−0.77)
    expect(workbench.page.locator("#diagram .motion .ghost")).to_have_text(
        ["1.1", "−0.77", "0", "−0.77", "0.6", "−0.77"]
    )


def test_motion_is_interrupted_by_the_next_key(visitor: Visitor) -> None:
    workbench = visitor.open(reduced_motion="no-preference")
    for _ in range(20):
        workbench.press("ArrowRight")
        workbench.page.wait_for_timeout(60)
        assert workbench.page.locator("#diagram .motion").count() <= 2, (
            "one motion has a layer under the cards and one over"
        )
    workbench.expect_place(1, 10)
    expect(workbench.page.locator("#diagram .motion")).to_have_count(0, timeout=3000)
