"""Followers of one process are woken by what another writes, in both stores, and by a store that comes back."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from app.store.base import Store
from app.store.opening import open_store
from app.web.push.hub import Hub
from tests.store.conftest import RedisServer

LONG = 10.0  # seconds


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path, durable=True)
    server.start()
    yield server
    server.stop()


@asynccontextmanager
async def hub_of(store: Store) -> AsyncIterator[Hub]:
    hub = Hub(store.watch)
    try:
        yield hub
    finally:
        hub.stop()
        await asyncio.sleep(0.2)
        store.close()


@pytest.fixture(params=["sqlite", "redis"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Store]:
    """Opens the room of classes, as each process does for itself."""
    url = f"sqlite:///{tmp_path}/s.sqlite3" if request.param == "sqlite" else request.getfixturevalue("redis").url
    return lambda: open_store(url, room="classes", watched=True, idle=100, lifetime=100, cap=10)


def test_what_another_process_writes_wakes_whom_it_concerns(opened: Callable[[], Store]) -> None:
    writer = opened()
    writer.create("482913", b"class")
    for number in (17, 18):
        writer.create(f"482913/{number}", b"member", parent="482913")

    async def story() -> None:
        async with hub_of(opened()) as hub:
            with (
                hub.follow("482913", "482913/17") as one,
                hub.follow("482913", "482913/18") as other,
                hub.follow_all("482913") as leader,
            ):
                everybody = (one, other, leader)
                for follower in everybody:
                    assert await follower.changed(LONG)
                writer.put("482913/17", b"answered", 1)
                assert await one.changed(LONG)
                assert await leader.changed(LONG)
                assert not await other.changed(0.1)
                writer.put("482913", b"stepped", 1)
                for follower in everybody:
                    assert await follower.changed(LONG)
                writer.delete("482913")
                for follower in everybody:
                    assert await follower.changed(LONG)

    asyncio.run(story())
    writer.close()


def test_followers_are_woken_when_redis_is_back(redis: RedisServer) -> None:
    store = open_store(redis.url, room="classes", watched=True, idle=100, lifetime=100, cap=10)

    async def story() -> None:
        async with hub_of(store) as hub:
            with hub.follow("482913") as follower:
                assert await follower.changed(LONG)
                redis.stop(signal.SIGKILL)
                assert not await follower.changed(0.5)
                redis.start()
                assert await follower.changed(LONG)

    asyncio.run(story())
