"""The entrance: its drawing moves, can be paused, and is still for readers who want no motion."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor

MOVES = "e => e.getAnimations({ subtree: true }).length"
PLAYED = """(place) => {
  const thumbnail = document.querySelectorAll(".node .thumbnail")[place];
  return moved.filter((each) => thumbnail.contains(each)).length > 3;
}"""
OPACITY = "e => +getComputedStyle(e).opacity"


def shown(page: Page, key: str) -> float:
    """The opacity of a number, from 0 to 1."""
    return float(page.locator(f'.living .diagram [id="n-{key}"] .value').evaluate(OPACITY))


def test_the_network_plays_round_after_round_and_can_be_paused(visitor: Visitor) -> None:
    context = visitor.context(reduced_motion="no-preference")
    context.add_cookies([{"name": "speed", "value": "4", "url": visitor.address}])
    page = visitor.page(context, "/lessons").page
    pause = page.get_by_role("button", name="Pause the drawing")
    expect(page.locator(".living .flow")).to_have_count(18)
    assert shown(page, "E.1.0") == 0
    assert shown(page, "X.0.0") == 1
    expect(page.locator('[id="n-W.2.0.0"] .value')).to_have_text("0.785")  # the second round
    expect(page.locator('[id="n-W.2.0.0"] .symbol')).to_have_count(0)
    expect(page.locator('[id="n-H.1.0"] .symbol')).to_have_text("H1")
    pause.press("Enter")
    play = page.get_by_role("button", name="Play the drawing")
    expect(play).to_be_focused()
    states = "() => document.querySelector('.living').getAnimations({ subtree: true }).map((a) => a.playState)"
    assert set(page.evaluate(states)) <= {"paused", "finished"}
    play.press("Enter")
    assert "running" in page.evaluate(states)
    thumbnail = page.locator(".node .thumbnail").nth(1)
    assert thumbnail.evaluate(MOVES) == 0
    page.locator(".node a").nth(1).hover()
    page.wait_for_function(PLAYED, arg=1)
    expect(thumbnail.locator("[pathLength]")).to_have_count(0)  # it has played
    page.locator(".node a").nth(5).focus()
    page.wait_for_function(PLAYED, arg=5)


def test_with_reduced_motion_it_is_still_and_the_course_is_walked_by_keyboard(visitor: Visitor) -> None:
    page = visitor.open("/lessons").page
    expect(page.locator("#living-pause")).to_be_hidden()
    assert page.evaluate("document.getAnimations().length") == 0
    assert (shown(page, "E.1.0"), shown(page, "C.2.0")) == (1, 1)
    page.locator(".node a").nth(1).hover()
    assert page.evaluate("document.getAnimations().length") == 0
    page.locator("#begin").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Straight to the network")).to_be_focused()
    page.keyboard.press("Tab")  # past the drawing, which is a picture here
    page.keyboard.press("Tab")
    expect(page.locator(".node a").nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/lessons/chain-rule")
