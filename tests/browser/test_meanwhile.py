"""What people do while an answer is on its way, where there is none, or where it is not the program's."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.bench import Workbench
from tests.browser.conftest import Visitor

SLOW = 300  # ms added to every request


def asked_for_a_sign(workbench: Workbench) -> None:
    """The sign of the output error, which is negative, on a slow line."""
    workbench.press("ArrowRight", 5)
    workbench.expect_place(0, 5)
    workbench.press("p")
    workbench.press("ArrowRight")
    kind = workbench.page.locator("#kind")
    kind.select_option("sign")
    expect(workbench.page.locator("[data-key='-']")).to_be_visible()
    kind.blur()
    workbench.slow(SLOW)


def test_of_several_answers_in_haste_the_first_counts_and_what_follows_is_done(workbench: Workbench) -> None:
    asked_for_a_sign(workbench)
    workbench.press("-", 3)
    workbench.press("p")  # practice is off, so that the next step is one
    workbench.press("ArrowRight")
    workbench.expect_place(0, 7)
    expect(workbench.root).to_have_attribute("aria-busy", "false")
    assert workbench.confirmed()["stage"]["index"] == 7


def test_a_request_whose_button_left_the_page_while_it_waited_does_not_hold_up_the_next(workbench: Workbench) -> None:
    asked_for_a_sign(workbench)
    page = workbench.page
    workbench.press("-")
    page.locator("#kind").select_option("number")  # goes with the question when the answer is right
    page.locator("#do-step").evaluate("button => button.click()")
    expect(page.locator("#answer")).to_be_visible()
    workbench.expect_place(0, 6)
    expect(workbench.root).to_have_attribute("aria-busy", "false")


def test_a_key_that_is_held_answers_once(workbench: Workbench) -> None:
    page = workbench.page
    workbench.press("p")
    workbench.press("ArrowRight", 1)
    page.locator("#kind").select_option("sign")
    expect(page.locator("[data-key='+']")).to_be_visible()
    page.locator("#kind").blur()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.url.endswith("/answer") else None)
    for _ in range(4):  # without releasing it
        page.keyboard.down("-")
    page.keyboard.up("-")
    expect(page.locator("#verdict, .verdict")).to_be_visible()
    assert len(sent) == 1


def test_after_a_click_of_the_mouse_the_answer_is_typed_into_its_field(workbench: Workbench) -> None:
    page = workbench.page
    workbench.press("ArrowRight", 7)
    workbench.expect_place(0, 7)
    page.locator("#do-practice").click()
    expect(page.locator("#do-practice")).to_have_attribute("aria-pressed", "true")
    workbench.verb("step").click()
    expect(page.locator("#answer")).to_be_focused()
    page.keyboard.type("-0.385")
    expect(page.locator("#answer")).to_have_value("-0.385")
    workbench.expect_place(0, 7)


def foreign(page: Page, path: str) -> None:
    """A proxy answers in the program's place."""

    def answer(route: Route) -> None:
        route.fulfill(status=502, body="<html><h1>502 Bad Gateway</h1></html>", content_type="text/html")

    page.route(re.compile(path), answer)


def test_an_explanation_that_a_proxy_answers_or_nobody_is_reported_and_the_next_one_is_shown(
    workbench: Workbench, visitor: Visitor
) -> None:
    for error in ("502", "ERR_INTERNET_DISCONNECTED", "Failed to fetch"):
        visitor.expect(error)
    page = workbench.page
    workbench.press("f")
    workbench.expect_place(0, 5)
    foreign(page, "/workbench/explain")
    workbench.number("Z", 1, 0).click()
    expect(page.locator("#note")).to_contain_text("Something went wrong on the server.")
    expect(page.locator("#inspector")).to_be_hidden()
    page.unroute(re.compile("/workbench/explain"))
    workbench.number("Z", 1, 0).click()
    expect(page.locator("#inspector")).to_contain_text("Why 1.1?")
    expect(page.locator("#note .note")).to_have_count(0)
    page.context.set_offline(True)
    workbench.number("Z", 1, 1).click()
    expect(page.locator("#note")).to_contain_text("You’re offline.")
    expect(page.locator("#inspector")).to_be_hidden()
    page.context.set_offline(False)
    workbench.press("ArrowRight")
    workbench.expect_place(0, 6)
    expect(page.locator("#note .note")).to_have_count(0)


def test_what_is_typed_while_the_number_before_is_on_its_way_stays(workbench: Workbench) -> None:
    rate = workbench.page.locator("#learning-rate")
    workbench.slow(SLOW)
    rate.fill("0.2")
    rate.press("Enter")
    rate.fill("0.")
    expect(rate).to_have_attribute("data-value", "0.2")
    expect(workbench.root).to_have_attribute("aria-busy", "false")
    rate.press("End")
    workbench.page.keyboard.type("5")
    expect(rate).to_have_value("0.5")
    rate.press("Enter")
    expect(rate).to_have_attribute("data-value", "0.5")
    expect(rate).to_have_value("0.5")


