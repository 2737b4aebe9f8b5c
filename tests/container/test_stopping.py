"""A stopping server finishes requests under way, cancels long work, and ends well within 5 seconds."""

import socket
import threading
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.container.servers import LARGEST, Server, serving, under_way, until

SECONDS = 5.0


@pytest.mark.parametrize("workers", [1, 2])
def test_long_training_is_cancelled_and_its_client_notified(tmp_path: Path, workers: int) -> None:
    server = Server(store=f"sqlite:///{tmp_path}/sessions.sqlite3", workers=workers)
    with serving(server):
        session = server.ask("POST", "/api/v1/sessions", json=LARGEST).json()
        path = f"/api/v1/sessions/{session['id']}"
        training = Asking(server, "POST", f"{path}/train", json={"iterations": 10_000})
        until(lambda: under_way(server, session["id"]))
        assert server.stop(SECONDS) == 0
        answer = training.answer()
        assert (answer.status_code, answer.json()["type"]) == (503, "/problems/stopping")
        assert int(answer.headers["retry-after"]) > 0
        server.start()
        assert server.ask("GET", path).json() == session


def test_a_check_of_all_derivatives_does_not_delay_shutdown(tmp_path: Path) -> None:
    server = Server(store=f"sqlite:///{tmp_path}/sessions.sqlite3")
    with serving(server):
        session = server.ask("POST", "/api/v1/sessions", json=LARGEST).json()
        checking = Asking(server, "GET", f"/api/v1/sessions/{session['id']}/gradient-check")
        until(lambda: under_way(server, session["id"]) or checking.over)
        assert server.stop(SECONDS) == 0
        assert checking.answer().status_code in {200, 503}  # it may have been done


def test_a_request_that_has_just_begun_is_finished(tmp_path: Path) -> None:
    server = Server(store=f"sqlite:///{tmp_path}/sessions.sqlite3")
    with serving(server):
        path = f"/api/v1/sessions/{server.ask('POST', '/api/v1/sessions').json()['id']}"
        head = f"POST {path}/step HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n"
        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as client:
            client.sendall(head.encode() + b'{"cou')
            server.ask("GET", "/healthz")  # after this the server has what came before
            assert server.process is not None
            server.process.terminate()
            until(lambda: refuses(server))
            client.sendall(b'nt":3}')
            answer = client.makefile("rb").read()
        assert answer.startswith(b"HTTP/1.1 200 ")
        assert b'"version":2' in answer
        assert server.ended(SECONDS) == 0
        server.start()
        assert server.ask("GET", path).json()["stage"]["index"] == 3


def refuses(server: Server) -> bool:
    """Whether the server refuses connections."""
    try:
        socket.create_connection(("127.0.0.1", server.port), timeout=5).close()
    except OSError:
        return True
    return False


class Asking:
    """A request in a separate thread."""

    def __init__(self, server: Server, method: str, path: str, **more: Any) -> None:
        self._answers: list[httpx2.Response] = []
        self._thread = threading.Thread(
            target=lambda: self._answers.append(server.ask(method, path, timeout=60, **more))
        )
        self._thread.start()

    @property
    def over(self) -> bool:
        return not self._thread.is_alive()

    def answer(self) -> httpx2.Response:
        self._thread.join(60)
        return self._answers[0]
