import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.web.html.preferences import CHOICES
from tests.web.browsers import another_browser

ROOT = Path(__file__).parents[3]


def words(html: str) -> str:
    """The text of a page, without tags and runs of space."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_page_states_how_long_a_session_is_stored(client_of: Callable[..., TestClient]) -> None:
    text = words(client_of(idle_days=8, lifetime_days=40).get("/privacy").text)
    assert "Days without use until the network is deleted 8 to 9 " in text
    assert "Days since its creation until it is deleted in any case 40 " in text
    assert "Nothing of yours is stored now." in text


def test_the_page_names_the_contact(client_of: Callable[..., TestClient]) -> None:
    text = words(client_of(contact="Anna <it@school.example>").get("/privacy").text)
    assert "This server is run by: Anna &lt;it@school.example&gt;." in text
    assert "the school or the teacher" in client_of().get("/privacy").text


def test_the_page_states_how_long_a_class_is_kept_and_its_cookies(client_of: Callable[..., TestClient]) -> None:
    client = client_of(class_idle_hours=3, class_hours=12)
    text = words(client.get("/privacy").text)
    assert "Hours without anybody in it until it is deleted 3 " in text
    assert "Hours since its opening until it is deleted in any case 12 " in text
    code = client.post("/class", follow_redirects=False).headers["location"][-6:]
    member = another_browser(client)
    for cookie in member.post("/join", data={"code": code}).headers.get_list("set-cookie"):
        name, seconds = cookie.partition("=")[0], re.search(r"Max-Age=(\d+)", cookie)
        lifetime = f"{int(seconds[1]) // 3600}" if seconds else "until it is shown"
        assert re.search(rf" {name} (A random secret|That the made-up name)[^.]*\.( Scripts[^.]*\.)? {lifetime} ", text)
        assert f"Path=/class/{code}" in cookie


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_page_lists_every_cookie_with_its_lifetime(client: TestClient, language: str) -> None:
    set_here = client.post("/workbench/step", data={"version": "0"}).headers.get_list("set-cookie")
    lists = {name: choices for name, choices in CHOICES.items() if isinstance(choices, Iterable)}
    chosen = {name: [*choices][-1] for name, choices in lists.items()} | {"lang": language, "room": "920x520"}
    set_here += client.post("/preferences", data=chosen).headers.get_list("set-cookie")
    assert len(set_here) == 1 + len(CHOICES)
    page = client.get("/privacy").text
    assert f'<html lang="{language}"' in page
    part = next(part for part in page.split("<h2>") if "<code>session</code>" in part)
    listed = dict(re.findall(r"<code>(\w+)</code></th>\s*<td>[^<]+</td>\s*<td>(\d+)</td>", part))
    for cookie in set_here:
        name, seconds = cookie.partition("=")[0], re.search(r"Max-Age=(\d+)", cookie)
        assert seconds is not None
        assert int(listed.pop(name)) * 86_400 == int(seconds[1])
    assert listed == {}


def test_the_browser_stores_only_what_the_page_mentions() -> None:
    files = [*(ROOT / "static" / "js").rglob("*.js")]
    assert [file.name for file in files if "localStorage." in file.read_text(encoding="utf-8")] == ["storage.js"]
    scripts = [file.read_text(encoding="utf-8") for file in files if file.name != "storage.js"]
    entries = {word for script in scripts for word in re.findall(r"\b(?:recall|remember)\(([^,)]+)", script)}
    assert entries == {"ANSWERED", "OFF", "SEEN"}
    for entry in ('const ANSWERED = "answered";', 'const OFF = "keys-off";', 'const SEEN = "numbers-seen";'):
        assert sum(entry in script for script in scripts) == 1
    assert not any(word in script for script in scripts for word in ("sessionStorage", "indexedDB", "sendBeacon"))


def test_delete_my_data_deletes_the_session_and_every_cookie(client: TestClient) -> None:
    store = client.app.state.services.store  # type: ignore[attr-defined]
    others = store.count()
    client.post("/workbench/step", data={"version": "0"})
    client.post("/preferences", data={"theme": "dark"})
    session = client.cookies["session"]
    assert client.get(f"/api/v1/sessions/{session}").status_code == 200
    assert "Delete my data" in client.get("/privacy").text
    answer = client.post("/forget")
    assert (answer.status_code, answer.headers["location"]) == (303, "/privacy")
    assert dict(client.cookies) == {}
    assert client.get(f"/api/v1/sessions/{session}").status_code == 404
    assert store.count() == others


@pytest.mark.parametrize("cookie", ["made-up", "A" * 24])
def test_forgetting_what_is_not_there_is_no_error(client: TestClient, cookie: str) -> None:
    client.cookies.set("session", cookie)
    assert client.post("/forget").status_code == 303


def test_another_site_cannot_make_anybody_forgotten(client: TestClient) -> None:
    assert client.post("/forget", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
