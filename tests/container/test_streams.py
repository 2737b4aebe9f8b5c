"""Streams of a class through real proxies, as they are configured in the repository."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.container.proxies import caddy, nginx
from tests.container.servers import Server, free_port, serving, until

Proxy = Callable[[Path, int], AbstractContextManager[str]]

ROOTS: dict[Proxy, str] = {caddy: "", nginx: "/backprop"}


@pytest.fixture(params=[caddy, nginx])
def proxy(request: pytest.FixtureRequest) -> Proxy:
    proxy: Proxy = request.param
    return proxy


@pytest.fixture
def server(proxy: Proxy, tmp_path: Path) -> Iterator[Server]:
    metrics = free_port()
    one = Server(store=f"sqlite:///{tmp_path}/s.sqlite3", root_path=ROOTS[proxy], metrics_port=metrics)
    with serving(one):
        yield one


@pytest.mark.parametrize("workers", [1, 2])
def test_open_streams_do_not_hold_up_the_end_of_the_program(tmp_path: Path, workers: int) -> None:
    server = Server(store=f"sqlite:///{tmp_path}/s.sqlite3", workers=workers)
    with serving(server), httpx2.Client(base_url=server.url, limits=httpx2.Limits(max_connections=None)) as client:
        made = client.post("/api/v1/classes", json={}).json()
        leader = {"Authorization": f"Bearer {made['secret']}"}
        with ExitStack() as stack:
            path = f"/api/v1/classes/{made['code']}/events"
            opened = [stack.enter_context(client.stream("GET", path, headers=leader)) for _ in range(100)]
            arriving = [states(answer) for answer in opened]
            assert [next(each)["stage"] for each in arriving] == [0] * 100
            began = time.monotonic()
            assert server.stop() == 0
            assert time.monotonic() - began < 5
            for each in arriving:  # each ends as a complete answer, not as one that was cut off
                assert next(each, None) is None


def open_streams(server: Server) -> float:
    """How many streams the server has open, according to its metrics."""
    text = httpx2.get(f"http://127.0.0.1:{server.settings['BACKPROP_METRICS_PORT']}/metrics").text
    lines = [line for line in text.splitlines() if line.startswith("backprop_streams ")]
    return float(lines[0].split()[1]) if lines else 0.0


def states(answer: httpx2.Response) -> Iterator[dict[str, Any]]:
    """The states of a class, as they arrive."""
    for line in answer.iter_lines():
        if line.startswith("data: {"):
            yield json.loads(line.removeprefix("data: "))


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_changes_pass_at_once_and_the_stream_ends_with_its_client(
    proxy: Proxy, server: Server, tmp_path: Path, encoding: str
) -> None:
    with proxy(tmp_path, server.port) as address, httpx2.Client(base_url=address) as client:
        made = client.post("/api/v1/classes", json={}).json()
        path, leader = f"/api/v1/classes/{made['code']}", {"Authorization": f"Bearer {made['secret']}"}
        with client.stream("GET", f"{path}/events", headers=leader | {"Accept-Encoding": encoding}) as answer:
            assert answer.headers.get("content-encoding", "identity") == encoding
            arriving = states(answer)
            assert next(arriving)["stage"] == 0
            for stage in (1, 2, 3):
                began = time.monotonic()
                httpx2.post(f"{address}{path}/step", json={}, headers=leader).raise_for_status()
                assert next(arriving)["stage"] == stage
                assert time.monotonic() - began < 2, "something on the way waits for more"
            assert open_streams(server) == 1
        until(lambda: open_streams(server) == 0)
