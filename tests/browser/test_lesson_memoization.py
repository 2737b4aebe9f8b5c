"""Lesson 5 in a browser: the race by mouse, by keyboard, by itself and without JavaScript, and the numbers below it."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from app.core.scalar_chain import memoized, written_out
from app.view.lessons.race import place
from app.view.lessons.scalar_chain import Settings, passed
from app.view.words.numbers import text
from tests.browser.conftest import Visitor

ADDRESS = "/lessons/memoization"

PICTURE = """() => ({
  rows: [...document.querySelectorAll("#race tr[data-row]")].map((row) => [
    row.dataset.state, row.getAttribute("aria-current"),
    [...row.querySelectorAll(".lane > *")].map((cell) => cell.classList.contains("ticked")),
    [...row.querySelectorAll(".count")].map((cell) => cell.textContent)]),
  counters: [...document.querySelectorAll(".counter")].map((each) => [
    each.querySelector("output").textContent, each.querySelector("rect").getAttribute("width")]),
  known: [...document.querySelectorAll("#race .chain-node[data-layer]")].map((node) => node.dataset.known),
  buttons: [...document.querySelectorAll("[data-race][name=to]")].map((button) => [
    button.dataset.race, button.value, button.getAttribute("aria-disabled")]),
  stops: [...document.querySelectorAll("[data-race-to]")].map((stop) => stop.dataset.state),
  said: document.querySelector(".race-row-said").textContent,
  tick: [document.getElementById("race").dataset.tick, document.querySelector("input[name=tick]").value],
})"""


def button(page: Page, verb: str) -> Locator:
    return page.locator(f'[data-race="{verb}"]')


def counters(page: Page) -> tuple[int, int]:
    written, kept = page.locator(".counter output").all_text_contents()
    return int(written), int(kept)


def expect_tick(page: Page, tick: int) -> None:
    expect(page.locator("#race")).to_have_attribute("data-tick", str(tick))
    at = place(tick)
    assert counters(page) == (at.written, at.memoized)


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_the_race_steps_by_row_to_132_and_32_and_back(visitor: Visitor, way: str) -> None:
    page = visitor.open(ADDRESS).page
    for row in range(1, 12):
        if way == "mouse":
            button(page, "step").click()
        else:
            page.keyboard.press("ArrowRight")
        expect_tick(page, row * (row + 1))
    assert counters(page) == (written_out(11), memoized(11)) == (132, 32)
    expect(button(page, "step")).to_have_attribute("aria-disabled", "true")
    for row in range(10, 7, -1):
        if way == "mouse":
            button(page, "back").click()
        else:
            page.keyboard.press("ArrowLeft")
        expect_tick(page, row * (row + 1))
    assert "tick=72" in page.url


def test_the_script_draws_every_place_exactly_as_the_server_does(visitor: Visitor) -> None:
    page = visitor.open(f"{ADDRESS}?weights=4&by=tick").page
    server = visitor.open(f"{ADDRESS}?weights=4&by=tick", java_script_enabled=False).page
    for tick in range(21):
        server.goto(f"{ADDRESS}?weights=4&by=tick&tick={tick}")
        drawn: Any = server.evaluate(PICTURE)
        assert page.evaluate(PICTURE) == drawn
        page.keyboard.press("ArrowRight")
    expect_tick(page, 20)


def test_end_home_and_the_stops_of_the_rows_set_the_place(visitor: Visitor) -> None:
    page = visitor.open(ADDRESS).page
    page.keyboard.press("End")
    expect_tick(page, 132)
    page.keyboard.press("Home")
    expect_tick(page, 0)
    page.locator('[data-race-to="30"]').click()
    expect_tick(page, 30)
    assert counters(page) == (30, 14)
    page.reload()
    expect_tick(page, 30)


def test_the_race_runs_by_itself_and_can_be_paused(visitor: Visitor) -> None:
    page = visitor.open(f"{ADDRESS}?weights=11", reduced_motion="no-preference").page
    page.keyboard.press("Space")
    expect(button(page, "play")).to_have_attribute("aria-pressed", "true")
    expect(button(page, "play")).to_contain_text("Pause")
    expect(page.locator("#race")).not_to_have_attribute("data-tick", "0", timeout=5000)
    page.keyboard.press("Space")
    expect(button(page, "play")).to_have_attribute("aria-pressed", "false")
    stopped = counters(page)
    page.wait_for_timeout(900)
    assert counters(page) == stopped


def test_the_race_ends_by_itself(visitor: Visitor) -> None:
    page = visitor.open(f"{ADDRESS}?weights=3", reduced_motion="no-preference").page
    button(page, "play").click()
    expect(page.locator("#race")).to_have_attribute("data-tick", "12", timeout=20000)
    expect(button(page, "play")).to_have_attribute("aria-pressed", "false")
    assert counters(page) == (12, 8)


def test_a_kept_error_falls_into_the_next_row(visitor: Visitor) -> None:
    page = visitor.open(f"{ADDRESS}?tick=30", reduced_motion="no-preference").page
    bar = page.locator('tr[data-row="6"] .race-bar')
    expect(bar).to_be_hidden()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.getAnimations().filter((a) => a.effect.target.matches('.race-bar')).length") == 1
    page.evaluate("Promise.all(document.getAnimations().map((a) => a.finished))")
    expect(bar).to_contain_text("E7")
    error = text(float(passed(Settings()).E[6][0, 0]))
    expect(bar).to_contain_text(error)
    cell = page.locator('tr[data-row="6"] .spelled .race-cell').first.bounding_box()
    box = bar.bounding_box()
    assert cell is not None
    assert box is not None
    assert abs(box["width"] - (10 * (cell["width"] + 3) - 3)) < 2  # as wide as the ten factors that it saves


def test_reduced_motion_animates_nothing(visitor: Visitor) -> None:
    page = visitor.open(f"{ADDRESS}?tick=30").page
    page.keyboard.press("ArrowRight")
    expect_tick(page, 42)
    assert page.evaluate("document.getAnimations().filter((a) => a.effect.target.closest('#race')).length") == 0


def test_finished_rows_collapse_or_stay_written_out(visitor: Visitor) -> None:
    page = visitor.open(f"{ADDRESS}?tick=30").page
    row = page.locator('tr[data-row="3"]')
    expect(row.locator(".keeping")).to_be_visible()
    expect(row.locator(".spelled")).to_be_hidden()
    page.locator("label:has(#lines-written)").click()
    expect(row.locator(".spelled")).to_be_visible()
    expect(row.locator(".keeping")).to_be_hidden()
    expect_tick(page, 30)


def test_the_errors_match_the_core_and_vanish_with_the_sigmoid(visitor: Visitor) -> None:
    page = visitor.open(f"{ADDRESS}?tick=132").page
    page.locator("#choice-activation").select_option("sigmoid")
    expect(page.locator("#fate")).to_have_attribute("data-fate", "vanishing")
    tape = passed(Settings(activation="sigmoid"))
    printed = page.locator('[data-bars="E"] b').all_text_contents()
    assert printed == [text(float(E[0, 0])) for E in reversed(tape.E)]
    expect_tick(page, 132)
    page.locator("#choice-activation").select_option("identity")
    page.locator("#slide-size").fill("2")
    expect(page.locator("#fate")).to_have_attribute("data-fate", "exploding")


def test_the_sliders_move_the_growth_and_the_paths(visitor: Visitor) -> None:
    page = visitor.open(ADDRESS).page
    page.locator("#slide-layers").focus()
    page.keyboard.press("End")
    expect(page.locator("[data-value-of=far-written]")).to_have_text("2550")
    expect(page.locator("[data-value-of=far-memoized]")).to_have_text("149")
    page.locator("#slide-units").fill("2")
    expect(page.locator("[data-value-of=paths]")).to_have_text("512")  # 2 ** 9
    expect(page.locator("[data-value-of=kept]")).to_have_text("38")  # nine gaps of 4 and one of 2


def test_without_javascript_the_buttons_run_the_race(visitor: Visitor) -> None:
    page = visitor.open(ADDRESS, java_script_enabled=False).page
    for verb, tick in (("step", 2), ("step", 6), ("back", 2), ("last", 132), ("first", 0)):
        button(page, verb).click()
        expect_tick(page, tick)
    expect(button(page, "play")).to_be_hidden()
    page.locator('[data-race-to="30"]').click()
    expect_tick(page, 30)


@pytest.mark.parametrize("locale", ["en", "ru"])
@pytest.mark.parametrize("tick", [0, 30, 75, 132])
def test_on_a_laptop_the_whole_race_fits_above_its_buttons(visitor: Visitor, tick: int, locale: str) -> None:
    page = visitor.open(f"{ADDRESS}?tick={tick}&by=tick", locale=locale).page
    rows = [row.bounding_box() for row in page.locator("#race tr[data-row]").all()]
    dock = page.locator(".race-dock").bounding_box()
    assert dock
    assert all(row and row["y"] + row["height"] <= dock["y"] for row in rows)


# Texts that the edge of their drawing cuts off.
CUT = """() => [...document.querySelectorAll("svg.growth")].filter((svg) => svg.checkVisibility()).flatMap((svg) => {
  const frame = svg.getBoundingClientRect();
  return [...svg.querySelectorAll("text")].filter((text) => {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    return left < frame.left || right > frame.right + 1 || top < frame.top - 3 || bottom > frame.bottom + 3;
  }).map((text) => text.textContent);
})"""


@pytest.mark.parametrize("layers", [1, 2, 11, 48, 50])
@pytest.mark.parametrize("width", [1440, 390])
def test_no_number_of_the_growth_is_cut_off(visitor: Visitor, width: int, layers: int) -> None:
    page = visitor.open(f"{ADDRESS}?layers={layers}", viewport={"width": width, "height": 844}).page
    assert page.evaluate(CUT) == []


@pytest.mark.parametrize("size", [(1920, 1080), (1440, 900), (1024, 768), (390, 844)])
@pytest.mark.parametrize("locale", ["en", "ru"])
def test_the_page_never_scrolls_sideways(visitor: Visitor, size: tuple[int, int], locale: str) -> None:
    page = visitor.open(f"{ADDRESS}?tick=110", viewport={"width": size[0], "height": size[1]}, locale=locale).page
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert page.locator(".race-scroller").evaluate("e => e.scrollWidth <= e.clientWidth")


def test_the_first_screen_of_a_phone_shows_the_first_rows_and_their_layers(visitor: Visitor) -> None:
    page = visitor.open(ADDRESS, viewport={"width": 390, "height": 844}).page
    dock = page.locator(".race-dock").bounding_box()
    row = page.locator('tr[data-row="2"]').bounding_box()
    assert dock is not None
    assert row is not None
    assert row["y"] + row["height"] <= dock["y"]
    expect(page.locator('.chain-node[data-layer="11"]')).to_be_in_viewport(ratio=1)
    page.locator('[data-race="last"]').click()
    expect(page.locator('.chain-node[data-layer="1"]')).to_be_attached()
    seen = page.evaluate("""() => { const box = document.querySelector('.chain-card .scroller').getBoundingClientRect();
      const node = document.querySelector('.chain-node[data-layer="1"]').getBoundingClientRect();
      return node.left >= box.left && node.right <= box.right; }""")
    assert seen
