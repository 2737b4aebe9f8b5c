from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Scope

from app.classroom.secrets import new_secret
from app.session.ids import new_id
from app.settings import Settings
from app.web.middleware.edge import Edge
from app.web.middleware.rate_limit import Bucket, Buckets, address_of

ROUTER = "192.0.2.7"  # the one address that a class has
DEFAULTS = Settings(store="")
SCHOOL = SimpleNamespace(state=SimpleNamespace())


class Clock:
    """Time that passes when the test says so."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


class School:
    """The limits in front of a program that always answers, asked from one address, in simulated time."""

    def __init__(self, settings: Settings = DEFAULTS) -> None:
        self.clock = Clock()
        self.app = Edge(PlainTextResponse("ok"), buckets=Buckets.of(settings, self.clock))

    async def ask(
        self, cookie: str | None = None, path: str = "/workbench/step", address: str = ROUTER, member: str = ""
    ) -> Any:
        cookies = [f"{name}={value}" for name, value in (("session", cookie), ("class", member)) if value]
        headers = [(b"cookie", "; ".join(("theme=dark", *cookies)).encode())] if cookies else []
        scope = {
            "type": "http",
            "method": "POST",
            "path": path,
            "headers": headers,
            "client": (address, 1),
            "app": SCHOOL,
        }
        sent: list[Any] = []

        async def send(message: Any) -> None:
            sent.append(message)

        async def receive() -> Any:
            return {"type": "http.request", "body": b"", "more_body": False}

        await self.app(scope, receive, send)
        return sent[0]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


pytestmark = pytest.mark.anyio


async def test_forty_sessions_at_one_address_that_step_once_a_second_are_never_refused() -> None:
    school = School()
    sessions = [new_id() for _ in range(40)]
    for _second in range(200):
        for session in sessions:
            assert (await school.ask(session))["status"] == 200
        school.clock.now += 1


async def test_a_runaway_client_is_refused_and_the_class_beside_it_is_not() -> None:
    school = School()
    runaway, neighbours = new_id(), [new_id() for _ in range(39)]
    refused = 0
    for _second in range(20):
        for _ in range(100):
            refused += (await school.ask(runaway))["status"] == 429
        for session in neighbours:
            assert (await school.ask(session))["status"] == 200
        school.clock.now += 1
    burst = 10 * DEFAULTS.session_rate
    assert 2000 - refused == pytest.approx(burst + 19 * DEFAULTS.session_rate, abs=2)


async def test_strangers_without_a_session_do_not_use_up_what_a_class_at_their_address_needs() -> None:
    school = School()
    member, refused = new_id(), 0
    for _second in range(15):
        for _ in range(1000):
            refused += (await school.ask(path="/"))["status"] == 429
        assert (await school.ask(member))["status"] == 200
        school.clock.now += 1
    assert refused > 0


async def test_a_member_with_too_many_requests_leaves_the_class_and_strangers_their_share() -> None:
    school = School()
    runaway, neighbour = (f"{number}.{new_secret()}" for number in (1, 2))
    refused = 0
    for _second in range(10):
        for _ in range(100):
            refused += (await school.ask(member=runaway, path="/class/123456"))["status"] == 429
        assert (await school.ask(member=neighbour, path="/class/123456/workbench/ahead"))["status"] == 200
        assert (await school.ask(path="/"))["status"] == 200
        school.clock.now += 1
    assert refused > 100


async def test_a_client_that_waits_as_long_as_requested_gets_through() -> None:
    school = School()
    session = new_id()
    while (answer := await school.ask(session))["status"] == 200:
        pass
    wait = int(dict(answer["headers"])[b"retry-after"])
    school.clock.now += wait
    assert (await school.ask(session))["status"] == 200


async def test_a_session_of_the_api_is_known_by_its_path() -> None:
    school = School()
    one, other = (f"/api/v1/sessions/{new_id()}/step" for _ in range(2))
    while (await school.ask(path=one))["status"] == 200:
        pass
    assert (await school.ask(path=other))["status"] == 200


async def test_what_machines_and_whole_classes_ask_at_once_is_free() -> None:
    school = School(Settings(store="", session_rate=0.1, address_rate=0.1))
    for path in ("/static/dist/app.js", "/healthz", "/readyz"):
        for _ in range(100):
            assert (await school.ask(path=path))["status"] == 200


async def test_a_limit_of_zero_is_none() -> None:
    school = School(Settings(store="", session_rate=0, address_rate=0))
    session = new_id()
    assert {(await school.ask(session))["status"] for _ in range(5000)} == {200}


def test_keys_that_no_longer_matter_are_forgotten() -> None:
    clock = Clock()
    bucket = Bucket(10, 100, clock)
    for number in range(20_000):
        bucket.take(str(number))
        clock.now += 0.01
    assert len(bucket._due) < 5000


def test_an_address_is_not_remembered_for_longer_than_it_matters() -> None:
    clock = Clock()
    bucket = Bucket(10, 100, clock)
    bucket.take(ROUTER)
    clock.now += 61
    bucket.take("192.0.2.8")
    assert set(bucket._due) == {"192.0.2.8"}


@pytest.mark.parametrize(
    ("client", "address"),
    [
        (("192.0.2.7", 5), "192.0.2.7"),
        (("2001:db8:1:2:aaaa::1", 5), "2001:db8:1:2::"),
        (("2001:db8:1:2:bbbb::1", 5), "2001:db8:1:2::"),
        (("fe80::1%eth0", 5), "fe80::"),
        (("not an address:", 5), "not an address:"),
        (None, ""),
    ],
)
def test_an_address_of_the_newer_kind_counts_by_its_network(client: object, address: str) -> None:
    scope: Scope = {"type": "http", "client": client}
    assert address_of(scope) == address


def test_an_address_can_create_a_limited_number_of_sessions_and_continue_them(
    client_of: Callable[..., TestClient],
) -> None:
    client = client_of(new_sessions=3)
    sessions = [client.post("/api/v1/sessions") for _ in range(3)]
    assert [answer.status_code for answer in sessions] == [201] * 3
    refused = client.post("/api/v1/sessions")
    assert refused.status_code == 429
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["type"] == "/problems/too-many-requests"
    assert 0 < int(refused.headers["retry-after"]) <= 200
    page = client.post("/workbench/step", data={"version": "0"}, headers={"HX-Request": "true"})
    assert page.status_code == 429
    assert 'id="note"' in page.text
    assert "set-cookie" not in page.headers
    assert client.post(f"/api/v1/sessions/{sessions[0].json()['id']}/step").status_code == 200


@pytest.mark.parametrize(
    ("headers", "path", "form"),
    [
        ({}, "/api/v1/nothing", "application/problem+json"),
        ({}, "/", "text/html; charset=utf-8"),
        ({"HX-Request": "true"}, "/workbench", "text/html; charset=utf-8"),
    ],
)
def test_too_many_requests_is_reported_in_the_requested_format(
    client_of: Callable[..., TestClient], headers: dict[str, str], path: str, form: str
) -> None:
    client = client_of(address_rate=0.2)
    for _ in range(5):
        answer = client.get(path, headers=headers)
    assert answer.status_code == 429
    assert answer.headers["content-type"] == form
    assert int(answer.headers["retry-after"]) > 0


def test_a_server_with_no_place_left_says_so_and_gives_nobody_up(client_of: Callable[..., TestClient]) -> None:
    client = client_of(max_sessions=2)
    kept = [client.post("/api/v1/sessions").json()["id"] for _ in range(2)]
    full = client.post("/api/v1/sessions")
    assert (full.status_code, full.json()["type"]) == (503, "/problems/store-full")
    assert int(full.headers["retry-after"]) > 0
    page = client.post("/workbench/step", data={"version": "0"}, headers={"HX-Request": "true"})
    assert page.status_code == 503
    assert "The server is full" in page.text
    assert [client.get(f"/api/v1/sessions/{id_}").status_code for id_ in kept] == [200, 200]


async def test_what_is_fetched_ahead_leaves_half_of_the_burst_to_clicks() -> None:
    school, session = School(), new_id()
    burst = int(10 * DEFAULTS.session_rate)
    ahead = [(await school.ask(session, "/workbench/ahead"))["status"] for _ in range(burst)]
    clicks = [(await school.ask(session))["status"] for _ in range(burst)]
    assert ahead.count(200) == pytest.approx(burst / 2, abs=1)
    assert ahead.count(200) + clicks.count(200) == burst
