"""The first picture of the page: complete when it appears, and ready for a click."""

import pytest
from playwright.sync_api import Request, Route, expect

from tests.browser.bench import Workbench
from tests.browser.conftest import Visitor

LATE = 600  # ms

# A frame callback runs with the first picture at the earliest, as the eyes of a user do.
CLICK_WITH_THE_FIRST_PICTURE = """
  const click = () => {
    const step = document.querySelector("#do-step");
    if (step) step.click();
    else requestAnimationFrame(click);
  };
  requestAnimationFrame(click);
"""

# How often htmx goes through the whole page.
COUNT_PASSES = """
  window.passes = 0;
  addEventListener("htmx:after:process", ({ target }) => { window.passes += target === document.body; });
"""

# Fonts that no preload asked for: each lays out every text again when it arrives.
LATE_FONTS = """() => performance.getEntriesByType("resource")
  .filter(({ name, initiatorType }) => name.endsWith(".woff2") && initiatorType !== "link")
  .map(({ name }) => name.split("/").at(-1))"""


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_font_of_the_first_picture_is_preloaded(visitor: Visitor, size: tuple[int, int]) -> None:
    page = visitor.open(viewport={"width": size[0], "height": size[1]}).page
    page.evaluate("document.fonts.ready")
    assert page.evaluate(LATE_FONTS) == []


def test_letters_that_come_late_do_not_draw_the_page_twice(visitor: Visitor) -> None:
    page = visitor.context().new_page()
    visitor.watch(page)
    fonts: list[Route] = []
    drawn: list[str] = []

    def hold(route: Route) -> None:
        fonts.append(route)

    page.on("request", lambda request: drawn.append(request.url) if "/workbench?" in request.url else None)
    page.route("**/*.woff2", hold)
    page.goto("/", wait_until="commit")
    page.wait_for_timeout(LATE)
    for font in fonts:
        font.continue_()
    page.evaluate("document.fonts.ready")
    page.wait_for_load_state("networkidle")
    assert fonts
    assert drawn == []


def test_a_click_on_the_first_picture_is_counted_without_a_reload(visitor: Visitor) -> None:
    """Before the script runs, the button would submit its plain form: the picture must not appear before that."""
    page = visitor.context().new_page()
    visitor.watch(page)
    script: list[Route] = []
    reloads: list[str] = []

    def hold(route: Route) -> None:
        script.append(route)

    def note(request: Request) -> None:
        if request.is_navigation_request() and request.method == "POST":
            reloads.append(request.url)

    page.route("**/dist/app.js*", hold)
    page.on("request", note)
    page.add_init_script(CLICK_WITH_THE_FIRST_PICTURE + COUNT_PASSES)
    page.goto("/", wait_until="commit")
    page.wait_for_timeout(LATE)
    script.pop().continue_()
    Workbench(page).expect_place(0, 1)
    assert reloads == []
    assert page.evaluate("passes") == 1


# A number is entered while the rest of the page is still on its way; its form is sent without a button.
ENTER_EARLY = """
  new MutationObserver((_, observer) => {
    const rate = document.querySelector("#learning-rate");
    if (!rate || document.readyState !== "loading") return;
    observer.disconnect();
    rate.focus();
    rate.value = "0.25";
    rate.form.requestSubmit();
    window.early = true;
  }).observe(document, { childList: true, subtree: true });
"""


def test_what_is_entered_before_the_page_is_complete_is_sent_once_it_is(visitor: Visitor) -> None:
    page = visitor.context().new_page()
    visitor.watch(page)
    navigations: list[str] = []
    page.on("request", lambda request: navigations.append(request.url) if request.is_navigation_request() else None)
    page.add_init_script(ENTER_EARLY)
    page.goto("/")
    workbench = Workbench(page)
    workbench.confirmed()
    assert page.evaluate("early")
    assert len(navigations) == 1
    assert workbench.snapshot()["network"]["learning_rate"] == 0.25
    expect(page.locator("#learning-rate")).to_have_value("0.25")
