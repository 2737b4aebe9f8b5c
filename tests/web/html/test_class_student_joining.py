"""Joining a class: the page, the code, what refuses it, and how many codes may be tried."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from app.classroom.errors import NoSuchClass
from app.classroom.leading import with_settings
from app.session.session import default_session
from app.web.class_limits import Guesses, LimitedClasses
from app.web.dependencies import services_of
from app.web.errors.table import TooManyGuesses


def classes_of(client: TestClient) -> LimitedClasses:
    return services_of(client.app).classes  # type: ignore[arg-type]


def opened(client: TestClient) -> str:
    """The code of a new class."""
    return classes_of(client).open(default_session(), "en").stored.code


def another(code: str, by: int = 1) -> str:
    return f"{(int(code) + by) % 1_000_000:06d}"


def join(client: TestClient, code: str) -> Response:
    return client.post("/join", data={"code": code}, follow_redirects=True)


def test_the_page_asks_for_six_digits_and_an_address_can_bring_them(client: TestClient) -> None:
    assert 'value=""' in client.get("/join").text
    page = client.get("/join?code=482913").text
    assert 'inputmode="numeric"' in page
    assert 'value="482913"' in page
    assert "&lt;script" in client.get("/join", params={"code": "<script"}).text


@pytest.mark.parametrize("gap", ["", " ", "-", "\u00a0"])
def test_a_code_is_read_however_it_is_grouped(client: TestClient, gap: str) -> None:
    code = opened(client)
    answer = join(client, f"{code[:3]}{gap}{code[3:]}")
    assert answer.url.path == f"/class/{code}"
    assert [each.status_code for each in answer.history] == [307, 303]
    assert len(classes_of(client).members(code)) == 1


def test_who_is_in_the_class_comes_back_as_the_same_member(client: TestClient) -> None:
    code = opened(client)
    join(client, code)
    (first,) = classes_of(client).members(code)
    join(client, code)
    assert [each.member.number for each in classes_of(client).members(code)] == [first.member.number]


@pytest.mark.parametrize("code", ["", "48291", "4829131", "abcdef", "٤٨٢٩١٣", "482913" * 1000])
def test_what_is_no_code_stays_beside_its_words(client: TestClient, code: str) -> None:
    answer = join(client, code)
    assert answer.status_code == 422
    assert "Type the six digits of the code." in answer.text
    assert f'value="{code[:24]}"' in answer.text


def test_a_code_of_no_class_keeps_its_digits(client: TestClient) -> None:
    code = another(opened(client))
    answer = join(client, code)
    assert answer.status_code == 404
    assert "There is no open class with this code." in answer.text
    assert f'value="{code}"' in answer.text
    assert 'aria-invalid="true" aria-describedby="code-problem"' in answer.text


def test_a_locked_and_a_full_class_say_so(client_of: Callable[..., TestClient]) -> None:
    client = client_of(max_members=1)
    code = opened(client)
    classes_of(client).change(code, lambda it: with_settings(it, locked=True))
    assert "This class is locked." in join(client, code).text
    classes_of(client).change(code, lambda it: with_settings(it, locked=False))
    join(client, code)
    client.cookies.clear()
    assert "This class is full." in join(client, code).text


def test_a_whole_school_gets_in_through_one_address(client: TestClient) -> None:
    code = opened(client)
    for _ in range(60):
        assert join(client, code).status_code == 200
        client.cookies.clear()
    assert len(classes_of(client).members(code)) == 60


def test_wrong_codes_are_few_and_then_no_code_says_anything(client_of: Callable[..., TestClient]) -> None:
    client = client_of(class_guesses=3)
    code = opened(client)
    wrong = [another(code, by) for by in range(1, 5)]
    assert [join(client, each).status_code for each in wrong] == [404, 404, 404, 429]
    for each in (wrong[3], code):
        refused = join(client, each)
        assert (refused.status_code, int(refused.headers["retry-after"]) > 0) == (429, True)
        assert "Too many wrong codes." in refused.text
    assert client.get(f"/class/{code}").status_code == client.get(f"/class/{wrong[3]}").status_code == 429


def test_one_wrong_code_counts_once_and_an_address_of_a_class_counts_too(client_of: Callable[..., TestClient]) -> None:
    client = client_of(class_guesses=2)
    code = opened(client)
    for _ in range(5):
        assert client.get(f"/class/{another(code)}").status_code == 404
    join(client, another(code, 2))
    assert join(client, code).status_code == 429


def test_a_member_is_not_held_up_by_the_guesses_of_a_neighbour(client_of: Callable[..., TestClient]) -> None:
    client = client_of(class_guesses=1)
    code = opened(client)
    join(client, code)
    join(client, another(code))
    assert client.get(f"/class/{code}").status_code == 200


def test_all_addresses_together_are_limited_and_the_limit_passes() -> None:
    now = [0.0]
    guesses = Guesses(30, 5, lambda: now[0])
    for number in range(5):
        guesses.admit(f"10.0.0.{number}")
        guesses.failed(f"10.0.0.{number}", f"00000{number}")
    with pytest.raises(TooManyGuesses) as refused:
        guesses.admit("10.0.0.99")
    now[0] += refused.value.retry_after
    guesses.admit("10.0.0.99")


def test_a_program_joins_within_the_same_limit(client_of: Callable[..., TestClient]) -> None:
    client = client_of(class_guesses=1)
    classes, code = classes_of(client), opened(client)
    with pytest.raises(NoSuchClass):
        classes.join(another(code))
    with pytest.raises(TooManyGuesses):
        classes.join(code)


def test_leaving_deletes_the_member(client: TestClient) -> None:
    code = opened(client)
    join(client, code)
    assert client.post(f"/class/{code}/leave").headers["location"] == "/join"
    assert list(classes_of(client).members(code)) == []
    assert client.get(f"/class/{code}").headers["location"] == f"/join?code={code}"
