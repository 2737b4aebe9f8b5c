"""HEAD wherever there is GET, and which methods an address allows."""

import http.client
import threading
import time
from collections.abc import Iterator

import pytest
from fastapi.routing import APIRoute
from starlette.testclient import TestClient
from uvicorn import Config, Server

VALUES = {"slug": "chain-rule", "id": "", "short": "17-A-231-b", "code": "none", "alias": "none"}
QUERIES = {
    "/workbench/explain": "?q=Z.1.0",
    "/workbench/check": "?q=dW.1.0.0",
    "/api/v1/sessions/{id}/explain": "?quantity=Zh&unit=0",
}
OWN = {"x-request-id", "date"}  # headers of each answer by itself


@pytest.fixture
def addresses(client: TestClient) -> list[str]:
    """An address for each route that answers GET, with a session that has all numbers, and static files."""
    client.post("/workbench/update")
    values = {**VALUES, "id": client.cookies["session"]}
    routes = [route for route in client.app.routes if isinstance(route, APIRoute) and "GET" in (route.methods or ())]  # type: ignore[attr-defined]
    found = [route.path.format(**values) + QUERIES.get(route.path, "") for route in routes]
    return [*found, "/openapi.json", "/static/icon.svg", "/static/dist/app.js", "/static/nothing", "/nothing"]


def test_head_is_answered_like_get_without_its_body(client: TestClient, addresses: list[str]) -> None:
    assert len(addresses) > 18
    for address in addresses:
        for headers in ({}, {"Accept-Encoding": "identity"}):
            whole, head = (client.request(method, address, headers=headers) for method in ("GET", "HEAD"))
            assert head.status_code == whole.status_code, address
            assert head.content == b""
            first, second = ({k: v for k, v in each.headers.items() if k not in OWN} for each in (head, whole))
            assert first == second, address


def test_head_is_not_answered_where_get_is_not(client: TestClient) -> None:
    for address in ("/workbench/step", "/forget", "/api/v1/sessions"):
        assert client.head(address).status_code == 405


@pytest.fixture
def port(client: TestClient) -> Iterator[int]:
    server = Server(Config(client.app, port=0, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join(20)
    assert not thread.is_alive()


def test_a_server_sends_no_body_after_head(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    for address in ("/", "/healthz", "/static/icon.svg"):
        for method in ("HEAD", "GET"):  # on one connection: a body after HEAD would be taken for the next answer
            connection.request(method, address)
            answer = connection.getresponse()
            assert answer.status == 200
            assert bool(answer.read()) is (method == "GET")
    connection.close()


@pytest.mark.parametrize(
    ("method", "address", "allowed"),
    [
        ("PUT", "/api/v1/sessions/x", "DELETE, GET, PATCH"),
        ("DELETE", "/workbench", "GET"),
        ("GET", "/workbench/step", "POST"),
        ("POST", "/privacy", "GET"),
        ("POST", "/static/icon.svg", "GET, HEAD"),
        ("POST", "/openapi.json", "GET, HEAD"),
    ],
)
def test_another_method_is_refused_with_those_that_are_allowed(
    client: TestClient, method: str, address: str, allowed: str
) -> None:
    answer = client.request(method, address)
    assert answer.status_code == 405
    assert answer.headers["allow"] == allowed
