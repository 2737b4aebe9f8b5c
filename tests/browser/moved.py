"""What has begun to move on a page. On a busy machine an animation may be over when a test looks for it."""

from playwright.sync_api import Page

# Keeps the target of every animation that begins, from the start of the page on.
RECORD = """
window.moved = [];
const animate = Element.prototype.animate;
Element.prototype.animate = function (...given) { moved.push(this); return animate.apply(this, given); };
addEventListener("animationstart", ({ target }) => moved.push(target), true);
"""
COUNT = "([selector, count]) => moved.filter((each) => each.matches(selector)).length === count"


def expect_moved(page: Page, selector: str, count: int) -> None:
    """Waits until so many animations of these elements have begun. The page must be one that moves."""
    page.wait_for_function(COUNT, arg=[selector, count])


def forget_moved(page: Page) -> None:
    """Count from here on."""
    page.evaluate("moved.length = 0")
