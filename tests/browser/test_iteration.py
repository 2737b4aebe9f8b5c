"""One training iteration, stepped through as a user does it."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from app.view.words.numbers import text
from tests.browser.bench import Workbench, key_of
from tests.browser.conftest import Visitor


def on_screen_and_in_the_answer(workbench: Workbench) -> list[tuple[str, str | None, str | None]]:
    """Every number in the diagram of the default network, beside the JSON API's, printed in the same way."""
    snapshot = workbench.confirmed()
    printed = workbench.all_printed()
    rows: list[tuple[str, str | None, str | None]] = []

    def row(quantity: str, layer: int, unit: int, value: Any, given: int | None = None) -> None:
        name = key_of(quantity, layer, unit, given)
        rows.append((name, printed.get(name), None if value is None else text(value)))

    def entry(matrix: Any, *at: int) -> Any:
        for k in at:
            matrix = None if matrix is None else matrix[k]
        return matrix

    for layer, units in ((1, 3), (2, 1)):
        errors = snapshot["Eo"] if layer == 2 else entry(snapshot["Eh"], 0)
        for unit in range(units):
            row("Z", layer, unit, entry(snapshot["Z"], layer - 1, 0, unit))
            row("H", layer, unit, entry(snapshot["H"], layer - 1, 0, unit))
            row("E", layer, unit, entry(errors, 0, unit))
            for given in range((2, 3)[layer - 1]):
                row("W", layer, unit, entry(snapshot["W"], layer - 1, given, unit), given)
                if snapshot["stage"]["kind"] != "update":
                    row("dW", layer, unit, entry(snapshot["dW"], layer - 1, given, unit), given)
    row("C", 2, 0, snapshot["cost"])
    return rows


def check(workbench: Workbench) -> None:
    for name, printed, expected in on_screen_and_in_the_answer(workbench):
        assert (name, printed) == (name, expected)


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_every_number_of_an_iteration_equals_the_apis(workbench: Workbench, way: str) -> None:
    workbench.expect_place(0, 0)
    for stage in range(1, 11):
        if way == "mouse":
            workbench.verb("step").click()
        else:
            workbench.press("ArrowRight")
        workbench.expect_place(0, stage)
        check(workbench)
    workbench.press("ArrowRight")
    workbench.expect_place(1, 1)
    check(workbench)


def test_the_first_click_shows_a_result(workbench: Workbench) -> None:
    assert workbench.printed("Z", 1, 0) is None
    workbench.verb("step").click()
    workbench.expect_place(0, 1)
    assert [workbench.printed("Z", 1, unit) for unit in range(3)] == ["1.1", "−0.8", "0.6"]


def test_a_session_is_created_by_the_first_change_and_not_by_a_visit(workbench: Workbench) -> None:
    assert workbench.page.context.cookies() == []
    workbench.verb("step").click()
    workbench.expect_place(0, 1)
    workbench.confirmed()
    (cookie,) = [c for c in workbench.page.context.cookies() if c.get("name") == "session"]
    assert cookie.get("httpOnly") is True
    assert cookie.get("sameSite") == "Lax"


def test_forward_backward_and_update_go_to_the_ends_of_their_phases(workbench: Workbench) -> None:
    for key, stage in (("f", 5), ("b", 9), ("u", 10)):
        workbench.press(key)
        workbench.expect_place(0, stage)
        check(workbench)


def test_back_to_the_start_across_two_updates_shows_the_same_pictures(workbench: Workbench) -> None:
    pictures = {}
    workbench.press("u")
    workbench.expect_place(0, 10)
    workbench.press("u")
    workbench.expect_place(1, 10)
    for iteration in (1, 0):
        for stage in range(10, 0, -1):
            workbench.expect_place(iteration, stage)
            pictures[iteration, stage] = on_screen_and_in_the_answer(workbench)
            workbench.press("ArrowLeft")
    workbench.expect_place(0, 0)
    assert workbench.printed("W", 1, 0, 0) == "0.4"
    for place, picture in sorted(pictures.items()):
        workbench.press("ArrowRight")
        workbench.expect_place(*place)
        assert on_screen_and_in_the_answer(workbench) == picture


def test_twenty_quick_clicks_are_twenty_steps(workbench: Workbench) -> None:
    workbench.page.evaluate(
        "() => { for (let k = 0; k < 20; k++) document.querySelector('button[data-verb=step]').click() }"
    )
    workbench.expect_place(1, 10)


