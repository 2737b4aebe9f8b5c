"""A slow line: a click shows at once that it has arrived."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Visitor

WAITS = re.compile(r"\bwaits\b")
LATENCY = {"offline": False, "latency": 1500, "downloadThroughput": -1, "uploadThroughput": -1}
FAINT = "e => e.getAnimations().some(one => one.animationName === 'waits' && one.currentTime > 150)"


def test_what_was_pressed_and_the_playhead_show_that_they_wait(visitor: Visitor) -> None:
    workbench = visitor.open()
    page = workbench.page
    workbench.press("4")
    workbench.expect_place(0, 4)
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", LATENCY)
    back, playhead = workbench.verb("back"), page.locator("#timeline .here > button")
    back.click()
    expect(back).to_have_class(WAITS)
    page.wait_for_timeout(250)
    assert back.evaluate(FAINT)
    assert playhead.evaluate(FAINT)
    workbench.expect_place(0, 3)
    expect(page.locator(".waits")).to_have_count(0)
    number = workbench.number("W", 2, 0, 0)
    number.click()
    expect(number).to_have_class(WAITS)
    page.wait_for_timeout(250)
    assert number.evaluate(FAINT)
    expect(page.locator("#inspector")).to_be_visible()
    expect(page.locator(".waits")).to_have_count(0)
