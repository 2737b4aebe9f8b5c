"""Lesson 7 in a browser: by keyboard on a desktop, and without JavaScript on a phone."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.moved import expect_moved

PATH = "/lessons/code"
BY_HAND = {
    "Zh": "1",
    "H": "1",
    "Zo": "1.5",
    "yHat": "1.5",
    "C": "0.125",
    "Eo": "0.5",
    "dWo": "0.5",
    "Eh": "0.75",
    "dWh": "1.5",
}
PHONE = {"width": 390, "height": 844}


def expect_at(page: Page, stage: int) -> None:
    expect(page.locator("#listing")).to_have_attribute("data-stage", str(stage))


def downloaded(page: Page, name: str) -> str:
    """The downloaded program, which the page has, too; what it prints is tested without a browser."""
    with page.expect_download() as waiting:
        page.locator("#download").click()
    assert waiting.value.suggested_filename == name
    program = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert page.locator("#program").text_content() == program
    return program


def guessed(page: Page, name: str, value: str) -> None:
    """A guess by a slider, committed by Enter; the mark in the picture follows it."""
    slider = page.locator(f"#guess-{name}-value")
    slider.fill(value)
    expect(page.locator(".guess-mark")).to_contain_text(f"you: {value}")
    slider.press("Enter")


def test_the_lesson_by_keyboard(visitor: Visitor) -> None:
    context = visitor.context(reduced_motion="no-preference")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visitor.page(context, PATH).page
    assert "feed_forward" not in page.locator("#lesson").inner_html()
    guessed(page, "lines", "40")
    expect(page.locator(".outcomes b")).to_have_text(["40", "28"])
    expect(page.locator(".guess-mark")).to_contain_text("you: 40")
    # the program, step by step; at its end the arrows lead to the next beat
    page.keyboard.press("ArrowRight")
    expect_at(page, 0)
    for key, stage in (("ArrowRight", 1), ("ArrowRight", 2), ("8", 8), ("ArrowLeft", 7), ("9", 9)):
        page.keyboard.press(key)
        expect_at(page, stage)
        expect(page.locator("#listing .lit-line")).to_be_in_viewport()
    for name, number in BY_HAND.items():
        expect(page.locator(f'#listing [data-value-of="{name}.0.0"]')).to_have_text(number)
    page.keyboard.press("End")
    expect_at(page, 10)
    page.locator("#copy").click()
    expect(page.locator("#copy")).to_have_attribute("aria-label", "Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#program").text_content()
    page.locator("#other-numbers summary").click()
    page.locator("#field-x").fill("-2")
    page.keyboard.press("Tab")
    expect(page.locator('[data-value-of="Zh.0.0"]')).to_have_text("−1")
    assert "\nx = -2.0\n" in downloaded(page, "backprop.py")
    # it learns, and the cost is drawn
    page.locator("#beat-next").click()
    guessed(page, "cost", "0.2")
    expect(page.locator(".outcomes b")).to_have_text(["0.2", "0.002"])
    expect_moved(page, ".cost-line", 1)
    assert "\nfor step in range(120):\n" in downloaded(page, "learn.py")
    # one line is wrong
    page.locator("#beat-next").click()
    page.locator("#line-24").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".accused")).to_have_text("✕ Line 25 makes dWo, and that agrees everywhere.")
    expect(page.locator("[data-evidence=dWh] .differ")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#accusable .found ins")).to_have_text("    Eh = Eo @ Wo.T * relu_prime(Zh)")
    expect(page.locator(".compared .agree")).to_have_count(3)
    page.locator("#another-fault").click()
    expect(page).to_have_url(f"{visitor.address}{PATH}?beat=4&stage=10&x=-2&lines=40&cost=0.2&fault=2")


def test_without_javascript_on_a_phone(visitor: Visitor) -> None:
    page = visitor.open(f"{PATH}?beat=2", viewport=PHONE, java_script_enabled=False).page
    page.locator("#guessed-dWh").fill("3/4")
    page.get_by_role("button", name="Run it").click()
    expect_at(page, 9)
    expect(page.locator(".outcomes b")).to_have_text(["0.75", "1.5"])
    # what explains the code is above it, the steps are below
    above, code = page.locator(".beat.here .reply").bounding_box(), page.locator("#listing").bounding_box()
    assert above is not None
    assert code is not None
    assert above["y"] + above["height"] <= code["y"]
    expect(page.locator("#line-back")).to_be_in_viewport()
    page.locator("#line-back").click()
    page.locator('[data-line="Zo"] button').click()
    expect(page.locator(".dock-says")).to_contain_text("Weighted input")
    page.locator("#other-numbers summary").click()
    page.locator("label", has=page.locator("#kind-matrices")).click()
    page.locator("#field-y").fill("2")
    page.get_by_role("button", name="Show with these values").click()
    expect(page.locator('#listing [data-value-of^="H."]')).to_have_count(3)
    page.locator("#other-numbers summary").click()
    for size in ("samples", "hidden"):
        page.locator(f"#choice-{size}").select_option("4")
    page.get_by_role("button", name="Show with these values").click()
    page.locator("#line-last").click()
    expect(page.locator('#listing [data-value-of^="Eh."]')).to_have_count(16)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#beat-next").click()
    page.get_by_role("link", name="Just show me").click()
    expect(page.locator(".answers .found-number")).to_have_text(["0.07", "0.97", "0.92", "0.05"])
    page.locator("#beat-next").click()
    page.locator("#line-29").click()
    expect(page.locator("#accusable .why")).to_contain_text("Line 29 runs after the derivatives")
    page.locator("#line-26").click()
    expect(page.locator("#accusable .found")).to_contain_text("you: 26")
    page.locator("#beat-next").click()
    page.locator("#guessed-replaced").fill("some")
    page.get_by_role("button", name="Replace them").click()
    expect(page.locator("#wrong-replaced")).to_have_text("A count is a whole number from 0.")
    page.locator("#guessed-replaced").fill("4")
    page.get_by_role("button", name="Replace them").click()
    expect(page.locator(".outcomes b")).to_have_text(["4", "4"])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
