"""The forms of the workbench send themselves and replace the parts that they name, without a reload."""

from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.bench import Workbench
from tests.browser.conftest import Visitor

IDS = "() => [...document.querySelectorAll('[id]')].map(e => e.id).filter((id, k, all) => all.indexOf(id) !== k)"


@pytest.fixture
def navigations(workbench: Workbench) -> list[str]:
    """The pages that are loaded from now on: none, as long as every form is sent by htmx."""
    loaded: list[str] = []

    def note(request: Request) -> None:
        if request.is_navigation_request():
            loaded.append(request.url)

    workbench.page.on("request", note)
    return loaded


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f"#settings select[name={name}]").select_option(value)


def test_the_settings_are_changed_and_another_network_is_built(workbench: Workbench, navigations: list[str]) -> None:
    page = workbench.page
    workbench.press("f")
    workbench.expect_place(0, 5)
    page.locator("#picker").click()
    page.locator("#settings button[value=add]").click()
    expect(page.locator("#settings input[name='size.3']")).to_have_count(1)
    choose(page, "problem", "xor")
    build, panel = page.get_by_role("button", name="Build the network").last, page.locator("#settings")
    for width, height in ((390, 844), (1366, 768)):
        page.set_viewport_size({"width": width, "height": height})
        expect(build).to_be_in_viewport(ratio=1)
        box = panel.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    page.wait_for_timeout(300)  # the drawing for this window has been asked for
    expect(workbench.root).to_have_attribute("data-view", "desk")
    expect(workbench.root).to_have_attribute("aria-busy", "false")
    build.click()
    workbench.expect_place(0, 0)
    expect(page.locator("#settings")).to_be_hidden()
    expect(page.locator("#picker")).to_contain_text("4 samples")
    assert page.evaluate(IDS) == []
    expect(workbench.root, "the first sample, (0, 0), shows only zeros").to_have_attribute("data-sample", "1")
    page.get_by_role("link", name="Next sample").click()
    expect(workbench.root).to_have_attribute("data-sample", "2")
    assert navigations == []


def test_wrong_settings_stay_open_with_the_reason(visitor: Visitor) -> None:
    visitor.expect("422")
    workbench = visitor.open()
    page = workbench.page
    page.locator("#picker").click()
    size = page.locator("#settings input[name='size.1']")
    size.fill("many")
    page.locator("#settings input[name='Y.0.0']").fill("x")
    page.locator("#settings button.primary").click()
    expect(size).to_have_attribute("aria-invalid", "true")
    expect(size).to_have_value("many")
    expect(size, "the first wrong field is the one to mend first").to_be_focused()
    expect(size).to_be_in_viewport()
    expect(page.locator("#settings button.primary"), "it stays in reach").to_be_in_viewport()
    assert page.evaluate(IDS) == []


def test_training_takes_one_click_or_a_number_in_the_settings(workbench: Workbench, navigations: list[str]) -> None:
    page = workbench.page
    page.get_by_role("group", name="Train").get_by_role("button", name="×100", exact=True).click()
    workbench.expect_place(99, 10)
    page.locator("#transport [name=iterations]").first.focus()
    workbench.press("Enter")
    workbench.expect_place(109, 10)
    page.locator("[popovertarget=menu]").click()
    page.locator("#menu input[name=iterations]").fill("50")
    page.get_by_role("button", name="Train", exact=True).click()
    expect(page.locator("#menu")).to_be_hidden()
    workbench.expect_place(159, 10)
    page.set_viewport_size({"width": 390, "height": 844})
    expect(workbench.root).to_have_attribute("data-view", "phone")
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="×10", exact=True).click()
    expect(page.locator("#more")).to_be_hidden()
    workbench.expect_place(169, 10)
    assert navigations == []


def test_a_stop_that_was_clicked_keeps_no_ring(workbench: Workbench) -> None:
    workbench.page.locator("#go-1").click()
    workbench.expect_place(0, 1)
    workbench.press("ArrowRight")
    workbench.expect_place(0, 2)
    assert workbench.page.locator("#go-1:focus").count() == 0


def test_a_line_of_the_program_leads_to_its_stage(workbench: Workbench, navigations: list[str]) -> None:
    workbench.page.locator("#code button[name=stage]").last.click()
    expect(workbench.root).not_to_have_attribute("data-stage-index", "0")
    assert navigations == []


def test_the_inspector_leads_to_the_step_of_its_number(workbench: Workbench, navigations: list[str]) -> None:
    workbench.press("b")
    workbench.expect_place(0, 9)
    workbench.number("H", 1, 0).click()
    workbench.page.locator("#inspector button[name=stage]").click()
    workbench.expect_place(0, 2)
    assert navigations == []


def test_clicks_that_wait_are_sent_for_the_view_of_their_time(workbench: Workbench) -> None:
    """A window that gets narrow while clicks wait: the last answer must not bring the old view back."""
    page = workbench.page
    page.evaluate("() => { for (let k = 0; k < 3; k++) document.querySelector('#do-step').click(); }")
    page.set_viewport_size({"width": 390, "height": 844})
    workbench.expect_place(0, 3)
    expect(workbench.root).to_have_attribute("data-view", "phone")
    page.evaluate("() => { for (let k = 0; k < 3; k++) document.querySelector('#do-step').click(); }")
    workbench.expect_place(0, 6)
    expect(workbench.root).to_have_attribute("data-view", "phone")


def adopt(page: Page, network: dict[str, Any]) -> None:
    """Make the session of a network that is too large for the settings, and give it to the browser."""
    origin = page.evaluate("location.origin")
    session = page.context.request.post(f"{origin}/api/v1/sessions", data=network).json()["id"]
    page.context.add_cookies([{"name": "session", "value": session, "url": origin}])
    page.reload()


def test_long_training_shows_its_progress_and_can_be_cancelled(visitor: Visitor) -> None:
    visitor.expect("409")
    workbench = visitor.open()
    page = workbench.page
    adopt(page, {"sizes": [16] * 13, "activations": "tanh", "inputs": [[0.5] * 16] * 512})  # trains for seconds
    page.locator("[popovertarget=menu]").click()
    page.locator("#menu input[name=iterations]").fill("10000")
    page.get_by_role("button", name="Train").click()
    expect(page.locator("#work progress")).to_be_visible()
    page.locator("#work").get_by_role("button", name="Cancel").click()
    expect(page.locator("#note")).to_contain_text("cancelled")
    expect(page.locator("#work progress")).to_have_count(0)
    workbench.expect_place(0, 0)
