"""Numbers are changed in the page: in place, in a field, under the hand, with wrong input."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.bench import Workbench
from tests.browser.conftest import Visitor
from tests.browser.sweep import FAULTS, SCREEN


@pytest.mark.parametrize(("typed", "shown"), [("2", "2"), ("−0,5", "−0.5"), ("0.25", "0.25"), ("1/4", "0.25")])
def test_a_weight_is_edited_in_place(workbench: Workbench, typed: str, shown: str) -> None:
    workbench.press("f")
    workbench.expect_place(0, 5)
    workbench.number("W", 2, 0, 0).click()
    field = workbench.page.locator('#inspector input[name="W.2.0.0"]')
    field.fill(typed)
    field.press("Enter")
    workbench.expect_place(0, 5)
    expect(workbench.page.locator("#note")).to_contain_text(f"0.7 → {shown}")
    assert workbench.printed("W", 2, 0, 0) == shown
    old = workbench.page.locator("#diagram .old.was")
    assert {"0.7", "0.73"} <= set(old.all_text_contents())
    workbench.page.mouse.click(5, 400)
    expect(workbench.page.locator("#inspector"), "a click outside closes it").to_be_hidden()
    names = workbench.page.locator("#now .q[data-q]").evaluate_all("all => all.map(each => each.ariaLabel ?? '')")
    assert any(name.startswith("Cost: ") for name in names), names
    assert all(re.fullmatch(r"[A-Z][a-z ]+[^:]*: (minus )?\(?[\d.⁻·]+\)?\. Show how", name) for name in names), names
    expect(workbench.page.locator("#go-1")).to_have_attribute("aria-label", "Step 1 of 10, weighted input, Z_h")
    workbench.press("Control+z")
    expect(workbench.number("W", 2, 0, 0).locator(".value")).to_have_text("0.7")
    workbench.expect_place(0, 5)


def test_wrong_input_keeps_what_was_typed_and_shows_what_is_wrong(visitor: Visitor) -> None:
    visitor.expect("422")
    workbench = visitor.open()
    workbench.press("f")
    workbench.expect_place(0, 5)
    workbench.number("W", 2, 0, 0).click()
    field = workbench.page.locator('#inspector input[name="W.2.0.0"]')
    field.fill("a lot")
    with workbench.page.expect_response(lambda r: "edit" in r.url) as answered:
        field.press("Enter")
    assert answered.value.status == 422
    again = workbench.page.locator('input[name="W.2.0.0"]')
    expect(again).to_have_value("a lot")
    expect(again).to_have_attribute("aria-invalid", "true")
    assert workbench.snapshot()["W"][1][0][0] == 0.7
    workbench.expect_place(0, 5)


def test_a_learning_rate_that_is_not_a_number_is_marked_and_kept(visitor: Visitor) -> None:
    visitor.expect("422")
    workbench = visitor.open()
    workbench.press("ArrowRight")
    workbench.expect_place(0, 1)
    rate = workbench.page.locator("#learning-rate")
    rate.fill("fast")
    rate.press("Enter")
    expect(rate).to_have_attribute("aria-invalid", "true")
    expect(rate).to_have_value("fast")
    assert workbench.snapshot()["network"]["learning_rate"] == 0.1
    rate.fill("0,5")
    rate.press("Enter")
    workbench.expect_place(0, 1)
    expect(workbench.page.locator("#note")).to_contain_text("0.1 → 0.5")
    expect(rate).to_have_value("0.5")
    assert workbench.snapshot()["network"]["learning_rate"] == 0.5
    rate.fill("7")
    rate.press("Escape")
    expect(rate).to_have_value("0.5")
    rate.fill("0.3")
    workbench.verb("step").click()  # leaving the field commits it before the step
    workbench.expect_place(0, 2)
    assert workbench.snapshot()["network"]["learning_rate"] == 0.3
    rate.press("ArrowUp")
    expect(rate).to_have_value("0.31")
    expect(workbench.page.locator("#note")).to_contain_text("0.3 → 0.31")
    rate.fill("slow")
    rate.press("Enter")
    expect(workbench.page.locator("#rate-problem")).to_be_in_viewport()
    rate.press("Escape")
    expect(rate).to_have_value("0.31")
    expect(workbench.page.locator("#rate-problem")).to_have_count(0)
    visitor.expect("ERR_INTERNET_DISCONNECTED")
    visitor.expect("Failed to fetch")
    workbench.page.context.set_offline(True)
    rate.fill("0.9")
    rate.press("Enter")
    expect(rate, "what was not sent is not in use").to_have_value("0.31")
    workbench.page.context.set_offline(False)


def test_a_number_changes_under_the_hand(workbench: Workbench) -> None:
    workbench.press("f")
    workbench.expect_place(0, 5)
    number = workbench.number("W", 2, 0, 0)
    box = number.bounding_box()
    assert box is not None
    mouse, x, y = workbench.page.mouse, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse.move(x, y)
    mouse.down()
    for up in (10, 20, 30):
        mouse.move(x, y - up)
    mouse.up()
    expect(number.locator(".value")).to_have_text("1")
    expect(workbench.page.locator("#inspector")).to_be_hidden()
    workbench.expect_place(0, 5)
    number.click()
    expect(workbench.page.locator("#inspector")).to_contain_text("Weight")
    workbench.press("ArrowDown")
    expect(number.locator(".value")).to_have_text("0.9")
    workbench.press("Escape")
    workbench.press("Control+z")
    expect(number.locator(".value")).to_have_text("0.7")


def test_a_step_that_would_overflow_is_refused_and_changes_nothing(visitor: Visitor) -> None:
    visitor.expect("422")
    workbench = visitor.open()
    workbench.build([1, 1, 1], "identity", "100000")
    for _ in range(40):
        before = workbench.data("version")
        with workbench.page.expect_response(lambda r: r.request.method == "POST") as answered:
            workbench.press("u")
        if answered.value.status != 200:
            break
        expect(workbench.root).not_to_have_attribute("data-version", before)
    assert answered.value.status == 422
    expect(workbench.page.locator("#note")).to_contain_text("too large")
    assert workbench.data("version") == before


@pytest.mark.parametrize("size", [(390, 844), (320, 640)])
def test_on_a_phone_old_numbers_and_explanations_cover_nothing(visitor: Visitor, size: tuple[int, int]) -> None:
    workbench = visitor.open(viewport={"width": size[0], "height": size[1]})
    workbench.page.locator("#go-8").click()
    workbench.expect_place(0, 8)
    workbench.number("X", 0, 0).click()
    field = workbench.page.locator('#inspector input[name="X.0.0"]')
    expect(field).to_be_visible()
    explanation, dock = (workbench.page.locator(name).bounding_box() for name in ("#inspector", ".dock"))
    assert explanation
    assert dock
    assert explanation["y"] + explanation["height"] <= dock["y"] + 1
    field.fill("3")
    field.press("Enter")
    expect(workbench.page.locator("#diagram .old.was").first).to_be_attached()
    workbench.page.locator('#inspector [data-closes="inspector"]').click()
    expect(workbench.page.locator("#inspector")).to_be_hidden()
    found = workbench.page.evaluate(FAULTS, SCREEN)
    assert found == []
