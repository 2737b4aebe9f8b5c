import logging
from collections.abc import Callable
from types import SimpleNamespace
from typing import cast

import pytest
from starlette.testclient import TestClient

from app.logs import Logfmt
from app.web.middleware.edge import Edge
from app.web.middleware.request_log import FinishedRequest, Observer


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    caplog.set_level(logging.DEBUG, "app")
    form = Logfmt()
    return lambda: [form.format(record) for record in caplog.records if record.name.startswith("app.")]


def test_each_request_is_one_line_with_its_route_and_nothing_about_the_client(
    client: TestClient, lines: Callable[[], list[str]]
) -> None:
    id_ = client.post("/api/v1/sessions").json()["id"]
    client.get(f"/api/v1/sessions/{id_}/explain?quantity=Zh&layer=1&unit=0")
    client.cookies.set("session", id_)
    client.post("/workbench/step", data={"version": "1"})
    client.get("/somewhere/else?secret=1")
    client.get("/static/icon.svg?v=secret")
    found = lines()
    assert len(found) == 5
    assert "method=POST route=/api/v1/sessions status=201" in found[0]
    assert "route=/api/v1/sessions/{id}/explain status=409" in found[1]
    assert "route=/workbench/{name} status=303" in found[2]
    assert "route=(none) status=404" in found[3]
    assert "route=/static/{path} status=200" in found[4]
    for line in found:
        assert id_ not in line
        assert "testclient" not in line
        assert "secret" not in line
        assert "quantity" not in line


def test_the_id_of_a_request_is_in_its_answer_and_in_its_line(
    client: TestClient, lines: Callable[[], list[str]]
) -> None:
    ids = [client.get(path).headers["x-request-id"] for path in ("/healthz", "/nothing", "/api/v1/nothing")]
    assert len(set(ids)) == 3
    for id_, line in zip(ids, lines(), strict=True):
        assert line.endswith(f"request={id_}")


def test_what_goes_wrong_leads_from_the_page_to_the_log(
    client: TestClient, lines: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.web.html.browser_session.BrowserSession.load", lambda _: 1 / 0)
    answer = client.get("/")
    assert answer.status_code == 500
    id_ = answer.headers["x-request-id"]
    assert id_ in answer.text
    assert "ZeroDivisionError" not in answer.text
    trace = next(line for line in lines() if "trace=" in line)
    assert id_ in trace
    assert "ZeroDivisionError" in trace


def test_observers_see_each_request(client: TestClient) -> None:
    finished: list[FinishedRequest] = []
    started: list[None] = []
    observer = cast(
        Observer, SimpleNamespace(request_started=lambda: started.append(None), request_finished=finished.append)
    )
    with TestClient(Edge(client.app, observers=(observer,))) as observed:
        observed.request("GET", "/healthz")
        observed.request("BREW", "/healthz")
    assert len(started) == 2
    assert [(one.method, one.status) for one in finished] == [("GET", 200), ("(none)", 405)]
    assert all(0 < one.seconds < 60 for one in finished)
