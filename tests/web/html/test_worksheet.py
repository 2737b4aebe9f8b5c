"""Worksheets as a page: what is asked for is there, and what cannot be made is refused in words."""

import re

import pytest
from fastapi.testclient import TestClient


def test_a_page_for_each_version_and_one_for_each_key(client: TestClient) -> None:
    page = client.get("/worksheet?versions=3").text
    assert page.count('<article class="sheet') == 6
    assert "6 pages" in page
    assert page.count("/w/17-C-231-b") == 4  # the address and the spoken name of its code, on two pages
    assert client.get("/worksheet?versions=3").text == page
    assert len(set(re.findall(r' id="([^"]+)"', page))) == len(re.findall(r' id="([^"]+)"', page))


def test_students_get_no_answers(client: TestClient) -> None:
    page = client.get("/worksheet?key=none").text
    assert set(re.findall(r'class="sheet-cell[^"]*">([^<]*)</span>', page)) == {""}
    assert "so R′ = 0" not in page
    given = client.get("/worksheet?key=none&given=forward").text
    filled = re.findall(r'class="sheet-cell[^"]*">([^<]+)</span>', given)
    assert filled[:6] == ["0.8", "1.2", "−0.6", "0.8", "1.2", "0"]
    assert len(filled) == 9


def test_the_key_as_one_table(client: TestClient) -> None:
    page = client.get("/worksheet?versions=40&key=table").text
    assert page.count('<article class="sheet') == 41
    assert page.count('<th scope="row">') == 40


@pytest.mark.parametrize(
    "query",
    [
        "versions=0",
        "versions=41",
        "versions=abc",
        "seed=9999999999",
        "seed=-1",
        "sizes=9-9-9",
        "sizes=x",
        "sizes=2-1",
        "rows=x",
    ],
)
def test_what_cannot_be_made_is_refused_beside_its_field(client: TestClient, query: str) -> None:
    answer = client.get(f"/worksheet?{query}")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert f'value="{query.partition("=")[2][:20]}"' in answer.text


def test_the_network_of_the_workbench(client: TestClient) -> None:
    page = client.get("/worksheet?own=yes").text
    assert page.count('<article class="sheet') == 2
    assert "/w/" not in page


def test_the_short_address_opens_the_network_by_a_button(client: TestClient) -> None:
    page = client.get("/w/17-A-231-b")
    assert page.status_code == 200
    assert "set-cookie" not in page.headers
    opened = client.post("/w/17-A-231-b", follow_redirects=False)
    assert (opened.status_code, opened.headers["location"]) == (303, "/")
    workbench = client.get("/").text
    assert 'data-q="W.1.0.0"' in workbench
    assert "−0.7" in workbench
    assert client.get("/w/17-A-999-b").status_code == 404
    assert client.post("/w/17-A-999-b").status_code == 404
    assert client.post("/w/17-A-231-b", headers={"origin": "https://elsewhere.example"}).status_code == 403


def test_in_russian(client: TestClient) -> None:
    page = client.get("/worksheet", headers={"accept-language": "ru"}).text
    assert "Какой скрытый нейрон ничему не учится на этом шаге? Почему?" in page
    assert "0,8" in page
    assert ">Обновление<" in page


def test_each_page_says_which_of_its_version_it_is(client: TestClient) -> None:
    page = client.get("/worksheet?versions=2").text
    assert re.findall(r"([12]) / 2</span>", page) == ["1", "2", "1", "2"]
    assert "/ 2</span>" not in client.get("/worksheet?versions=2&key=none").text


@pytest.mark.parametrize("given", ["", "&given=forward", "&given=forward&given=backward"])
def test_on_paper_no_stage_is_the_current_one(client: TestClient, given: str) -> None:
    page = client.get(f"/worksheet?{given}").text
    assert not re.findall(r'class="[^"]*\bcurrent\b[^"]*"', page[page.index('<article class="sheet') :])


def test_single_rows_can_be_filled_in(client: TestClient) -> None:
    page = client.get("/worksheet?key=none&rows=1-3,+6").text
    filled = re.findall(r'class="sheet-cell[^"]*">([^<]+)</span>', page)
    assert filled == ["0.8", "1.2", "−0.6", "0.8", "1.2", "0", "0.78", "−0.92"]
    drawing = page[page.index('<svg class="diagram') : page.index('<div class="sheet-given">')]
    assert drawing.count(">0.78<") == 1, "Zo, but not ŷ: the drawing ends before the first empty row"
    assert "−0.92" not in drawing
    both = client.get("/worksheet?key=none&rows=10-99&given=forward").text
    assert len(re.findall(r'class="sheet-cell[^"]*">([^<]+)</span>', both)) == 9 + 9