def test_a_double_click_makes_two_steps(workbench: Workbench) -> None:
    workbench.verb("step").dblclick()
    workbench.expect_place(0, 2)


def test_twenty_quick_clicks_are_twenty_steps_over_a_slow_network(workbench: Workbench) -> None:
    devtools = workbench.page.context.new_cdp_session(workbench.page)
    devtools.send("Network.enable")
    slow = {"offline": False, "latency": 100, "downloadThroughput": -1, "uploadThroughput": -1}
    devtools.send("Network.emulateNetworkConditions", slow)
    for _ in range(20):
        workbench.verb("step").click(no_wait_after=True)
    workbench.expect_place(1, 10)


def test_a_stale_tab_gets_the_current_picture_and_loses_nothing(visitor: Visitor) -> None:
    first = visitor.open()
    first.press("ArrowRight")
    first.expect_place(0, 1)
    second = visitor.page(first.page.context)
    second.press("ArrowRight", 2)
    second.expect_place(0, 3)
    first.verb("step").click()
    first.expect_place(0, 3)  # not the next stage, which was fetched ahead and shown for a moment
    assert first.snapshot()["stage"]["index"] == 3
    first.verb("step").click()
    first.expect_place(0, 4)


def test_two_browsers_do_not_see_each_other(visitor: Visitor) -> None:
    one, other = visitor.open(), visitor.open()
    one.press("f")
    one.expect_place(0, 5)
    other.press("ArrowRight")
    other.expect_place(0, 1)
    one.confirmed(), other.confirmed()
    other.page.reload()
    other.expect_place(0, 1)
    one.page.reload()
    one.expect_place(0, 5)


START = "This is the start. Nothing is computed yet."
FORWARD = "The forward pass is done."
BACKWARD = "The backward pass is done."


def test_buttons_that_cannot_act_show_why_and_send_nothing(workbench: Workbench) -> None:
    sent: list[str] = []
    workbench.page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    for key, stage, blocked in (
        (None, 0, {"restart": START, "back": START}),
        ("f", 5, {"forward": FORWARD}),
        ("b", 9, {"forward": FORWARD, "backward": BACKWARD}),
        ("u", 10, {}),
        ("r", 0, {"restart": START, "back": START}),
    ):
        if key:
            workbench.press(key)
        workbench.expect_place(0, stage)
        buttons = workbench.page.locator('#workbench button[data-verb][aria-disabled="true"]').all()
        assert {button.get_attribute("data-verb"): button.get_attribute("title") for button in buttons} == blocked
        sent.clear()
        for button in buttons:
            button.click(force=True)
        workbench.page.wait_for_timeout(100)
        assert (sent, workbench.place) == ([], (0, stage))


def test_playback_runs_to_the_end_of_the_iteration_and_pause_stops_it(workbench: Workbench) -> None:
    workbench.page.select_option("#speed", "4")
    workbench.press("Space")
    expect(workbench.root).to_have_attribute("data-stage-index", re.compile("[2-9]"), timeout=5000)
    workbench.press("Space")
    stopped = workbench.place
    workbench.page.wait_for_timeout(600)  # more than two pauses
    assert workbench.place[1] - stopped[1] <= 1
    workbench.press("Space")
    expect(workbench.root).to_have_attribute("data-stage-index", "10", timeout=15000)
    workbench.page.wait_for_timeout(600)
    workbench.expect_place(0, 10)


def test_without_javascript_a_number_is_explained_and_changed(visitor: Visitor) -> None:
    workbench = visitor.open(java_script_enabled=False)
    page = workbench.page
    workbench.verb("step").click()
    page.get_by_role("link", name="Explain or change a number").click()
    page.get_by_role("link", name="Weighted input of hidden unit 2").click()
    expect(page.locator("#inspector .why")).to_contain_text("−0.8")
    page.get_by_role("link", name="Weight from input 1 to hidden unit 2").click()
    page.get_by_label("New value").fill("0,6")
    page.get_by_role("button", name="Apply").click()
    workbench.expect_place(0, 1)
    assert workbench.printed("Z", 1, 1) == "0.4"


def test_without_javascript_the_buttons_are_plain_forms(visitor: Visitor) -> None:
    workbench = visitor.open(java_script_enabled=False)
    for verb, stage in (("step", 1), ("forward", 5), ("backward", 9), ("update", 10), ("back", 9), ("restart", 0)):
        workbench.verb(verb).click()
        assert workbench.place == (0, stage)
