"""Who may call what of a class: a table of every call and everybody, and what a refused call leaves behind."""

import hashlib
import logging
import re
from collections.abc import AsyncGenerator, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute
from starlette.routing import Mount
from starlette.testclient import TestClient

from app.logs import Logfmt
from app.session.actions import ACTIONS
from app.web.html.classroom.leading import CHANGES
from app.web.push import stream
from app.web.push.frames import Frame, Piece
from tests.web.class_scene import API, INSIDE, STRANGERS, Call, Scene, program_at

OK, CREATED, GONE, SEEN, LATER = 200, 201, 204, 303, 409
NOT_NOW = ("forward", "undo", "redo")  # this pass is done, and nothing was changed
NETWORK = {"size.0": "2", "size.1": "2", "size.2": "1", "activation": "relu", "output": "identity"} | {
    "loss": "half_squared_error",
    "learning_rate": "0.1",
}
EDIT = {"of": "W.1.0.0", "W.1.0.0": "0.5"}


@dataclass(frozen=True)
class Row:
    """A call and the status for each who makes it; a member's call may change the own entry of the class at most."""

    call: Call
    nobody: int
    stranger: int
    member: int
    leader: int
    ended: int = 404
    shows_secret: bool = False
    """Whether the answer shows the leader the own secret."""

    @property
    def name(self) -> str:
        return f"{self.call.method} {self.call.path}"

    def status(self, who: str) -> int:
        own: Mapping[str, int] = {"nobody": self.nobody, "member": self.member, "leader": self.leader}
        return own.get(who, self.stranger)


def api(method: str, path: str, member: int, leader: int, body: Any = None, *, asked: bool = False) -> Row:
    return Row(Call(method, f"{API}/{{code}}{path}", body, asked), 401, 403, member, leader)


def page(
    method: str, path: str, member: int, leader: int, body: Any = None, *, asked: bool = False, hx: bool = False
) -> Row:
    return Row(Call(method, f"/class/{{code}}{path}", body, asked, hx), 403, 403, member, leader)


