"""Lesson 7 in a browser."""

import ast
import re
import subprocess
import sys

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from app.view.lessons.code import tape_of, values
from app.view.lessons.code_setting import MATRICES
from app.view.lessons.kit.matrix_fields import Rows
from app.view.words.numbers import column, text
from tests.browser.conftest import Visitor

PATH = "/lessons/code"
FIRST: dict[str, Rows] = {"x": ((2.0,),), "y": ((1.0,),), "Wh": ((0.5,),), "Wo": ((1.5,),)}
SHAPES_NOW = {"x": (2, 2), "y": (2, 2), "Wh": (2, 3), "Wo": (3, 2)}  # two samples, two outputs
NAMES = ["Zh", "H", "Zo", "yHat", "C", "Eo", "dWo", "Eh", "dWh", "Wh"]
BY_HAND = ["1", "1", "1.5", "1.5", "0.125", "0.5", "0.5", "0.75", "1.5", "0.35"]  # of x = 2, y = 1, Wh = 0.5, Wo = 1.5


def expect_at(page: Page, stage: int) -> None:
    expect(page.locator("#listing")).to_have_attribute("data-stage", str(stage))


def beside(page: Page, name: str) -> str:
    return (page.locator(f'#listing [data-value-of="{name}.0.0"]').text_content() or "").strip()


def downloaded(page: Page) -> dict[str, object]:
    """What the downloaded program prints."""
    with page.expect_download() as waiting:
        page.locator("#download").click()
    assert waiting.value.suggested_filename == "backprop.py"
    done = subprocess.run([sys.executable, waiting.value.path()], capture_output=True, text=True, check=True)
    return {name: ast.literal_eval(value) for name, value in (line.split(" = ") for line in done.stdout.splitlines())}


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_stepping_through_the_program_shows_the_numbers_found_by_hand(visitor: Visitor, way: str) -> None:
    page = visitor.open(PATH).page
    core = values(tape_of(FIRST, 0.1))
    for stage, (name, by_hand) in enumerate(zip(NAMES, BY_HAND, strict=True), 1):
        if way == "mouse":
            page.locator("#line-step").click()
        else:
            page.keyboard.press("ArrowRight")
        expect_at(page, stage)
        expect(page.locator(f'#listing .lit-line[data-line="{name}"]')).to_be_in_viewport()
        assert beside(page, name) == by_hand == text(core[name].item())
    expect(page.locator("#line-step")).to_have_attribute("aria-disabled", "true")
    expect(page).to_have_url(f"{visitor.address}{PATH}?stage=10")
    if way == "mouse":
        page.locator("#line-back").click()
    else:
        page.keyboard.press("ArrowLeft")
    expect_at(page, 9)
    assert page.locator('#listing [data-value-of="Wh.0.0"]').count() == 0


def test_keys_lead_to_both_ends_and_to_a_stage(visitor: Visitor) -> None:
    page = visitor.open(PATH).page
    for key, stage in (("End", 10), ("6", 6), ("Home", 0)):
        page.keyboard.press(key)
        expect_at(page, stage)


def test_a_click_on_a_line_leads_to_its_stage(visitor: Visitor) -> None:
    page = visitor.open(PATH).page
    page.locator('[data-line="Eh"] button').click()
    expect_at(page, 8)
    expect(page.locator('[data-line="Eh"] button')).to_have_attribute("aria-current", "step")
    expect(page.locator("#now-title")).to_have_text("Error of the hidden layer")


def test_the_readers_numbers_are_beside_the_lines_and_in_the_file(visitor: Visitor) -> None:
    page = visitor.open(f"{PATH}?stage=10").page
    page.locator("#field-x").fill("-2")
    page.keyboard.press("Tab")
    expect(page.locator('[data-value-of="Zh.0.0"]')).to_have_text("−1")
    assert beside(page, "H") == "0"
    found = downloaded(page)
    assert (found["Zh"], found["H"], found["dWh"]) == (-1, 0, 0)


