from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from starlette.testclient import TestClient
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from app import __main__ as command_line
from app.settings import Settings


def test_over_plain_http_the_cookie_is_one_that_browsers_keep_there(client: TestClient) -> None:
    answer = client.post("/workbench/step", data={"version": "0"})
    assert "Secure" not in answer.headers["set-cookie"]
    assert "strict-transport-security" not in answer.headers


def test_in_the_profile_for_https_cookies_are_secure_and_browsers_stay_with_it(
    client_of: Callable[..., TestClient],
) -> None:
    client = client_of(profile="https")
    answer = client.post("/workbench/step", data={"version": "0"})
    assert "; Secure" in answer.headers["set-cookie"]
    assert "; Secure" in client.post("/preferences", data={"theme": "dark"}).headers["set-cookie"]
    for path in ("/", "/nothing", "/api/v1/nothing"):
        assert client.get(path).headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize(("proxies", "secure"), [("testclient", True), ("10.0.0.1", False)])
def test_the_word_of_a_named_proxy_alone_is_believed(
    client_of: Callable[..., TestClient], proxies: str, secure: bool
) -> None:
    behind_proxy: Any = ProxyHeadersMiddleware(cast(Any, client_of().app), proxies)
    with TestClient(behind_proxy, follow_redirects=False) as behind:
        answer = behind.post("/workbench/step", data={"version": "0"}, headers={"X-Forwarded-Proto": "https"})
    assert ("Secure" in answer.headers["set-cookie"]) is secure


@pytest.mark.parametrize(
    ("host", "profile", "warned"),
    [
        ("127.0.0.1", "http", False),
        ("localhost", "http", False),
        ("::1", "http", False),
        ("0.0.0.0", "http", True),
        ("192.168.1.20", "http", True),
        ("0.0.0.0", "https", False),
    ],
)
def test_a_warning_at_the_start_says_that_cookies_travel_exposes_cookies(host: str, profile: str, warned: bool) -> None:
    assert command_line.exposes_cookies(Settings(store="", host=host, profile=profile)) is warned


@pytest.mark.parametrize(("profile", "warned"), [("http", True), ("https", False)])
def test_the_warning_is_what_the_start_says_on_standard_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, profile: str, warned: bool
) -> None:
    monkeypatch.setattr(command_line, "serve", lambda _, listening: listening.close() or 0)
    monkeypatch.setattr(command_line, "export_settings", lambda _: None)
    monkeypatch.setenv("BACKPROP_OPEN_BROWSER", "0")
    store = f"sqlite:///{tmp_path}/s.sqlite3"
    command_line.main(["--host", "0.0.0.0", "--port", "0", "--store", store, "--profile", profile])
    assert (command_line.WARNING in capsys.readouterr().err) is warned