OF_API = [
    Row(Call("GET", f"{API}/{{code}}"), OK, OK, OK, OK),  # strangers learn only that it is open
    Row(Call("POST", f"{API}/{{code}}/members", {}), CREATED, CREATED, CREATED, CREATED),  # the code is enough
    api("PATCH", "", 403, OK, {"locked": True}),
    api("DELETE", "", 403, GONE),
    api("PUT", "/network", 403, OK, {"sizes": [2, 2, 1]}),
    *(api("POST", f"/{verb}", 403, OK, {}) for verb in ("step", "back", "backward", "update", "restart")),
    api("POST", "/forward", 403, LATER, {}),  # this pass is done
    api("POST", "/seek", 403, OK, {"iteration": 0, "stage": 2}),
    api("GET", "/members", 403, OK),
    api("DELETE", "/members/{alias}", 403, GONE),
    api("PUT", "/hand", OK, 403, {"raised": True}),
    api("POST", "/question", 403, CREATED, {}),
    api("POST", "/question/again", 403, CREATED, {}, asked=True),
    api("POST", "/reveal", 403, OK, {}, asked=True),
    api("POST", "/answer", OK, 403, {"text": "0"}, asked=True),
    api("GET", "/answers", 403, OK, asked=True),
    api("GET", "/summary", 403, OK, asked=True),
    api("GET", "/events", OK, OK),
]
OF_THE_CLASS = [
    Row(Call("GET", "/class/{code}"), SEEN, 403, OK, OK),  # who shows no secret is asked to join
    page("POST", "/end", 403, SEEN),
    Row(Call("POST", "/class/{code}/join"), SEEN, SEEN, SEEN, SEEN),  # the code is enough; who is in stays
    page("POST", "/leave", SEEN, 403),
    page("POST", "/answer", SEEN, 403, {"answer": "0", "question": "0", "round": "1"}, asked=True),
    page("POST", "/hand", SEEN, 403, {"raised": "1"}),
    page("POST", "/explore", SEEN, 403, {"on": "1"}),
    page("GET", "/own", OK, 403, hx=True),
    Row(Call("POST", "/class/{code}/lead-link"), 403, 403, 403, OK, shows_secret=True),
    Row(Call("GET", "/class/{code}/lead"), OK, OK, OK, OK),  # its script sends what comes behind the # of the link
    page("POST", "/lead", 403, 403, {"secret": "A" * 24}),
    Row(Call("GET", "/class/{code}/events"), 403, OK, OK, OK, OK),  # to all but members it says good-bye and ends
    # after the end of the class they say so
    *(Row(Call("GET", f"/class/{{code}}/{of}/events"), 403, 403, 403, OK, OK) for of in ("wall", "lead", "overview")),
    *(page("GET", f"/summary{kind}", 403, OK) for kind in ("", ".csv", ".json")),
    page("GET", "/overview", 403, OK),
    *(page("POST", f"/members/{{number}}/{name}", 403, SEEN) for name in ("lower", "remove")),
    *(page("POST", f"/lead/{name}", 403, SEEN, asked=name in ("again", "reveal", "withdraw")) for name in CHANGES),
]
OF_THE_WORKBENCH = [
    *(page("POST", f"/workbench/{name}", LATER, LATER if name in NOT_NOW else SEEN) for name in ACTIONS),
    *(page("POST", f"/workbench/practice/{name}", LATER, SEEN) for name in ("on", "off", "kind", "clear")),
    *(page("POST", f"/workbench/practice/{name}", LATER, LATER) for name in ("answer", "hint", "reveal")),
    page("POST", "/workbench/edit", LATER, SEEN, EDIT),
    page("POST", "/workbench/settings", OK, OK),
    page("POST", "/workbench/network", LATER, SEEN, NETWORK),
    page("GET", "/workbench", OK, OK),
    page("GET", "/workbench/ahead", SEEN, SEEN),  # outside of the page it leads to the workbench
    page("GET", "/workbench/numbers", OK, OK),
    page("GET", "/workbench/explain?q=Z.1.0", OK, OK),
    page("GET", "/workbench/check?q=W.1.0.0", OK, OK),
    page("GET", "/workbench/costs", OK, OK),
    page("GET", "/workbench/work", OK, OK),
    page("GET", "/workbench/program", OK, OK),
    page("POST", "/work/cancel", SEEN, SEEN),
]
ROWS = OF_API + OF_THE_CLASS + OF_THE_WORKBENCH


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with TestClient(program_at(tmp_path_factory.mktemp("rights")), follow_redirects=False) as client:
        yield client


@pytest.fixture(autouse=True)
def streams_end_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async def once(_follower: object, present: stream.Present, _heartbeat: float) -> AsyncGenerator[list[Piece]]:
        try:
            yield [*await present()]
        except stream.Ended as ended:
            yield [Frame("ended", ended.data)]

    monkeypatch.setattr(stream, "updates", once)


def with_a_class(path: str) -> bool:
    return path.startswith((f"{API}/{{code}}", "/class/{code}"))


def routes(client: TestClient) -> Iterator[str]:
    """Every call about a class that the program answers, the mounted workbench among them."""
    for route in client.app.routes:  # type: ignore[attr-defined]
        inner = route.routes or [] if isinstance(route, Mount) and with_a_class(route.path) else [route]
        for each in inner:
            if isinstance(each, APIRoute) and with_a_class(
                path := (route.path if each is not route else "") + each.path
            ):
                yield from (f"{method} {path}" for method in each.methods or ())


def template(name: str, known: set[str]) -> str:
    """The route of a row: itself, or the one whose last part is a name."""
    path = name.partition("?")[0]
    return path if path in known else re.sub(r"/[a-z-]+$", "/{name}", path)


