"""A slow line: what is pressed in a lesson before the last answer is there is made after it, on what it shows."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Visitor

LATENCY = {"offline": False, "latency": 300, "downloadThroughput": -1, "uploadThroughput": -1}


def test_presses_join_in_order(visitor: Visitor) -> None:
    page = visitor.open("/lessons/hidden-layer?beat=4&walk=never").page
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", LATENCY)
    # a link, then another that was written before the answer to the first
    page.locator("#pace-1").click()
    page.locator("#beat-next").click()
    expect(page.locator(".beat.here")).to_have_attribute("data-beat", "5")
    assert "pace=0.1" in page.url
    # the same key twice, and a field that is set meanwhile
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.locator("#field-x, [name=x]").first.evaluate(
        "field => { field.value = '3'; field.dispatchEvent(new Event('change', { bubbles: true })); }"
    )
    expect(page.locator(".beat.here")).to_have_attribute("data-beat", "3")
    expect(page).to_have_url(re.compile("x=3"))
    assert {"pace=0.1", "walk=never", "beat=3"} <= set(page.url.split("?")[1].split("&"))
    # a guess that is sent before the beat behind it is there
    page.locator("#beat-next").click()
    page.locator("#beat-next").click()
    expect(page.locator(".beat.here")).to_have_attribute("data-beat", "5")
    page.locator("[name=judge][value=new]").check()
    page.locator("form[data-guess=judge] button").click()
    page.locator("#beat-back").click()
    expect(page.locator(".beat.here")).to_have_attribute("data-beat", "4")
    assert "judge=new" in page.url
