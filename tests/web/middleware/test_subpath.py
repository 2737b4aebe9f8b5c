import re
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

ROOT = "/school/backprop"
ADDRESS = re.compile(r'\s(?:href|src|action|formaction|hx-get|hx-post)="([^"#]+)"')
PAGES = ("/", "/lessons", "/lessons/chain-rule", "/lessons/one-neuron", "/privacy", "/?view=phone")


@pytest.fixture(params=["the proxy cuts the path off", "the proxy leaves the path"])
def ask(request: pytest.FixtureRequest, client_of: Callable[..., TestClient]) -> Callable[..., Any]:
    """Ask for an address as the browser has it, through a proxy of either kind."""
    client = client_of(root_path=ROOT)
    cut = "cuts" in request.param

    def asked(method: str, address: str, **more: Any) -> Any:
        assert address.startswith(ROOT), address
        return client.request(method, address.removeprefix(ROOT) or "/" if cut else address, **more)

    return asked


@pytest.mark.slow
def test_every_address_on_every_page_is_below_the_path_and_answers(ask: Callable[..., Any]) -> None:
    linked = set()
    for page in PAGES:
        text = ask("GET", ROOT + page).text.replace("&amp;", "&")
        addresses = set(ADDRESS.findall(text)) - {"hide"}
        assert len(addresses) > 8, page
        assert [address for address in addresses if not address.startswith((ROOT + "/", "?"))] == [], page
        linked |= set(ADDRESS.findall(re.sub(r"<(?:form|button|select)[^>]*>", "", text)))
    for address in linked:
        assert not address.startswith(ROOT) or ask("GET", address).status_code == 200, address


def test_a_step_without_script_comes_back_below_the_path_with_a_cookie_for_it_alone(ask: Callable[..., Any]) -> None:
    answer = ask("POST", f"{ROOT}/workbench/step", data={"version": "0"})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(f"{ROOT}/")
    assert f"Path={ROOT};" in answer.headers["set-cookie"]


def test_the_api_and_its_errors_are_there_too(ask: Callable[..., Any]) -> None:
    made = ask("POST", f"{ROOT}/api/v1/sessions")
    assert ask("GET", made.headers["location"]).json() == made.json()
    lost = ask("GET", f"{ROOT}/api/v1/nothing")
    assert (lost.status_code, lost.headers["content-type"]) == (404, "application/problem+json")
    from_elsewhere = ask("POST", f"{ROOT}/api/v1/sessions", headers={"Origin": "https://notebook.example"})
    assert from_elsewhere.status_code == 403


def test_the_path_itself_is_the_first_page(ask: Callable[..., Any]) -> None:
    assert "<main" in ask("GET", ROOT).text


def test_the_addresses_that_scripts_request_have_the_path(ask: Callable[..., Any]) -> None:
    assert f'hx-get="{ROOT}/workbench/explain"' in ask("GET", f"{ROOT}/").text


def test_without_a_path_nothing_is_put_before_an_address(client: TestClient) -> None:
    text = client.get("/").text
    assert 'action="/workbench/step"' in text
    assert 'hx-get="/workbench/explain"' in text
