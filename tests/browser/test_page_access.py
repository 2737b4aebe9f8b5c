"""The page by axe, by keyboard alone and in forced colours."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import AXE, COLOUR_RULES, violations
from tests.browser.bench import Workbench
from tests.browser.conftest import Visitor

SIZES = [(1440, 900), (1920, 1080), (1024, 768), (390, 844)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_axe_finds_nothing(visitor: Visitor, size: tuple[int, int]) -> None:
    """The themes differ in their colours alone."""
    viewport = {"width": size[0], "height": size[1]}
    # the policy of the page lets no foreign script in, and axe is one
    workbench = visitor.open(viewport=viewport, color_scheme="light", bypass_csp=True)
    page = workbench.page
    page.evaluate(AXE)
    for stage in (0, 9):
        if stage:
            workbench.press("b")
        workbench.expect_place(0, stage)
        page.emulate_media(color_scheme="light")
        assert violations(page) == []
        page.emulate_media(color_scheme="dark")
        assert violations(page, COLOUR_RULES) == []


def test_the_diagram_can_be_explored_by_keyboard_alone(workbench: Workbench) -> None:
    workbench.press("b")
    workbench.expect_place(0, 9)
    workbench.number("E", 1, 0).focus()
    workbench.press("Enter")
    inspector = workbench.page.locator("#inspector")
    expect(inspector).to_contain_text("Why −0.539?")
    expect(inspector).to_contain_text("−0.77")
    workbench.press("Escape")
    expect(inspector).to_be_hidden()


def test_forced_colours_keep_the_primary_button_and_the_closed_gate(visitor: Visitor) -> None:
    workbench = visitor.open(forced_colors="active")
    workbench.press("b")
    workbench.expect_place(0, 9)
    workbench.press("ArrowLeft")
    workbench.expect_place(0, 8)
    filled = "e => getComputedStyle(e).backgroundColor"
    back, step = (workbench.verb(name).evaluate(filled) for name in ("back", "step"))
    assert back != step
    shut = workbench.page.locator("#now .rows .shut").first
    assert shut.evaluate(filled) != shut.evaluate("e => getComputedStyle(e.closest('.card')).backgroundColor")


# As where a browser keeps nothing for a site: looking at what is kept is an error.
NOTHING_KEPT = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("The operation is insecure.", "SecurityError"); },
});"""


@pytest.mark.parametrize("path", ["/", "/lessons", "/lessons/code?beat=2&dWh=shown", "/lessons/chain-rule"])
def test_where_storage_is_forbidden_every_page_works(visitor: Visitor, path: str) -> None:
    context = visitor.context()
    context.add_init_script(NOTHING_KEPT)
    page = visitor.page(context, path).page
    page.wait_for_load_state("networkidle")
    if path == "/":
        page.keyboard.press("ArrowRight")
        Workbench(page).expect_place(0, 1)
    elif path == "/lessons":
        page.locator(".node a").nth(1).hover()
