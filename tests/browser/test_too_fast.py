"""A busy server: clicks are saved, sent again when the server allows it, and counted once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.bench import Workbench
from tests.browser.conftest import Visitor, serving

CLICKS = """() => {
    for (let k = 0; k < 3; k++)
        for (const verb of ['step', 'update']) document.querySelector(`button[data-verb=${verb}]`).click();
}"""


MADE = (200, 204)  # 204 where the page shows the picture already


@pytest.fixture
def strict(chromium: Browser, tmp_path: Path) -> Iterator[Visitor]:
    """Browsers at a server that allows three requests per session at once, and then one every three seconds."""
    with serving(tmp_path, BACKPROP_SESSION_RATE="0.35") as address:
        visitor = Visitor(chromium, address)
        visitor.expect("429")
        yield visitor
        for context in visitor.contexts:
            context.close()
    assert visitor.verdict() == []


def test_clicks_beyond_the_rate_limit_are_all_counted_once(strict: Visitor) -> None:
    workbench = strict.open()
    statuses: list[int] = []
    workbench.page.on("response", lambda r: statuses.append(r.status) if r.request.method == "POST" else None)
    workbench.page.evaluate(CLICKS)
    expect(workbench.root).to_have_attribute("data-iteration", "2", timeout=60_000)
    expect(workbench.root).to_have_attribute("data-stage-index", "10", timeout=60_000)
    assert sum(status in MADE for status in statuses) == 6
    assert 429 in statuses
    assert workbench.page.locator("#note .note").count() == 0


def refuse(page: Page, path: str, times: int, status: int, **headers: str) -> list[str]:
    """Refuse the next requests to `path`. Returns what was sent with each."""
    sent: list[str] = []

    def handle(route: Route) -> None:
        sent.append(route.request.post_data or "")
        if len(sent) > times:
            route.continue_()
        else:
            note = '<div id="note" class="note-place"><div class="note"><h2>Not now.</h2></div></div>'
            more = {name.replace("_", "-"): value for name, value in headers.items()}
            route.fulfill(status=status, body=note, content_type="text/html", headers={"HX-Retarget": "#note", **more})

    page.route(f"**{path}", handle)
    return sent


def test_a_click_that_a_busy_server_refuses_is_sent_again_unchanged(workbench: Workbench, visitor: Visitor) -> None:
    visitor.expect("503")
    sent = refuse(workbench.page, "/workbench/step", 2, 503, Retry_After="1")
    workbench.verb("step").click()
    expect(workbench.page.locator("#note")).to_contain_text("Your click is saved and will be sent again.")
    workbench.verb("step").click()
    workbench.expect_place(0, 2)
    assert len(sent) == 4
    assert sent[0] == sent[1] == sent[2]
    expect(workbench.page.locator("#note .note")).to_have_count(0)


def test_a_step_that_is_shown_at_once_and_confirmed_late_leaves_no_note(workbench: Workbench, visitor: Visitor) -> None:
    visitor.expect("503")
    workbench.page.wait_for_load_state("networkidle")  # the picture of the next step is there
    sent = refuse(workbench.page, "/workbench/step", 1, 503, Retry_After="1")
    workbench.verb("step").click()
    expect(workbench.page.locator("#note")).to_contain_text("Your click is saved and will be sent again.")
    workbench.expect_place(0, 1)
    expect(workbench.page.locator("#note .note")).to_have_count(0)
    assert "picture=" in sent[1]
    assert workbench.confirmed()["stage"]["index"] == 1


@pytest.mark.parametrize("headers", [{"Retry_After": "60"}, {}])
def test_a_long_wait_is_reported_and_nothing_is_sent_again(
    workbench: Workbench, visitor: Visitor, headers: dict[str, str]
) -> None:
    visitor.expect("503")
    sent = refuse(workbench.page, "/workbench/step", 1, 503, **headers)
    workbench.verb("step").click()
    expect(workbench.page.locator("#note")).to_contain_text("Not now.")
    workbench.expect_place(0, 0)
    assert len(sent) == 1
    workbench.verb("step").click()
    workbench.expect_place(0, 1)


def test_a_lesson_sends_its_request_again_too(visitor: Visitor) -> None:
    visitor.expect("503")
    page = visitor.open("/lessons/chain-rule?beat=3&said3=shown").page
    sent = refuse(page, "/lessons/chain-rule?*", 1, 503, Retry_After="1")
    page.locator("#handle").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#lesson")).to_have_attribute("data-address", "/lessons/chain-rule?beat=3&x=1.6&said3=shown")
    assert len(sent) == 2
