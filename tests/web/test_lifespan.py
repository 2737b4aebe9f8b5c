import asyncio
import logging
import signal
from collections.abc import Callable
from typing import cast

import pytest

from app.store.base import Store
from app.store.errors import StoreUnavailable
from app.web.lifespan import clear, ended_by_signal

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Expiring:
    """A store that fails, then clears three, and counts how often it was asked."""

    asked = 0

    def expire(self) -> int:
        self.asked += 1
        if self.asked == 1:
            raise StoreUnavailable("the disk is full")
        return 3


async def test_expired_sessions_are_cleared_again_and_again_whatever_happens(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "app")
    store = Expiring()
    clearing = asyncio.create_task(clear(cast(Store, store), 0.01))
    while store.asked < 4:  # noqa: ASYNC110 - the store knows no event
        await asyncio.sleep(0.01)
    clearing.cancel()
    assert "the disk is full" in caplog.records[0].getMessage()
    assert caplog.records[1].fields == {"entries": 3}  # type: ignore[attr-defined]


@pytest.mark.parametrize(("share", "seconds"), [(0.0, 75), (0.5, 100), (1.0, 125)])
async def test_workers_do_not_all_clear_at_one_moment(
    share: float, seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []

    async def sleep(time: float) -> None:
        slept.append(time)
        raise asyncio.CancelledError

    monkeypatch.setattr(asyncio, "sleep", sleep)
    with pytest.raises(asyncio.CancelledError):
        await clear(cast(Store, Expiring()), 100, lambda: share)
    assert slept == [seconds]


def test_a_signal_to_stop_reaches_long_work_and_then_the_server() -> None:
    notified: list[str] = []

    class Notified:
        def stop(self) -> None:
            notified.append("work")

    before = signal.signal(signal.SIGTERM, lambda *_: notified.append("server"))
    try:
        with ended_by_signal(Notified()):
            signal.raise_signal(signal.SIGTERM)
        assert notified == ["work", "server"]
        signal.raise_signal(signal.SIGTERM)
        assert notified == ["work", "server", "server"]
    finally:
        signal.signal(signal.SIGTERM, before)


def test_the_handlers_are_those_of_before_afterwards() -> None:
    handlers: Callable[[], list[object]] = lambda: [signal.getsignal(s) for s in (signal.SIGTERM, signal.SIGINT)]  # noqa: E731
    before = handlers()
    with ended_by_signal():
        assert handlers() != before
    assert handlers() == before
