"""One server and its file: killed, told to stop, told of in figures."""

import random
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest

from tests.container.servers import Server, serving

LARGEST = {
    "sizes": [16] * 13,
    "activations": "tanh",
    "inputs": [[(i * j) % 7 / 7 for i in range(16)] for j in range(512)],
    "targets": [[0.1] * 16] * 512,
    "learning_rate": 0.001,
}


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


def test_100_steps_of_two_workers_at_once_are_all_counted(tmp_path: Path) -> None:
    one = Server(store=f"sqlite:///{tmp_path}/two.sqlite3", workers=2, session_rate=0, address_rate=0)
    with serving(one):
        path = f"/api/v1/sessions/{one.ask('POST', '/api/v1/sessions').json()['id']}"
        statuses: list[int] = []

        def steps() -> None:
            statuses.extend(one.ask("POST", f"{path}/step").status_code for _ in range(10))

        threads = [threading.Thread(target=steps) for _ in range(10)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert set(statuses) <= {200, 412}
        assert one.ask("GET", path).json()["version"] == 1 + statuses.count(200)


def test_it_ends_within_5_seconds_with_long_work_under_way(server: Server) -> None:
    session = server.ask("POST", "/api/v1/sessions", json=LARGEST).json()
    path, answers = f"/api/v1/sessions/{session['id']}", list[httpx2.Response]()

    def train() -> None:
        answers.append(server.ask("POST", f"{path}/train", timeout=60, json={"iterations": 10_000}))

    training = threading.Thread(target=train)
    training.start()
    time.sleep(1.0)
    assert server.stop() < 5
    training.join(10)
    assert [answer.status_code for answer in answers] == [503]
    server.start()
    assert server.ask("GET", path).json() == session


def test_long_work_ends_when_its_client_goes(server: Server) -> None:
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


def under_way(server: Server, id_: str) -> bool:
    return "progress" in server.ask("GET", "/workbench/work", session=id_).text


def until(true: Callable[[], bool], patience: float = 10) -> None:
    end = time.monotonic() + patience
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.1)


def test_the_metrics_of_two_workers_are_one_sum(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
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
