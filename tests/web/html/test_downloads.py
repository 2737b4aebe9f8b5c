"""The programs as files to take away."""

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from app.session.session import default_session
from app.view.words.language import language
from app.view.workbench import python_listing


def assert_is_a_file(answer: Response, name: str = "backprop.py") -> None:
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/x-python; charset=utf-8"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers


def test_the_lesson_is_a_file_with_the_numbers_of_the_address(client: TestClient) -> None:
    answer = client.get("/lessons/code/program.py", params={"x": "-2,5", "stage": "4"})
    assert_is_a_file(answer)
    assert "\nx = -2.5\n" in answer.text


def test_nothing_of_the_address_but_numbers_comes_into_the_file(client: TestClient) -> None:
    usual = client.get("/lessons/code/program.py").text
    for word in ("__import__('os')", "1\nprint(1)", "nan", "<b>", "9" * 400):
        answer = client.get("/lessons/code/program.py", params={"x": word, "kind": word, "Wh11": word, "to": word})
        assert answer.text == usual


def test_the_page_links_to_the_file_with_the_same_numbers(client: TestClient) -> None:
    page = client.get("/lessons/code", params={"kind": "matrices", "Wh12": "0.25", "stage": "10", "beat": "2"}).text
    assert 'href="/lessons/code/program.py?beat=2&amp;stage=10&amp;kind=matrices&amp;Wh12=0.25"' in page


@pytest.mark.parametrize("name", ["learn.py", "learn_torch.py"])
def test_the_program_that_learns_is_a_file_with_the_settings_of_the_address(client: TestClient, name: str) -> None:
    usual = client.get(f"/lessons/code/{name}")
    assert_is_a_file(usual, name)
    assert "\nlr, m = 0.2, len(X)\n" in usual.text
    other = client.get(f"/lessons/code/{name}", params={"rate": "1/4", "start": "3"}).text
    assert "\nlr, m = 0.25, len(X)\n" in other
    assert "[[0.8, -0.6, -0.4], [0.2, 0.2, 1.1]]" not in other
    damaged = client.get(f"/lessons/code/{name}", params={"rate": "1\nprint(1)", "start": "__import__('os')"}).text
    assert damaged == usual.text


def test_the_workbench_downloads_the_current_session(client: TestClient) -> None:
    first = client.get("/workbench/program")
    assert_is_a_file(first)
    assert first.text == python_listing.program(default_session(), language("en"))
    assert 'href="/workbench/program"' in client.get("/").text
    client.post("/workbench/train", data={"iterations": "3"})
    later = client.get("/workbench/program")
    assert_is_a_file(later)
    assert later.text != first.text


def test_the_comments_are_in_the_language_of_the_page(client: TestClient) -> None:
    answer = client.get("/workbench/program", headers={"Accept-Language": "ru"})
    assert "# прямой проход" in answer.text


def test_the_lesson_says_that_pytorch_agrees_only_of_the_numbers_it_was_run_with(client: TestClient) -> None:
    for settings, recorded in (("", True), ("&rate=0.3", False), ("&start=4", False)):
        page = client.get(f"/lessons/code?beat=5&replaced=4{settings}").text
        assert ('id="recorded"' in page) is recorded
        assert ('class="agree"' in page) is recorded
