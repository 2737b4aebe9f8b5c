"""Lesson 2 in a browser: by mouse and key with its motions, and on a phone without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor

PATH = "/lessons/one-neuron"


def expect_beat(page: Page, number: int) -> None:
    expect(page.locator(".beat.here")).to_have_attribute("data-beat", str(number))


def test_the_reader_walks_in_the_fog_and_the_rule_takes_over(visitor: Visitor) -> None:
    page = visitor.open(PATH, reduced_motion="no-preference").page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/lessons/" in request.url else None)
    assert page.locator("#diagram .curve").count() == 0

    # a step by keys and one by mouse
    page.locator("#ring").focus()
    for _ in range(6):
        page.keyboard.press("ArrowLeft")
    expect(page.locator("#fog-step [data-mirrors]")).to_have_text("0.9")
    assert asked == []
    page.keyboard.press("Enter")
    expect(page.locator("[data-value-of='fog-slope-1']")).to_have_text("1.6")
    field = page.locator("#diagram .field").bounding_box()
    assert field is not None
    across = [field["x"] + field["width"] * (W + 1) / 2.6 for W in (0.9, 0.5)]
    page.mouse.move(across[0], field["y"] + field["height"])
    page.mouse.down()
    page.mouse.move(across[1], field["y"] + field["height"], steps=4)
    page.mouse.up()
    expect(page.locator("[data-value-of='fog-slope-2']")).to_be_visible()
    page.locator("#lift").click()
    expect(page.locator("#diagram .curve")).to_have_count(1)
    expect(page.locator("#diagram .fog")).to_have_count(0)  # it has drifted away

    # the ring and the field are one
    page.keyboard.press("ArrowRight")
    expect_beat(page, 2)
    page.locator("#field-land").fill("0.9")
    expect(page.locator(".axis-handle [data-mirrors]")).to_have_text("0.9")
    page.keyboard.press("Enter")
    expect(page.locator("[data-value-of=landed]")).to_have_text("0.92")
    expect(page.locator(".axis-handle.fixed")).to_be_visible()

    # the path of a rate is redrawn without the server
    page.locator("#beat-next").click()
    expect_beat(page, 3)
    page.wait_for_load_state("networkidle")
    before, asked[:] = page.locator(".ghost path").get_attribute("d"), []
    page.locator("#slide-tried").fill("0.25")
    expect(page.locator(".ghost path")).not_to_have_attribute("d", before or "")
    bottom = float(page.locator(".ghost circle").first.get_attribute("cx") or 0)
    assert bottom == pytest.approx(790 * 1.5 / 2.6, abs=0.2)
    assert asked == []
    page.locator("#walk").click()
    expect(page.locator(".beat.here .reply")).to_have_text("Yes: one step, and the ball is at the bottom.")

    # the ball is dragged along the curve, and a dial stops it
    page.goto(f"{visitor.address}{PATH}?beat=5&let=1&steps=10&at=1")
    page.locator("#slide-at").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#steps-taken")).to_contain_text("0 steps taken.")
    page.locator("#off-slope").click()
    expect(page.locator("[data-remark]")).to_have_attribute("data-remark", "closed")
    page.locator("#step").click()
    expect(page.locator("[data-value-of=weight]")).to_have_text("−0.5")
    page.locator("#try-saturated").click()
    expect(page.locator("[data-remark]")).to_have_attribute("data-remark", "saturated")


def test_on_a_phone_without_javascript_every_beat_works(visitor: Visitor) -> None:
    phone = {"width": 390, "height": 844}
    page = visitor.open(PATH, viewport=phone, java_script_enabled=False).page
    page.locator("#ring").fill("0.9")
    page.locator("#fog-step").click()
    expect(page.locator("[data-value-of='fog-slope-1']")).to_have_text("1.6")
    page.locator("#lift").click()
    page.locator("#beat-next").click()
    page.locator("form[data-guess=land] button.primary").click()  # nothing is typed: the browser asks for it
    expect(page.locator("#field-land")).to_be_focused()
    page.locator("#field-land").fill("far")
    page.locator("form[data-guess=land] button.primary").click()
    expect(page.locator("#wrong-land")).to_contain_text("Not a number")
    expect(page.locator("#field-land")).to_have_value("far")
    page.locator("#field-land").fill("0,92")
    page.locator("form[data-guess=land] button.primary").click()
    expect(page.locator(".beat.here .reply")).to_have_text("Right: 1.2 − 0.1 · 2.8.")
    page.locator("#beat-next").click()
    page.locator("#walk").click()
    expect(page.locator(".beat.here .reply")).to_have_text("Too short: the first step ended before the bottom.")
    expect(page.locator("[data-value-of=enough]")).to_have_count(0)
    page.locator("#show-rate").click()
    expect(page.locator("[data-value-of=enough]")).to_have_text("0.25")
    page.locator("#beat-next").click()
    page.locator("#field-moved").fill("0.02")
    page.locator("form[data-guess=nudge] button.primary").click()
    expect(page.locator("[data-value-of=product]")).to_have_text("2.8")
    page.locator("#beat-next").click()
    page.locator("#ring").fill("0.9")
    page.locator("form[data-guess=stuck] button").click()
    expect(page.locator(".beat.here .reply")).to_have_attribute("data-verdict", "moved")
    page.locator("#ask-again").click()
    page.locator("#ring").fill("-0.5")
    page.locator("form[data-guess=stuck] button").click()
    expect(page.locator(".beat.here .reply")).to_have_attribute("data-verdict", "stuck")
    page.locator("#other-numbers summary").click()
    page.locator("#field-y").fill("much")
    page.keyboard.press("Enter")
    expect(page.locator("#wrong-y")).to_contain_text("Not a number")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
