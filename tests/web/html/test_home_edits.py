"""What is typed into the page over HTTP: taken, or kept and reported."""

import re

import pytest
from fastapi.testclient import TestClient

from app.core import keys
from tests.web.html.home import HX, data, place, press


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


def test_a_field_that_names_nothing_of_any_network_is_passed_over(client: TestClient) -> None:
    answer = press(client, "edit", **{f"X.{'9' * 5000}.1": "1"})
    assert answer.status_code == 200
    assert 'id="n-X.0.0"' in answer.text


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
