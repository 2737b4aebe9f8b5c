"""A class over HTTP: one browser that leads it, and browsers of members."""

import html
import re

from fastapi.testclient import TestClient
from httpx2 import Response

from app.classroom.member import Member
from app.classroom.service import Leader
from app.web.class_limits import LimitedClasses
from app.web.dependencies import services_of
from tests.web.browsers import another_browser
from tests.web.html.home import HX

HIDDEN_ERROR = 8


def classes_of(client: TestClient) -> LimitedClasses:
    return services_of(client.app).classes  # type: ignore[arg-type]


class Teacher:
    """The one who leads a class, before the hidden error of its network."""

    def __init__(self, client: TestClient, stage: int = HIDDEN_ERROR - 1) -> None:
        self.browser = another_browser(client)
        self.classes = classes_of(client)
        self.page = self.browser.post("/class").headers["location"]
        self.code = self.page.removeprefix("/class/")
        self.seek(stage)

    def seek(self, stage: int) -> None:
        self.browser.post(f"{self.page}/workbench/seek", data={"iteration": "0", "stage": str(stage)}, headers=HX)

    def lead(self, name: str, **fields: str) -> Response:
        answer = self.browser.post(f"{self.page}/lead/{name}", data=fields, headers=HX)
        assert answer.status_code == 200, answer.text[:300]
        return answer

    def ask(self, key: str = "E.1.1", kind: str = "number") -> None:
        self.lead("ask", q=key, kind=kind)

    @property
    def secret(self) -> str:
        assert isinstance(self.classes.who(self.classes.load(self.code), self.browser.cookies["class"]), Leader)
        return self.browser.cookies["class"]


class Student:
    """A member's browser."""

    def __init__(self, client: TestClient, teacher: Teacher) -> None:
        self.browser = another_browser(client)
        self.page, self.classes, self.code = teacher.page, teacher.classes, teacher.code
        self.first = self.browser.post("/join", data={"code": teacher.code}, follow_redirects=True)

    @property
    def member(self) -> Member:
        return self.classes.member(self.code, self.browser.cookies["class"]).member

    def get(self, path: str = "", *, hx: bool = False) -> Response:
        return self.browser.get(f"{self.page}{path}", headers=HX if hx else {})

    def post(self, path: str, *, hx: bool = True, **fields: str) -> Response:
        return self.browser.post(f"{self.page}{path}", data=fields, headers=HX if hx else {})

    def answer(self, text: str, *, hx: bool = True, question: str = "0", round: str = "1") -> Response:  # noqa: A002
        return self.post("/answer", hx=hx, answer=text, question=question, round=round)


def words(answer: Response) -> str:
    """The text of an answer, without its tags."""
    return html.unescape(" ".join(re.sub(r"<[^>]*>", "", answer.text).split()))
