"""The HTML face over HTTP, as a browser with and without a script meets it."""

import re
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

from tests.web.html.home import HX, data, place, press

VERBS = ("step", "forward", "backward", "update", "restart")


def test_a_look_shows_the_reference_example_and_sets_no_cookie(client: TestClient) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert place(answer) == (0, 0)
    assert data(answer, "version") == "0"
    assert "2-3-1" in answer.text
    assert "set-cookie" not in answer.headers


def test_the_first_change_makes_a_session_of_the_example(client: TestClient) -> None:
    answer = press(client, "step", 0)
    assert place(answer) == (0, 1)
    assert data(answer, "stage-name") == "Zh"
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("session=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie
    assert "set-cookie" not in press(client, "step", data(answer, "version")).headers


def test_the_cookie_is_secure_under_https(client: TestClient) -> None:
    client.base_url = "https://testserver"
    answer = press(client, "step", 0)
    assert "Secure" in answer.headers["set-cookie"]


@pytest.mark.parametrize("verb", VERBS)
def test_a_plain_form_is_answered_by_303_to_the_page(client: TestClient, verb: str) -> None:
    answer = client.post(f"/workbench/{verb}", data={"version": "0"}, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"
    assert client.get("/").status_code == 200


def test_a_plain_form_comes_back_to_the_view_it_was_sent_from(client: TestClient) -> None:
    answer = client.post("/workbench/step", data={"view": "projector"}, follow_redirects=False)
    assert answer.headers["location"] == "/?view=projector"


@pytest.mark.parametrize(
    ("verb", "there"),
    [("forward", (0, 5)), ("backward", (0, 9)), ("update", (0, 10)), ("train", (0, 10)), ("step", (0, 1))],
)
def test_each_verb_goes_where_it_says(client: TestClient, verb: str, there: tuple[int, int]) -> None:
    assert place(press(client, verb)) == there


def test_steps_are_counted_and_taken_back(client: TestClient) -> None:
    assert place(press(client, "step", count="20")) == (1, 10)
    assert place(press(client, "back", count="13")) == (0, 7)
    assert place(press(client, "back", by="iteration")) == (0, 0)
    assert place(press(client, "seek", iteration="2", stage="3")) == (2, 3)


def test_the_last_stage_offers_the_next_iteration(client: TestClient) -> None:
    assert "Next iteration" in press(client, "update").text
    assert "Next iteration" not in press(client, "step").text


@pytest.mark.parametrize(
    ("done", "verb", "words"),
    [(None, "back", "This is the start."), ("forward", "forward", "The forward pass is done.")],
)
def test_an_impossible_action_is_reported_and_changes_nothing(
    client: TestClient, done: str | None, verb: str, words: str
) -> None:
    before = client.get("/") if done is None else press(client, done)
    answer = press(client, verb)
    assert answer.status_code == 409
    assert words in answer.text
    assert place(answer) == place(before)
    assert place(client.get("/")) == place(before)


def test_buttons_that_cannot_act_say_why(client: TestClient) -> None:
    page = client.get("/").text
    back = re.search(r'<button[^>]*data-verb="back"[^>]*>', page)
    assert back
    assert 'aria-disabled="true"' in back[0]
    assert 'title="This is the start. Nothing is computed yet."' in back[0]
    assert 'id="why-back"' in page


def test_the_buttons_of_the_phases_name_their_ends(client: TestClient) -> None:
    page = client.get("/").text
    named = {"forward": "To the cost", "backward": "To the derivatives", "update": "Update", "restart": "Restart"}
    for verb, words in named.items():
        button = re.search(rf'<button[^>]*data-verb="{verb}"[^>]*>.*?</button>', page, re.DOTALL)
        assert button
        assert f">{words}</span>" in button[0]
        assert "aria-label" not in button[0], "the letters of a narrow window are not read out"
    for letters in ("→ C", "→ dW", "W ←"):
        assert re.search(rf'aria-hidden="true">{letters}</span>', page)


def test_an_old_version_gets_the_fresh_picture_and_no_step(client: TestClient) -> None:
    first = press(client, "step", 0)
    press(client, "step", data(first, "version"))
    late = press(client, "step", data(first, "version"))
    assert late.status_code == 200
    assert place(late) == (0, 2)
    assert "The network has changed." in late.text
    assert place(client.get("/")) == (0, 2)


def test_an_expired_session_is_reported_and_started_over(client: TestClient) -> None:
    client.cookies.set("session", "A" * 24)
    answer = client.get("/")
    assert "has expired" in answer.text
    assert 'session=""' in answer.headers["set-cookie"]
    client.cookies.set("session", "A" * 24)
    assert "has expired" in press(client, "step", 5).text
    assert place(press(client, "step", 0)) == (0, 1)


class Faults(HTMLParser):
    """What a strict policy would block, and ids that are there twice."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.found += [f"{tag} {name}" for name in given if name == "style" or name.startswith(("on", "hx-on"))]
        if tag == "style" or (tag == "script" and not given.get("src")):
            self.found.append(tag)
        if (own := given.get("id")) in self.ids:
            self.found.append(f"id {own} twice")
        self.ids |= {own} - {None} if own else set()


@pytest.mark.parametrize("stage", range(11))
def test_no_page_holds_code_styles_or_an_id_twice(client: TestClient, stage: int) -> None:
    press(client, "seek", iteration="1", stage=str(stage))
    for address in ("/", "/?view=phone", "/?view=projector", "/workbench/explain?q=W.1.0.0", "/nothing-here"):
        faults = Faults()
        faults.feed(client.get(address).text)
        assert not faults.found, address


def test_the_page_has_its_landmarks_and_a_skip_link(client: TestClient) -> None:
    page = client.get("/").text
    assert page.count("<main") == 1
    assert page.count("<h1") == 1
    assert '<a class="skip" href="#transport">' in page
    assert page.count('aria-live="polite"') == 1


def test_the_live_region_speaks_the_stage_and_its_numbers(client: TestClient) -> None:
    assert "Error of the hidden layer: −0.539, 0, 0.308" in press(client, "step", count="8").text


def test_an_unknown_address_is_reported_as_a_page(client: TestClient) -> None:
    answer = client.get("/nothing-here")
    assert answer.status_code == 404
    assert "Page not found" in answer.text
    assert client.post("/workbench/fly", headers=HX).status_code == 404
    assert '<div id="note"' in client.post("/workbench/fly", headers=HX).text


def test_a_step_is_small_on_the_wire(client: TestClient) -> None:
    answer = press(client, "step", count="8")
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < 9_000
