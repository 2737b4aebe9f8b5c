"""The policy headers, on every answer there is."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from app.web.headers import POLICY

ASKED = [
    ("GET", "/", 200),
    ("GET", "/healthz", 200),
    ("GET", "/openapi.json", 200),
    ("GET", "/nothing", 404),
    ("POST", "/nothing", 404),
    ("POST", "/api/v1/sessions", 201),
    ("GET", "/api/v1/sessions/none", 404),
    ("PUT", "/api/v1/sessions", 405),
    ("GET", "/static/nothing.js", 404),
    ("POST", "/workbench/step", 303),
]


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    return TestClient(create_app(Settings(store=f"sqlite:///{tmp_path}/s.sqlite3")), follow_redirects=False)


@pytest.mark.parametrize(("method", "path", "status"), ASKED)
def test_every_answer_carries_the_policy(client: TestClient, method: str, path: str, status: int) -> None:
    answer = client.request(method, path)
    assert answer.status_code == status
    for name, value in POLICY.items():
        assert answer.headers.get_list(name) == [value] or name == "cache-control"
    assert answer.headers.get_list("cache-control") == ["no-store"] or path.startswith("/static/")


def test_answers_that_are_refused_before_any_route_carry_it_too(client: TestClient) -> None:
    foreign = client.post("/workbench/step", headers={"sec-fetch-site": "cross-site"})
    large = client.post("/api/v1/sessions", content=b" " * ((1 << 20) + 1))
    for answer, status in ((foreign, 403), (large, 413)):
        assert answer.status_code == status
        assert {name: answer.headers.get(name) for name in POLICY} == POLICY


def test_the_policy_allows_nothing_from_elsewhere_and_nothing_inline() -> None:
    policy = POLICY["content-security-policy"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "upgrade-insecure-requests" not in policy


def test_what_an_answer_says_itself_is_kept(client: TestClient) -> None:
    file = client.get("/static/dist/app.js")
    assert file.status_code == 200
    assert file.headers.get_list("cache-control") == ["no-cache"]
    assert file.headers["x-content-type-options"] == "nosniff"
