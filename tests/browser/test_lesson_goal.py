"""Lesson 0 in a browser: by mouse, by key, without JavaScript and on a phone."""

import pytest
from playwright.sync_api import FloatRect, Page, expect

from tests.browser.conftest import Visitor

ADDRESS = "/lessons/goal"


def answered(page: Page) -> None:
    """The first beat, with a guess."""
    page.get_by_label("less than 1.5").check()
    page.locator("form[data-guess=says] button").click()
    expect(page.locator("[data-beat='1'] .reply")).to_have_text("Right: it said 0.73.")


def test_the_reader_guesses_and_the_rounds_are_played_by_the_space_bar(visitor: Visitor) -> None:
    page = visitor.open(ADDRESS).page
    assert "0.73" not in page.locator("#lesson").inner_html()
    answered(page)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".beat.here")).to_have_attribute("data-beat", "2")
    page.locator("a[id='pill-2.0.0']").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".tag")).to_have_text("you")
    page.locator("form[data-guess=blamed] button").click()
    expect(page.locator(".outcomes b")).to_have_text(["0.085", "0.108"])
    assert "blamed=2.0.0" in page.url
    for played in ("2", "3"):
        page.keyboard.press("Space")
        expect(page.locator("#diagram")).to_have_attribute("data-round", played)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".beat.here")).to_have_attribute("data-beat", "3")
    page.reload()
    expect(page.locator(".beat.here")).to_have_attribute("data-beat", "3")


def test_a_round_moves_and_ends(visitor: Visitor) -> None:
    page = visitor.open(f"{ADDRESS}?beat=2", reduced_motion="no-preference").page
    page.locator("form[data-guess=blamed] button").click()
    expect(page.locator("#diagram .flow")).to_have_count(18)
    expect(page.locator("#diagram .flow")).to_have_count(0)


def test_without_javascript_every_beat_works(visitor: Visitor) -> None:
    page = visitor.open(ADDRESS, java_script_enabled=False).page
    answered(page)
    page.locator("#beat-next").click()
    page.locator("[id='pill-1.1.0']").click()
    page.locator("form[data-guess=blamed] button").click()
    expect(page.locator(".outcomes b")).to_have_text(["0.108", "0.108"])
    page.locator("#beat-next").click()
    page.get_by_label("once forward and once back").check()
    page.locator("form[data-guess=passes] button").click()
    expect(page.locator("[data-beat='3'] .reply")).to_contain_text("Right.")


def test_on_a_phone_the_guess_survives_the_drawing_that_fits_it_and_the_picture_stays(visitor: Visitor) -> None:
    page = visitor.open(f"{ADDRESS}?beat=2&blamed=2.0.0", viewport={"width": 390, "height": 844}).page
    expect(page.locator("#diagram")).to_have_class("goal phone")
    expect(page.locator(".tag")).to_have_text("you")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate("scrollTo(0, 500)")
    page.locator("[id='pill-1.0.0']").focus()
    assert box(page, "[id='pill-1.0.0']")["y"] >= 0
    page.evaluate("scrollTo(0, 500)")
    page.locator("#beat-next").click()
    expect(page.locator(".beat.here")).to_have_attribute("data-beat", "3")
    # the lower part of the picture, then the question, then the way on
    picture, asks, back = (box(page, name) for name in (".picture-body", ".beat.here h2", "#beat-back"))
    assert picture["y"] + picture["height"] == pytest.approx(0.42 * 844, abs=2)
    assert picture["y"] + picture["height"] < asks["y"] < 0.6 * 844
    assert back["y"] + back["height"] < 844
    page.get_by_label("once forward and once back").check()
    page.locator("form[data-guess=passes] button").click()
    expect(page.locator("[data-beat='3'] .reply")).to_contain_text("Right.")
    assert page.evaluate("document.querySelector('.picture-body').getBoundingClientRect().top") >= 0  # all of it
    page.set_viewport_size({"width": 844, "height": 390})
    page.locator(".beat.here h2").scroll_into_view_if_needed()
    assert box(page, ".picture-body")["y"] + box(page, ".picture-body")["height"] < 200  # no room for it


def box(page: Page, name: str) -> FloatRect:
    """Where an element is in the window."""
    found = page.locator(name).first.bounding_box()
    assert found is not None
    return found
