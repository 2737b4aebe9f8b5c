"""A session with damaged bytes: only it reports an error, with a way to start over; the others still work."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest

from app.store.redis import NAMES
from tests.container.servers import Server, serving
from tests.store.conftest import RedisServer

Damage = Callable[[str], None]


@pytest.fixture(params=["sqlite", "redis"])
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Server, Damage]]:
    """A server, and a function that damages a session in its store."""
    if request.param == "sqlite":
        path = tmp_path / "sessions.sqlite3"
        store = f"sqlite:///{path}"

        def damage(id_: str) -> None:
            with sqlite3.connect(path) as file:
                file.execute("UPDATE entries SET data = substr(data, 1, length(data) - 3) WHERE key = ?", (id_,))
            file.close()

    else:
        redis: RedisServer = request.getfixturevalue("redis")
        store = redis.url

        def damage(id_: str) -> None:
            with redis.client as client:
                client.hset(NAMES["sessions"].entry + id_, "data", b"\x01 no session")

    server = Server(store=store)
    with serving(server):
        yield server, damage


def test_a_damaged_session_can_be_started_over_and_the_others_work(served: tuple[Server, Damage]) -> None:
    server, damage = served
    other = server.ask("POST", "/api/v1/sessions").json()["id"]
    with httpx2.Client(base_url=server.url, verify=False) as browser:
        browser.post("/workbench/step", data={"version": "0"})
        damaged = browser.cookies["session"]
        damage(damaged)

        page = browser.get("/")
        assert page.status_code == 500
        assert "This session cannot be read" in page.text
        assert 'action="/start-over"' in page.text
        assert 'href="/"' not in page.text.partition("<main")[2]  # it would lead here again
        note = browser.post("/workbench/step", data={"version": "1"}, headers={"HX-Request": "true"})
        assert (note.status_code, note.headers["hx-retarget"]) == (500, "#note")
        assert 'action="/start-over"' in note.text

        assert server.ask("POST", f"/api/v1/sessions/{other}/step").status_code == 200
        assert server.ask("POST", "/workbench/step", data={"version": "0"}).status_code == 303

        again = browser.post("/start-over", follow_redirects=True)
        assert (again.status_code, again.url.path) == (200, "/")
        assert "session" not in browser.cookies
        assert browser.post("/workbench/step", data={"version": "0"}, follow_redirects=True).status_code == 200
        assert browser.cookies["session"] != damaged
    assert server.ask("GET", f"/api/v1/sessions/{damaged}").status_code == 404


def test_the_api_reports_a_damaged_session_and_can_delete_it(served: tuple[Server, Damage]) -> None:
    server, damage = served
    path = f"/api/v1/sessions/{server.ask('POST', '/api/v1/sessions').json()['id']}"
    damage(path.rpartition("/")[2])
    for method, place in (("GET", path), ("POST", f"{path}/step"), ("GET", f"{path}/gradient-check")):
        answer = server.ask(method, place)
        assert (answer.status_code, answer.json()["type"]) == (500, "/problems/damaged-session")
    assert server.ask("DELETE", path).status_code == 204
    assert server.ask("GET", path).status_code == 404
    assert server.ask("POST", "/api/v1/sessions").status_code == 201
