"""A class with everybody who may call it, and the bytes of it: for the tests of who may do what."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from httpx2 import Response
from starlette.testclient import TestClient

from app.classroom import leading
from app.classroom.errors import NoSuchClass
from app.classroom.service import Joined
from app.core.practice.choosing import Wish
from app.session.session import default_session
from app.session.verbs import sought
from app.view.classroom.aliases import alias
from app.web.dependencies import services_of
from tests.web.browsers import unlimited_program

BEFORE = 7  # stages that are revealed: the hidden error comes next
API = "/api/v1/classes"
STRANGERS = ("nobody", "leader of another class", "member of another class", "removed member")
INSIDE = ("member", "leader")


@dataclass(frozen=True)
class Call:
    """A call about a class: JSON for the API, a form for a page."""

    method: str
    path: str
    body: Any = None
    asked: bool = False
    """Whether the class has an open question."""
    fragment: bool = False
    """Whether htmx sends it."""


def program_at(folder: Path) -> FastAPI:
    """The program without limits that a table of calls would meet."""
    return unlimited_program(folder, class_guesses=0, all_class_guesses=0, new_classes=0, max_classes=10_000)


class Scene:
    """A class with two members, and strangers to it."""

    def __init__(self, client: TestClient, *, asked: bool) -> None:
        self.client = client
        services = services_of(client.app)  # type: ignore[arg-type]
        self.services, self.classes = services, services.classes
        opened = self.classes.open(sought(default_session(), 0, BEFORE), "en")
        self.code = opened.stored.code
        self.member, other, removed = (self._joined(self.code) for _ in range(3))
        elsewhere = self.classes.open(default_session(), "en")
        self.number, self.other = self.member.secret.number, other.secret.number
        self.secrets = {
            "nobody": "",
            "leader": opened.secret,
            "member": str(self.member.secret),
            "removed member": str(removed.secret),
            "leader of another class": elsewhere.secret,
            "member of another class": str(self._joined(elsewhere.stored.code).secret),
        }
        self.classes.change(self.code, lambda it: leading.asked(it, 1.0, Wish("number", "E", 1, 1)))
        self.classes.answer(self.code, self.other, "-0.385")
        if not asked:
            self.classes.change(self.code, leading.withdrawn)
        self.classes.remove(self.code, removed.secret.number)

    def _joined(self, code: str) -> Joined:
        joined = self.classes.join(code)
        kept = self.classes.with_own_session(joined.stored, self.classes.load(code).classroom)
        return Joined(kept, joined.secret)

    def send(self, call: Call, who: str) -> Response:
        """The answer to somebody's call: the API reads the secret in a header, a page in a cookie."""
        path = call.path.replace("{code}", self.code).replace("{alias}", alias(self.other, "en"))
        path = path.replace("{number}", str(self.other))
        secret, of_api = self.secrets[who], call.path.startswith("/api/")
        shown = ("Authorization", f"Bearer {secret}") if of_api else ("Cookie", f"class={secret}")
        headers = dict([shown] if secret else []) | ({"HX-Request": "true"} if call.fragment else {})
        self.client.cookies.clear()
        body = {"json": call.body} if of_api else {"data": call.body}
        return self.client.request(call.method, path, headers=headers, **body)

    def end(self) -> None:
        """End the class, unless a call has ended it."""
        with suppress(NoSuchClass):
            self.classes.end(self.code)

    def class_bytes(self) -> Any:
        """What is stored of the class itself."""
        return self.services.class_store.get(self.code)

    def member_bytes(self, number: int) -> Any:
        """What is stored of a member and of the member's session."""
        stored = self.services.class_store.get(f"{self.code}/{number}")
        own = self.classes.numbered(self.code, number)
        return stored, own and self.services.store.get(own.member.session)

    def all_bytes(self) -> Any:
        """What is stored of the class and of its members."""
        return self.class_bytes(), self.services.class_store.members(self.code), self.member_bytes(self.number)
