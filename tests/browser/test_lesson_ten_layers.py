"""Lesson 4 in a browser: every number against the core, by mouse, by keyboard and without JavaScript."""

from playwright.sync_api import Page, expect

from app.core.scalar_chain import derivatives
from app.view.lessons.scalar_chain import Settings, passed
from app.view.words.numbers import text
from tests.browser.conftest import Visitor

ADDRESS = "/lessons/ten-layers"


def products(page: Page) -> list[tuple[list[str], str]]:
    """For each row the numbers of its factors, and its value."""
    found = page.evaluate(
        """() => [...document.querySelectorAll("table.products tbody tr")].map((row) => [
             [...row.querySelectorAll(".factor b")].map((b) => b.textContent),
             row.querySelector(".product-value b").textContent])"""
    )
    return [(factors, value) for factors, value in found]


def expected(settings: Settings) -> list[tuple[list[str], str]]:
    rows = derivatives(passed(settings))
    return [([text(factor.value) for factor in row.factors], text(row.value)) for row in rows]


def test_the_lesson_starts_with_ten_hidden_layers_and_the_numbers_of_the_core(visitor: Visitor) -> None:
    page = visitor.open(ADDRESS).page
    assert products(page) == expected(Settings())
    for name, count in (("rows", "11"), ("factors", "143"), ("multiplications", "132")):
        expect(page.locator(f"[data-value-of={name}]")).to_have_text(count)
    assert len(products(page)[-1][0]) == 23


def test_the_mouse_sets_depth_activation_and_the_error_to_follow(visitor: Visitor) -> None:
    page = visitor.open(ADDRESS).page
    page.locator("#slide-weights").fill("4")
    expect(page.locator("table.products tbody tr")).to_have_count(4)
    page.locator("#choice-activation").select_option("tanh")
    expect(page.locator("#choice-activation")).to_have_value("tanh")
    page.wait_for_url("**activation=tanh**")
    assert products(page) == expected(Settings(weights=4, activation="tanh"))
    page.locator("label:has(#shared-3)").click()
    expect(page.locator("table.products .group")).to_have_count(3)
    error = text(float(passed(Settings(weights=4, activation="tanh")).E[2][0, 0]))
    expect(page.locator("table.products .brace b")).to_have_text([error] * 3)  # other rows share a part before
    address = page.url
    again = visitor.open(address.replace(visitor.address, "")).page
    assert products(again) == products(page)
    expect(again.locator("table.products .group")).to_have_count(3)


def test_the_keyboard_sets_depth_and_input(visitor: Visitor) -> None:
    page = visitor.open(ADDRESS).page
    page.locator("#slide-weights").focus()
    for left in range(10, 1, -1):
        page.keyboard.press("ArrowLeft")
        expect(page.locator("table.products tbody tr")).to_have_count(left)
    # by hand: w = 1.06 and 1.2, ŷ − y = 1.272 − 1.5
    assert products(page) == [(["−0.228", "1", "1.06"], "−0.242"), (["−0.228", "1", "1.2", "1", "1"], "−0.274")]
    page.locator("#field-x").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("-1")
    page.keyboard.press("Enter")
    expect(page.locator("#closed")).to_be_visible()
    assert {value for _, value in products(page)} == {"0"}
    page.locator("#answer1").fill("33")
    page.keyboard.press("Enter")
    expect(page.locator("#question-1")).to_have_attribute("data-verdict", "right")


def test_without_javascript_the_form_works(visitor: Visitor) -> None:
    page = visitor.open(ADDRESS, java_script_enabled=False).page
    page.locator("#field-seed").fill("3")
    page.locator("#choice-activation").select_option("sigmoid")
    page.locator("button.without-script").click()
    assert "seed=3" in page.url
    printed = page.locator("table.products .product-value b").all_text_contents()
    assert printed == [value for _, value in expected(Settings(activation="sigmoid", seed=3))]


def test_on_a_phone_the_whole_staircase_is_seen_and_a_touched_cell_is_named(visitor: Visitor) -> None:
    page = visitor.open(ADDRESS, viewport={"width": 390, "height": 844}, has_touch=True).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    rows = page.locator("table.products tbody tr")
    ends = rows.evaluate_all(
        "rows => rows.map((row) => [...row.querySelectorAll('.factor')].at(-1).getBoundingClientRect().right)"
    )
    assert ends == sorted(set(ends))
    assert ends[-1] <= 390
    for value in page.locator(".product-value").all():
        box = value.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 390
    rows.nth(4).locator(".factor").nth(7).tap()
    expect(page.locator("#touched")).to_contain_text("in 8 of 11 rows")
    expect(page.locator("table.products .touched")).to_have_count(8)
