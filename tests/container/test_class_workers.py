"""A class on two workers of one server: what one accepts both show, and the end of one loses nothing."""

import os
import re
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import httpx2
import pytest

from tests.container.servers import Server, serving, until

STUDENTS = 12
HIDDEN_ERROR = 8
PATIENCE = 5  # seconds until every page shows the present state again


class Browser:
    """Someone's browser; each request has a connection of its own, so that both workers answer some."""

    def __init__(self, server: Server) -> None:
        origin, limits = {"Origin": server.url}, httpx2.Limits(max_keepalive_connections=0)
        self.client = httpx2.Client(base_url=server.url, headers=origin, limits=limits, timeout=20)

    def send(self, path: str, **fields: str) -> httpx2.Response:
        return self.client.post(path, data=fields, follow_redirects=True)


class Teacher(Browser):
    """Opens a class before its hidden error and leads it."""

    def __init__(self, server: Server) -> None:
        super().__init__(server)
        self.page = self.client.post("/class").headers["location"]
        self.code = self.page.removeprefix("/class/")
        self.lead("workbench/seek", iteration="0", stage=str(HIDDEN_ERROR - 1))

    def lead(self, name: str, **fields: str) -> None:
        assert self.send(f"{self.page}/{name}", **fields).status_code == 200

    def answered(self) -> tuple[int, int]:
        """How many of how many have answered, as the page says it."""
        found = re.search(r"<strong>(\d+)</strong> <span>of (\d+) answered", self.client.get(self.page).text)
        assert found is not None
        return int(found[1]), int(found[2])


class Student(Browser):
    """A member whose page follows the class, and connects again when its stream breaks off, as the script does."""

    def __init__(self, server: Server, teacher: Teacher, number: int) -> None:
        super().__init__(server)
        self.page, self.typed = teacher.page, str(100 + number)
        self.shown, self.connections, self.leaving = "", 0, False
        assert self.send("/join", code=teacher.code).status_code == 200
        self.follower = threading.Thread(target=self.follow, daemon=True)
        self.follower.start()

    def follow(self) -> None:
        while not self.leaving:
            with suppress(httpx2.TransportError), self.client.stream("GET", f"{self.page}/events") as stream:
                self.connections, self.shown = self.connections + 1, ""
                for text in stream.iter_text():
                    self.shown += text
            time.sleep(0.2)

    def answer(self) -> bool:
        """Whether the server has acknowledged the answer; it may end before it does."""
        fields = {"question": "0", "round": "1", "answer": self.typed}
        with suppress(httpx2.TransportError):
            sent = self.client.post(f"{self.page}/answer", data=fields, headers={"HX-Request": "true"})
            return sent.status_code == 200
        return False

    def kept(self) -> bool:
        """Whether the page of this member shows the answer."""
        return f"<b>{self.typed}</b>" in self.client.get(self.page).text


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    one = Server(store=f"sqlite:///{tmp_path}/s.sqlite3", workers=2, address_rate=0, session_rate=0)
    with serving(one):
        yield one


@pytest.fixture
def teacher(server: Server) -> Teacher:
    return Teacher(server)


@pytest.fixture
def students(server: Server, teacher: Teacher) -> Iterator[list[Student]]:
    present = [Student(server, teacher, number) for number in range(STUDENTS)]
    yield present
    for each in present:
        each.leaving = True


def workers(server: Server) -> list[int]:
    """The processes that answer; the one with the most connections first."""
    assert server.process is not None
    main = server.process.pid
    children = [int(pid) for pid in Path(f"/proc/{main}/task/{main}/children").read_text().split()]
    serve = [pid for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    return sorted(serve, key=lambda pid: -len(list(Path(f"/proc/{pid}/fd").iterdir())))


def everybody_sees(students: list[Student], words: str, patience: float = 15) -> None:
    until(lambda: all(words in each.shown for each in students), patience)


def test_a_worker_that_is_killed_during_a_question_loses_no_answer(
    server: Server, teacher: Teacher, students: list[Student]
) -> None:
    everybody_sees(students, f'data-stage-index="{HIDDEN_ERROR - 1}"')
    teacher.lead("workbench/step")
    everybody_sees(students, f'data-stage-index="{HIDDEN_ERROR}"')
    teacher.lead("workbench/back")
    teacher.lead("lead/ask", q="E.1.1", kind="number")
    everybody_sees(students, 'id="own-answer"')
    first, rest = students[: STUDENTS // 3], students[STUDENTS // 3 :]
    assert all(each.answer() for each in first)
    assert teacher.answered() == (len(first), STUDENTS)
    busiest = workers(server)[0]
    with ThreadPoolExecutor(len(rest)) as threads:
        sending = [threads.submit(each.answer) for each in rest]
        next(each for each in sending if each.result())
        os.kill(busiest, signal.SIGKILL)
        began = time.monotonic()
    acknowledged = first + [each for each, sent in zip(rest, sending, strict=True) if sent.result()]
    for each in acknowledged:
        assert each.kept(), "an acknowledged answer is lost"
    for each in rest:
        assert each in acknowledged or each.answer()
    assert teacher.answered() == (STUDENTS, STUDENTS)
    teacher.lead("lead/again")
    everybody_sees(students, "Round 2", began + PATIENCE - time.monotonic())
    assert any(each.connections > 1 for each in students), "no stream was cut"
    until(lambda: len(workers(server)) == 2)
    assert busiest not in workers(server)
