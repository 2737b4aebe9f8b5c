"""A click shows what was fetched before it; no click is lost, counted twice, or shown and not kept."""

from statistics import median

import pytest
from playwright.sync_api import Response, Route, expect

from tests.browser.bench import Workbench
from tests.browser.conftest import Visitor

LATENCY = 200  # ms added to every request
AHEAD = "**/workbench/ahead?*"
TIME_OF_A_CLICK = """() => new Promise((done) => {
    const pressed = performance.now(), workbench = document.querySelector("#workbench");
    new MutationObserver((_, observer) => {
        observer.disconnect();
        const nameless = workbench.querySelectorAll("#diagram .number.hidden:not([aria-label])").length;
        done([performance.now() - pressed, nameless]);
    }).observe(workbench, { attributeFilter: ["data-version"] });
    document.querySelector("#do-step").click();
})"""


@pytest.fixture
def bench(visitor: Visitor) -> Workbench:
    """The first screen, with the picture of the first step fetched."""
    page = visitor.context().new_page()
    visitor.watch(page)
    with page.expect_response(AHEAD):
        page.goto("/")
    page.wait_for_load_state("networkidle")  # the page may have asked for a drawing that fits, and looked ahead again
    return Workbench(page)


def looked(bench: Workbench, version: int) -> None:
    """The reader looks until the picture after this version is there."""
    arrived = "part => performance.getEntriesByType('resource').some(({ name }) => name.includes(part))"
    bench.page.wait_for_function(arrived, arg=f"/ahead?version={version}&")


def expect_true(bench: Workbench) -> None:
    """What is on the page is what the server has."""
    expect(bench.root).to_have_attribute("aria-busy", "false")
    bench.expect_whole()
    place, text = bench.place, bench.root.inner_text()
    again = bench.page.context.new_page()
    again.goto("/")
    other = Workbench(again)
    assert (other.place, other.root.inner_text()) == (place, text)
    again.close()


def test_on_a_slow_line_a_click_shows_the_next_stage_at_once_and_keeps_it(bench: Workbench) -> None:
    answers: list[int] = []

    def note(response: Response) -> None:
        if response.request.method == "POST":
            answers.append(response.status)

    bench.page.on("response", note)
    bench.slow(LATENCY)
    times = []
    for version in range(5):
        looked(bench, version)
        time, nameless = bench.page.evaluate(TIME_OF_A_CLICK)
        times.append(time)
        assert nameless == 0, "the picture was fetched with the names of its numbers"
    bench.press("ArrowLeft")
    bench.expect_place(0, 4)
    assert median(times) < LATENCY / 2
    assert answers == [204] * 5 + [200]
    looked(bench, 6)
    bench.press("ArrowRight")
    bench.expect_place(0, 5)
    expect_true(bench)


def test_twenty_hasty_clicks_on_a_slow_line_are_twenty_steps(bench: Workbench) -> None:
    bench.slow(LATENCY)
    for _ in range(4):
        bench.page.evaluate("for (let k = 0; k < 4; k++) document.querySelector('#do-step').click()")
        bench.press("ArrowRight")
        bench.page.wait_for_timeout(LATENCY)
    bench.expect_place(1, 10)
    expect_true(bench)


def test_where_there_is_no_answer_the_earlier_picture_comes_back_with_the_note(
    bench: Workbench, visitor: Visitor
) -> None:
    visitor.expect("500")
    visitor.expect("ERR_INTERNET_DISCONNECTED")
    visitor.expect("Failed to fetch")
    page, shown = bench.page, []

    def fail(route: Route) -> None:
        shown.append(bench.place)
        route.fulfill(status=500, body="<h1>Broken</h1>", content_type="text/html")

    before = bench.root.inner_text()
    page.route("**/workbench/step", fail)
    page.evaluate("document.querySelector('#do-step').click()")
    expect(page.locator("#note")).to_contain_text("Something went wrong on the server.")
    assert (bench.place, shown) == ((0, 0), [(0, 1)])
    page.unroute("**/workbench/step")
    looked(bench, 0)
    page.context.set_offline(True)
    page.locator("#do-step").click()
    expect(page.locator("#note")).to_contain_text("You’re offline.")
    bench.expect_place(0, 0)
    note = page.locator("#note").inner_text()
    assert bench.root.inner_text().replace(note, "").split() == before.split()
    page.context.set_offline(False)
    bench.press("ArrowRight")
    bench.expect_place(0, 1)
    expect_true(bench)


def test_a_tab_that_is_behind_shows_the_true_picture_with_the_note(bench: Workbench, visitor: Visitor) -> None:
    bench.press("ArrowRight")
    bench.expect_place(0, 1)
    bench.confirmed()
    other = visitor.page(bench.page.context)
    looked(bench, 1)
    other.press("ArrowRight", 2)
    other.expect_place(0, 3)
    bench.page.bring_to_front()
    bench.press("ArrowRight")
    expect(bench.page.locator("#note")).to_contain_text("The network has changed.")
    bench.expect_place(0, 3)
    looked(bench, 3)
    bench.press("ArrowRight")
    bench.expect_place(0, 4)
    expect_true(bench)


def test_after_an_edit_the_next_step_is_that_of_the_edited_network(bench: Workbench) -> None:
    bench.slow(50)
    bench.press("ArrowRight")
    looked(bench, 1)
    rate = bench.page.locator("#learning-rate")
    rate.fill("0.25")
    rate.press("Enter")
    looked(bench, 2)
    bench.page.locator("#do-step").click()
    bench.expect_place(0, 2)  # an edit keeps the stage
    expect(rate).to_have_value("0.25")
    expect_true(bench)


def test_nothing_is_fetched_ahead_where_that_is_switched_off(bench: Workbench) -> None:
    asked: list[str] = []
    bench.page.on("request", lambda request: asked.append(request.url))
    bench.root.evaluate("element => { element.closest('body').dataset.ahead = 'off'; }")
    bench.press("ArrowRight")
    bench.expect_place(0, 1)
    bench.page.wait_for_timeout(400)
    assert [url.rpartition("/")[2] for url in asked if "/ahead?" in url or url.endswith("/step")] == ["step"]
    bench.root.evaluate("element => { delete element.closest('body').dataset.ahead; }")
    with bench.page.expect_response(AHEAD):
        bench.press("ArrowRight")
