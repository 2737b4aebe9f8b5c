"""A real server behind a proxy: below a path of another site, with client addresses from the proxy."""

from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.container.servers import Server, serving

ROOT = "/school/backprop"


@pytest.fixture(params=["127.0.0.1", "127.0.0.0/8,10.0.0.1", "10.0.0.1", ""])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """A server that allows one new session per address, and trusts these proxies."""
    one = Server(store=f"sqlite:///{tmp_path}/s.sqlite3", new_sessions=1, forwarded_allow_ips=request.param)
    with serving(one):
        yield one


def test_only_a_listed_proxy_is_trusted(server: Server) -> None:
    believed = "127.0.0." in server.settings["BACKPROP_FORWARDED_ALLOW_IPS"]

    def begins(address: str, **more: str) -> httpx2.Response:
        return server.ask(
            "POST", "/workbench/step", data={"version": "0"}, headers={"X-Forwarded-For": address, **more}
        )

    first = begins("203.0.113.1", **{"X-Forwarded-Proto": "https"})
    assert first.status_code == 303
    assert ("Secure" in first.headers["set-cookie"]) is believed
    assert begins("203.0.113.1").status_code == 429
    assert begins("203.0.113.2").status_code == (303 if believed else 429)
    # what a visitor writes before the address that the proxy saw counts for nothing
    assert begins("198.51.100.9, 203.0.113.2").status_code == 429


@pytest.mark.parametrize("cut", [True, False], ids=["the proxy cuts the path off", "the proxy leaves the path"])
def test_a_whole_session_works_below_a_path(tmp_path: Path, cut: bool) -> None:
    server = Server(store=f"sqlite:///{tmp_path}/s.sqlite3", root_path=ROOT)

    def proxy(request: httpx2.Request) -> None:
        """Send what a browser asks for below the path to the server, as the proxy would."""
        assert request.url.path.startswith(ROOT)
        if cut:
            request.url = request.url.copy_with(path=request.url.path.removeprefix(ROOT) or "/")

    with (
        serving(server),
        httpx2.Client(base_url=server.url, event_hooks={"request": [proxy]}, verify=False) as browser,
    ):
        assert f'action="{ROOT}/workbench/step"' in browser.get(f"{ROOT}/").text
        step = browser.post(f"{ROOT}/workbench/step", data={"version": "0"})
        assert (step.status_code, step.headers["location"]) == (303, f"{ROOT}/")
        assert f"; Path={ROOT};" in step.headers["set-cookie"]
        shown = browser.get(step.headers["location"], headers={"Cookie": step.headers["set-cookie"].partition(";")[0]})
        assert 'data-stage-index="1"' in shown.text
        made = browser.post(f"{ROOT}/api/v1/sessions")
        assert browser.get(made.headers["location"]).json() == made.json()
