"""A page that follows a stream: what is pushed takes its place, and a stream that was cut comes back by itself."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI, Request
from fastapi.responses import Response
from playwright.sync_api import Browser, Page, Route, expect

from app.main import create_app
from app.settings import Settings
from app.web.dependencies import services_of
from app.web.push.hub import Hub
from app.web.push.stream import Ended, event_stream
from tests.browser.conftest import Visitor
from tests.container.servers import free_port
from tests.web.push.fakes import FakeWatch, Shown, served

FOLLOWING = """<div id="following" hx-sse:connect="/events" hx-swap="none"></div><p id="news"></p>
<p id="connection" class="connection" role="status" data-lost="Connection lost. Reconnecting…"></p>
<link rel="stylesheet" href="ASSET.css"><script type="module" src="ASSET.js"></script></body>"""

LOST = re.compile("Connection lost")


class Server:
    """The program with a stream at `/events` that can be stopped and started again."""

    def __init__(self, folder: Path, port: int) -> None:
        self.shown = Shown(news='<hx-partial hx-target="#news" hx-swap="innerHTML">first</hx-partial>')
        self.settings = Settings(store=f"sqlite:///{folder}/s.sqlite3")
        self.port = port
        self.asked = list[str]()

    def program(self) -> tuple[FastAPI, Hub]:
        app, self.watch = create_app(self.settings), FakeWatch()
        hub = services_of(app).hub = Hub(self.watch)

        @app.get("/events")
        async def events(request: Request) -> Response:
            self.asked.append(f"{request.url.path}?{request.url.query}".rstrip("?"))
            return event_stream(request, hub.follow("1"), self.shown.present, heartbeat=0.2)

        app.router.routes.insert(0, app.router.routes.pop())
        return app, hub

    def show(self, frames: dict[str, str] | Exception) -> None:
        self.shown.frames = frames
        self.watch.change("1")


def with_stream(route: Route) -> None:
    """The page of the workbench, which also follows the stream."""
    answer = route.fetch()
    found = re.search(r"/static/dist/app[^\"]*\.js", answer.text())
    assert found is not None
    asset = found[0].replace("/app", "/class").removesuffix(".js")
    route.fulfill(response=answer, body=answer.text().replace("</body>", FOLLOWING.replace("ASSET", asset)))


@pytest.fixture
def server(tmp_path: Path) -> Server:
    return Server(tmp_path, free_port())


@pytest.fixture
def page(server: Server, chromium: Browser) -> Iterator[Page]:
    visitor = Visitor(chromium, f"http://127.0.0.1:{server.port}")
    visitor.expect("net::ERR_")  # while there is no server
    visitor.expect("htmx:sse:error")
    visitor.expect("htmx:error")
    context = visitor.context()
    context.route("/", with_stream)
    context.route("/events*", lambda route: route.abort(), times=1)
    opened = context.new_page()
    visitor.watch(opened)
    yield opened
    context.close()
    assert visitor.verdict() == []


def stepped(address: str) -> str:
    """The workbench after a step, as it is pushed."""
    made = httpx2.post(f"{address}/workbench/step", data={"version": "0"}, headers={"HX-Request": "true"})
    return f'<hx-partial hx-target="#workbench">{made.text}</hx-partial>'


def test_what_is_pushed_takes_its_place_and_a_cut_stream_comes_back(server: Server, page: Page) -> None:
    news, line = page.locator("#news"), page.locator("#connection")
    with served(*server.program(), server.port) as address:
        page.goto("/")
        expect(news).to_have_text("first")  # although the first attempt has failed
        assert server.asked == ["/events"]
        page.evaluate("""() => {
          document.getElementById("workbench").kept = true;
          document.getElementById("following").addEventListener("question", ({ detail }) => {
            document.getElementById("news").textContent = detail.data;
          });
        }""")
        server.show({"picture": stepped(address)})
        expect(page.locator('#workbench[data-stage-index="1"]')).to_be_visible()
        assert page.evaluate("document.getElementById('workbench').kept"), "the elements are not replaced"
        server.show({"question": "What is E?"})
        expect(news).to_have_text("What is E?")
        server.shown.frames = {"news": '<hx-partial hx-target="#news" hx-swap="innerHTML">other</hx-partial>'}
        page.evaluate("document.getElementById('following').setAttribute('data-query', 'other')")
        expect(news).to_have_text("other")
        assert server.asked[-1] == "/events?other"
        expect(line).to_be_hidden()
    expect(line).to_have_text(LOST, timeout=8000)
    server.shown.frames = {"news": '<hx-partial hx-target="#news" hx-swap="innerHTML">back</hx-partial>'}
    with served(*server.program(), server.port):
        expect(news).to_have_text("back", timeout=10_000)
        expect(line).to_be_hidden()
        server.show(Ended('<hx-partial hx-target="#news" hx-swap="innerHTML">ended</hx-partial>'))
        expect(news).to_have_text("ended")
        asked = len(server.asked)
        page.wait_for_timeout(1500)
        assert len(server.asked) == asked, "after the end it connects again"
        expect(line).to_be_hidden()
