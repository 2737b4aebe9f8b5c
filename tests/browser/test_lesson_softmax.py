"""Lesson 10 in a browser: by keyboard with its motion, and on a phone without JavaScript."""

from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.moved import expect_moved

ADDRESS = "/lessons/softmax"
DRAGGED = """() => {
  const slider = document.querySelector("#slide-z3");
  slider.value = "-0.9";
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  const width = document.querySelector("#share-3").getAttribute("width");
  return [document.querySelector("[data-value-of=z3]").textContent, Number(width).toFixed(2)];
}"""


def test_the_reader_drags_a_logit_guesses_and_lets_the_balls_roll(visitor: Visitor) -> None:
    page = visitor.open(ADDRESS, reduced_motion="no-preference").page
    page.get_by_label("it falls").check()
    page.locator("form[data-guess=change] button").click()
    expect(page.locator('[data-value-of="then-1"]')).to_have_text("0.981")
    assert page.evaluate(DRAGGED) == ["−0.9", "0.74"]  # at once, before the server answers
    page.wait_for_url("**z3=-0.9**")
    page.locator("#slide-z3").focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(lambda address: "z3" not in address)
    page.locator(".beat.here h2").focus()
    page.keyboard.press("ArrowRight")
    page.locator("#guessed-alarm").fill("loud")
    page.keyboard.press("Enter")
    expect(page.locator("#wrong-alarm")).to_contain_text("Not a number")
    page.locator("#guessed-alarm").fill("3")
    page.keyboard.press("Enter")
    expect(page.locator('[data-value-of="alarm"]')).to_have_text("6.908")
    expect(page.locator("#diagram .you")).to_have_text("you: 3")
    page.goto(f"{visitor.address}{ADDRESS}?beat=5")
    page.locator("#guessed-laps").fill("10")
    page.keyboard.press("Enter")
    expect(page.locator('[data-value-of="steps-squared"]')).to_have_text("517")
    expect_moved(page, "#diagram .ball", 2)


def test_on_a_phone_without_javascript_every_beat_works(visitor: Visitor) -> None:
    phone = {"width": 390, "height": 844}
    page = visitor.open(f"{ADDRESS}?view=phone", java_script_enabled=False, viewport=phone).page
    page.get_by_label("it stays").check()
    page.locator("form[data-guess=change] button").click()
    page.locator("#beat-next").click()
    page.locator("form[data-guess=alarm] a").click()
    page.locator("#beat-next").click()
    page.locator("#guessed-product").fill("999/1000")
    page.locator("form[data-guess=product] button.primary").click()
    expect(page.locator(".beat.here .reply")).to_contain_text("Check the sign")
    page.locator("#beat-next").click()
    page.get_by_label("all three").check()
    page.locator("form[data-guess=rising] button").click()
    expect(page.locator('[data-value-of="error-1"]')).to_have_text("0.992")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
