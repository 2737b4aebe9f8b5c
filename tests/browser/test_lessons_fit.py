"""Every lesson at common window sizes: nothing is wider than the window."""

import re

import pytest
from playwright.sync_api import expect

from app.view.lessons.catalogue import LESSONS
from tests.browser.conftest import Visitor

SIZES = [(1440, 900), (1920, 1080), (1024, 768), (390, 844)]


@pytest.mark.parametrize("slug", ["", *LESSONS])
@pytest.mark.parametrize("locale", ["en", "ru"])
def test_a_lesson_is_not_wider_than_the_window(visitor: Visitor, slug: str, locale: str) -> None:
    page = visitor.open(f"/lessons/{slug}".rstrip("/"), locale=locale).page
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, height)


# Elements that scroll sideways in their own box.
SCROLLS = """() => [...document.querySelectorAll("#lesson *")]
  .filter((e) => ["auto", "scroll"].includes(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 1)
  .map((e) => e.className.baseVal ?? e.className)"""


@pytest.mark.parametrize("slug", ["chain-rule", "one-neuron", "hidden-layer"])
@pytest.mark.parametrize("locale", ["en", "ru"])
def test_nothing_scrolls_sideways_and_the_network_is_drawn_for_the_window(
    visitor: Visitor, slug: str, locale: str
) -> None:
    page = visitor.open(f"/lessons/{slug}", locale=locale).page
    for width, height in (*SIZES, (1440, 900)):
        page.set_viewport_size({"width": width, "height": height})
        expect(page.locator("#diagram")).to_have_class(re.compile("phone" if width < 820 else "desk"))
        assert page.evaluate(SCROLLS) == [], (width, height)
    assert page.url == f"{visitor.address}/lessons/{slug}"
