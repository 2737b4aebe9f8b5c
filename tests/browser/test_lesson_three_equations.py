"""Lesson 6 in a browser: all beats by keyboard with their motion, and on a phone without JavaScript."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.moved import expect_moved, forget_moved

PATH = "/lessons/three-equations"
# heads of the settings whose upper edge is cut off or covered
CUT_OFF = """() => {
  document.querySelector("details:has(.given)").open = true;
  const heads = [...document.querySelectorAll(".given legend")];
  heads[0].scrollIntoView({ block: "center" });
  const seen = heads.filter((head) => {
    const { left, top } = head.getBoundingClientRect();
    return head.contains(document.elementFromPoint(left + 2, top + 1));
  });
  document.querySelector("details:has(.given)").open = false;
  return [heads.length, heads.length - seen.length];
}"""
LIT = re.compile(r"\blit\b")


def test_the_reader_goes_through_all_beats_by_keyboard(visitor: Visitor) -> None:
    page = visitor.open(PATH, reduced_motion="no-preference").page
    assert page.evaluate(CUT_OFF) == [2, 0]
    assert "−0.56" not in page.locator("#diagram").inner_html()
    page.locator("#chip-3").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#diagram .tag")).to_have_text("you")
    page.locator("form[data-guess=upto] button").press("Enter")
    expect(page.locator(".row-1 .chip.error")).to_have_count(1)
    expect(page.locator(".row-0 .pair")).to_have_count(2)  # their copies have arrived at the error
    forget_moved(page)
    page.locator(".row-1 .chip.error").hover()
    expect_moved(page, ".row-0 .pair", 2)  # the factors show themselves that were folded into it
    page.locator(".beat.here h2").focus()
    page.keyboard.press("ArrowRight")

    page.locator("#guessed-arrives").fill("-0,76")
    page.keyboard.press("Enter")
    expect(page.locator(".outcomes b")).to_have_text(["−0.76", "−0.36"])
    expect(page.locator('#diagram [data-value-of="E.1.0"]')).to_have_count(0)
    page.keyboard.press("Space")
    expect(page.locator('#diagram [data-value-of="E.1.0"]')).to_have_text("−0.36")
    page.locator('.reading [data-q="W.2.0.1"]').hover()
    for lit in ("#edge-2-0-1", '.row-1 [data-q="W.2.0.1"]', "[id='pill-W.2.0.1']"):
        expect(page.locator(lit)).to_have_class(LIT)

    page.locator("[id='pill-W.2.0.1']").focus()
    page.keyboard.press("Enter")
    page.locator(".number-editor").fill("1")
    page.keyboard.press("Enter")
    expect(page.locator(".outcomes .truth b")).to_have_text("0.34")  # ŷ2 = 1, Eo2 = 0.9: −0.56 + 0.9
    assert "Wo12=1" in page.url

    page.locator("#beat-4 .beat-link").click()
    page.locator("#point-2-0").click()
    expect(page.locator("#diagram .tag")).to_have_text("you")
    page.locator("form[data-guess=needs] button").press("Enter")
    expect(page.locator("#and-so-on")).to_be_visible()


def test_without_javascript_on_a_phone_every_beat_works(visitor: Visitor) -> None:
    phone = {"width": 390, "height": 844}
    page = visitor.open(f"{PATH}?view=phone", java_script_enabled=False, viewport=phone).page
    page.locator("#chip-2").click()
    page.locator("form[data-guess=upto] button").click()
    expect(page.locator(".beat .reply")).to_contain_text("Right.")
    page.locator("#beat-next").click()
    page.locator("#guessed-arrives").fill("much")
    page.locator("form[data-guess=arrives] button.primary").click()
    expect(page.locator("#wrong-arrives")).to_be_visible()
    expect(page.locator("#guessed-arrives")).to_have_value("much")
    page.locator("#guessed-arrives").fill("-0.36")
    page.locator("form[data-guess=arrives] button.primary").click()
    page.locator("#open-gate").click()
    page.locator("#beat-next").click()
    page.get_by_label("none", exact=True).check()
    page.locator("form[data-guess=learns] button").click()
    expect(page.locator(".beat .reply")).to_contain_text("Right. None.")
    page.locator("#beat-next").click()
    page.locator("#point-2-0").click()
    page.locator("form[data-guess=needs] button").click()
    expect(page.locator("#and-so-on")).to_be_visible()
    page.locator("#beat-next").click()
    page.locator("form[data-guess=count]").get_by_label("3", exact=True).check()
    page.locator("form[data-guess=count] button").click()
    page.locator("#law-Eo").click()
    expect(page.locator("#law-Eo")).to_have_attribute("aria-pressed", "true")
    page.locator("#other-numbers summary").click()
    page.locator("#choice-R").select_option("tanh")
    page.locator("#other-numbers button.without-script").click()
    expect(page.locator("#choice-R")).to_have_value("tanh")
    expect(page.locator("#law-Eo")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
