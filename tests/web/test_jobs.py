import asyncio
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from app.session.ids import new_id
from app.store.base import Store
from app.store.opening import open_store
from app.web.errors.table import Busy, Cancelled, Stopping, TooLong
from app.web.jobs import job, pool
from app.web.jobs.job import Watch
from app.web.jobs.pool import Jobs
from app.web.jobs.progress import Progress
from app.web.middleware.request_log import Observer

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(f"sqlite:///{tmp_path}/s.sqlite3", idle=3600, lifetime=3600, cap=100)


@pytest.fixture(autouse=True)
def quick_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "REPORT_SECONDS", 0.02)


class Client:
    """A client that waits for a response, until it leaves."""

    def __init__(self) -> None:
        self.left = asyncio.Event()
        self.request = Request({"type": "http", "method": "POST", "path": "/", "headers": []}, self.receive)

    async def receive(self) -> dict[str, str]:
        await self.left.wait()
        return {"type": "http.disconnect"}


def endless(watch: Watch) -> None:
    done = 0
    while True:
        time.sleep(0.002)
        done += 1
        watch(done)


async def until(true: Callable[[], object]) -> None:
    for _ in range(500):
        if true():
            return
        await asyncio.sleep(0.01)
    pytest.fail("it never came true")


async def test_work_gives_what_its_job_gives_and_says_how_far_it_is(store: Store) -> None:
    work, id_, seen = Jobs(store, 1, 60), new_id(), set[Progress]()

    def job(watch: Watch) -> int:
        for done in range(100):
            time.sleep(0.003)
            watch(done)
            seen.add(work.progress(id_) or Progress(0, 0))
        return 42

    assert await work.run(Client().request, id_, 100, job) == 42
    assert {progress.total for progress in seen} - {0} == {100}  # 0 before the first report, where there is time for it
    assert max(progress.done for progress in seen) > 50
    assert work.progress(id_) is None
    assert work.active == 0
    assert store.count() == 0


@pytest.mark.parametrize(
    ("ended", "error"),
    [
        (lambda work, client, id_: client.left.set(), Cancelled),
        (lambda work, client, id_: work.cancel(id_), Cancelled),
        (lambda work, client, id_: work.stop(), Stopping),
    ],
    ids=["the client goes", "somebody cancels", "the server stops"],
)
async def test_work_that_nobody_waits_for_ends(
    store: Store, ended: Callable[[Jobs, Client, str], object], error: type[Exception]
) -> None:
    changes: list[int] = []
    observer = cast(Observer, SimpleNamespace(jobs_changed=changes.append))
    work, client, id_ = Jobs(store, 1, 60, (observer,)), Client(), new_id()
    running = asyncio.create_task(work.run(client.request, id_, 0, endless))
    await until(lambda: work.progress(id_))
    ended(work, client, id_)
    with pytest.raises(error):
        await asyncio.wait_for(running, 2)
    assert work.progress(id_) is None
    assert changes == [1, -1]


async def test_another_worker_can_say_how_far_it_is_and_cancel_it(store: Store) -> None:
    one, other, id_ = Jobs(store, 1, 60), Jobs(store, 1, 60), new_id()
    running = asyncio.create_task(one.run(Client().request, id_, 7, endless))
    await until(lambda: other.progress(id_))
    assert other.cancel(id_)
    with pytest.raises(Cancelled):
        await asyncio.wait_for(running, 2)


async def test_a_request_computes_no_longer_than_it_may(store: Store) -> None:
    with pytest.raises(TooLong):
        await Jobs(store, 1, 0.1).run(Client().request, "", 0, endless)


async def test_only_so_many_run_at_once_and_a_short_one_does_not_wait_for_them(store: Store) -> None:
    work, clients, at_once, most = Jobs(store, 2, 60), [Client() for _ in range(6)], [0], [0]
    lock = threading.Lock()

    def job(watch: Watch) -> None:
        for _ in range(20):  # the first attempt ends here
            time.sleep(0.002)
            watch(0)
        with lock:
            at_once[0] += 1
            most[0] = max(most[0], at_once[0])
        try:
            endless(watch)
        finally:
            with lock:
                at_once[0] -= 1

    running = [asyncio.create_task(work.run(client.request, new_id(), 0, job)) for client in clients]
    await until(lambda: at_once[0] == 2)
    assert await asyncio.wait_for(work.run(Client().request, "", 0, lambda _: "short"), 1) == "short"
    work.stop()
    results = await asyncio.wait_for(asyncio.gather(*running, return_exceptions=True), 5)
    assert all(isinstance(result, Stopping) for result in results)
    assert most[0] == 2


@pytest.mark.parametrize("limit", ["MAX_WAITING_JOBS", "MAX_OF_ADDRESS"])
async def test_beyond_what_may_wait_it_is_refused(store: Store, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(pool, limit, 1)
    work = Jobs(store, 1, 60)
    running = asyncio.create_task(work.run(Client().request, "", 0, endless))
    await until(lambda: work.active)
    with pytest.raises(Busy):
        await work.run(Client().request, "", 0, endless)
    work.stop()
    with pytest.raises(Stopping):
        await running


async def test_one_session_does_not_fill_the_queue(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "MAX_OF_SESSION", 1)
    work, session = Jobs(store, 1, 60), new_id()
    running = asyncio.create_task(work.run(Client().request, session, 0, endless))
    await until(lambda: work.active)
    with pytest.raises(Busy):
        await work.run(Client().request, session, 0, endless)
    other = asyncio.create_task(work.run(Client().request, new_id(), 0, endless))
    await until(lambda: work.active == 2)
    work.stop()
    for each in (running, other):
        with pytest.raises(Stopping):
            await each


async def test_what_a_killed_process_left_is_no_progress(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    work, id_ = Jobs(store, 1, 60), new_id()
    store.create(f"work:{id_}", b"[5, 10, 1000.0]")
    assert work.progress(id_) is None
    running = asyncio.create_task(work.run(Client().request, id_, 10, endless))
    await until(lambda: work.progress(id_))
    work.stop()
    with pytest.raises(Stopping):
        await running


def test_the_page_shows_the_work_of_its_own_session_with_a_way_to_cancel(client: TestClient) -> None:
    id_ = client.post("/api/v1/sessions").json()["id"]
    assert "progress" not in client.get("/workbench/work").text
    client.cookies.set("session", id_)
    assert "progress" not in client.get("/workbench/work").text
    client.app.state.services.store.create(f"work:{id_}", f"[30, 100, {time.time()}]".encode())  # type: ignore[attr-defined]
    shown = client.get("/workbench/work").text
    assert 'max="100" value="30"' in shown
    assert 'action="/work/cancel"' in shown
    assert client.post("/work/cancel", headers={"HX-Request": "true"}).status_code == 200
    assert "progress" not in client.get("/workbench/work").text
    assert client.post("/work/cancel").status_code == 303


@pytest.mark.parametrize(
    ("method", "verb", "body"), [("POST", "train", {"iterations": 2000}), ("GET", "gradient-check", None)]
)
def test_work_that_is_cancelled_changes_nothing(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, method: str, verb: str, body: dict[str, int] | None
) -> None:
    monkeypatch.setattr(job.Job, "watch", lambda self, done: (_ for _ in ()).throw(Cancelled()))
    monkeypatch.setattr(pool, "QUICK_SECONDS", -1.0)
    before = client.post("/api/v1/sessions").json()
    answer = client.request(method, f"/api/v1/sessions/{before['id']}/{verb}", json=body)
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/cancelled")
    assert client.get(f"/api/v1/sessions/{before['id']}").json() == before
