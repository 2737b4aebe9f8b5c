"""Who may change what a browser's cookie names."""

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.datastructures import Headers
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from app.web.middleware.same_origin import SAFE, allowed

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
    ({"host": "school.example", "origin": "https://school.example"}, True),  # TLS ends at a proxy
    ({"host": "school.example", "origin": "https://www.school.example"}, False),
    ({"host": "[::1]:8000", "origin": "http://[::1]:8000"}, True),
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
def test_a_change_is_accepted_from_our_own_origin_alone(headers: dict[str, str], expected: bool) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE", "BREW"):
        assert allowed(method, Headers({**HOST, **headers})) is expected


@pytest.mark.parametrize(("headers", "expected"), TABLE)
def test_looking_is_open_to_all(headers: dict[str, str], expected: bool) -> None:
    for method in ("GET", "HEAD", "OPTIONS"):
        assert allowed(method, Headers({**HOST, **headers}))


def test_an_origin_is_not_ours_where_the_host_is_unknown() -> None:
    assert not allowed("POST", Headers({"origin": "http://", "host": ""}))
    assert not allowed("POST", Headers({"origin": "null"}))


def test_a_foreign_change_is_refused_and_makes_no_session(tmp_path: Path) -> None:
    app = create_app(Settings(store=f"sqlite:///{tmp_path}/sessions.sqlite3"))
    with TestClient(app) as client:
        answer = client.post("/workbench/step", headers={"sec-fetch-site": "cross-site"})
        assert answer.status_code == 403
        assert answer.headers["content-type"].startswith("text/html")
        assert "set-cookie" not in answer.headers
        assert app.state.services.store.count() == 0
        assert client.post("/workbench/step", headers={"sec-fetch-site": "same-origin"}).status_code == 200
        assert app.state.services.store.count() == 1


def changing(app: FastAPI) -> list[tuple[str, str]]:
    """Every method and address of the program that changes something, on both faces."""
    return [
        (method, route.path.replace("{name}", "step"))
        for route in app.routes
        if isinstance(route, APIRoute)
        for method in sorted((route.methods or set()) - SAFE)
    ]


FOREIGN = [
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"origin": "null"},
    {"origin": "http://x"},
]


def test_no_operation_of_either_face_is_done_for_a_page_of_another_site(tmp_path: Path) -> None:
    app = create_app(Settings(store=f"sqlite:///{tmp_path}/sessions.sqlite3"))
    with TestClient(app) as client:
        client.post("/workbench/step")
        id_ = client.cookies["session"]
        before = client.get(f"/api/v1/sessions/{id_}").json()
        found = changing(app)
        assert {"/forget", "/preferences", "/work/cancel", "/workbench/edit", "/api/v1/sessions"} <= {
            p for _, p in found
        }
        for method, path in found:
            for headers in FOREIGN:
                answer = client.request(method, path.replace("{id}", id_), headers=headers)
                assert answer.status_code == 403, (method, path, headers)
                assert "set-cookie" not in answer.headers
                kind = "application/problem+json" if path.startswith("/api") else "text/html; charset=utf-8"
                assert answer.headers["content-type"] == kind
        assert client.get(f"/api/v1/sessions/{id_}").json() == before
        assert app.state.services.store.count() == 1


def test_no_other_site_is_let_read_what_is_answered(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(store=f"sqlite:///{tmp_path}/sessions.sqlite3"))) as client:
        for method, path in (("GET", "/"), ("GET", "/openapi.json"), ("OPTIONS", "/api/v1/sessions")):
            asked = {"origin": "http://x", "access-control-request-method": "POST"}
            answer = client.request(method, path, headers=asked)
            assert not [name for name in answer.headers if name.startswith("access-control")]
