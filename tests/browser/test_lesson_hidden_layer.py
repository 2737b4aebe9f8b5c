"""Lesson 3 in a browser: by key and by mouse with its motion, and on a phone without JavaScript."""

import re

from playwright.sync_api import Page, expect

from tests.browser.bench import Workbench
from tests.browser.conftest import Visitor
from tests.browser.moved import expect_moved

PATH = "/lessons/hidden-layer"
LIT, CHOSEN = re.compile(r"\blit\b"), re.compile(r"\bchosen\b")


def guess(page: Page, name: str, label: str) -> None:
    form = page.locator(f"form[data-guess={name}]")
    form.get_by_label(label, exact=True).check()
    form.locator("button.primary").click()


def test_the_reader_guesses_marks_and_judges(visitor: Visitor) -> None:
    bench = visitor.open(PATH, reduced_motion="no-preference")
    page = bench.page
    assert "1.08" not in page.locator("#lesson .beat-frame").inner_html()
    guess(page, "blame", "Wh")
    expect(page.locator(".outcomes b")).to_have_text(["−1.08", "−0.9"])
    expect(page.locator(".turns .tag")).to_have_text("you said this one")
    page.keyboard.press("ArrowRight")
    page.locator("#field-rise").fill("much")
    page.keyboard.press("Enter")
    expect(page.locator("#rise-problem")).to_contain_text("Not a number")
    page.locator("#field-rise").fill("0,05")
    page.keyboard.press("Enter")
    expect(page.locator('[data-value-of="rise"]')).to_have_text("0.12")
    for found in range(1, 12):
        page.keyboard.press("Space")
        expect(page.locator("[data-found]")).to_have_attribute("data-found", str(found))
    expect_moved(page, ".term.current .q", 1)
    expect(page.locator('[data-value-of="product-2"]')).to_have_text("−0.9")
    page.keyboard.press("ArrowRight")
    page.locator("#mark-2-11").click()
    expect(page.locator(".lone")).to_have_text("Only in this row.")
    page.locator("#mark-1-6").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".marked")).to_have_count(2)
    page.locator("form[data-guess=shared] button").click()
    expect(page.locator(".beat.here .reply")).to_contain_text("one more")
    page.locator("#mark-2-7").click()
    expect(page.locator(".marked")).to_have_count(4)
    page.locator("form[data-guess=shared] button").click()
    expect(page.locator(".brace")).to_have_count(3)
    linked(page)
    page.locator("#stage-6").click()
    expect(page.locator("#now-title")).to_contain_text("Error of the output")
    page.locator("#beat-next").click()
    guess(page, "walk", "it never gets there")
    expect(page.locator("[data-outcome]")).to_have_attribute("data-outcome", "never")
    page.locator("#pace-1").click()
    expect(page.locator("[data-outcome]")).to_have_attribute("data-outcome", "sooner")
    page.locator("#pace-3").click()
    expect(page.locator("[data-outcome]")).to_have_attribute("data-outcome", "never")
    page.locator("#beat-next").click()
    assert "judge finds" not in page.locator("#lesson").inner_text()
    page.locator("[name=judge][value=new]").check()
    page.locator("form[data-guess=judge] button").click()
    expect(page.locator(".beat.here .outcomes b")).to_have_text(["−1.522", "−0.9"])


def linked(page: Page) -> None:
    """A factor and its number in the drawing light up together."""
    page.locator('#row-2 [data-q="R.1.0"]').focus()
    expect(page.locator('#diagram [data-q="R.1.0"]')).to_have_class(CHOSEN)
    page.locator('#diagram .number[data-q="E.2.0"]').hover()
    for row in ("#row-1", "#row-2"):
        expect(page.locator(f'{row} .brace[data-q="E.2.0"]')).to_have_class(CHOSEN)
        for key in ("M.2.0", "R.2.0"):
            expect(page.locator(f'{row} [data-q="{key}"]')).to_have_class(LIT)
    expect(page.locator('#row-2 [data-q="X.0.0"]')).not_to_have_class(LIT)


def test_on_a_phone_without_javascript_every_beat_and_the_settings_work(visitor: Visitor) -> None:
    phone = {"width": 390, "height": 844}
    page = visitor.open(f"{PATH}?view=phone", java_script_enabled=False, viewport=phone).page
    guess(page, "blame", "Both equally")
    page.locator("#beat-next").click()
    page.locator("#field-rise").fill("0.12")
    page.locator("form[data-guess=rise] button.primary").click()
    page.locator("#link-all").click()
    expect(page.locator("#recursion")).to_be_visible()
    page.locator("#beat-next").click()
    page.locator("#mark-1-6").click()
    page.locator("#mark-2-7").click()
    page.locator("form[data-guess=shared] button").click()
    expect(page.locator("#row-1 .brace")).to_have_text(re.compile("−0.9"))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#other-numbers summary").click()
    page.locator("#field-wo").fill("2")
    page.get_by_role("button", name="Show with these values").click()
    expect(page.locator("#row-1 .brace")).to_have_text(re.compile("0.9"))
    expect(page.locator('[data-value-of="product-2"]')).to_have_text("3.6")
    page.locator("#other-numbers summary").click()
    page.locator(".opened button").click()
    assert Workbench(page).printed("W", 2, 0, 0) == "2"
