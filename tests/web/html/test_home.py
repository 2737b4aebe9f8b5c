"""The HTML face over HTTP, as a browser with and without a script meets it."""

import re
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from app.core import keys

HX = {"HX-Request": "true"}
VERBS = ("step", "forward", "backward", "update", "restart")


def data(answer: Response, name: str) -> str:
    found = re.search(rf'<main id="workbench"[^>]* data-{name}="([^"]*)"', answer.text)
    assert found, answer.text[:500]
    return found[1]


def place(answer: Response) -> tuple[int, int]:
    return int(data(answer, "iteration")), int(data(answer, "stage-index"))


def press(client: TestClient, verb: str, version: int | str | None = None, **form: str) -> Response:
    sent = form if version is None else {"version": str(version), **form}
    return client.post(f"/workbench/{verb}", data=sent, headers=HX)


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


@pytest.mark.parametrize(("typed", "shown"), [("0,5", "0.5"), ("1/4", "0.25"), ("−0.5", "−0.5")])
def test_a_weight_is_typed_with_comma_point_or_as_a_fraction(client: TestClient, typed: str, shown: str) -> None:
    answer = press(client, "edit", **{"W.1.0.0": typed})
    assert answer.status_code == 200
    assert f">{shown}</text>" in answer.text


def test_inputs_targets_biases_and_the_rate_are_edited_too(client: TestClient) -> None:
    answer = press(client, "edit", **{"X.0.0": "3", "Y.0.0": "2", "B.1.1": "0,7", "learning_rate": "0,05"})
    assert "(3, 2)" in answer.text
    assert 'value="0.05"' in answer.text
    assert ">0.7</text>" in answer.text
    assert place(answer) == (0, 0)


@pytest.mark.parametrize("field", ["W.1.0.0", "B.1.0", "X.0.1", "learning_rate"])
@pytest.mark.parametrize("headers", [HX, {}])
def test_invalid_input_is_kept_reported_and_changes_nothing(
    client: TestClient, field: str, headers: dict[str, str]
) -> None:
    before = press(client, "step")
    key = {"W.1.0.0": "W.1.0.0", "B.1.0": "B.1.0", "X.0.1": "X.0.1"}.get(field)
    form = {field: "abc"} | ({"q": key} if key else {})
    answer = client.post("/workbench/edit", data=form, headers=headers)
    assert answer.status_code == 422
    assert 'value="abc"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert "Type a number, for example −0.5 or 1/3." in answer.text
    assert data(client.get("/"), "version") == data(before, "version")


@pytest.mark.parametrize("typed", ["0", "-1", "1e999", "nan", "", "1/0"])
def test_a_learning_rate_that_cannot_be_is_refused(client: TestClient, typed: str) -> None:
    assert press(client, "edit", learning_rate=typed).status_code == 422


@pytest.mark.parametrize("field", ["W.9.0.0", "W.0.0.0", "B.1.77", "X.5.0", "Y.0.3"])
def test_a_number_that_the_network_does_not_have_is_refused(client: TestClient, field: str) -> None:
    assert press(client, "edit", **{field: "1"}).status_code == 422


def test_numbers_that_get_too_large_are_refused_with_a_way_on(client: TestClient) -> None:
    press(client, "edit", learning_rate="1e200")
    before = client.get("/")
    answer = press(client, "train", iterations="500")
    assert answer.status_code == 422
    assert "The numbers became too large." in answer.text
    assert 'name="learning_rate" value="0.1"' in answer.text
    assert place(client.get("/")) == place(before)


def test_the_inspector_explains_and_offers_the_edit(client: TestClient) -> None:
    answer = client.get("/workbench/explain?q=W.1.0.0", headers=HX)
    assert answer.headers["hx-retarget"] == "#inspector"
    assert 'name="W.1.0.0" value="0.4"' in answer.text
    press(client, "backward")
    answer = client.get("/workbench/check?q=dW.2.0.0", headers=HX)
    assert "−0.847" in answer.text
    assert "edit-value" not in answer.text


def test_numbers_are_listed_explained_and_edited_without_a_script(client: TestClient) -> None:
    page = client.get("/").text
    assert '<noscript><a class="numbers-link" href="/workbench/numbers?sample=0">' in page
    for stage, known in ((0, {"X", "W", "B", "Y"}), (5, {"X", "W", "B", "Z", "H", "Y", "C"}), (10, set(keys.LETTERS))):
        press(client, "seek", iteration="0", stage=str(stage))
        listed = client.get("/workbench/numbers").text
        linked = re.findall(r'href="(/workbench/explain\?q=([A-Za-z]+)[^"]*)"', listed)
        assert {letter for _, letter in linked} == known - {"M"}
        for link, _ in linked:
            explained = client.get(link.replace("&amp;", "&"))
            assert explained.status_code == 200
            assert 'id="inspector-title"' in explained.text
            assert "<script" not in explained.text
    assert '<th scope="row"><a href="/workbench/explain?q=W.2.0.0&amp;sample=0">Weight from hidden unit 1 to' in listed
    assert "= 0.785</td>" in listed, "the new weight"


def test_what_cannot_be_used_is_shown_again_without_a_script(client: TestClient) -> None:
    sent = {"q": "W.1.0.0", "W.1.0.0": "much"}
    answer = client.post("/workbench/edit", data=sent)
    assert answer.status_code == 422
    assert 'value="much"' in answer.text
    assert 'id="edit-problem"' in answer.text
    assert 'id="workbench"' not in answer.text
    answer = client.post("/workbench/edit", data=sent | {"W.1.0.0": "0.9"}, follow_redirects=False)
    assert answer.status_code == 303
    assert 'name="W.1.0.0" value="0.9"' in client.get("/workbench/explain?q=W.1.0.0").text


def test_a_number_that_is_hidden_is_not_explained(client: TestClient) -> None:
    answer = client.get("/workbench/explain?q=E.1.0", headers=HX)
    assert answer.status_code == 409
    assert "−0.539" not in answer.text


@pytest.mark.parametrize("key", ["", "Q.1.0", "Z.9.9", "W.1.0", "Z.1.0.0.0", "Z.x.y", "Z.²." + "9" * 99])
def test_an_invalid_key_is_not_found(client: TestClient, key: str) -> None:
    assert client.get("/workbench/explain", params={"q": key}, headers=HX).status_code == 404


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
