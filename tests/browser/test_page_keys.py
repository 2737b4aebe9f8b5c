"""Keys, the timeline, and a click while offline."""

from playwright.sync_api import expect

from tests.browser.bench import Workbench
from tests.browser.conftest import Visitor


def test_after_a_click_the_keys_do_what_the_page_says(workbench: Workbench) -> None:
    workbench.press("f")
    workbench.expect_place(0, 5)
    workbench.number("Z", 1, 0).click()
    expect(workbench.page.locator("#inspector")).to_contain_text("Why 1.1?")
    workbench.press("ArrowRight")
    workbench.expect_place(0, 6)
    workbench.press("PageDown")
    workbench.expect_place(0, 7)
    workbench.press("PageUp")
    workbench.expect_place(0, 6)
    workbench.verb("step").click()
    workbench.expect_place(0, 7)
    workbench.press(" ")  # plays, and does not press Step again
    expect(workbench.page.locator("#do-play")).to_contain_text("Pause")
    workbench.press(" ")
    workbench.page.select_option("#speed", "4")
    expect(workbench.root).to_have_attribute("aria-busy", "false")
    place = workbench.place
    workbench.press("ArrowLeft")
    workbench.expect_place(place[0], place[1] - 1)
    assert workbench.page.locator("#speed").input_value() == "4"
    workbench.press("n")
    workbench.expect_place(0, 0)
    expect(workbench.page.locator("#note")).to_contain_text("These are new weights.")
    workbench.page.locator("#note").get_by_role("button", name="Undo").click()
    workbench.expect_place(place[0], place[1] - 1)


def test_after_a_press_of_a_button_the_arrows_step_though_a_number_of_the_drawing_had_the_focus(
    workbench: Workbench,
) -> None:
    workbench.press("f")
    workbench.expect_place(0, 5)
    workbench.number("Z", 1, 0).focus()
    workbench.verb("step").click()
    workbench.expect_place(0, 6)
    workbench.press("ArrowRight")
    workbench.expect_place(0, 7)


def test_shortcuts_are_listed_and_can_be_switched_off(workbench: Workbench) -> None:
    workbench.press("?")
    help_ = workbench.page.locator("#help")
    expect(help_).to_be_visible()
    workbench.page.locator("#keys-on").uncheck()
    workbench.press("Escape")
    expect(help_).to_be_hidden()
    workbench.press("ArrowRight")
    workbench.page.wait_for_timeout(300)
    workbench.expect_place(0, 0)


def test_shortcuts_do_nothing_while_one_types(workbench: Workbench) -> None:
    rate = workbench.page.locator("#learning-rate")
    rate.focus()
    workbench.press("b")
    workbench.page.wait_for_timeout(300)
    workbench.expect_place(0, 0)


def test_the_timeline_can_be_clicked_and_dragged(workbench: Workbench) -> None:
    workbench.page.locator("#go-7").click()
    workbench.expect_place(0, 7)
    start = workbench.page.locator("#go-7").bounding_box()
    end = workbench.page.locator("#go-2").bounding_box()
    assert start
    assert end
    mouse = workbench.page.mouse
    mouse.move(start["x"] + 10, start["y"] + 10)
    mouse.down()
    mouse.move(end["x"] + 20, end["y"] + 10, steps=12)
    mouse.up()
    workbench.expect_place(0, 2)


# A finger on the timeline, which the browser then takes to scroll with; and the pointer elsewhere after it.
SWIPE = """() => {
  const fire = (kind, target, x, pointerType) => target.dispatchEvent(
    new PointerEvent(kind, { bubbles: true, clientX: x, pointerType, button: 0 }));
  const stop = document.querySelector("#timeline li > button"), { left } = stop.getBoundingClientRect();
  for (const [pointerType, ends] of [["touch", "pointercancel"], ["mouse", "pointercancel"]]) {
    fire("pointerdown", stop, left, pointerType);
    fire("pointermove", stop, left + 2, pointerType);
    fire(ends, stop, left + 2, pointerType);
    fire("pointermove", document.body, left + 300, "mouse");
    fire("pointerup", document.body, left + 300, "mouse");
  }
}"""


def test_a_finger_that_scrolls_the_timeline_goes_nowhere(workbench: Workbench) -> None:
    workbench.page.evaluate(SWIPE)
    workbench.verb("step").click()
    workbench.expect_place(0, 1)
    assert workbench.confirmed()["version"] == 1


def test_in_a_low_window_a_click_on_a_tab_leaves_the_keys_to_the_page(visitor: Visitor) -> None:
    workbench = visitor.open(viewport={"width": 1366, "height": 650})
    for tab in ("Python", "Matrices"):
        workbench.page.locator("#tabs label", has_text=tab).click()
        workbench.press("ArrowRight")
    workbench.expect_place(0, 2)
    expect(workbench.page.get_by_label("Matrices")).to_be_checked()
    workbench.page.get_by_label("Matrices").focus()
    workbench.press("ArrowLeft")  # by keyboard the arrows choose a tab
    expect(workbench.page.get_by_label("Numbers")).to_be_checked()
    workbench.expect_place(0, 2)


def test_the_keys_of_the_slider_are_its_own(workbench: Workbench) -> None:
    workbench.press("b")
    workbench.expect_place(0, 9)
    workbench.page.get_by_role("slider").first.focus()
    workbench.page.wait_for_load_state("networkidle")  # the picture of a step is there: one would be seen at once
    workbench.press("PageDown")
    workbench.expect_place(0, 5)
    workbench.press("PageUp")
    workbench.expect_place(0, 9)


def test_escape_closes_what_is_in_front_first(workbench: Workbench) -> None:
    workbench.press("f")
    workbench.expect_place(0, 5)
    workbench.number("Z", 1, 0).click()
    inspector = workbench.page.locator("#inspector")
    expect(inspector).to_be_visible()
    workbench.press("?")
    expect(workbench.page.locator("#help")).to_be_visible()
    workbench.press("Escape")
    expect(workbench.page.locator("#help")).to_be_hidden()
    expect(inspector).to_be_visible()
    workbench.press("Escape")
    expect(inspector).to_be_hidden()


def test_a_click_while_offline_is_reported_and_is_not_repeated(visitor: Visitor) -> None:
    visitor.expect("ERR_INTERNET_DISCONNECTED")
    visitor.expect("Failed to fetch")
    workbench = visitor.open()
    workbench.press("ArrowRight")
    workbench.expect_place(0, 1)
    workbench.confirmed()
    workbench.page.context.set_offline(True)
    workbench.press("ArrowRight")
    expect(workbench.page.locator("#note")).to_contain_text("You’re offline.")
    workbench.page.context.set_offline(False)
    workbench.press("ArrowRight")
    workbench.expect_place(0, 2)