def test_every_call_about_a_class_has_a_row(client: TestClient) -> None:
    known = set(routes(client))
    assert {template(row.name, known) for row in ROWS} == known
    assert len({(row.name, row.call.fragment) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_call_is_answered_to_those_who_may_and_changes_nothing_for_others(
    row: Row, client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    scene = Scene(client, asked=row.call.asked)
    others, found = scene.member_bytes(scene.other), dict[str, int]()
    for who in (*STRANGERS, *INSIDE):
        everything, of_class = scene.all_bytes(), scene.class_bytes()
        answer = scene.send(row.call, who)
        found[who] = answer.status_code
        if answer.status_code >= 400 or row.call.method == "GET":
            assert scene.all_bytes() == everything, who
        assert who in INSIDE or 'data-q="' not in answer.text, who  # no number of the network
        if who == "member":
            assert (scene.class_bytes(), scene.member_bytes(scene.other)) == (of_class, others)
        holds_no_secret(f"{answer.headers}\n{answer.text}", scene, but=("leader",) if row.shows_secret else ())
    assert found == {who: row.status(who) for who in found}
    scene.end()
    assert [scene.send(row.call, who).status_code for who in INSIDE] == [row.ended] * len(INSIDE)
    holds_no_secret("\n".join(map(Logfmt().format, caplog.records)), scene)


def holds_no_secret(text: str, scene: Scene, but: tuple[str, ...] = ()) -> None:
    for who, secret in scene.secrets.items():
        assert not secret or who in but or secret.rpartition(".")[2] not in text, who


class Opened:
    """A class that was opened, joined and answered through the API and in browsers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.client = TestClient(program_at(folder), follow_redirects=False)

    def call(self, method: str, path: str, body: Any = None, secret: str = "") -> Any:
        headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        answer = self.client.request(method, f"{API}{path}", json=body, headers=headers)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    def lesson(self) -> tuple[str, list[str], str]:
        """Teach, and return the leader's secret, those of the members, and the code."""
        opened = self.call("POST", "", {})
        code, leader = opened["code"], opened["secret"]
        self.call("POST", f"/{code}/seek", {"iteration": 0, "stage": 7}, leader)
        self.call("POST", f"/{code}/question", {"quantity": "Eh", "unit": 1}, leader)
        members = [self.call("POST", f"/{code}/members", {}) for _ in range(2)]
        self.sessions = [member["session"] for member in members]
        for member, text in zip(members, ANSWERS, strict=True):
            self.call("POST", f"/{code}/answer", {"text": text}, member["secret"])
        self.call("POST", f"/{code}/reveal", {}, leader)
        return leader, [member["secret"] for member in members], code

    def stored(self) -> bytes:
        """The bytes of the database file and of its write-ahead log."""
        return b"".join(file.read_bytes() for file in sorted(self.folder.glob("*.sqlite3*")))


def digest(secret: str) -> str:
    """What may be stored of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


ANSWERS = ("-0.38512345", "8.7654321")


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    found = Opened(tmp_path)
    with found.client:
        yield found


def test_the_database_holds_digests_and_no_secret(opened: Opened) -> None:
    leader, members, code = opened.lesson()
    opened.client.post(f"/class/{code}/join")
    in_cookie = opened.client.cookies["class"]
    stored = opened.stored()
    for secret in (leader, *(each.partition(".")[2] for each in (*members, in_cookie))):
        assert secret.encode() not in stored
        assert secret.encode().hex().encode() not in stored
        assert digest(secret).encode() in stored


def test_of_a_class_that_has_ended_the_database_keeps_no_answer_and_no_digest(opened: Opened) -> None:
    leader, members, code = opened.lesson()
    digests = [digest(secret) for secret in (leader, *(each.partition(".")[2] for each in members))]
    kept = [text.encode() for text in (*ANSWERS, *digests)]
    stored = opened.stored()
    assert [text for text in kept if text not in stored] == []
    opened.call("DELETE", f"/{code}", secret=leader)
    stored = opened.stored()
    assert [text for text in kept if text in stored] == []
    gone = [f"{API}/{code}", *(f"/api/v1/sessions/{session}" for session in opened.sessions)]
    assert [opened.client.get(path).status_code for path in gone] == [404, 404, 404]
