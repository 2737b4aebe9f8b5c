"""Language, theme and view: what the browser wants, and what was chosen."""

import pytest
from fastapi.testclient import TestClient

from tests.web.html.home import data


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("ru", "ru"),
        ("ru-RU,ru;q=0.9,en;q=0.8", "ru"),
        ("en;q=0.4, ru;q=0.5", "ru"),
        ("de, fr", "en"),
        ("ru;q=0", "en"),
        ("*;q=x,;;,", "en"),
    ],
)
def test_the_language_is_the_one_that_the_browser_wants_most(client: TestClient, header: str, language: str) -> None:
    answer = client.get("/", headers={"Accept-Language": header})
    assert f'<html lang="{language}"' in answer.text
    assert ("Шаг" in answer.text) == (language == "ru")


def test_choices_are_kept_in_cookies(client: TestClient) -> None:
    answer = client.post("/preferences", data={"lang": "ru", "theme": "dark"}, follow_redirects=False)
    assert answer.status_code == 303
    page = client.get("/", headers={"Accept-Language": "en"}).text
    assert '<html lang="ru" data-theme="dark"' in page


@pytest.mark.parametrize("back", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:1"])
def test_preferences_lead_back_to_this_site_alone(client: TestClient, back: str) -> None:
    answer = client.post("/preferences", data={"theme": "light", "back": back}, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_an_invalid_choice_is_ignored(client: TestClient) -> None:
    answer = client.post("/preferences", data={"theme": "pink", "lang": "xx"}, follow_redirects=False)
    assert "set-cookie" not in answer.headers
    client.cookies.set("theme", "pink")
    client.cookies.set("view", '"><b>')
    assert "data-theme" not in client.get("/").text


@pytest.mark.parametrize(
    ("address", "agent", "view"),
    [("/", "Mobi", "phone"), ("/", "", "desk"), ("/?view=projector", "Mobi", "projector"), ("/?view=x", "", "desk")],
)
def test_the_view_comes_by_address_and_by_device(client: TestClient, address: str, agent: str, view: str) -> None:
    assert data(client.get(address, headers={"User-Agent": agent}), "view") == view
