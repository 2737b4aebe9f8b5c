"""Bad luck in a class: each has its words, and nothing is lost or counted twice."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from app.store.errors import StoreUnavailable
from app.store.sqlite import SqliteStore
from tests.web.browsers import another_browser
from tests.web.html.classroom_pages import HIDDEN_ERROR, Student, Teacher, words
from tests.web.html.home import HX, place

Join = Callable[[], Student]

CHANGED = re.compile("Nothing was done twice|your last click had no effect")  # what the one who came second reads


@pytest.fixture
def teacher(client: TestClient) -> Teacher:
    return Teacher(client)


@pytest.fixture
def join(client: TestClient, teacher: Teacher) -> Join:
    return lambda: Student(client, teacher)


def answered(teacher: Teacher) -> str:
    """How many of how many have answered, as the teacher's page says it."""
    found = re.search(r"(\d+ of \d+) answered", words(teacher.browser.get(teacher.page)))
    assert found is not None
    return found[1]


@pytest.mark.parametrize("hx", [True, False])
def test_an_answer_after_the_reveal_changes_nothing_and_says_so(teacher: Teacher, join: Join, hx: bool) -> None:
    student = join()
    teacher.ask()
    student.answer("-0.385")
    teacher.lead("reveal")
    late = student.answer("0", hx=hx)
    assert late.status_code == 409
    assert "This question is no longer open." in words(late)
    assert "You left out" in words(late), "the answer that counts, and its slip, stay on the page"
    assert [given.typed for given in student.member.given] == ["-0.385"]
    assert answered(teacher) == "1 of 1"


@pytest.mark.parametrize("hx", [True, False])
def test_an_answer_of_a_removed_member_is_not_counted_and_says_why(teacher: Teacher, join: Join, hx: bool) -> None:
    stays, gone = join(), join()
    teacher.ask()
    stays.answer("0")
    gone.answer("5")
    assert answered(teacher) == "2 of 2"
    teacher.browser.post(f"{teacher.page}/members/{gone.member.number}/remove")
    refused = gone.answer("7", hx=hx)
    assert refused.status_code == 403
    assert "You are not in this class" in words(refused)
    assert answered(teacher) == "1 of 1"
    teacher.browser.post(f"{teacher.page}/members/2/remove")  # pressed again, in a stale overview
    assert answered(teacher) == "1 of 1"


def test_a_tab_of_an_earlier_round_answers_nothing(teacher: Teacher, join: Join) -> None:
    student = join()
    teacher.ask()
    student.answer("5")
    teacher.lead("again")
    stale = student.answer("0", round="1")
    assert stale.status_code == 409
    assert "This question is no longer open." in words(stale)
    assert 'name="round" value="2"' in stale.text, "the form of the present round takes its place"
    assert answered(teacher) == "0 of 1"
    student.answer("0", round="2")
    assert [given.typed for given in student.member.given] == ["5", "0"]


def other_device(client: TestClient, teacher: Teacher) -> TestClient:
    """A second browser that leads the same class."""
    other = another_browser(client)
    assert other.post(f"{teacher.page}/lead", data={"secret": teacher.secret}).status_code == 303
    return other


@pytest.mark.parametrize("path", ["workbench/step", "lead/reveal", "lead/again"])
def test_two_leaders_who_press_at_once_do_it_once(client: TestClient, teacher: Teacher, path: str) -> None:
    if path != "workbench/step":
        teacher.ask()
    both = teacher.browser, other_device(client, teacher)
    version = str(teacher.classes.load(teacher.code).version)

    def press(browser: TestClient) -> Response:
        return browser.post(f"{teacher.page}/{path}", data={"version": version}, headers=HX)

    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(press, both))
    now = teacher.classes.load(teacher.code)
    assert now.version == int(version) + 1
    assert now.classroom.session.stage == HIDDEN_ERROR - (path == "lead/again")
    assert [len(question.rounds) for question in now.classroom.questions] == {
        "workbench/step": [],
        "lead/reveal": [1],
        "lead/again": [2],
    }[path]
    assert sum(bool(CHANGED.search(answer.text)) for answer in answers) == 1, [words(it)[:300] for it in answers]


@contextmanager
def store_down() -> Iterator[None]:
    """A store that can be neither read nor written."""

    def fail(*_: object, **__: object) -> None:
        raise StoreUnavailable("the disk is full")

    with pytest.MonkeyPatch.context() as patch:
        for name in ("get", "create", "put", "delete", "members", "count_members", "ping"):
            patch.setattr(SqliteStore, name, fail)
        yield


def test_while_the_store_is_down_everybody_reads_so_and_afterwards_nothing_is_lost(
    teacher: Teacher, join: Join
) -> None:
    one, two = join(), join()
    teacher.ask()
    assert one.answer("0").status_code == 200
    with store_down():
        refused = [
            two.answer("5"),
            two.answer("5", hx=False),
            two.get(),
            two.post("/hand", raised="1"),
            teacher.browser.post(f"{teacher.page}/workbench/step", headers=HX),
            teacher.browser.post(f"{teacher.page}/lead/reveal", headers=HX),
            teacher.browser.get(f"{teacher.page}/overview"),
            one.browser.post("/join", data={"code": teacher.code}),
        ]
    for answer in refused:
        assert answer.status_code == 503
        assert "Nothing was changed; try again in a moment." in words(answer)
    assert answered(teacher) == "1 of 2"
    assert two.answer("5").status_code == 200
    assert answered(teacher) == "2 of 2"
    assert two.member.hand is None
    assert place(one.get()) == (0, HIDDEN_ERROR - 1)
    teacher.lead("reveal")
    assert "Right." in words(one.get())


def test_a_class_that_is_opened_while_one_practises_is_led_step_by_step(client: TestClient) -> None:
    browser = another_browser(client)
    browser.post("/workbench/practice/on", headers=HX)
    browser.post("/workbench/step", headers=HX)  # asks
    page = browser.post("/class").headers["location"]
    assert 'data-stage-index="1"' in browser.post(f"{page}/workbench/step", headers=HX).text


def test_an_address_opens_so_many_classes_and_no_more(client_of: Callable[..., TestClient]) -> None:
    client = client_of(new_classes=2)
    answers = [another_browser(client).post("/class").status_code for _ in range(3)]
    assert answers == [303, 303, 429]


def test_a_question_about_a_sample_that_the_network_does_not_have_is_about_its_last(teacher: Teacher) -> None:
    assert teacher.lead("ask", sample="99").status_code == 200
    assert teacher.classes.load(teacher.code).classroom.open_question is not None


def test_the_form_of_a_question_that_was_withdrawn_answers_nothing(teacher: Teacher, join: Join) -> None:
    student = join()
    teacher.ask()
    began = re.search(r'name="began" value="([^"]+)"', student.get().text)
    assert began
    teacher.lead("withdraw")
    teacher.ask()
    late = student.post("/answer", answer="0", question="0", round="1", began=began[1])
    assert late.status_code == 409
    assert "This question is no longer open." in words(late)
    now = re.search(r'name="began" value="([^"]+)"', late.text)
    assert now
    student.post("/answer", answer="0", question="0", round="1", began=now[1])
    assert [given.typed for given in student.member.given] == ["0"]
