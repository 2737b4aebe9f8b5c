"""The drawing in its room: as large as a window lets it be, readable, and moved to what is current on a phone."""

from playwright.sync_api import expect

from tests.browser.conftest import Visitor

# The smallest type in px, whether the drawing is inside its place, and whether the dock leaves it free.
SEEN = """() => {
  const svg = document.querySelector("#diagram"), place = svg.parentElement.getBoundingClientRect();
  const scale = svg.getScreenCTM().a, dock = document.querySelector(".dock").getBoundingClientRect();
  const sizes = [...svg.querySelectorAll("text, tspan")].filter((t) => t.getClientRects().length)
    .map((t) => parseFloat(getComputedStyle(t).fontSize) * scale);
  const box = svg.getBoundingClientRect(), scrolls = svg.classList.contains("scrolls");
  return {
    smallest: Math.min(...sizes),
    inside: scrolls || (box.right <= place.right + 1 && box.bottom <= place.bottom + 1),
    free: place.bottom <= dock.top + 1 || innerWidth < 820,
    page: document.documentElement.scrollWidth <= innerWidth,
  };
}"""
# Where the middle of the present gap and the current chip are, as shares of the window's width.
CURRENT = """() => {
  const svg = document.querySelector("#diagram"), chip = document.querySelector("#timeline .here");
  const middle = svg.getBoundingClientRect().left + Number(svg.dataset.middle), { left, width } =
    chip.getBoundingClientRect();
  const chips = [...document.querySelectorAll("#timeline li > button")].map((b) => b.getBoundingClientRect());
  return {
    gap: middle / innerWidth,
    chip: (left + width / 2) / innerWidth,
    apart: chips.every((box, k) => !k || box.left >= chips[k - 1].right - 0.5),
    page: document.documentElement.scrollWidth <= innerWidth,
  };
}"""
WINDOWS = [(1280, 600), (1366, 650), (1440, 780), (1536, 730), (1920, 1080), (2560, 1440), (3840, 2160), (1024, 768)]


def test_the_drawing_fills_any_window_with_readable_text(visitor: Visitor) -> None:
    workbench = visitor.open(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page, sizes = workbench.page, []
    workbench.press("b")
    workbench.expect_place(0, 9)
    for width, height in WINDOWS:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(f"() => ({SEEN})().smallest >= 12")
        for _ in range(2):  # the drawing for this window, and for the room that its key leaves
            page.wait_for_timeout(300)
            expect(workbench.root).to_have_attribute("aria-busy", "false")
        seen = page.evaluate(SEEN)
        sizes.append(seen.pop("smallest"))
        assert seen == {"inside": True, "free": True, "page": True}, (width, height)
    assert min(sizes) >= 12
    assert sizes[6] > 2 * sizes[4] > 2 * sizes[0] * 1.1  # 4K, 1920 × 1080, 1280 × 600


def test_a_deep_network_on_a_phone_is_moved_to_the_present_gap_and_stage(visitor: Visitor) -> None:
    workbench = visitor.open(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    workbench.build([2, 3, 3, 3, 3, 1])
    page = workbench.page
    for stage in range(1, 23):
        workbench.press("ArrowRight")
        workbench.expect_place(0, stage)
        seen = page.evaluate(CURRENT)
        assert seen["page"], stage
        assert seen["apart"], stage
        assert 0.05 < seen["gap"] < 0.95, (stage, seen)
        assert 0 < seen["chip"] < 1, (stage, seen)
