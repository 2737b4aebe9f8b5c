"""The page in its window: everything fits, no texts touch, and nothing moves from stage to stage."""

import pytest
from playwright.sync_api import expect

from tests.browser.bench import Workbench
from tests.browser.conftest import Visitor

SIZES = [(1440, 900), (1920, 1080), (1024, 768), (390, 844)]

# Texts of the diagram that touch each other or leave it, as they are seen.
LOOK = """() => {
  const svg = document.querySelector("#diagram"), frame = svg.getBoundingClientRect(), wrong = [];
  const seen = [...svg.querySelectorAll("text")]
    .filter((t) => t.textContent.trim() && +getComputedStyle(t).opacity > 0.05)
    .map((t) => ({ text: t.textContent.trim(), box: t.getBoundingClientRect() })).filter(({ box }) => box.width > 0);
  seen.forEach(({ text, box: a }, k) => {
    if (a.left < frame.left - 2 || a.right > frame.right + 2 || a.top < frame.top - 2 || a.bottom > frame.bottom + 2)
      wrong.push(`${text} leaves the drawing`);
    for (const { text: other, box: b } of seen.slice(k + 1)) {
      const w = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const h = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (w > 3 && h > 4) wrong.push(`${text} and ${other} overlap by ${w.toFixed(0)} x ${h.toFixed(0)}`);
    }
  });
  return wrong;
}"""


# Where the parts of the page are that stay in their places on a wide screen.
PLACES = """() => ["#diagram", "#timeline", "#do-back", "#do-step", "#do-play", "#do-update", "#speed", "#now"]
  .map((id) => document.querySelector(id).getBoundingClientRect()).map(({ left, top }) => [left, top])"""
WIDE = 1366


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("size", [*SIZES, (320, 640), (WIDE, 768)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_stage_fits_no_texts_touch_and_nothing_moves(visitor: Visitor, size: tuple[int, int], lang: str) -> None:
    workbench = visitor.open(viewport={"width": size[0], "height": size[1]}, locale=lang)
    places = []
    for stage in range(11):
        workbench.expect_place(0, stage)
        places.append(workbench.page.evaluate(PLACES))
        width = workbench.page.evaluate("document.documentElement.scrollWidth")
        assert width <= size[0], f"stage {stage}: the page is {width} px wide"
        assert workbench.page.evaluate(LOOK) == [], f"stage {stage}"
        workbench.press("ArrowRight")
    if size[0] >= WIDE:
        assert all(place == places[0] for place in places), places


@pytest.mark.parametrize(
    "sizes",
    ["1 1", "2 8 8 1", "2 4 4 1", "3 2 2 2 3", "1 1 1 1 1 1 1 1 1 1 1 1", "2 6 6 6 6 6 6 6 6 6 6 1", "16 16 16"],
)
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_other_networks_fit_too(visitor: Visitor, sizes: str, size: tuple[int, int]) -> None:
    workbench = visitor.open(viewport={"width": size[0], "height": size[1]})
    numbers = [int(n) for n in sizes.split()]
    workbench.build(numbers)
    count = 4 * (len(numbers) - 1) + 2
    for key, stage in (("f", count // 2), ("ArrowRight", count // 2 + 1), ("b", count - 1), ("u", count)):
        workbench.press(key)
        workbench.expect_place(0, stage)
        assert workbench.page.evaluate("document.documentElement.scrollWidth") <= size[0]
        assert workbench.page.evaluate(LOOK) == []


def test_in_a_dense_network_a_click_on_a_unit_labels_its_weights(workbench: Workbench) -> None:
    workbench.build([2, 8, 8, 1])
    workbench.press("b")
    workbench.expect_place(0, 13)
    workbench.press("ArrowLeft")  # the derivatives of the first layer
    workbench.press("ArrowLeft")
    workbench.expect_place(0, 11)
    for unit in (5, 2):
        workbench.number("E", 2, unit).click()
        expect(workbench.page.locator(f"#pill-2-0-{unit}")).to_have_count(1)
        assert workbench.page.evaluate(LOOK) == []


def test_the_current_line_of_a_shortened_program_is_in_sight(visitor: Visitor) -> None:
    workbench = visitor.open(viewport={"width": 1366, "height": 768})
    for key, stage in (("f", 5), ("b", 9), ("u", 10)):
        workbench.press(key)
        workbench.expect_place(0, stage)
        line, program = (
            workbench.page.locator(each).first.bounding_box() for each in ("#code .lit-line", "#code > form")
        )
        assert line is not None
        assert program is not None
        assert program["y"] <= line["y"] + 1
        assert line["y"] + line["height"] <= program["y"] + program["height"] + 1
