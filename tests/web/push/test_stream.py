"""A stream shows the present state at once and after each change, to clients of every kind."""

import socket
import time
from collections.abc import Iterator
from functools import partial

import httpx2
import pytest

from app.store.errors import StoreUnavailable
from app.web.middleware.request_log import FinishedRequest
from app.web.push import stream
from app.web.push.hub import Hub
from app.web.push.open_streams import OpenStreams
from app.web.push.stream import Ended
from tests.container.servers import until
from tests.web.push.fakes import FakeWatch, Shown, program, served

BEAT = "event: beat\ndata: "


class Classroom:
    """A server with one stream, and what it shows."""

    def __init__(self, address: str, watch: FakeWatch, shown: Shown, hub: Hub, seen: "Observed") -> None:
        self.address = address
        self.watch = watch
        self.shown = shown
        self.hub = hub
        self.seen = seen

    def show(self, frames: dict[str, str] | Exception) -> None:
        self.shown.frames = frames
        self.watch.change("1")


class Observed:
    """An observer that counts."""

    def __init__(self) -> None:
        self.open = 0
        self.finished = list[FinishedRequest]()

    def request_started(self) -> None:
        pass

    def request_finished(self, finished: FinishedRequest) -> None:
        self.finished.append(finished)

    def jobs_changed(self, change: int) -> None:
        pass

    def streams_changed(self, change: int) -> None:
        self.open += change


@pytest.fixture
def room() -> Iterator[Classroom]:
    watch, shown, seen = FakeWatch(), Shown(picture="<b>1</b>", question="none"), Observed()
    hub = Hub(watch)
    app = program(hub, shown.present, partial(hub.follow, "1"), OpenStreams(3, 2, (seen,)), heartbeat=0.4)
    app.user_middleware[0].kwargs["observers"] = (seen,)
    with served(app, hub) as address:
        yield Classroom(address, watch, shown, hub, seen)


class Reader:
    """One client: the messages of the stream, as they come."""

    def __init__(self, answer: httpx2.Response) -> None:
        self.answer = answer
        self._text = answer.iter_text()
        self._rest = ""

    def next(self) -> str:
        while "\n\n" not in self._rest:
            self._rest += next(self._text)
        message, _, self._rest = self._rest.partition("\n\n")
        return message

    def next_event(self) -> str:
        while (message := self.next()) == BEAT:
            pass
        return message


@pytest.fixture(params=["gzip", "identity"])
def reader(request: pytest.FixtureRequest, room: Classroom) -> Iterator[Reader]:
    with httpx2.stream("GET", f"{room.address}/events", headers={"Accept-Encoding": request.param}) as answer:
        assert answer.headers.get("content-encoding", "identity") == request.param
        yield Reader(answer)


def test_the_present_comes_at_once_then_only_what_differs(room: Classroom, reader: Reader) -> None:
    expected = {"content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store"}
    assert expected.items() <= dict(reader.answer.headers).items()
    assert reader.answer.headers["x-accel-buffering"] == "no"
    assert reader.next() == "retry: 500\nevent: picture\ndata: <b>1</b>"
    assert reader.next() == "event: question\ndata: none"
    room.show({"picture": "<b>2</b>\n<i>…</i>", "question": "none"})
    assert reader.next_event() == "event: picture\ndata: <b>2</b>\ndata: <i>…</i>"
    room.show({"picture": "<b>2</b>\n<i>…</i>", "question": "What is E?"})
    assert reader.next_event() == "event: question\ndata: What is E?"
    assert reader.next() == BEAT
    room.show(Ended("The class has ended."))
    assert reader.next_event() == "event: ended\ndata: The class has ended."
    with pytest.raises(StopIteration):
        reader.next()


def test_a_store_that_fails_is_waited_out(room: Classroom, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "AGAIN", 0.1)
    reader.next(), reader.next()
    room.show(StoreUnavailable("it is away"))
    until(lambda: room.shown.asked >= 5)
    room.shown.frames = {"picture": "<b>3</b>"}
    assert reader.next_event() == "event: picture\ndata: <b>3</b>"


def test_what_is_followed_is_read_now_and_then_so_that_it_does_not_expire(
    room: Classroom, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "BEATS_A_LOOK", 2)
    reader.next(), reader.next()
    room.shown.frames = {"picture": "<b>4</b>"}
    messages = [reader.next()]
    while messages[-1] == BEAT:
        messages.append(reader.next())
    assert messages[-1] == "event: picture\ndata: <b>4</b>"
    assert len(messages) <= 1 + 2  # on a busy machine the first beat may have come before the change


def test_a_stop_ends_streams_cleanly_and_admits_none(room: Classroom, reader: Reader) -> None:
    reader.next(), reader.next()
    room.hub.stop()
    with pytest.raises(StopIteration):
        reader.next_event()
    answer = httpx2.get(f"{room.address}/events")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")


@pytest.mark.parametrize(
    ("error", "status", "begins"),
    [
        (StoreUnavailable("it is away"), 503, "The server cannot store sessions now"),
        (Ended("over"), 200, "event: ended\ndata: over\n\n"),
    ],
)
def test_what_goes_wrong_at_once_is_the_answer(room: Classroom, error: Exception, status: int, begins: str) -> None:
    room.show(error)
    answer = httpx2.get(f"{room.address}/events")
    assert (answer.status_code, answer.text[: len(begins)]) == (status, begins)
    until(lambda: not room.seen.open)


def test_streams_are_limited_per_address_counted_and_distinguished_from_answers(room: Classroom) -> None:
    with httpx2.stream("GET", f"{room.address}/events"), httpx2.stream("GET", f"{room.address}/events"):
        assert room.seen.open == 2
        refused = httpx2.get(f"{room.address}/events")
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
        assert "follow the class" in refused.text
    until(lambda: not room.seen.open)  # who leaves makes room
    with httpx2.stream("GET", f"{room.address}/events") as answer:
        assert answer.status_code == 200
    assert [(one.status, one.stream) for one in room.seen.finished[:3]] == [(503, False), (200, True), (200, True)]


def test_head_does_not_open_a_stream(room: Classroom) -> None:
    answer = httpx2.head(f"{room.address}/events")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/event-stream; charset=utf-8")
    assert room.seen.open == 0


@pytest.mark.slow
def test_a_slow_client_gets_the_newest_and_no_queue(room: Classroom) -> None:
    host, _, port = room.address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as client:
        client.sendall(b"GET /events HTTP/1.1\r\nHost: test\r\n\r\n")
        asked = 0
        for number in range(60):
            room.show({"picture": f"{number} " + "x" * 300_000})
            time.sleep(0.06)
            asked = room.shown.asked
        room.show({"picture": "the newest"})
        received = bytearray()
        while b"the newest" not in received[-1000:]:
            received += client.recv(1 << 20)
    assert asked < 50  # what it cannot take is not even made
    assert received.count(b"event: picture") < 50
