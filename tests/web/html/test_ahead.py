"""What Step would show, fetched before it is asked for: the same picture, and nothing is changed by looking."""

import re

from starlette.testclient import TestClient

HTMX = {"HX-Request": "true", "Sec-Fetch-Site": "same-origin"}
KEY = "HX-Picture"


def ahead(client: TestClient, version: int, **fields: str | int) -> tuple[int, str, str]:
    """The status, the key and the text of the answer."""
    answer = client.get("/workbench/ahead", params={"version": version, **fields}, headers=HTMX)
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers
    return answer.status_code, answer.headers.get(KEY, ""), answer.text


def step(client: TestClient, version: int, picture: str = "", **fields: str | int) -> tuple[int, str]:
    answer = client.post("/workbench/step", data={"version": str(version), "picture": picture, **fields}, headers=HTMX)
    return answer.status_code, answer.text


def seen(client: TestClient) -> str:
    return client.get("/workbench", headers=HTMX).text


def test_a_step_that_was_fetched_ahead_is_what_the_step_shows(client: TestClient) -> None:
    for version in range(12):  # through the update into the next iteration
        before = seen(client)
        status, key, text = ahead(client, version)
        assert (status, seen(client)) == (200, before)
        assert f'data-version="{version + 1}"' in text
        assert step(client, version, key) == (204, "")
        assert seen(client) == text


def test_the_first_step_is_kept_although_its_answer_is_empty(client: TestClient) -> None:
    _, key, _ = ahead(client, 0)
    assert not client.cookies
    step(client, 0, key)
    assert client.cookies["session"]


def test_another_picture_than_the_true_one_is_answered_with_the_true_one(client: TestClient) -> None:
    _, key, text = ahead(client, 0, view="desk")
    for picture, fields in (("0" * 32, {}), (key, {"view": "phone"}), (key, {"count": "2"})):
        client.cookies.clear()
        status, answer = step(client, 0, picture, **fields)
        assert status == 200
        assert (answer == text) == (picture != key)


def test_a_page_that_is_behind_gets_nothing_ahead_and_its_click_the_note(client: TestClient) -> None:
    step(client, 0)
    _, key, _ = ahead(client, 1)
    step(client, 1)
    assert ahead(client, 1) == (204, "", "")
    status, answer = step(client, 1, key)
    assert status == 200
    assert "The network has changed." in answer
    assert re.search(r'data-version="2"', answer)


def test_where_there_is_no_next_picture_there_is_no_answer(client: TestClient) -> None:
    step(client, 0)
    answer = client.post("/workbench/edit", data={"version": "1", "learning_rate": "1e200"}, headers=HTMX)
    for version in range(2, 100):
        status, key, _ = ahead(client, version)
        if status == 204:
            break
        assert step(client, version, key)[0] == 204
    status, answer_text = step(client, version)
    assert answer.status_code == 200
    assert "The numbers became too large." in answer_text
    client.cookies.set("session", "a" * 22)
    assert ahead(client, 1)[0] == 204


def test_a_browser_that_opens_the_address_gets_the_page(client: TestClient) -> None:
    answer = client.get("/workbench/ahead?view=projector")
    assert (answer.status_code, answer.headers["location"]) == (303, "/?view=projector")
