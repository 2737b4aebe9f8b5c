"""Lesson 1 in a browser."""

from playwright.sync_api import Page, expect

from app.core.machines import joints, machine, products
from app.view.words.numbers import text
from tests.browser.conftest import Visitor

PATH = "/lessons/chain-rule"


def value(page: Page, name: str) -> str:
    return (page.locator(f'#lesson [data-value-of="{name}"]').first.text_content() or "").strip()


def expect_value(page: Page, name: str, printed: str) -> None:
    expect(page.locator(f'#lesson [data-value-of="{name}"]').first).to_have_text(printed)


def expected(x: float, *names: str) -> str:
    found = products(joints([machine(name) for name in names], x))[0]
    assert found is not None
    return text(found)


def test_the_first_numbers_match_those_found_by_hand(visitor: Visitor) -> None:
    page = visitor.open(PATH).page
    assert [value(page, f"value-{letter}") for letter in "xCBA"] == ["1.5", "2.25", "0.875", "0.766"]
    assert [value(page, f"slope-{letter}") for letter in "CBA"] == ["3", "(−0.5)", "1.75"]
    assert value(page, "product") == value(page, "difference") == "−2.625"
    assert page.context.cookies() == []


def test_the_mouse_sets_machines_variable_and_value(visitor: Visitor) -> None:
    page = visitor.open(PATH).page
    page.get_by_role("button", name="x = −1").click()
    expect_value(page, "product", expected(-1, "square", "falling", "square"))
    page.locator("#choice-B").select_option("sin")
    expect_value(page, "product", expected(-1, "square", "sin", "square"))
    slider = page.locator("#slide-x").bounding_box()
    assert slider is not None
    page.mouse.click(slider["x"] + slider["width"] * 0.9, slider["y"] + slider["height"] / 2)
    expect(page.locator('output[data-value-of="x"]')).not_to_have_text("−1")
    x = float(page.locator("#slide-x").input_value())
    expect_value(page, "product", expected(x, "square", "sin", "square"))
    page.locator("#by-B").click()
    expect(page.locator("#by-B")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-machine].held")).to_have_count(2)
    expect(page.locator("#product")).to_contain_text("f′(B)")
    held = joints([machine("square"), machine("sin")], x)[1].leaving
    assert held is not None
    expect_value(page, "product", expected(held, "square"))
    page.locator("#by-A").click()
    expect_value(page, "product", "1")


def test_the_keyboard_sets_variable_and_value(visitor: Visitor) -> None:
    page = visitor.open(PATH).page
    slider = page.locator("#slide-x")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect_value(page, "product", expected(1.6, "square", "falling", "square"))
    page.keyboard.press("PageDown")
    expect_value(page, "product", expected(0.6, "square", "falling", "square"))
    expect(slider).to_be_focused()
    page.locator("#by-C").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#by-C")).to_have_attribute("aria-pressed", "true")
    expect_value(page, "product", expected(0.36, "falling", "square"))
    page.locator("#slide-held").focus()
    page.keyboard.press("ArrowUp")
    expect_value(page, "product", expected(0.46, "falling", "square"))
    page.locator("#answer1").focus()
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    expect(page.locator("#question-1")).to_have_attribute("data-verdict", "right")
    expect(page.locator("#answer1")).to_be_focused()


def test_many_slider_moves_end_at_the_last_value(visitor: Visitor) -> None:
    page = visitor.open(PATH).page
    page.locator("#slide-x").focus()
    for _ in range(12):
        page.keyboard.press("ArrowLeft")
    expect_value(page, "value-x", "0.3")
    expect_value(page, "product", expected(0.3, "square", "falling", "square"))
    assert page.locator("#slide-x").input_value() == "0.3"


def test_a_corner_and_a_missing_value_are_explained(visitor: Visitor) -> None:
    page = visitor.open(PATH).page
    page.get_by_role("button", name="A corner: ReLU at 0").click()
    expect(page.locator('[data-machine="C"] .hole')).to_contain_text("corner at 0")
    expect_value(page, "product", "unknown: one slope is missing")
    expect(page.locator("#measured")).to_contain_text("The slopes from left and right differ")
    assert (value(page, "right"), value(page, "left")) == ("−1.9975", "0")
    page.get_by_role("button", name="No value: 1/x at 0").click()
    expect(page.locator('[data-machine="C"] .hole')).to_contain_text("1/0 is not a number")
    expect(page.locator("#choice-C")).to_have_value("reciprocal")
    assert value(page, "value-A") == "–"


def test_the_address_shows_somebody_else_the_same(visitor: Visitor) -> None:
    page = visitor.open(PATH).page
    page.locator("#choice-A").select_option("exp")
    expect_value(page, "product", expected(1.5, "square", "falling", "exp"))
    page.get_by_role("button", name="x = 2").click()
    expect_value(page, "value-x", "2")
    expect(page).to_have_url(f"{visitor.address}{PATH}?A=exp&x=2")
    other = visitor.open(page.url.removeprefix(visitor.address)).page
    assert value(other, "product") == value(page, "product") == expected(2, "square", "falling", "exp")


def test_without_javascript_a_form_shows_the_same(visitor: Visitor) -> None:
    page = visitor.open(PATH, java_script_enabled=False).page
    page.locator("#choice-A").select_option("sin")
    page.get_by_role("button", name="Show with these values").click()
    assert value(page, "product") == expected(1.5, "square", "falling", "sin")
    page.get_by_role("button", name="x = 2").click()
    assert value(page, "product") == expected(2, "square", "falling", "sin")
    page.locator("#answer1").fill("-12")
    page.locator("#check-1").click()
    expect(page.locator("#verdict1")).to_contain_text("Check the sign")
    assert value(page, "product") == expected(2, "square", "falling", "sin")
    page.get_by_role("link", name="2. One neuron").click()
    expect(page.locator("h1")).to_have_text("One neuron")


def test_a_change_of_language_keeps_the_settings(visitor: Visitor) -> None:
    page = visitor.open(PATH).page
    page.get_by_role("button", name="x = 2").click()
    expect_value(page, "value-x", "2")
    page.get_by_role("button", name="Русский").first.click()
    expect(page.locator("h1")).to_have_text("Правило цепочки")
    assert value(page, "value-x") == "2"


def test_a_value_between_the_steps_of_the_slider_is_kept(visitor: Visitor) -> None:
    page = visitor.open(f"{PATH}?x=1.234567&B=sin").page
    page.locator("#choice-A").select_option("exp")
    expect_value(page, "product", expected(1.234567, "square", "sin", "exp"))
    expect(page).to_have_url(f"{visitor.address}{PATH}?B=sin&A=exp&x=1.234567")
    page.locator("#slide-x").focus()
    page.keyboard.press("ArrowRight")
    expect_value(page, "product", expected(1.334567, "square", "sin", "exp"))
    slider = page.locator("#slide-x").bounding_box()
    assert slider is not None
    page.mouse.click(slider["x"] + slider["width"] * 0.9, slider["y"] + slider["height"] / 2)
    expect(page.locator("#slide-x")).to_have_attribute("step", "0.1")


def test_an_open_note_stays_open_while_the_reader_plays(visitor: Visitor) -> None:
    page = visitor.open(PATH).page
    page.locator("#why-not-f summary").click()
    page.get_by_role("button", name="x = 2").click()
    expect_value(page, "value-x", "2")
    expect(page.locator("#why-not-f")).to_have_attribute("open", "")
    page.locator("#why-not-f summary").click()
    page.get_by_role("button", name="x = 0").click()
    expect_value(page, "value-x", "0")
    expect(page.locator("#why-not-f")).not_to_have_attribute("open", "")
