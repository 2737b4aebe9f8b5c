"""The lesson on graphs in a browser: played backward by key with its motion, and on a phone without JavaScript."""

from playwright.sync_api import expect

from tests.browser.conftest import Visitor

PATH = "/lessons/autodiff"


def test_the_reader_types_a_formula_and_plays_it_backward(visitor: Visitor) -> None:
    page = visitor.open(f"{PATH}?beat=2", reduced_motion="no-preference").page
    page.locator("#field-f").fill("a*b + a*")
    page.keyboard.press("Enter")
    expect(page.locator("#wrong-f")).to_contain_text("not a formula yet")
    expect(page.locator("#field-f")).to_have_value("a*b + a*")
    page.locator("#field-f").fill("relu(a*b) + a")
    page.keyboard.press("Enter")
    expect(page.locator("#node-4")).to_contain_text("t2 + a")
    expect(page.locator("#wrong-f")).to_have_count(0)
    page.locator("#node-2").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".refusal")).to_have_text(
        "t1 is not ready: its grad is not complete. It also goes into t2; play that first."
    )
    for node, lights in (("4", 2), ("3", 1), ("2", 2)):
        page.locator(f"#node-{node}").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#diagram .flow")).to_have_count(lights)
        expect(page.locator("#diagram .flow")).to_have_count(0)
    expect(page.locator(".sent-words")).to_have_text("a.grad += 1 · 2 = 2; b.grad += 1 · 3 = 3")
    expect(page.locator("[data-value-of=grad-a]")).to_have_text("3")
    page.locator("#play-again").click()
    expect(page.locator("#node-2")).to_have_class("node waiting")
    assert page.context.cookies() == []


def test_on_a_phone_without_javascript_every_beat_works(visitor: Visitor) -> None:
    phone = {"width": 390, "height": 844}
    page = visitor.open(f"{PATH}?view=phone", java_script_enabled=False, viewport=phone).page
    page.locator("#guessed-said1").fill("2")
    page.locator("form[data-guess=said1] .primary").click()
    expect(page.locator(".outcomes b")).to_have_text(["2", "3"])
    page.locator("#beat-next").click()
    for node in ("3", "2"):
        page.locator(f"#node-{node}").click()
    expect(page.locator("[data-value-of=grad-a]")).to_have_text("3")
    page.locator("#beat-next").click()
    page.get_by_label("their sum").check()
    page.locator("form[data-guess=said3] .primary").click()
    expect(page.locator("[data-value-of=sum]")).to_have_text("3")
    page.locator("#beat-next").click()
    page.locator("#guessed-said4").fill("6")
    page.locator("form[data-guess=said4] .primary").click()
    expect(page.locator("[data-value-of=after-calls]")).to_have_text("6")
    page.locator("#zero-grad").click()
    expect(page.locator("[data-value-of=after-calls]")).to_have_text("3")
    page.locator("#beat-next").click()
    page.get_by_label("once for each node").check()
    page.locator("form[data-guess=said5] .primary").click()
    expect(page.locator("#prints")).to_have_text("3.0 3.0")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
