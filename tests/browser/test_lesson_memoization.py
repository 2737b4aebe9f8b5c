"""Lesson 5 in a browser: all beats by keyboard with the race running, and on a phone without JavaScript."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor

ADDRESS = "/lessons/memoization"
PICTURE = """() => ({
  rows: [...document.querySelectorAll(".race-row")].map((row) => [
    row.dataset.state, row.querySelectorAll(".race-cell.on").length]),
  ways: [...document.querySelectorAll(".track")].map((track) => [
    Number.parseFloat(track.querySelector(".head").getAttribute("cx")), track.querySelector(".index").textContent]),
  said: [...document.querySelectorAll(".where, .stair output, [data-value-of=tick]")].map((each) => each.textContent),
})"""


def tick(page: Page, number: int) -> None:
    expect(page.locator("#race")).to_have_attribute("data-tick", str(number))


def test_the_lesson_by_keyboard(visitor: Visitor) -> None:
    page = visitor.open(f"{ADDRESS}?speed=4", reduced_motion="no-preference").page
    assert "0.289" not in page.locator("#lesson").inner_html()
    page.locator("#known-3").press("Enter")
    expect(page.locator(".you-tag")).to_have_text("you")
    page.locator("form[data-guess=known] button").press("Enter")
    expect(page.locator(".outcomes b")).to_have_text(["3", "4"])
    page.wait_for_function("moved.some((each) => each.matches('.known-error'))")
    page.keyboard.press("ArrowRight")
    page.locator("#guessed-home").fill("66")
    page.keyboard.press("Enter")
    expect(page.locator("#race-run .label")).to_have_text("Pause")
    expect(page.locator(".outcomes b")).to_have_text(["66", "32"], timeout=6000)  # 32 ticks, 32 a second
    tick(page, 32)
    page.locator("#race-tick").press("ArrowRight")
    tick(page, 33)
    expect(page).to_have_url(re.compile("tick=33"))
    script = page.evaluate(PICTURE)
    page.reload()
    assert page.evaluate(PICTURE) == script
    page.locator("#race-tick").press("End")
    expect(page.locator(".beat.here .reply")).to_have_text(
        "The same eleven derivatives. 132 multiplications against 32."
    )
    page.locator("#beat-3 .beat-link").click()
    page.locator("#guessed-left").fill("7")
    page.keyboard.press("Enter")
    expect(page.locator(".outcomes b")).to_have_text(["7", "4"])
    page.evaluate("Promise.all(document.getAnimations().map((a) => a.finished))")
    page.locator("#beat-next").click()
    page.locator("#guessed-runs").fill("11")
    page.keyboard.press("Enter")
    expect(page.locator(".outcomes b")).to_have_text(["11", "66", "11"])
    page.locator("#beat-next").click()
    page.locator("#guessed-work").press("ArrowRight")
    expect(page.locator(".said text")).to_have_text("you: 134")
    ring: Any = page.locator(".said circle").bounding_box()
    page.mouse.move(ring["x"] + 10, ring["y"] + 10)
    page.mouse.down()
    page.mouse.move(ring["x"] + 10, ring["y"] - 50)
    page.mouse.up()
    expect(page.locator(".said text")).not_to_have_text("you: 134")
    page.locator("form[data-guess=work] button").click()
    expect(page.locator("[data-value-of=work-written]")).to_have_text("506")
    page.locator("#slide-layers").press("End")
    expect(page.locator("[data-value-of=work-written]")).to_have_text("2550")


def test_on_a_phone_and_without_javascript_every_beat_works(visitor: Visitor) -> None:
    phone = {"width": 390, "height": 844}
    page = visitor.open(ADDRESS, viewport=phone, java_script_enabled=False, locale="ru").page
    page.locator("#known-4").click()
    page.locator("form[data-guess=known] button").click()
    expect(page.locator(".outcomes b")).to_have_text(["4", "4"])
    for beat, name, said, truths in (
        (2, "home", "скоро", []),
        (2, "home", "66", ["66", "32"]),
        (3, "left", "4", ["4", "4"]),
        (4, "runs", "66", ["66", "66", "11"]),
    ):
        page.locator("#beat-next").click() if said != "66" or beat == 4 else None
        page.locator(f"#guessed-{name}").fill(said)
        page.locator(f"form[data-guess={name}] button").first.click()
        expect(page.locator(f"#wrong-{name}")).to_have_count(0 if truths else 1)
        expect(page.locator(".outcomes b")).to_have_text(truths)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(f"{visitor.address}{ADDRESS}?beat=2&home=66")
    page.locator("#race-run").click()
    tick(page, 132)
    page.locator("#race-again").click()
    tick(page, 0)
