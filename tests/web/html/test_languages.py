"""Another language is one row and one catalogue: German, added at run time, through the real program."""

import html
import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from app.view.lessons.catalogue import LESSONS
from app.view.words import numbers
from app.view.words.language import LANGUAGES, language
from tests.languages import MARK, german
from tools import check_messages

GERMAN = {"Accept-Language": "de-AT, de;q=0.9, en;q=0.5"}
PROGRAM = re.compile(r"<(script|style|pre|code|samp)\b.*?</\1>|<(\w+)[^>]* translate=\"no\".*?</\2>", re.DOTALL)
DECIMAL_POINT = re.compile(r"\S*[0-9]\.(?![0-9]{3}\b)[0-9]\S*")  # 19.683 is a whole number


@pytest.fixture(scope="module", autouse=True)
def in_german(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch, german(tmp_path_factory.mktemp("locale"), patch):
        yield


def words(page: str) -> str:
    """The text that a reader sees, without programs."""
    return html.unescape(re.sub(r"<[^>]+>", " ", PROGRAM.sub(" ", page)))


def checked(page: str) -> str:
    """The words of a page that is German throughout."""
    shown = words(page)
    assert '<html lang="de"' in page
    assert 'data-decimal=","' in page, "for the numbers that the scripts write"
    assert MARK in shown
    assert not DECIMAL_POINT.findall(shown)
    return shown


@pytest.mark.slow
def test_the_catalogue_passes_the_check_of_the_project() -> None:
    assert check_messages.main() == 0


def test_every_stage_of_an_iteration_is_in_german(client: TestClient) -> None:
    checked(client.get("/", headers=GERMAN).text)
    for stage in range(1, 11):
        client.post("/workbench/step", data={"version": str(stage - 1)}, headers=GERMAN)
        assert f"{MARK}Step {stage} of 10" in checked(client.get("/", headers=GERMAN).text)
    assert "0,296" in words(client.get("/", headers=GERMAN).text)


def test_the_explanation_of_a_number_is_in_german(client: TestClient) -> None:
    client.post("/workbench/step", data={"version": "0", "by": "iteration"}, headers=GERMAN)
    explained = words(client.get("/workbench/explain?q=dW.2.0.0", headers=GERMAN).text)
    assert f"{MARK}Why −0,847?" in explained
    assert "changes by about −0,0085" in explained


@pytest.mark.parametrize("slug", LESSONS)
def test_every_lesson_is_in_german(client: TestClient, slug: str) -> None:
    checked(client.get(f"/lessons/{slug}", headers=GERMAN).text)


def test_the_menus_offer_german_and_a_choice_of_it_is_kept(client: TestClient) -> None:
    page = client.get("/").text
    for code, row in LANGUAGES.items():
        assert re.search(rf'<button name="lang" value="{code}"[^>]*lang="{code}"[^>]*>{row.name}</button>', page)
    client.post("/preferences", data={"lang": "de"})
    for path in ("/", "/lessons", "/privacy"):
        assert '<html lang="de"' in client.get(path).text
    assert re.search(r'<button name="lang" value="de"[^>]*aria-pressed="true"', client.get("/").text)


def test_a_number_may_be_typed_with_a_decimal_comma_and_is_refused_in_german(client: TestClient) -> None:
    answer = client.get("/lessons/one-neuron?W=0,5&rate=much", headers=GERMAN)
    assert f"{MARK}Not a number. Write it like 0,5 or 1/3." in words(answer.text)


def test_numbers_follow_german_conventions() -> None:
    assert numbers.text(-0.539, "de") == "−0,539"
    assert numbers.whole(1234567, "de") == "1.234.567"
    assert numbers.percent(0.0123, "de") == "1,2\N{NO-BREAK SPACE}%"
    assert numbers.row([0.4, 1.5], "de") == "0,4; 1,5"


def test_names_are_joined_and_counted_as_in_german() -> None:
    known = language("de")
    assert known.listed(["h1", "h2", "h3"]) == "h1, h2 und h3"
    assert known.ngettext("%(num)s layer", "%(num)s layers", 2) == f"{MARK}%(num)s layers"
