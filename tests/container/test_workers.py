"""Two workers of one server: many simultaneous steps of one session."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest
from prometheus_client.mmap_dict import MmapedDict

from app.session.session import default_session
from app.session.verbs import stepped
from tests.apart import apart
from tests.container.servers import Server, free_port, serving
from tests.store.conftest import RedisServer


@pytest.fixture(params=["sqlite", "redis"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/sessions.sqlite3"
    redis: RedisServer = request.getfixturevalue("redis")
    return redis.url


@pytest.fixture
def answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[int]]:
    """How many requests each worker has answered, according to its metrics."""
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))

    def counts() -> list[int]:
        files = [MmapedDict.read_all_values_from_file(str(file)) for file in tmp_path.glob("counter_*.db")]  # type: ignore[no-untyped-call]
        sums = [sum(value for key, value, *_ in file if "requests_total" in key) for file in files]
        return [int(found) for found in sums if found]

    return counts


async def at_once(server: Server, path: str, versions: list[int | None]) -> list[int]:
    """The answers to one step per entry of `versions`, for that version or for any."""
    limits = httpx2.Limits(max_connections=len(versions))
    async with httpx2.AsyncClient(base_url=server.url, limits=limits, timeout=60, verify=False) as client:
        headers = [{"If-Match": f'"{version}"'} if version else {} for version in versions]
        return [
            answer.status_code for answer in await asyncio.gather(*(client.post(path, headers=one) for one in headers))
        ]


def test_each_of_100_simultaneous_steps_is_counted_or_answered_with_412(
    store: str, answered: Callable[[], list[int]]
) -> None:
    server = Server(store=store, workers=2, session_rate=0, address_rate=0, metrics_port=free_port())
    with serving(server):
        path = f"/api/v1/sessions/{server.ask('POST', '/api/v1/sessions').json()['id']}"
        counted = 0
        for _ in range(10):  # until the system has let both take part
            now = counted + 1
            statuses = apart(at_once(server, f"{path}/step", [None, now, None, now + 1] * 25))
            assert set(statuses) <= {200, 412}
            assert statuses.count(200) >= 50
            counted += statuses.count(200)
            if len(answered()) == 2:
                break
        else:
            pytest.fail("one worker has answered all")
        kept = server.ask("GET", path).json()
        assert kept["version"] == 1 + counted
        place = stepped(default_session(), "stage", counted)
        assert (kept["iteration"], kept["stage"]["index"]) == (place.iteration, place.stage)
