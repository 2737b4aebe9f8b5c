from collections.abc import Callable

import pytest
from starlette.testclient import TestClient


def test_the_page_says_for_how_long_a_session_is_kept_here(client_of: Callable[..., TestClient]) -> None:
    text = client_of(idle_days=3, lifetime_days=40).get("/privacy").text
    assert "after 3 days without use, and after 40 days" in text
    assert "Nothing of yours is kept now." in text


def test_it_is_there_in_russian(client: TestClient) -> None:
    assert "Конфиденциальность" in client.get("/privacy", headers={"Accept-Language": "ru"}).text


def test_forget_me_deletes_the_session_and_every_cookie(client: TestClient) -> None:
    client.post("/workbench/step", data={"version": "0"})
    client.post("/preferences", data={"theme": "dark"})
    session = client.cookies["session"]
    assert client.get(f"/api/v1/sessions/{session}").status_code == 200
    assert "Forget me" in client.get("/privacy").text
    answer = client.post("/forget")
    assert (answer.status_code, answer.headers["location"]) == (303, "/privacy")
    assert dict(client.cookies) == {}
    assert client.get(f"/api/v1/sessions/{session}").status_code == 404
    assert client.app.state.store.count() == 0  # type: ignore[attr-defined]


@pytest.mark.parametrize("cookie", ["made-up", "A" * 24])
def test_forgetting_what_is_not_there_is_no_error(client: TestClient, cookie: str) -> None:
    client.cookies.set("session", cookie)
    assert client.post("/forget").status_code == 303


def test_another_site_cannot_make_anybody_forgotten(client: TestClient) -> None:
    assert client.post("/forget", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
