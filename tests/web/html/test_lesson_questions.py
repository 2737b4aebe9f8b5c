"""The questions at the end of a lesson, on its page."""

import re
from html import unescape
from importlib import import_module

import pytest
from fastapi.testclient import TestClient

from app.view.lessons.catalogue import WITH_QUESTIONS, entries
from app.view.lessons.kit.marking import marked
from app.view.lessons.kit.question import Question
from app.view.lessons.kit.wording import Wording
from app.view.words.language import language
from tests.web.hidden_numbers import ENOUGH, TOKEN, printed

EN = Wording(language("en"))
SAID = re.compile(
    r">([^<]+)<|class=\"input\"[^>]* value=\"([^\"]*)\"|(?:title|aria-label|content|data-words)=\"([^\"]*)\""
)
FORM = re.compile(r'<form class="card question" id="question-(\d)".*?</form>', re.DOTALL)
FIRST_BEAT = re.compile(r'<h2 id="beat-1-title"[^>]*>(.*?)</h2>')
TAG = re.compile(r"<[^>]*>")
HIDDEN = re.compile(r'<input type="hidden"( form="lesson-form")? name="([^"]*)" value="([^"]*)">')


def said(html: str) -> set[str]:
    """Every number that a page says in its text or in an attribute that is read."""
    words = " ".join(" ".join(found) for found in SAID.findall(html))
    return set(TOKEN.findall(unescape(words)))


def forms(page: str) -> dict[int, str]:
    return {int(found[1]): found[0] for found in FORM.finditer(page)}


def drawn(slug: str, seed: int) -> dict[int, Question]:
    """The questions of a lesson."""
    questions = import_module(f"app.view.lessons.{slug.replace('-', '_')}.questions").QUESTIONS
    return {number: each.question(seed, EN) for number, each in enumerate(questions, 1)}


def asked(slug: str, seed: int) -> dict[int, Question]:
    """Those that ask for a number."""
    return {number: each for number, each in drawn(slug, seed).items() if each.kind == "number"}


def right_forms(question: Question) -> set[str]:
    """The truth in every printed form that would be marked right."""
    return {form for form in printed(float(str(question.expected))) if marked(question, (form,), EN).verdict == "right"}


def unsigned(forms: set[str]) -> set[str]:
    return {form.lstrip("−-") for form in forms}


@pytest.mark.parametrize("slug", WITH_QUESTIONS)
def test_no_answer_is_on_the_page_before_it_is_given(client: TestClient, slug: str) -> None:
    for seed in range(8):
        settings = {"draw": seed, "hints": 2}
        given = {f"{name}{number}": str(value) for number in range(1, 6) for name, value in settings.items()}
        answers = {number: right_forms(question) for number, question in asked(slug, seed).items()}
        for locale in ("en", "ru"):
            page = client.get(f"/lessons/{slug}", params=given, headers={"Accept-Language": locale}).text
            everywhere, cards = said(page), forms(page)
            for number, answer in answers.items():
                place = str(number)  # of the question in the list
                assert not unsigned(said(cards[number]) - {place}) & unsigned(answer), (locale, seed, number)
                several = {form for form in answer if len(form.strip("−-0.,")) >= ENOUGH}
                assert not everywhere & several, (locale, seed, number, everywhere & several)


@pytest.mark.parametrize("slug", WITH_QUESTIONS)
def test_each_form_sends_the_rest_of_the_address_along(client: TestClient, slug: str) -> None:
    answer = "answer1.1" if drawn(slug, 3)[1].kind in ("marks", "order") else "answer1"
    given = {"draw1": "3", "hints1": "1", answer: "7", "hints2": "2", "activation": "tanh", "R": "tanh", "C": "sin"}
    page = client.get(f"/lessons/{slug}", params=given).text
    fields = [(form != "", name, value) for form, name, value in HIDDEN.findall(page)]
    assert {(name, value) for of_lesson, name, value in fields if of_lesson} >= {
        (name, given[name]) for name in ("draw1", "hints1", answer, "hints2")
    }
    own, other = ({name for _, name, _ in HIDDEN.findall(forms(page)[number])} for number in (1, 2))
    assert own >= {"draw1", "hints1", "hints2"}
    assert answer not in own
    assert other >= {"draw1", "hints1", "hints2", answer}


def test_the_settings_of_a_lesson_survive_an_answer(client: TestClient) -> None:
    page = client.get("/lessons/one-neuron", params={"W": "2", "answer1": "-6"}).text
    assert ("", "W", "2") in HIDDEN.findall(forms(page)[1])


def test_what_is_not_a_number_stays_in_its_field_and_gets_no_verdict(client: TestClient) -> None:
    card = forms(client.get("/lessons/one-neuron", params={"answer1": "minus six"}).text)[1]
    assert 'value="minus six"' in card
    assert 'data-verdict="unreadable"' in card
    assert "Not a number" in card


def test_help_is_shown_when_it_is_asked_for_and_not_before(client: TestClient) -> None:
    without = forms(client.get("/lessons/one-neuron").text)[1]
    assert "<li>" not in without
    hint = re.search(r'name="to" value="(hints1=1)"', without)
    assert hint is not None
    assert forms(client.get("/lessons/one-neuron", params={"to": hint[1]}).text)[1].count("<li>") == 1
    assert "= −6" in forms(client.get("/lessons/one-neuron", params={"hints1": "3"}).text)[1].replace("\u2060", "")


@pytest.mark.parametrize("slug", WITH_QUESTIONS)
def test_no_field_of_a_lesson_asks_for_a_keypad_that_may_lack_the_minus(client: TestClient, slug: str) -> None:
    assert "inputmode" not in client.get(f"/lessons/{slug}").text


@pytest.mark.parametrize("slug", WITH_QUESTIONS)
def test_a_lesson_opens_with_its_question_and_ends_with_what_was_seen_and_the_next_one(
    client: TestClient, slug: str
) -> None:
    listed = entries(language("en"))
    place = next(place for place, each in enumerate(listed) if each.slug == slug)
    html = client.get(f"/lessons/{slug}").text
    page, here = TAG.sub("", unescape(html)).replace("\u2060", "").replace("\xa0", " "), listed[place]
    page, beat = page[page.index("Skip to") :], FIRST_BEAT.search(html)  # in beats the first one asks
    assert page.index(here.title) < page.index(beat[1] if beat else here.question) < page.index(here.seen)
    for after in listed[place + 1 : place + 2]:
        assert page.index(here.seen) < page.index(after.question)


def test_the_list_shows_each_question_with_its_minutes(client: TestClient) -> None:
    page = unescape(client.get("/lessons").text)
    for each in entries(language("en")):
        assert each.question in page
        assert f"{each.minutes} minute{'s' if each.minutes > 1 else ''}<" in page
