"""Practice as a learner meets it: by keyboard, on a phone, with a screen reader, without JavaScript."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import AXE, COLOUR_RULES, violations
from tests.browser.bench import Workbench
from tests.browser.conftest import Visitor

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def title(page: Page) -> str:
    return page.locator("#now-title").inner_text().replace("\n", "").replace(" ", "")


def answered_wrongly(workbench: Workbench) -> None:
    """The hidden error is asked for, and its slip is named."""
    workbench.press("ArrowRight", 7)
    workbench.expect_place(0, 7)
    workbench.press("p")
    workbench.press("ArrowRight")
    workbench.page.locator("#answer").fill("-0.385")
    workbench.press("Enter")
    expect(workbench.page.locator("#verdict")).to_be_visible()


def test_one_question_of_each_kind_is_answered_by_keyboard(workbench: Workbench) -> None:
    page = workbench.page
    workbench.press("ArrowRight", 7)
    workbench.expect_place(0, 7)
    workbench.press("p")
    expect(page.locator("#do-practice")).to_have_attribute("aria-pressed", "true")

    workbench.press("ArrowRight")
    field = page.locator("#answer")
    expect(field).to_be_focused()
    assert title(page) == "WhatisEh2?"
    expect(page.locator("#n-E\\.1\\.1")).to_have_class("number hidden asked")
    expect(workbench.verb("step")).to_have_attribute("aria-disabled", "true")
    page.keyboard.type("−0,385")
    workbench.press("Enter")
    expect(page.locator("#verdict")).to_contain_text("You left out")
    expect(page.locator("#spoken")).to_contain_text("You left out")
    expect(page.locator("#n-Z\\.1\\.1")).to_have_class("concern number")
    expect(field).to_have_value("−0,385")
    field.fill("0")
    workbench.press("Enter")
    workbench.expect_place(0, 8)
    expect(page.locator(".verdict.right")).to_contain_text("Right.")
    expect(page.locator(".tally")).to_contain_text("First try: 0 of 1")

    page.evaluate("document.activeElement.blur()")
    workbench.press("ArrowRight")
    expect(page.locator("#answering")).to_be_visible()
    page.locator("#kind").select_option("sign")
    expect(page.locator("[data-key='-']")).to_be_visible()
    page.locator("#kind").blur()
    workbench.press("-")
    workbench.expect_place(0, 9)
    expect(page.locator(".tally")).to_contain_text("First try: 1 of 2")


def test_a_unit_is_chosen_in_the_drawing(workbench: Workbench) -> None:
    page = workbench.page
    workbench.press("ArrowRight", 7)
    workbench.expect_place(0, 7)
    workbench.press("p")
    workbench.press("ArrowRight")
    page.locator("#kind").select_option("which")
    expect(page.locator("#diagram .candidate")).to_have_count(3)
    page.locator("#option-3").hover()
    expect(page.locator("#unit-1-2")).to_have_class("candidate unit pointed")
    page.locator("#unit-1-1").click()
    workbench.expect_place(0, 8)
    expect(page.locator(".verdict.right")).to_be_visible()


def test_the_key_h_gives_three_hints_and_no_more(workbench: Workbench) -> None:
    page = workbench.page
    workbench.press("ArrowRight", 7)
    workbench.expect_place(0, 7)
    workbench.press("p")
    workbench.press("ArrowRight")
    expect(page.locator("#answer")).to_be_focused()
    workbench.press("h")
    expect(page.locator("#answer")).to_have_value("h")
    expect(page.locator(".hints li")).to_have_count(0)
    page.locator("#answer").fill("")
    page.evaluate("document.activeElement.blur()")
    for count in (1, 2, 3):
        workbench.press("h")
        expect(page.locator(".hints li")).to_have_count(count)
        expect(page.locator("#diagram .operand")).to_have_count(0 if count < 2 else 3)
        page.evaluate("document.activeElement.blur()")
    expect(page.locator("#do-hint")).to_have_attribute("aria-disabled", "true")
    workbench.press("h")
    expect(page.locator(".hints li")).to_have_count(3)
    workbench.expect_place(0, 7)


def test_on_the_projector_a_question_stays_in_its_band(visitor: Visitor) -> None:
    page = visitor.context(viewport={"width": 1920, "height": 1080}).new_page()
    page.goto(f"{visitor.address}/?view=projector")
    workbench = Workbench(page)
    answered_wrongly(workbench)
    page.locator("#do-hint").click()
    expect(page.locator(".hints .latest")).to_be_visible()
    outside = """() => [...document.querySelectorAll('#now > *')].filter((each) =>
      each.getBoundingClientRect().bottom > document.querySelector('.hero').getBoundingClientRect().top + 1)
      .map((each) => each.className)"""
    assert page.evaluate(outside) == []
    answer, title = page.locator("#answer").bounding_box(), page.locator("#now-title").bounding_box()
    assert answer
    assert title
    assert title["x"] + title["width"] <= answer["x"]


def test_a_phone_has_the_signs_that_its_keypad_lacks(visitor: Visitor) -> None:
    workbench = visitor.open(**PHONE)
    page = workbench.page
    page.locator("#do-practice").tap()
    expect(page.locator("#do-practice")).to_have_attribute("aria-pressed", "true")
    workbench.verb("step").tap()
    field = page.locator("#answer")
    expect(field).to_be_in_viewport()
    expect(field).not_to_be_focused()
    field.tap()
    page.keyboard.type("5")
    page.locator("[data-types='·']").tap()
    expect(field).to_be_focused()
    page.locator("[data-types='−']").tap()
    page.keyboard.type("2")
    expect(field).to_have_value("5·−2")
    page.get_by_role("button", name="Check").tap()
    expect(page.locator("#verdict")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_cannot_be_read_stays_in_the_field_with_the_reason(workbench: Workbench, visitor: Visitor) -> None:
    visitor.expect("422")
    page = workbench.page
    workbench.press("p")
    expect(page.locator("#do-practice")).to_have_attribute("aria-pressed", "true")
    workbench.press("ArrowRight")
    page.locator("#answer").fill("0/0")
    workbench.press("Enter")
    expect(page.locator("#answer-problem")).to_contain_text("divides by 0")
    expect(page.locator("#answer")).to_have_value("0/0")
    expect(page.locator("#answer")).to_be_focused()


def test_without_javascript_a_question_is_asked_and_answered(visitor: Visitor) -> None:
    page = visitor.open(java_script_enabled=False).page
    page.locator("#do-practice").click()
    page.get_by_role("button", name="Step").first.click()
    page.locator("#do-hint").click()
    expect(page.locator(".hints math")).to_be_visible()
    page.locator("#answer").fill("99")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#verdict")).to_be_visible()
    page.locator("#answer").fill("98")
    page.get_by_role("button", name="Check").click()
    page.get_by_role("button", name="Show the answer").click()
    expect(page.locator("#workbench")).to_have_attribute("data-stage-index", "1")
    expect(page.locator(".verdict.shown")).to_contain_text("The answer:")


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["desktop", "phone"])
def test_axe_finds_nothing(visitor: Visitor, size: tuple[int, int]) -> None:
    """With a question, a verdict and all hints on the page, and of each kind."""
    workbench = visitor.open(viewport={"width": size[0], "height": size[1]}, bypass_csp=True)
    page = workbench.page
    page.evaluate(AXE)
    answered_wrongly(workbench)
    for rung in (1, 2, 3):
        page.locator("#do-hint").click()
        expect(page.locator(".hints li")).to_have_count(rung)
    assert violations(page) == []
    for kind in ("sign", "gate", "which"):
        page.locator("#kind").select_option(kind)
        expect(page.locator("#option-2")).to_be_visible()
        assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, COLOUR_RULES) == []