def test_every_press_of_an_arrow_counts_though_answers_come_late(workbench: Workbench) -> None:
    workbench.press("f")
    workbench.expect_place(0, 5)
    workbench.number("W", 1, 1, 0).click()
    expect(workbench.page.locator("#inspector")).to_be_visible()
    before = workbench.snapshot()["W"][0][0][1]
    workbench.slow(SLOW)
    workbench.press("ArrowUp", 3)
    expect(workbench.number("W", 1, 1, 0).locator(".value")).to_have_text(f"{before + 0.3:.1f}".replace("-", "−"))
    workbench.press("ArrowDown")
    expect(workbench.number("W", 1, 1, 0).locator(".value")).to_have_text(f"{before + 0.2:.1f}".replace("-", "−"))


def test_playback_ends_where_a_step_is_refused(visitor: Visitor) -> None:
    visitor.expect("422")
    workbench = visitor.open()
    workbench.build([1, 1, 1], "identity", "100000")
    page = workbench.page
    for _ in range(40):
        with page.expect_response(lambda answer: answer.request.method == "POST") as answered:
            workbench.press("u")
        if answered.value.status != 200:
            break
    page.evaluate("document.querySelector('input[name=loop]').checked = true")
    workbench.press(" ")
    expect(page.locator("#note")).to_contain_text("too large")
    expect(page.locator("#do-play")).to_contain_text("Play")


def test_the_history_of_a_session_that_is_elsewhere_is_asked_for_once(workbench: Workbench, visitor: Visitor) -> None:
    page = workbench.page
    workbench.press("u")
    workbench.expect_place(0, 10)
    workbench.confirmed()
    other = visitor.page(page.context)
    other.press("u")
    other.expect_place(1, 10)
    other.confirmed()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/costs" in request.url else None)
    page.locator(".costs-open").click()
    page.get_by_role("switch", name="Show what is ahead").click()
    page.wait_for_timeout(1500)
    assert 1 <= len(asked) <= 3


def test_a_lesson_says_that_an_answer_did_not_come_or_was_not_its_own_and_keeps_what_was_typed(
    visitor: Visitor,
) -> None:
    for error in ("502", "ERR_INTERNET_DISCONNECTED", "Failed to fetch"):
        visitor.expect(error)
    page = visitor.open("/lessons/chain-rule?beat=3").page
    field, note = page.locator("#guessed-said3"), page.locator("#note")
    page.context.set_offline(True)
    field.fill("0.03")
    page.keyboard.press("Enter")
    expect(note).to_contain_text("You’re offline.")
    expect(note.locator(".note")).to_be_in_viewport(ratio=1)
    page.context.set_offline(False)
    foreign(page, "/lessons/chain-rule")
    page.keyboard.press("Enter")
    expect(note).to_contain_text("Something went wrong on the server.")
    expect(field).to_have_value("0.03")
    page.unroute(re.compile("/lessons/chain-rule"))
    broken = '<div id="note" class="note-place"><div class="note"><h2>Something broke.</h2></div></div>'
    page.route(
        re.compile("/lessons/chain-rule"),
        lambda route: route.fulfill(
            status=502,
            body=broken,
            content_type="text/html",
            headers={"HX-Retarget": "#note", "HX-Reswap": "outerMorph"},
        ),
    )
    page.keyboard.press("Enter")
    expect(note).to_contain_text("Something broke.")
    page.unroute(re.compile("/lessons/chain-rule"))
    page.keyboard.press("Enter")
    expect(page.locator(".outcomes b")).to_have_text(["0.03", "−0.026"])
    expect(note).to_have_text("")


def test_a_number_of_a_lesson_is_edited_while_the_answer_to_the_one_before_is_on_its_way(visitor: Visitor) -> None:
    bench = visitor.open("/lessons/three-equations?beat=3")
    page = bench.page
    numbers = page.locator("#diagram a[data-edit]")
    numbers.nth(0).click()
    bench.slow(SLOW)
    page.locator(".number-editor").fill("0.4")
    with page.expect_response(lambda answer: "/lessons/three-equations" in answer.url):
        numbers.nth(1).click()
        page.locator(".number-editor").fill("0.9")
    page.wait_for_timeout(200)  # the answer is on the page
    expect(page.locator(".number-editor")).to_have_value("0.9")
    expect(page.locator(".number-editor")).to_be_focused()
    edited = numbers.nth(1).get_attribute("data-edit")
    page.keyboard.press("Enter")
    expect(page.locator(f"#field-{edited}")).to_have_value("0.9")
    expect(page.locator(f"#diagram a[data-edit='{edited}']")).to_contain_text("0.9")


@pytest.mark.parametrize(
    ("path", "handle", "pause"),
    [("/lessons/many-paths?beat=2", "#handle-2", 450), ("/lessons/chain-rule?beat=3&said3=0.03", "#handle", 250)],
)
def test_a_press_of_an_arrow_in_a_lesson_counts_though_an_earlier_answer_comes_after_it(
    visitor: Visitor, path: str, handle: str, pause: int
) -> None:
    bench = visitor.open(path)
    page = bench.page
    now = "e => Number(e.getAttribute('aria-valuenow'))"
    before = page.locator(handle).evaluate(now)
    bench.slow(SLOW)
    page.locator(handle).focus()
    for _ in range(3):
        page.keyboard.press("ArrowUp")
        page.wait_for_timeout(pause)  # it is on its way
    page.wait_for_timeout(3 * SLOW)
    assert page.locator(handle).evaluate(now) == pytest.approx(before + 0.3)
