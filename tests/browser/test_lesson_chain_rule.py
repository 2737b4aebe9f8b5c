"""Lesson 1 in a browser: guessed, dragged and set by mouse and by key; and on a phone without JavaScript."""

from playwright.sync_api import Page, expect

from app.core.machines import joints, machine, products
from app.view.words.numbers import text
from tests.browser.conftest import Visitor
from tests.browser.moved import expect_moved

PATH = "/lessons/chain-rule"


def expect_value(page: Page, name: str, printed: str) -> None:
    expect(page.locator(f'#lesson [data-value-of="{name}"]').first).to_have_text(printed)


def expected(x: float, *names: str) -> str:
    found = products(joints([machine(name) for name in names], x))[0]
    assert found is not None
    return text(found)


def middle(page: Page, selector: str) -> tuple[float, float]:
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_the_reader_guesses_and_drags_the_point(visitor: Visitor) -> None:
    visited = visitor.open(f"{PATH}?beat=3", reduced_motion="no-preference")
    page = visited.page
    page.locator("#guessed-said3").fill("0.03")
    page.keyboard.press("Enter")
    expect(page.locator(".outcomes b")).to_have_text(["0.03", "−0.026"])
    expect_moved(page, "*", 6)  # the knob, four bars, the needle
    expect(page.locator(".needle-dial .tag")).to_have_text("you: 0.03")
    expect_value(page, "product", "−2.625")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    x, y = middle(page, "#handle .ring")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 30, y)
    moved = page.locator("#handle").get_attribute("aria-valuenow")
    assert moved is not None
    # while it is held, the page follows without the server
    assert float(moved) < 1
    expect_value(page, "slope-C", f"×{text(2 * float(moved))}")
    expect_value(page, "derivative-x", expected(float(moved), "square", "falling", "square"))
    expect_value(page, "product", "−2.625")
    assert requests == []
    page.mouse.up()
    expect_value(page, "product", expected(float(moved), "square", "falling", "square"))
    page.locator("#handle").focus()
    page.keyboard.press("PageUp")
    expect_value(page, "product", expected(float(moved) + 1, "square", "falling", "square"))
    expect(page.locator(".beat.here")).to_have_attribute("data-beat", "3")
    # the settings are behind the picture, and keep what was guessed
    page.locator("#other-numbers summary").click()
    page.locator("#choice-A").select_option("exp")
    expect_value(page, "product", expected(float(moved) + 1, "square", "falling", "exp"))
    page.get_by_role("button", name="A corner: ReLU at 0").click()
    expect(page.locator(".hole")).to_contain_text("corner at 0")
    expect(page.locator("#measured")).to_contain_text("The slopes from left and right differ")
    page.get_by_role("button", name="x = 2").click()
    expect(page).to_have_url(f"{visitor.address}{PATH}?beat=3&C=relu&A=exp&x=2&said3=0.03")
    assert page.context.cookies() == []


def test_a_place_is_looked_for_with_the_ring_and_any_value_can_be_the_variable(visitor: Visitor) -> None:
    page = visitor.open(f"{PATH}?beat=4").page
    page.locator("#handle").focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#guess-place")).to_have_value("2")
    expect_value(page, "value-C", "4")
    page.locator("form[data-guess=said4] button").click()
    expect(page.locator(".beat.here .reply")).to_have_text("Right. The needle does not move at x = −2; 0; 2.")
    expect_value(page, "change-A", "≈ 0")
    page.locator(".beat.here h2").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".beat.here")).to_have_attribute("data-beat", "5")
    page.get_by_text("Just show me").click()
    expect_value(page, "product", "1.75")
    page.locator("#by-C").click()
    expect(page.locator("#by-C")).to_have_attribute("aria-current", "true")
    expect(page.locator(".machine.held")).to_have_count(1)
    expect_value(page, "product", "−0.875")
    page.locator("#why-not-f summary").click()
    page.locator("#by-A").click()
    expect_value(page, "product", "1")
    expect(page.locator("#why-not-f")).to_have_attribute("open", "")
    page.get_by_role("button", name="Русский").first.click()
    expect(page.locator("h1")).to_have_text("Правило цепочки")
    expect_value(page, "product", "1")


def test_on_a_phone_without_javascript_every_beat_works(visitor: Visitor) -> None:
    phone = {"width": 390, "height": 844}
    page = visitor.open(f"{PATH}?view=phone", java_script_enabled=False, viewport=phone).page
    for beat, guess in enumerate(("three", "1.5"), 1):
        page.locator("#guessed-said1").fill(guess)
        page.locator("form[data-guess=said1] .primary").click()
        expect(page.locator(".outcomes")).to_have_count(beat - 1)
    page.locator("#beat-next").click()
    page.locator("#guess-place").fill("-0.6")
    page.locator("form[data-guess=said2] button").click()
    expect(page.locator(".outcomes b")).to_have_text(["−0.6", "−1.2"])
    for _ in range(4):
        page.locator("#beat-next").click()
    page.get_by_label("W must go down").check()
    page.locator("form[data-guess=said6] button").click()
    expect_value(page, "product", "2.8")
    page.locator("#other-numbers summary").click()
    page.locator("#field-weight").fill("0")
    page.get_by_role("button", name="Show with these values").click()
    expect_value(page, "value-W", "0")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
