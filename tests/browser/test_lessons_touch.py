"""A finger that scrolls past a picture of a lesson moves nothing in it; one that drags sideways or taps does."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor

# A finger goes down in the middle of an element, moves so far, and is lifted or taken by the browser to scroll with.
FINGER = """([selector, x, y, ends]) => {
  const target = document.querySelector(selector), box = target.getBoundingClientRect();
  const from = [box.left + box.width * 0.7, box.top + box.height / 2];
  const fire = (kind, far) => target.dispatchEvent(new PointerEvent(kind, { bubbles: true,
    cancelable: true, pointerType: "touch", button: 0, clientX: from[0] + x * far, clientY: from[1] + y * far }));
  fire("pointerdown", 0);
  for (const far of [0.2, 0.6, 1]) fire("pointermove", far);
  fire(ends, 1);
}"""
PHONE = {"width": 390, "height": 844}


def finger(page: Page, selector: str, x: int, y: int, ends: str) -> None:
    page.locator(selector).first.scroll_into_view_if_needed()
    page.evaluate(FINGER, [selector, x, y, ends])


@pytest.mark.parametrize(
    ("path", "picture", "value"),
    [
        ("/lessons/chain-rule?beat=3&said3=0.03", "#diagram .window:has(#handle)", "#handle"),
        ("/lessons/one-neuron?beat=5&let=1&at=1", "#lesson .plot:has(.dragged)", "#slide-at"),
    ],
)
def test_scrolling_over_a_picture_keeps_its_numbers(visitor: Visitor, path: str, picture: str, value: str) -> None:
    page = visitor.open(path, viewport=PHONE, has_touch=True, is_mobile=True).page
    now = "e => e.value ?? e.getAttribute('aria-valuenow')"
    before = page.locator(value).first.evaluate(now)
    finger(page, picture, 4, -90, "pointercancel")
    page.wait_for_timeout(300)
    assert page.locator(value).first.evaluate(now) == before
    finger(page, picture, -40, 3, "pointerup")
    expect(page.locator(value).first).to_be_visible()
    assert page.locator(value).first.evaluate(now) != before


def test_scrolling_over_the_plot_of_growth_keeps_the_guess_and_its_ring_is_dragged(visitor: Visitor) -> None:
    page = visitor.open("/lessons/memoization?beat=5", viewport=PHONE, has_touch=True, is_mobile=True).page
    slider = page.locator("#guessed-work")
    before = slider.input_value()
    finger(page, "#lesson .growth", 4, -90, "pointercancel")
    assert slider.input_value() == before
    finger(page, "#lesson .growth .said rect", 2, -60, "pointerup")
    assert slider.input_value() != before
