"""A first visit: letters have a meaning, numbers answer a click, and so do those that are not known yet."""

from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.moved import expect_moved


def test_a_newcomer_learns_that_numbers_answer_and_what_letters_mean(visitor: Visitor) -> None:
    visitor.expect("409")  # a number that is not known yet
    workbench = visitor.open()
    page = workbench.page
    expect(page.locator(".first-hint")).to_be_visible()
    expect(page.locator(".newcomer a")).to_have_attribute("href", "/lessons/goal")
    target, blank = page.locator('[id="n-Y.2.0"] .cell'), page.locator('[id="n-E.2.0"]')
    assert target.evaluate("e => getComputedStyle(e).strokeWidth") == "2.5px"
    assert blank.evaluate("e => getComputedStyle(e).opacity") == "0.65"
    page.locator(".band mi", has_text="W").first.hover()
    expect(page.locator(".band")).to_have_attribute(
        "title", "W: the weights: how strongly a unit listens to each input"
    )
    page.locator('[id="n-Z.1.1"] .symbol').hover()
    expect(page.locator(".diagram-place")).to_have_attribute(
        "title", "Weighted input of hidden unit 2. Z: weighted input: inputs times weights, added up, plus the bias"
    )
    page.locator("#diagram .symbol", has_text="2×3").hover()
    expect(page.locator(".diagram-place")).to_have_attribute(
        "title", "W: the weights: how strongly a unit listens to each input"
    )
    page.get_by_role("button", name="Error of hidden unit 2: not computed yet").press("Enter")
    expect(page.locator("#note")).to_contain_text("This number is not computed yet.")
    page.get_by_role("button", name="What the letters mean").click()
    expect(page.locator("#glossary")).to_contain_text("learning rate: how long a step of the update is")
    workbench.press("Escape")
    page.locator('[id="n-E.1.0"]').click()
    expect(page.locator("#note")).to_contain_text("This number is not computed yet.")
    page.get_by_role("button", name="Go to its step").click()
    workbench.expect_place(0, 8)
    workbench.press("Home")
    workbench.expect_place(0, 0)
    workbench.number("X", 0, 0).click()
    expect(page.locator(".first-hint")).to_be_hidden()
    page.reload()
    expect(page.locator("#now-title")).to_have_text("This network should say 1.5.")
    expect(page.locator(".first-hint")).to_be_hidden()


PULSES = "() => document.querySelector('#do-step').getAnimations().length"


def test_the_first_button_shows_itself_once_to_a_newcomer_who_wants_motion(visitor: Visitor) -> None:
    workbench = visitor.open(reduced_motion="no-preference", viewport={"width": 390, "height": 844})
    page = workbench.page
    expect_moved(page, "#do-step", 1)
    expect(page.locator(".lesson-picker")).to_have_text("Lessons")
    expect(page.locator(".lesson-picker .network-name")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(PULSES) == 0
    page.emulate_media(reduced_motion="no-preference")
    workbench.verb("step").click()
    workbench.expect_place(0, 1)
    assert page.evaluate(PULSES) == 0
