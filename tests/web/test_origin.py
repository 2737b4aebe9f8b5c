"""Who may change what a browser's cookie names."""

from pathlib import Path

import pytest
from starlette.datastructures import Headers
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from app.web.origin import allowed

HOST = {"host": "school.example:8000"}
TABLE = [
    ({"sec-fetch-site": "same-origin"}, True),
    ({"sec-fetch-site": "none"}, True),
    ({"sec-fetch-site": "same-site"}, False),
    ({"sec-fetch-site": "cross-site"}, False),
    ({"sec-fetch-site": "same-origin, cross-site"}, False),
    ({"sec-fetch-site": ""}, False),
    ({"sec-fetch-site": "cross-site", "origin": "http://school.example:8000"}, False),
    ({"sec-fetch-site": "same-origin", "origin": "null"}, True),
    ({"origin": "http://school.example:8000"}, True),
    ({"origin": "https://school.example:8000"}, True),
    ({"origin": "http://SCHOOL.example:8000"}, True),
    ({"origin": "http://school.example"}, False),
    ({"origin": "http://school.example:8001"}, False),
    ({"origin": "http://school.example:8000.evil.example"}, False),
    ({"origin": "http://evil.example/school.example:8000"}, False),
    ({"origin": "null"}, False),
    ({"origin": ""}, False),
    ({"origin": "school.example:8000"}, False),
    ({}, True),
]


@pytest.mark.parametrize(("headers", "expected"), TABLE)
def test_a_change_of_the_page_is_accepted_from_our_own_origin_alone(headers: dict[str, str], expected: bool) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert allowed(method, "/workbench/step", Headers({**HOST, **headers})) is expected


@pytest.mark.parametrize(("headers", "expected"), TABLE)
def test_looking_and_the_api_that_knows_no_cookie_are_open_to_all(headers: dict[str, str], expected: bool) -> None:
    assert allowed("GET", "/", Headers({**HOST, **headers}))
    assert allowed("POST", "/api/v1/sessions", Headers({**HOST, **headers}))


def test_an_origin_is_not_ours_where_the_host_is_unknown() -> None:
    assert not allowed("POST", "/workbench/step", Headers({"origin": "http://", "host": ""}))
    assert not allowed("POST", "/workbench/step", Headers({"origin": "null"}))


def test_a_foreign_change_is_refused_and_makes_no_session(tmp_path: Path) -> None:
    app = create_app(Settings(store=f"sqlite:///{tmp_path}/sessions.sqlite3"))
    with TestClient(app) as client:
        answer = client.post("/workbench/step", headers={"sec-fetch-site": "cross-site"})
        assert answer.status_code == 403
        assert answer.headers["content-type"].startswith("text/html")
        assert "set-cookie" not in answer.headers
        assert app.state.store.count() == 0
        assert client.post("/workbench/step", headers={"sec-fetch-site": "same-origin"}).status_code == 200
        assert app.state.store.count() == 1
