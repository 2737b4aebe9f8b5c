"""A server whose store fails: it reports it as a page and as JSON, nothing is half done, and it recovers by itself."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.apart import apart
from tests.container.servers import Server, serving
from tests.container.slow_line import SlowLine
from tests.container.troubles import PATIENCE, TROUBLES, Troubled
from tests.store.conftest import RedisServer

WORDS = "The server cannot store sessions now"

Trouble = Callable[[Path], AbstractContextManager[Troubled]]


@pytest.fixture
def troubled(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Troubled]:
    trouble: Trouble = request.param
    with trouble(tmp_path) as found, serving(found.server):
        yield found


each_trouble = pytest.mark.parametrize("troubled", TROUBLES, indirect=True, ids=lambda one: one.__name__)


def assert_reported(answer: httpx2.Response, kind: str) -> None:
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert answer.headers["content-type"].startswith(kind)
    assert WORDS in answer.text


@each_trouble
def test_the_failure_is_reported_and_no_step_is_half_done(troubled: Troubled) -> None:
    server = troubled.server
    before = server.ask("POST", "/api/v1/sessions").json()
    id_, path = before["id"], f"/api/v1/sessions/{before['id']}"
    with troubled.trouble():
        assert_reported(server.ask("POST", f"{path}/step"), "application/problem+json")
        assert_reported(server.ask("POST", "/api/v1/sessions"), "application/problem+json")
        if troubled.readable:
            assert server.ask("GET", path).json() == before
        else:
            assert_reported(server.ask("GET", path), "application/problem+json")
        click: dict[str, Any] = {"session": id_, "data": {"version": "1"}}
        page = server.ask("POST", "/workbench/step", **click)
        assert_reported(page, "text/html")
        assert page.text.startswith("<!doctype html>")
        note = server.ask("POST", "/workbench/step", headers={"HX-Request": "true"}, **click)
        assert_reported(note, "text/html")
        assert note.headers["hx-retarget"] == "#note"
        look = server.ask("GET", "/", session=id_)
        assert look.status_code == (200 if troubled.readable else 503)
        assert server.ask("GET", "/readyz").status_code == (200 if troubled.readable else 503)
        assert server.ask("GET", "/").status_code == 200  # who has no session sees the example
        assert server.ask("GET", "/healthz").status_code == 200
    assert server.process is not None
    assert server.process.poll() is None
    server.until("/readyz", 200)
    now = server.ask("GET", path).json()
    steps = now["version"] - before["version"]
    assert steps == now["stage"]["index"] - before["stage"]["index"]
    assert 0 <= steps <= (3 if troubled.lost else 0)
    assert server.ask("POST", f"{path}/step").json()["version"] == now["version"] + 1


def test_requests_that_wait_for_the_store_delay_no_others(redis: RedisServer) -> None:
    line = SlowLine(redis.port)
    with line.open(), serving(server := Server(store=f"redis://127.0.0.1:{line.port}/0")):
        id_ = server.ask("POST", "/api/v1/sessions").json()["id"]
        line.delay, line.asked = PATIENCE, 0
        assert apart(answered_before_one_without_the_store(server, line, id_)) == 0


def asking(id_: str) -> list[tuple[str, str]]:
    """A request of each kind that needs the store."""
    return [
        ("GET", f"/api/v1/sessions/{id_}"),
        ("POST", "/api/v1/sessions"),
        ("DELETE", f"/api/v1/sessions/{id_}"),
        ("GET", f"/api/v1/sessions/{id_}/explain?quantity=Zh&layer=1&unit=0"),
        ("GET", f"/api/v1/sessions/{id_}/gradient-check"),
        ("POST", f"/api/v1/sessions/{id_}/step"),
        ("POST", f"/api/v1/sessions/{id_}/seek"),
        ("GET", "/"),
        ("GET", "/workbench"),
        ("GET", "/workbench/explain?q=Z.1.0"),
        ("GET", "/workbench/program"),
        ("GET", "/workbench/work"),
        ("POST", "/workbench/step"),
        ("POST", "/workbench/train"),
        ("POST", "/workbench/settings"),
        ("POST", "/work/cancel"),
        ("POST", "/start-over"),
        ("POST", "/forget"),
        ("GET", "/readyz"),
    ]


async def answered_before_one_without_the_store(server: Server, line: SlowLine, id_: str) -> int:
    """How many requests that wait for the store are answered before one that needs none of it."""
    limits, place = httpx2.Limits(max_connections=100), {"iteration": 3, "stage": 1}
    async with httpx2.AsyncClient(
        base_url=server.url, limits=limits, verify=False, timeout=60, cookies={"session": id_}
    ) as client:
        asked = [
            asyncio.create_task(client.request(*one, json=place if one[1].endswith("/seek") else None))
            for one in asking(id_)
        ]
        while line.asked < len(asked):
            await asyncio.sleep(0.01)
            early = [one for one, task in zip(asking(id_), asked, strict=True) if task.done()]
            assert not early, "answered before all had asked the store"
        answer = await client.get("/healthz")
        done = sum(task.done() for task in asked)
        assert answer.status_code == 200
        assert {task.status_code for task in await asyncio.gather(*asked)} == {503}
    return done
