"""The lesson on whispers in a browser: by key with its motion, and on a phone without JavaScript."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.moved import expect_moved

PATH = "/lessons/vanishing"
# what a movement shows before the server has answered
DRAG = """(fader) => {
  fader.value = "1.5";
  fader.dispatchEvent(new Event("input", { bubbles: true }));
  return document.querySelector(".cloud .middle").getAttribute("transform");
}"""


def test_the_reader_guesses_and_moves_the_fader(visitor: Visitor) -> None:
    page = visitor.open(PATH, reduced_motion="no-preference").page
    page.get_by_label("about a thousandth").check()
    page.locator("form[data-guess=whisper] button").click()
    expect(page.locator("#people .sound")).to_have_count(10)
    expect_moved(page, "#people .sound", 10)
    page.keyboard.press("ArrowRight")
    page.locator("#field-least").fill("much")
    page.keyboard.press("Enter")
    expect(page.locator("#least-problem")).to_contain_text("Not a number")
    page.locator("#field-least").fill("4")
    page.keyboard.press("Enter")
    expect(page.locator("#fate")).to_have_attribute("data-fate", "vanishing")
    page.locator("#beat-next").click()
    page.locator("#field-aim").fill("1")
    page.keyboard.press("Enter")
    expect(page.locator(".cloud")).to_have_attribute("data-fate", "vanishing")
    page.locator("#slide-size").focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(page.locator(".cloud")).to_have_attribute("data-fate", "steady")
    expect(page.locator(".fader-marks .you")).to_have_text("you 1")
    assert page.locator("#slide-size").evaluate(DRAG).startswith("matrix(1 0.")
    expect(page.locator("#lesson")).to_have_attribute("data-address", re.compile("size=1.5"))
    page.locator("#set-sigmoid").click()
    expect(page.locator('[data-value-of="factor"]')).to_have_text("×0.22")
    page.locator("#beat-next").click()
    page.get_by_label("about as far").check()
    page.locator("form[data-guess=moved] button").click()
    expect(page.locator("[data-moved]")).to_have_attribute("data-moved", "hardly")
    page.locator("#learn-relu").click()
    expect(page.locator("[data-moved]")).to_have_attribute("data-moved", "alike")


def test_on_a_phone_without_javascript_every_beat_works(visitor: Visitor) -> None:
    phone = {"width": 390, "height": 844}
    page = visitor.open(f"{PATH}?view=phone", java_script_enabled=False, viewport=phone).page
    page.get_by_label("about a millionth").check()
    page.locator("form[data-guess=whisper] button").click()
    page.locator("#beat-next").click()
    page.locator("form[data-guess=least] .quiet-link").click()
    page.locator("#field-w").fill("2")
    page.get_by_role("button", name="Show with these values").click()
    page.locator("#beat-next").click()
    page.locator("#field-aim").fill("1.41")
    page.locator("form[data-guess=aim] button").click()
    page.locator("#field-depth").fill("50")
    page.get_by_role("button", name="Show with these values").click()
    expect(page.locator("#beat-3-title + p")).to_contain_text("50 layers")
    page.locator("#beat-next").click()
    page.locator("form[data-guess=moved] .quiet-link").click()
    expect(page.locator('[data-bars="moved"] tbody tr')).to_have_count(9)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
