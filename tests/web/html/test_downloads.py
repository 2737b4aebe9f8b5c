"""The programs as files to take away."""

from fastapi.testclient import TestClient
from httpx2 import Response

from app.session.session import default_session
from app.view.words.language import language
from app.view.workbench import python_listing


def assert_is_a_file(answer: Response) -> None:
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/x-python; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="backprop.py"'
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
    page = client.get("/lessons/code", params={"kind": "matrices", "Wh12": "0.25"}).text
    assert 'href="/lessons/code/program.py?kind=matrices&amp;Wh12=0.25"' in page


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
