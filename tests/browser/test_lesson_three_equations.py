"""Lesson 6 in a browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from app.view.lessons.three_equations import shares, tape_of
from app.view.words.numbers import text
from tests.browser.conftest import Visitor

PATH = "/lessons/three-equations"
LIT = re.compile(r"\blit\b")


def expect_value(page: Page, name: str, printed: str) -> None:
    expect(page.locator(f'#lesson [data-value-of="{name}"]').first).to_have_text(printed)


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_each_equation_lights_up_its_numbers_in_the_drawing(visitor: Visitor, way: str) -> None:
    page = visitor.open(PATH).page
    for name, current in (("Eo", ["E.2.0", "E.2.1"]), ("Eh", ["E.1.0", "E.1.1"])):
        button = page.locator(f"#law-{name}")
        if way == "mouse":
            button.click()
        else:
            button.focus()
            page.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-pressed", "true")
        for key in current:
            expect(page.locator(f'#diagram .number[data-q="{key}"]')).to_have_class(re.compile("current"))
    page.locator("#law-dWo").click()
    expect(page.locator('#diagram .number[data-q="dW.2.0.0"]')).to_have_class(re.compile("current"))
    page.locator("#by-dWh").click()
    expect(page.locator('#diagram .number[data-q="dW.1.0.0"]')).to_have_class(re.compile("current"))
    expect(page).to_have_url(re.compile("equation=dWh"))


def test_the_shares_match_those_found_by_hand(visitor: Visitor) -> None:
    bench = visitor.open(PATH)
    for name, printed in (("share-0-0", "−0.56"), ("share-0-1", "0.2"), ("Eh-0", "−0.36"), ("Eh-1", "0")):
        expect_value(bench.page, name, printed)
    assert bench.printed("E", 1, 0) == "−0.36"


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_another_number_of_units_shows_the_numbers_of_the_core(visitor: Visitor, way: str) -> None:
    page = visitor.open(PATH).page
    if way == "mouse":
        page.locator("#hidden-3 + span").click()
    else:
        page.locator("#hidden-2").focus()
        page.keyboard.press("ArrowRight")
    expect(page.locator(".arrivals tbody tr")).to_have_count(3)
    tape = tape_of(3, 2, "relu", 1, [1.5, 0.1])
    for j, row in enumerate(shares(tape).tolist()):
        for k, share in enumerate(row):
            expect_value(page, f"share-{j}-{k}", text(share))
        expect_value(page, f"Eh-{j}", text(tape.E[0].item(j)))


def test_one_unit_per_layer_has_plain_products(visitor: Visitor) -> None:
    page = visitor.open(PATH).page
    page.locator("#hidden-1 + span").click()
    page.locator("#outputs-1 + span").click()
    expect(page.locator(".arrivals tbody tr")).to_have_count(1)
    expect(page.locator("#law-Eh sup")).to_have_count(0)
    expect_value(page, "Eh-0", "−0.56")


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_typed_weights_and_targets_are_kept_in_the_address(visitor: Visitor, way: str) -> None:
    bench = visitor.open(PATH)
    page = bench.page
    for name, typed in (("x", "2"), ("Wh11", "0.5"), ("Wo11", "1,5"), ("Wo12", "1/4"), ("y1", "1"), ("y2", "0.25")):
        field = page.locator(f"#field-{name}")
        if way == "mouse":
            field.click()
        else:
            field.focus()
        field.fill(typed)
        field.press("Enter" if way == "keyboard" else "Tab")
        expect(page).to_have_url(re.compile(f"[?&]{name}="))
    expect_value(page, "share-0-0", "0.75")  # Eo = (1.5 − 1, 0.25 − 0.25): 0.5 · 1.5
    expect_value(page, "Eh-0", "0.75")
    page.reload()
    expect_value(page, "Eh-0", "0.75")
    tape = tape_of(2, 2, "relu", 2, [1, 0.25], ((0.5, -1.0),), ((1.5, 0.25), (0.5, -0.3)))
    assert bench.printed("E", 1, 0) == text(tape.E[0].item(0))
    page.locator("#try-first").click()
    expect_value(page, "Eh-0", "−0.36")


def test_the_weights_of_a_removed_unit_come_back_with_it(visitor: Visitor) -> None:
    page = visitor.open(f"{PATH}?hidden=3&Wo32=2.5&y2=0.75").page
    for name, size in (("hidden", "1"), ("outputs", "1"), ("hidden", "3"), ("outputs", "2")):
        page.locator(f"#{name}-{size} + span").click()
        expect(page.locator(f"#{name}-{size}")).to_be_checked()
        expect(page.locator("#lesson")).to_have_attribute("data-address", re.compile("Wo32=2.5"))
    expect(page.locator("#field-Wo32")).to_have_value("2.5")
    expect(page.locator("#field-y2")).to_have_value("0.75")


def test_a_number_lights_up_in_the_table_and_in_the_drawing(visitor: Visitor) -> None:
    page = visitor.open(PATH).page
    page.locator('.arrivals [data-q="W.2.1.0"]').hover()
    expect(page.locator('#diagram .number[data-q="W.2.1.0"]')).to_have_class(LIT)
    page.locator('#diagram .number[data-q="E.1.0"]').hover()
    expect(page.locator('.arrivals [data-q="M.1.0"]')).to_have_class(LIT)
    expect(page.locator('.arrivals [data-q="M.1.1"]')).not_to_have_class(LIT)


def test_without_javascript_equations_units_and_numbers_work(visitor: Visitor) -> None:
    page = visitor.open(PATH, java_script_enabled=False).page
    page.locator("#law-Eo").click()
    expect(page.locator("#law-Eo")).to_have_attribute("aria-pressed", "true")
    page.locator("#hidden-3").check(force=True)
    page.locator("#choice-R").select_option("tanh")
    page.get_by_role("button", name="Show with these values").click()
    expect(page.locator("#law-Eo")).to_have_attribute("aria-pressed", "true")
    tape = tape_of(3, 2, "tanh", 1, [1.5, 0.1])
    expect_value(page, "Eh-2", text(tape.E[0].item(2)))
    page.locator("#answer1").fill("-0.3")
    page.locator("#check-1").click()
    expect(page.locator("#verdict1")).to_contain_text("Right:")