def test_the_program_with_matrices_runs(visitor: Visitor) -> None:
    page = visitor.open(f"{PATH}?stage=8").page
    page.locator("label", has=page.locator("#kind-matrices")).click()
    expect(page.locator('[data-value-of="Eh.0.2"]')).to_have_text("0.432")
    page.locator("#field-Wh22").fill("1")
    page.keyboard.press("Tab")
    expect(page.locator('[data-value-of="Zh.0.1"]')).to_have_text("1.4")  # 1 · (−0.6) + 2 · 1
    assert downloaded(page)["Zh"] == [pytest.approx([1, 1.4, 0.7])]


def test_the_download_has_the_chosen_sizes(visitor: Visitor) -> None:
    page = visitor.open(f"{PATH}?kind=matrices&stage=10").page
    for name, size in (("samples", "2"), ("outputs", "2")):
        page.locator(f"#choice-{name}").select_option(size)
        expect(page).to_have_url(re.compile(f"{name}={size}"))
    page.locator("#field-y22").fill("1/4")
    page.keyboard.press("Tab")
    expect(page).to_have_url(re.compile("y22=1%2F4"))
    given = {name: [row[:width] for row in MATRICES[name][:height]] for name, (height, width) in SHAPES_NOW.items()}
    given["y"][1] = (0.5, 0.25)
    core = values(tape_of({name: tuple(rows) for name, rows in given.items()}, 0.1))
    for name, value in downloaded(page).items():
        assert np.allclose(np.array(value, float), core[name], rtol=1e-12), name
        if name != "Wo":  # beside its line is the new value
            assert beside(page, name) == column(core[name].ravel().tolist())[0]


def test_on_a_phone_one_tap_leads_to_either_end(visitor: Visitor) -> None:
    page = visitor.open(f"{PATH}?stage=4", viewport={"width": 390, "height": 844}, has_touch=True).page
    for name, stage in (("To the start", 0), ("To the end", 10)):
        page.get_by_role("button", name=name).tap()
        expect_at(page, stage)


def test_sizes_can_be_chosen_without_javascript(visitor: Visitor) -> None:
    page = visitor.open(f"{PATH}?kind=matrices&stage=10", java_script_enabled=False).page
    page.locator("#choice-samples").select_option("3")
    page.locator("#choice-hidden").select_option("4")
    page.locator("#field-Wh23").fill("2")
    page.get_by_role("button", name="Show with these values").click()
    expect(page.locator('#listing [data-value-of^="H."]')).to_have_count(12)
    expect(page.locator("#field-x31")).to_have_value("−2")
    given = {name: tuple(tuple(row) for row in rows) for name, rows in MATRICES.items()}
    given |= {"x": tuple(row[:2] for row in given["x"][:3]), "y": tuple(row[:1] for row in given["y"][:3])}
    given |= {"Wh": (given["Wh"][0], (0.3, -0.2, 2.0, -0.5)), "Wo": tuple(row[:1] for row in given["Wo"])}
    assert beside(page, "C") == text(values(tape_of(given, 0.1))["C"].item())


def test_the_copy_button_copies_the_whole_program(visitor: Visitor) -> None:
    context = visitor.context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visitor.page(context, PATH).page
    page.locator("#copy").click()
    expect(page.locator("#copy")).to_have_attribute("aria-label", "Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#program").text_content()
    assert "\nx = 2.0\n" in copied


def test_an_invalid_number_is_reported_beside_its_field(visitor: Visitor) -> None:
    page = visitor.open(PATH).page
    page.locator("#field-Wo").fill("much")
    page.keyboard.press("Tab")
    expect(page.locator("#wrong-Wo")).to_contain_text("Not a number")
    expect(page.locator("#field-Wo")).to_have_attribute("aria-invalid", "true")


def test_without_javascript_the_program_can_be_stepped_through(visitor: Visitor) -> None:
    page = visitor.open(PATH, java_script_enabled=False).page
    page.locator("#line-step").click()
    expect_at(page, 1)
    page.locator('[data-line="Eh"] button').click()
    assert beside(page, "Eh") == "0.75"
    page.locator("#field-Wo").fill("3")
    page.keyboard.press("Enter")
    expect(page.locator("#listing [data-value-of='Zo.0.0']")).to_have_text("3")
    expect_at(page, 8)
    page.locator("#answer1").fill("-0.9")
    page.locator("#check-1").click()
    expect(page.locator("#verdict1")).to_contain_text("Right:")
