"""Background work while the program serves: expired sessions are cleared; a stop signal ends long work at once."""

import asyncio
import logging
import random
import signal
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from types import FrameType
from typing import Protocol

from anyio import to_thread
from fastapi import FastAPI

from app.store.base import Store
from app.store.errors import StoreError
from app.web.dependencies import services_of
from app.web.preparing import prepare
from app.web.push.open_files import allow_open_files

log = logging.getLogger(__name__)

JITTER = 0.25  # of the time between two clearings, so that workers do not all clear at the same moment
SWITCH_INTERVAL = 0.0005  # seconds between switches of threads; Python's 0.005 delays every step beside long jobs
SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Work(Protocol):
    """Something that would hold up the end of the program."""

    def stop(self) -> None:
        """End soon. Called by a signal handler too, so it must not wait for a lock."""


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Run the background work while the program serves, then close the stores."""
    services = services_of(app)
    sys.setswitchinterval(SWITCH_INTERVAL)
    allow_open_files()
    stores, minutes = (services.store, services.class_store), services.settings.expire_minutes
    works = (*(clear(store, minutes * 60) for store in stores), prepare(services.templates))
    tasks = [asyncio.create_task(work) for work in works]
    with ended_by_signal(services.jobs, services.hub):
        yield
    services.jobs.stop()
    services.hub.stop()
    for task in tasks:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    for store in stores:
        store.close()


async def clear(store: Store, seconds: float, share: Callable[[], float] = random.random) -> None:
    """Clear what has expired, about every `seconds`, in a thread. A store that fails is tried again next time."""
    while True:
        await asyncio.sleep(seconds * (1 - JITTER + 2 * JITTER * share()))
        try:
            removed = await to_thread.run_sync(store.expire)
        except StoreError as error:
            log.warning("expired entries could not be cleared: %s", error)
        else:
            if removed:
                log.info("expired entries cleared", extra={"fields": {"entries": removed}})


@contextmanager
def ended_by_signal(*works: Work) -> Iterator[None]:
    """End long work when the process gets a stop signal, before the server begins to wait for its requests."""
    if threading.current_thread() is not threading.main_thread():  # as in tests: signals belong to the main thread
        yield
        return
    before = {number: signal.getsignal(number) for number in SIGNALS}

    def stop(number: int, frame: FrameType | None) -> None:
        for work in works:
            work.stop()
        then = before[signal.Signals(number)]
        if callable(then):
            then(number, frame)

    for number in SIGNALS:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
