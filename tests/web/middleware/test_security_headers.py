"""The policy headers, on every kind of answer there is."""

from collections.abc import Callable
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from app.paths import STATIC
from app.store.errors import StoreUnavailable
from app.web.middleware.https import HTTPS_ONLY
from app.web.middleware.security_headers import POLICY

HX = {"hx-request": "true"}
FOREIGN = {"sec-fetch-site": "cross-site"}
FONT = next(path.relative_to(STATIC).as_posix() for path in STATIC.glob("vendor/fonts/*.woff2"))
KEPT = ("/static/dist/", "/static/vendor/", "/static/icon.svg")  # what browsers may keep: files, the same for everybody

ASKED: list[tuple[str, str, dict[str, str], int]] = [
    ("GET", "/", {}, 200),
    ("HEAD", "/", {}, 200),
    ("GET", "/?view=projector", {}, 200),
    ("GET", "/workbench", HX, 200),
    ("GET", "/workbench/explain?q=W.1.0.0", HX, 200),
    ("GET", "/workbench/program", {}, 200),
    ("GET", "/workbench/work", HX, 200),
    ("GET", "/lessons", {}, 200),
    ("GET", "/lessons/chain-rule", {}, 200),
    ("GET", "/lessons/chain-rule?x=2", HX, 200),
    ("GET", "/lessons/code/program.py", {}, 200),
    ("GET", "/privacy", {}, 200),
    ("GET", "/healthz", {}, 200),
    ("GET", "/readyz", {}, 200),
    ("GET", "/openapi.json", {}, 200),
    ("POST", "/workbench/step", {}, 303),
    ("POST", "/workbench/step", HX, 200),
    ("POST", "/workbench/back", HX, 409),
    ("POST", "/preferences", {}, 303),
    ("POST", "/forget", {}, 303),
    ("POST", "/workbench/step", FOREIGN, 403),
    ("POST", "/workbench/step", FOREIGN | HX, 403),
    ("GET", "/nothing", {}, 404),
    ("GET", "/nothing", HX, 404),
    ("POST", "/nothing", {}, 404),
    ("PUT", "/workbench/step", {}, 405),
    ("DELETE", "/", HX, 405),
    ("POST", "/api/v1/sessions", {}, 201),
    ("POST", "/api/v1/sessions", FOREIGN, 403),
    ("GET", "/api/v1/sessions/none", {}, 404),
    ("PUT", "/api/v1/sessions", {}, 405),
    ("OPTIONS", "/api/v1/sessions", {}, 405),
    ("GET", "/static/dist/app.js", {}, 200),
    ("HEAD", "/static/dist/app.css", {}, 200),
    ("GET", "/static/dist/app.js", {"range": "bytes=0-9"}, 206),
    ("GET", "/static/dist/app.js", {"range": "bytes=99999999-"}, 416),
    ("GET", "/static/icon.svg", {}, 200),
    ("GET", f"/static/{FONT}", {}, 200),
    ("GET", "/static/nothing.js", {}, 404),
    ("POST", "/static/dist/app.js", {}, 405),
]


def guarded(answer: Response, *, kept: bool = False, https: bool = False) -> None:
    """Every header of the policy once, and no other word on what may be kept."""
    for name, value in POLICY.items():
        found = answer.headers.get_list(name)
        assert found == [value] or (name == "cache-control" and kept), (name, found)
    for header, sent in HTTPS_ONLY:
        assert answer.headers.get_list(header.decode()) == ([sent.decode()] if https else [])
    assert "server" not in answer.headers


@pytest.fixture(params=["http", "https"])
def profile(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize(("method", "path", "headers", "status"), ASKED)
def test_every_answer_carries_the_policy(
    client_of: Callable[..., TestClient], profile: str, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    answer = client_of(profile=profile).request(method, path, headers=headers)
    assert answer.status_code == status
    guarded(answer, kept=path.startswith(KEPT) and status in {200, 206}, https=profile == "https")


def test_answers_that_are_refused_before_any_route_carry_it_too(
    client_of: Callable[..., TestClient], profile: str
) -> None:
    for path in ("/workbench/step", "/api/v1/sessions"):
        large = client_of(profile=profile, max_body=1024).post(path, content=b" " * 1025)
        hasty = client_of(profile=profile, address_rate=0.2)
        for answer, status in ((large, 413), ([hasty.post(path) for _ in range(9)][-1], 429)):
            assert answer.status_code == status
            guarded(answer, https=profile == "https")


def test_faults_carry_it_too(client_of: Callable[..., TestClient], profile: str) -> None:
    client: Any = client_of(profile=profile)
    client.base_url = f"{profile}://testserver"  # so that a cookie for HTTPS alone is sent
    client.post("/workbench/step")
    for error, status in ((StoreUnavailable("gone"), 503), (RuntimeError("broken"), 500)):

        def fails(*_: object, error: Exception = error) -> None:
            raise error

        client.app.state.services.store.get = fails
        client.app.state.services.store.create = fails
        for method, path in (("GET", "/"), ("POST", "/workbench/step"), ("POST", "/api/v1/sessions")):
            for headers in ({}, HX):
                answer = client.request(method, path, headers=headers)
                assert answer.status_code == status
                assert ("retry-after" in answer.headers) is (status == 503)
                guarded(answer, https=profile == "https")


def test_the_policy_allows_nothing_from_elsewhere_and_nothing_inline() -> None:
    policy = POLICY["content-security-policy"]
    assert policy.startswith("default-src 'none';")
    assert "frame-ancestors 'none'" in policy
    for word in ("unsafe", "http", "*", "upgrade-insecure-requests", "wasm"):
        assert word not in policy
    assert POLICY["x-content-type-options"] == "nosniff"
    assert POLICY["referrer-policy"] == "no-referrer"
    assert dict(HTTPS_ONLY)[b"cross-origin-opener-policy"] == b"same-origin"
    assert POLICY["cache-control"] == "no-store"


def test_files_are_cacheable_and_those_named_by_their_content_permanently(client: TestClient) -> None:
    app = client.app.state.services.assets.url("dist/app.js")  # type: ignore[attr-defined]
    for path in (app, f"/static/{FONT}"):
        assert client.get(path).headers.get_list("cache-control") == ["public, max-age=31536000, immutable"]
    file = client.get("/static/dist/app.js")
    assert file.headers.get_list("cache-control") == ["no-cache"]
    unchanged = client.get("/static/dist/app.js", headers={"if-none-match": file.headers["etag"]})
    assert unchanged.status_code == 304
    guarded(unchanged, kept=True)


def test_a_page_that_says_who_is_there_is_kept_nowhere(client: TestClient) -> None:
    for method, path in (("POST", "/workbench/step"), ("GET", "/"), ("GET", "/workbench"), ("GET", "/privacy")):
        answer = client.request(method, path)
        assert answer.headers.get_list("cache-control") == ["no-store"]
    session = client.cookies["session"]
    for path in ("", "/gradient-check", "/explain?quantity=Zh&layer=1&unit=0"):
        answer = client.get(f"/api/v1/sessions/{session}{path}")
        assert (answer.status_code, answer.headers.get_list("cache-control")) == (200, ["no-store"])
