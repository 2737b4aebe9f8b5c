"""What the stream of a member's page brings, asked of the stream itself, without a server."""

import asyncio
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi.testclient import TestClient
from starlette.requests import Request

from app.classroom.member import Member
from app.classroom.service import StoredMember
from app.web.dependencies import services_of
from app.web.html.classroom.access import ClassVisit
from app.web.html.classroom.member_stream import _Stream
from app.web.push.frames import Frame
from app.web.push.stream import Ended
from app.web.scope import CLASS_COOKIE
from tests.web.html.classroom_pages import HIDDEN_ERROR, Student, Teacher

Shown = dict[str, str]


@pytest.fixture
def teacher(client: TestClient) -> Teacher:
    return Teacher(client)


@pytest.fixture
def join(client: TestClient, teacher: Teacher) -> Callable[[], Student]:
    return lambda: Student(client, teacher)


Join = Callable[[], Student]


class Page:
    """The stream of a member's page, as the page was when it began."""

    def __init__(self, student: Student, shown: str = "follow", lang: str = "en") -> None:
        app, cookie = student.browser.app, student.browser.cookies[CLASS_COOKIE]
        headers = [(b"cookie", f"class={cookie}; lang={lang}".encode())]
        scope = {"type": "http", "app": app, "headers": headers, "path": f"{student.page}/events", "query_string": b""}
        request = Request(scope | {"method": "GET", "path_params": {"code": student.code}})
        services = services_of(app)  # type: ignore[arg-type]
        stored, who = services.classes.visited(student.code, cookie)
        self.stream = _Stream(ClassVisit(request, services, stored, who, {"shown": shown, "view": "desk"}))

    def frames(self) -> list[Frame]:
        with ThreadPoolExecutor(1) as thread:  # a loop of its own, also where this thread runs another
            return [*thread.submit(lambda: asyncio.run(self.stream.present())).result()]

    def present(self) -> Shown:
        return {frame.event: frame.plain.decode() for frame in self.frames()}


def stage(text: str) -> int:
    found = re.search(r'data-stage-index="(\d+)"', text)
    assert found
    return int(found[1])


def test_who_follows_is_sent_the_teachers_place(teacher: Teacher, join: Join) -> None:
    page = Page(join())
    assert set(page.present()) == {"workbench", "own", "me"}
    assert stage(page.present()["workbench"]) == HIDDEN_ERROR - 1
    teacher.seek(HIDDEN_ERROR)
    assert stage(page.present()["workbench"]) == HIDDEN_ERROR


def test_the_picture_is_rendered_once_for_all_who_look_alike_and_holds_nothing_of_one(
    teacher: Teacher, join: Join
) -> None:
    one, other, russian = join(), join(), join()
    first, second = Page(one).frames()[0], Page(other).frames()[0]
    assert first is second
    assert Page(russian, lang="ru").frames()[0].plain != first.plain
    alias = re.search(r'class="alias">.*?<strong>([^<]+)', one.get().text, re.DOTALL)
    assert alias
    assert alias[1] not in first.plain.decode()
    assert alias[1] in Page(one).present()["me"]


def test_an_answer_changes_the_own_part_alone(teacher: Teacher, join: Join) -> None:
    student, other = join(), join()
    teacher.ask()
    page, others = Page(student), Page(other)
    before, theirs = page.frames(), others.present()
    student.answer("−0.385")
    assert page.frames()[0] is before[0]
    assert "Sent." in page.present()["own"]
    assert others.present() == theirs
    teacher.lead("reveal")
    assert "You left out" in page.present()["own"]


def test_a_page_of_an_own_network_hears_only_where_the_teacher_is(teacher: Teacher, join: Join) -> None:
    student = join()
    student.post("/explore", on="1")
    page = Page(student, "explore")
    teacher.seek(3)
    assert set(page.present()) == {"bar", "own", "me"}
    assert "Your teacher is on weighted input" in page.present()["bar"]
    teacher.ask("H.2.0")
    assert "Your teacher asks" in page.present()["workbench"]


def test_free_pace_brings_the_own_network_and_leading_takes_it_back(teacher: Teacher, join: Join) -> None:
    student = join()
    page = Page(student)
    teacher.lead("mode", mode="free")
    own = page.present()["workbench"]
    assert "At your own pace" in own
    assert "shown=free" in own
    teacher.lead("mode", mode="lead")
    assert "Following your teacher" in Page(student, "free").present()["workbench"]


def test_the_last_word_says_why_and_leaves_what_was_typed(teacher: Teacher, join: Join) -> None:
    removed, left = join(), join()
    pages = Page(removed), Page(left)
    teacher.browser.post(f"{teacher.page}/members/{removed.member.number}/remove")
    with pytest.raises(Ended, match="ended") as gone:
        pages[0].present()
    assert "You are not in this class any more." in gone.value.data
    teacher.browser.post(f"{teacher.page}/end")
    with pytest.raises(Ended) as ended:
        pages[1].present()
    assert "The class has ended." in ended.value.data
    assert re.findall(r'hx-target="([^"]+)"', ended.value.data) == ["#note"]


def test_nobody_else_can_take_over_the_stream_of_a_removed_member(
    teacher: Teacher, join: Join, monkeypatch: pytest.MonkeyPatch
) -> None:
    student = join()
    page = Page(student)
    number, services = student.member.number, page.stream.visit.services
    teacher.browser.post(f"{teacher.page}/members/{number}/remove")
    another = StoredMember(teacher.code, 1, Member(number, b"another", 0.0))
    monkeypatch.setattr(services.classes, "numbered", lambda code, number: another)
    with pytest.raises(Ended):
        page.present()


def test_a_stranger_follows_nothing(client: TestClient, teacher: Teacher) -> None:
    assert client.get(f"{teacher.page}/events").status_code == 403


def test_a_page_that_connects_again_too_late_reads_why(teacher: Teacher, join: Join) -> None:
    removed, late = join(), join()
    teacher.browser.post(f"{teacher.page}/members/{removed.member.number}/remove")
    assert "You are not in this class any more." in removed.get("/events").text
    teacher.browser.post(f"{teacher.page}/end")
    answer = late.get("/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert "event: ended" in answer.text
    assert "The class has ended." in answer.text
