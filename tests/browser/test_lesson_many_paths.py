"""The lesson on many paths in a browser: by keyboard and mouse with its motion, and on a phone without JavaScript."""

from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.moved import expect_moved, forget_moved

ADDRESS = "/lessons/many-paths"
FLYING = "#diagram .flying"

# What is drawn of the parcels, the edges and the numbers that follow from them.
PICTURE = """() => [...document.querySelectorAll("#parcels rect, #parcels text, .zero-line, #diagram .edge, .pill text,"
  + "#unit-sum, #unit-error")].map((e) => [e.textContent, e.getAttribute("class"),
  ...["x", "width", "d", "stroke-width"].map((name) => e.getAttribute(name)?.replace(/\\.0(?=\\D|$)/g, ""))])"""


def test_parcels_run_weights_are_dragged_and_numbers_slide(visitor: Visitor) -> None:
    page = visitor.open(ADDRESS, reduced_motion="no-preference").page
    page.get_by_label("those that pull down").check()
    page.get_by_role("button", name="Send the parcels").click()
    expect(page.locator(FLYING)).to_have_count(3)
    page.evaluate("document.getAnimations().forEach((a) => a.finish())")
    expect(page.locator(FLYING)).to_have_count(0)
    page.locator("[name=sum]:visible").fill("2.4")
    page.keyboard.press("Enter")
    expect(page.locator(".outcomes b")).to_have_text(["2.4", "−0.4"])
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator("#diagram")).to_have_class("pull phone")
    expect(page.locator(".parcel.you text")).to_have_text("you: 2.4")
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(page.locator("#diagram")).to_have_class("pull desk")
    page.goto(f"{visitor.address}{ADDRESS}?beat=2")
    handle = page.locator("#handle-2")
    handle.focus()
    with page.expect_response(lambda answer: "w3" in answer.url):  # else it would come in the middle of the drag
        page.keyboard.press("ArrowDown")
    expect(page.locator("#unit-sum")).to_have_text("−0.2")
    place = handle.bounding_box()
    assert place is not None
    page.mouse.move(place["x"] + 22, place["y"] + 22)
    page.mouse.down()
    page.mouse.move(place["x"] + 22, place["y"] + 60)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")  # it is drawn
    drawn = page.evaluate(PICTURE)
    with page.expect_response(lambda answer: "w3" in answer.url):
        page.mouse.up()
    expect(page.locator("#handle-2[transform]")).to_have_count(0)
    assert page.evaluate(PICTURE) == drawn
    page.locator("#field-w3").fill("0.5")
    page.keyboard.press("Enter")
    expect(page.locator("#draw-reply")).to_have_text("A draw: nothing arrives.")
    page.goto(f"{visitor.address}{ADDRESS}?beat=3")
    page.get_by_label("in a row").check()
    page.get_by_role("button", name="Collect them").click()
    expect(page.locator("[data-matrix=Wo] .lit-line")).to_have_count(3)
    expect_moved(page, ".many-paths *", 6)
    forget_moved(page)
    page.locator("#turn-rows").click()
    expect(page.locator("[data-matrix=sums] .entry").first).to_have_text("−0.4")
    expect_moved(page, ".many-paths *", 8)


def test_on_a_phone_without_javascript_guesses_weights_and_marks_are_sent(visitor: Visitor) -> None:
    page = visitor.open(f"{ADDRESS}?side=up", java_script_enabled=False, viewport={"width": 390, "height": 844}).page
    page.get_by_role("link", name="Just show me").click()
    expect(page.locator("#unit-error")).to_have_text("−0.2")
    page.locator("#beat-next").click()
    page.locator("#field-w3").fill("0.5")
    page.get_by_role("button", name="Send the parcels").click()
    expect(page.locator("#draw-reply")).to_have_text("A draw: nothing arrives.")
    page.goto(f"{visitor.address}{ADDRESS}?beat=5&zeros=21")
    page.locator("#cell-22").click()
    page.get_by_role("button", name="Multiply").click()
    expect(page.locator(".beat.here .reply")).to_contain_text("Right.")
    page.get_by_label("Eo1 · w21").check()
    page.locator("#check-1").click()
    expect(page.locator("#verdict1")).to_contain_text("Some are missing.")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
