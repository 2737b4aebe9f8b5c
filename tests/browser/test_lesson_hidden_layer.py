"""Lesson 3 in a browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from app.view.lessons.hidden_layer import tape_of, with_weight
from app.view.words.numbers import text
from tests.browser.conftest import Visitor

PATH = "/lessons/hidden-layer"
LIT, CHOSEN = re.compile(r"\blit\b"), re.compile(r"\bchosen\b")


def expect_value(page: Page, name: str, printed: str) -> None:
    expect(page.locator(f'#lesson [data-value-of="{name}"]').first).to_have_text(printed)


def test_products_and_drawing_match_the_numbers_found_by_hand(visitor: Visitor) -> None:
    bench = visitor.open(f"{PATH}?stage=9")
    expect_value(bench.page, "product-1", "−1.08")
    expect_value(bench.page, "product-2", "−0.9")
    assert bench.printed("dW", 2, 0, 0) == "−1.08"
    assert bench.printed("dW", 1, 0, 0) == "−0.9"


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_a_factor_and_its_number_in_the_drawing_light_up_together(visitor: Visitor, way: str) -> None:
    page = visitor.open(f"{PATH}?stage=9").page
    factor = page.locator('#row-2 [data-q="R.1.0"]')
    if way == "mouse":
        factor.hover()
    else:
        factor.focus()
    expect(page.locator('#diagram [data-q="R.1.0"]')).to_have_class(CHOSEN)
    error = page.locator('#diagram .number[data-q="E.2.0"]')
    if way == "mouse":
        error.hover()
    else:
        error.focus()
    for row in ("#row-1", "#row-2"):
        expect(page.locator(f'{row} .brace[data-q="E.2.0"]')).to_have_class(CHOSEN)
        for key in ("M.2.0", "R.2.0"):
            expect(page.locator(f'{row} [data-q="{key}"]')).to_have_class(LIT)
    expect(page.locator('#row-2 [data-q="X.0.0"]')).not_to_have_class(LIT)


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_the_pass_runs_stage_by_stage(visitor: Visitor, way: str) -> None:
    page = visitor.open(PATH).page
    expect(page.locator("#now .now-head")).to_contain_text("Step 0 of 10")
    for stage in range(1, 11):
        if way == "mouse":
            page.locator("#pass-step").click()
        else:
            page.locator("#pass-step").focus()
            page.keyboard.press("Enter")
        expect(page.locator("#now .now-head")).to_contain_text(f"Step {stage} of 10")
        expect(page.locator(f"#stage-{stage}")).to_have_attribute("aria-current", "step")
    expect(page.locator("#pass-step")).to_have_attribute("aria-disabled", "true")
    page.locator("#stage-6").click()
    expect(page.locator("#now-title")).to_contain_text("Error of the output")


def test_the_new_wo_makes_the_hidden_error_wrong(visitor: Visitor) -> None:
    page = visitor.open(PATH).page
    expect(page.locator("[data-verdict-of]")).to_have_attribute("data-verdict-of", "right")
    page.locator("label", has=page.locator("#order-first")).click()
    expect(page.locator("[data-verdict-of]")).to_have_attribute("data-verdict-of", "wrong")
    tape = tape_of("relu", 2, 0.6, 0.5, 1.5)
    wrong = with_weight(tape, tape.updated.W[1].item())[1]
    expect_value(page, "order-dWh", text(wrong))
    expect_value(page, "order-dWh", "−1.872")
    expect_value(page, "difference", text(tape.dW[0].item()))
    page.locator("#order-first").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-verdict-of]")).to_have_attribute("data-verdict-of", "right")


def test_the_same_network_opens_in_the_workbench(visitor: Visitor) -> None:
    bench = visitor.open(f"{PATH}?x=1&wh=0.8&wo=-1.5&y=0.5&R=tanh")
    expect(bench.page.locator(".opened button")).to_have_accessible_description(re.compile("replaces the network"))
    bench.page.locator(".opened button").click()
    expect(bench.page.locator("#workbench")).to_have_attribute("data-count", "10")
    assert bench.printed("W", 1, 0, 0) == "0.8"
    assert bench.printed("W", 2, 0, 0) == "−1.5"
    assert bench.printed("Y", 2, 0) == "0.5"


def test_without_javascript_numbers_stages_and_the_switch_work(visitor: Visitor) -> None:
    page = visitor.open(f"{PATH}?stage=9", java_script_enabled=False).page
    page.locator("#field-wo").fill("2")
    page.locator("#order-first").check(force=True)
    page.get_by_role("button", name="Show with these values").click()
    tape = tape_of("relu", 2, 0.6, 2, 1.5)
    expect_value(page, "product-2", text(tape.dW[0].item()))
    expect_value(page, "order-dWh", text(with_weight(tape, tape.updated.W[1].item())[1]))
    page.locator("#stage-3").click()
    expect(page.locator("#now .now-head")).to_contain_text("Step 3 of 10")
    page.locator("#answer1").fill("5")
    page.locator("#check-1").click()
    expect(page.locator("#verdict1")).to_contain_text("Right:")
