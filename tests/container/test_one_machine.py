"""One server and its file: when it is killed, when its client leaves, and its metrics."""

import random
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.container.servers import LARGEST, Server, free_port, serving, under_way, until


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    one = Server(store=f"sqlite:///{tmp_path}/sessions.sqlite3", session_rate=0, address_rate=0)
    with serving(one):
        yield one


def test_20_kills_between_an_answer_and_the_next_read_lose_nothing(server: Server) -> None:
    session = server.ask("POST", "/api/v1/sessions").json()
    path = f"/api/v1/sessions/{session['id']}"
    for attempt in range(20):
        with httpx2.Client(base_url=server.url) as client:
            for _ in range(random.Random(attempt).randint(1, 10)):
                session = client.post(f"{path}/step").json()
        server.kill()
        server.start()
        assert server.ask("GET", path).json() == session


def test_long_work_ends_when_its_client_disconnects(server: Server) -> None:
    session = server.ask("POST", "/api/v1/sessions", json=LARGEST).json()
    body = b'{"iterations":10000}'
    with socket.create_connection(("127.0.0.1", server.port)) as client:
        client.sendall(
            b"POST /api/v1/sessions/%s/train HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            b"Content-Length: %d\r\n\r\n%s" % (session["id"].encode(), len(body), body)
        )
        until(lambda: under_way(server, session["id"]))
    until(lambda: not under_way(server, session["id"]))
    assert server.ask("GET", f"/api/v1/sessions/{session['id']}").json()["iteration"] == 0


def test_the_metrics_of_two_workers_are_added_up(tmp_path: Path) -> None:
    port = free_port()
    one = Server(store=f"sqlite:///{tmp_path}/m.sqlite3", workers=2, metrics_port=port)
    with serving(one):
        for _ in range(20):
            assert one.ask("POST", "/api/v1/sessions").status_code == 201
        text = httpx2.get(f"http://127.0.0.1:{port}/metrics").text
        assert 'backprop_requests_total{method="POST",route="/api/v1/sessions",status="201"} 20.0' in text
        assert "backprop_sessions 20.0" in text
        assert "backprop_requests_under_way 0.0" in text
        assert 'backprop_request_seconds_bucket{le="+Inf"}' in text
        assert one.ask("GET", "/metrics").status_code == 404
