"""Lesson 2 in a browser."""

import pytest
from playwright.sync_api import Page, expect

from app.view.lessons.one_neuron import tape_of
from app.view.words.numbers import text
from tests.browser.conftest import Visitor

PATH = "/lessons/one-neuron"


def value(page: Page, name: str) -> str:
    return (page.locator(f'#lesson [data-value-of="{name}"]').first.text_content() or "").strip()


def expect_value(page: Page, name: str, printed: str) -> None:
    expect(page.locator(f'#lesson [data-value-of="{name}"]').first).to_have_text(printed)


def expect_remark(page: Page, kind: str) -> None:
    expect(page.locator("[data-remark]")).to_have_attribute("data-remark", kind)


def test_the_first_numbers_match_those_found_by_hand(visitor: Visitor) -> None:
    page = visitor.open(PATH).page
    names = ("Z", "H", "cost", "factor-R", "factor-X", "product", "next")
    assert [value(page, name) for name in names] == ["2.4", "2.4", "0.98", "1", "2", "2.8", "0.92"]


def test_the_neuron_is_drawn_with_the_same_numbers(visitor: Visitor) -> None:
    bench = visitor.open(PATH)
    assert bench.printed("Z", 1, 0) == value(bench.page, "Z")
    assert bench.printed("H", 1, 0) == value(bench.page, "H")
    assert bench.printed("dW", 1, 0, 0) == value(bench.page, "product")


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_steps_walk_down_the_curve(visitor: Visitor, way: str) -> None:
    page = visitor.open(PATH).page
    step = page.locator("#step")
    W = 1.2
    for k in range(1, 5):
        W = float(tape_of("relu", 2, 1, W, 0.1).updated.parameters[0])
        if way == "mouse":
            step.click()
        else:
            step.focus()
            page.keyboard.press("Enter")
        expect_value(page, "weight", text(W))
        expect(page.locator(".plot .stop")).to_have_count(k)
    expect(page).to_have_url(f"{visitor.address}{PATH}?steps=4")
    page.locator("#back").click()
    expect(page.locator(".plot .stop")).to_have_count(3)
    page.locator("#start").click()
    expect_value(page, "weight", "1.2")


def test_a_learning_rate_that_is_too_large_gets_a_remark(visitor: Visitor) -> None:
    page = visitor.open(PATH).page
    page.locator("#field-rate").fill("0,35")
    page.keyboard.press("Enter")
    page.locator("#step").click()
    expect_remark(page, "overshoot")
    page.locator("#try-worse").click()
    expect_remark(page, "worse")
    expect(page.locator("#choice-R")).to_have_value("identity")
    expect(page.locator("#field-rate")).to_have_value("0.55")


def test_a_closed_relu_is_flat_and_its_weight_stays(visitor: Visitor) -> None:
    page = visitor.open(PATH).page
    page.locator("#try-closed").click()
    expect_remark(page, "closed")
    line = page.locator(".hill line.tangent")
    assert line.get_attribute("y1") == line.get_attribute("y2")
    before = value(page, "weight")
    page.locator("#step").click()
    expect(page.locator("#steps-taken")).to_have_text("2 steps taken.")
    assert value(page, "weight") == before
    assert value(page, "product") == "0"


def test_an_invalid_number_is_reported_beside_its_field(visitor: Visitor) -> None:
    page = visitor.open(PATH).page
    page.locator("#field-X").fill("1/2")
    page.keyboard.press("Tab")
    expect_value(page, "Z", "0.6")
    page.locator("#field-y").fill("much")
    page.keyboard.press("Tab")
    expect(page.locator("#wrong-y")).to_contain_text("Not a number")
    expect(page.locator("#field-y")).to_have_value("much")
    expect(page.locator("#field-y")).to_have_attribute("aria-invalid", "true")


def test_without_javascript_the_buttons_and_fields_work(visitor: Visitor) -> None:
    page = visitor.open(PATH, java_script_enabled=False).page
    page.locator("#step").click()
    expect_value(page, "weight", "0.92")
    page.locator("#field-rate").fill("0.2")
    page.keyboard.press("Enter")
    expect_value(page, "weight", "0.64")
    page.locator("#answer1").fill("-6")
    page.locator("#check-1").click()
    expect(page.locator("#verdict1")).to_contain_text("Right:")


def test_a_disabled_step_gives_its_reason(visitor: Visitor) -> None:
    page = visitor.open(f"{PATH}?steps=50").page
    for name in ("#step", "#ten"):
        expect(page.locator(name)).to_have_attribute("aria-disabled", "true")
        expect(page.locator(name)).to_have_attribute("title", "50 steps is the limit.")
    page.locator("#start").click()
    expect(page.locator("#back")).to_have_attribute("title", "No steps taken yet.")
    expect(page.locator("#step")).not_to_have_attribute("aria-disabled", "true")


def test_the_ball_follows_the_slider_also_after_steps(visitor: Visitor) -> None:
    page = visitor.open(PATH).page
    page.locator("#ten").click()
    expect(page.locator("#steps-taken")).to_contain_text("10 steps taken.")
    page.locator("#slide-W").focus()
    page.keyboard.press("ArrowLeft")
    expect_value(page, "weight", "1.1")
    expect(page.locator("#steps-taken")).to_contain_text("0 steps taken.")
    page.locator("#try-calm").click()
    expect(page.locator("#steps-taken")).to_contain_text("6 steps taken.")


def test_the_ball_is_dragged_along_the_curve_without_a_request_for_each_move(visitor: Visitor) -> None:
    page = visitor.open(PATH).page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    plot = page.locator(".hill .field").bounding_box()
    assert plot is not None

    def at(weight: float) -> tuple[float, float]:
        return plot["x"] + plot["width"] * (weight + 3) / 6, plot["y"] + plot["height"] / 2

    page.mouse.move(*at(1.2))
    page.mouse.down()
    for k in range(1, 30):
        page.mouse.move(*at(1.2 - 0.02 * k))
    ball = page.locator(".hill .point")
    assert float(ball.get_attribute("cx") or 0) == pytest.approx(620 * (0.62 + 3) / 6, abs=1.5)
    # C = ½ (2 · 0.62 − 1)² = 0.0288, close to the bottom of a plot from −0.08 to 2
    assert float(ball.get_attribute("cy") or 0) == pytest.approx(340 * (2 - 0.0288) / 2.08, abs=1.5)
    page.mouse.up()
    expect_value(page, "weight", "0.62")
    expect(page.locator("#slide-W")).to_have_js_property("value", "0.62")
    assert len([url for url in asked if "/lessons/" in url]) < 10  # for 29 moves
