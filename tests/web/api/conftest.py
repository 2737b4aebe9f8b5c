"""A real program over a real SQLite file, and a client that speaks to it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from httpx2 import Response
from starlette.testclient import TestClient

from tests.web.browsers import unlimited_program

SESSIONS = "/api/v1/sessions"


class Api:
    """The API as a program meets it."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    def call(self, method: str, path: str, body: Any = None, **more: Any) -> Response:
        return self.client.request(method, SESSIONS + path, json=body, **more)

    def new(self, description: dict[str, Any] | None = None) -> dict[str, Any]:
        """The snapshot of a new session."""
        return self.good(self.call("POST", "", description), 201)

    def get(self, session: str) -> dict[str, Any]:
        return self.good(self.call("GET", f"/{session}"))

    def do(self, session: str, verb: str, body: Any = None) -> dict[str, Any]:
        """The snapshot after a verb that works."""
        return self.good(self.call("POST", f"/{session}/{verb}", body))

    @staticmethod
    def good(answer: Response, status: int = 200) -> dict[str, Any]:
        assert answer.status_code == status, answer.text
        assert answer.headers["content-type"] == "application/json"
        found: dict[str, Any] = answer.json()
        return found

    @staticmethod
    def refused(answer: Response, status: int, slug: str) -> dict[str, Any]:
        """The problem of a refused call, which must say all that a problem says."""
        assert answer.status_code == status, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        problem: dict[str, Any] = answer.json()
        assert problem["type"] == f"/problems/{slug}"
        assert problem["status"] == status
        assert problem["title"]
        assert problem["detail"]
        assert "Traceback" not in answer.text
        return problem


@pytest.fixture
def program(tmp_path: Path) -> FastAPI:
    """A program of its own, which does not run yet."""
    return unlimited_program(tmp_path)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A program for the tests of one file, running."""
    program = unlimited_program(tmp_path_factory.mktemp("store"))
    with TestClient(program, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def api(served: TestClient) -> Api:
    """A client of the program without cookies."""
    served.cookies.clear()
    return Api(served)
