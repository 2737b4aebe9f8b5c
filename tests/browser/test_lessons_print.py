"""Every lesson and their list in print: content and settings, black on white, without controls."""

import re

import pytest
from playwright.sync_api import Page, expect

from app.view.lessons.catalogue import LESSONS
from tests.browser.conftest import Visitor

A4 = {"width": 718, "height": 1047}  # CSS pixels of a page with margins of 1 cm
PLACES = {
    "hidden-layer": "?beat=3&shared=shown",
    "ten-layers": "?beat=3&marked=R.8&shared=4",
    "memoization": "?beat=2&home=66&tick=75",
    "three-equations": "?beat=2&hidden=3&arrives=1&opened=1",
    "code": "?beat=2&kind=matrices&stage=10",
}

# Visible controls, except those that are also text: equations, lines of the program, the chosen one of several.
CONTROLS = """() => [...document.querySelectorAll(
  "button, input, select, summary, nav, header.header, [popover], .skip, .timeline, .program-dock")]
  .filter((e) => e.checkVisibility({ visibilityProperty: true }) && e.getBoundingClientRect().width > 1)
  .filter((e) => !e.matches(".law, #listing li > button, .segmented [aria-pressed=true], .aside > summary"))
  .map((e) => e.outerHTML.slice(0, 90))"""

# Elements that cross the right edge of the page, or of a box that would cut them off or scroll.
TOO_WIDE = """(width) => [...document.querySelectorAll("#lesson, #lesson *, .course *")].filter((e) => {
  // the box of a group has what an inner svg cuts off, too
  if (e.closest(".visually-hidden, svg svg") || e.matches("g") || !e.checkVisibility()) return false;
  const { right, width: own } = e.getBoundingClientRect();
  const cuts = getComputedStyle(e).overflowX !== "visible" && !e.closest("svg") && e.scrollWidth > e.clientWidth + 1;
  return own > 1 && (right > width + 1 || cuts);
}).map((e) => `${e.tagName} ${e.className.baseVal ?? e.className}: ${e.textContent.trim().slice(0, 40)}`)"""


def printed(visitor: Visitor, slug: str, locale: str) -> Page:
    """The page as printed from a dark screen."""
    path = f"/lessons/{slug}{PLACES.get(slug, '')}".rstrip("/")
    page = visitor.open(path, viewport=A4, color_scheme="dark", locale=locale).page
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("locale", ["en", "ru"])
@pytest.mark.parametrize("slug", ["", *LESSONS])
def test_a_printed_lesson_fits_on_the_paper_and_has_no_controls(visitor: Visitor, slug: str, locale: str) -> None:
    page = printed(visitor, slug, locale)
    assert page.evaluate(CONTROLS) == []
    assert page.evaluate(TOO_WIDE, A4["width"]) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= A4["width"]


@pytest.mark.parametrize("slug", ["", *LESSONS])
def test_dark_mode_is_not_printed(visitor: Visitor, slug: str) -> None:
    page = printed(visitor, slug, "en")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgba(0, 0, 0, 0)"
    shades = page.evaluate(
        "() => [...document.querySelectorAll('.card')].map((e) => getComputedStyle(e).backgroundColor)"
    )
    assert set(shades) == {"rgb(255, 255, 255)"}
    heading = page.locator(".lesson-asks, .beat.here h2, .node-asks").first
    assert heading.evaluate("e => getComputedStyle(e).color") == "rgb(26, 29, 36)"


def test_settings_are_printed_as_text(visitor: Visitor) -> None:
    page = visitor.open("/lessons/hidden-layer?x=1.75&R=tanh").page
    page.emulate_media(media="print")
    expect(page.locator(".on-paper", has_text="X 1.75")).to_be_visible()
    expect(page.locator(".on-paper", has_text="tanh").first).to_be_visible()


@pytest.mark.parametrize("slug", ["one-neuron?beat=4", "hidden-layer"])
@pytest.mark.parametrize("width", [390, 1440])
def test_a_printed_network_includes_target_and_cost(visitor: Visitor, slug: str, width: int) -> None:
    page = visitor.open(f"/lessons/{slug}", viewport={"width": width, "height": 844}).page
    expect(page.locator("#diagram")).to_have_class(re.compile("phone" if width == 390 else "desk"))
    page.emulate_media(media="print")
    place = page.locator(".unit-place, .pass-place").bounding_box()
    for name in ("#cost", "#target-0", "#unit-0-0"):
        part = page.locator(name).bounding_box()
        assert place is not None
        assert part is not None
        assert place["y"] <= part["y"]
        assert part["y"] + part["height"] <= place["y"] + place["height"]


@pytest.mark.parametrize(
    ("slug", "shaded"),
    [
        ("ten-layers", ".products .factor, .key .factor"),
        ("memoization", ".race-cell, .race-known"),
        ("three-equations", ".read-fwd, .read-bwd"),
        ("hidden-layer", ".bracketed.shared .run, .link.outcome"),
    ],
)
def test_a_shade_that_means_something_is_printed(visitor: Visitor, slug: str, shaded: str) -> None:
    page = printed(visitor, slug, "en")
    seen = page.locator(shaded).evaluate_all("found => found.map((e) => getComputedStyle(e).printColorAdjust)")
    assert set(seen) == {"exact"}
