"""The jobs of one process."""

import asyncio
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from functools import partial
from typing import TypeVar

from anyio import to_thread
from starlette.requests import Request

from app.session.actions import Action
from app.session.errors import TooFar
from app.session.service import Verb
from app.session.verbs import MAX_ITERATIONS_PER_REQUEST
from app.store.base import Store
from app.web.errors.table import Busy, Cancelled, Stopping
from app.web.jobs.job import DeadlineExceeded, Job, Watch, deadline
from app.web.jobs.progress import Progress, Report, key, progress
from app.web.middleware.rate_limit import client_address
from app.web.middleware.request_log import Observer

INLINE_ITERATIONS = 4  # an action of more runs in a thread
MAX_WAITING_JOBS = 200  # more than a class that presses Train at one moment
MAX_OF_ADDRESS = 150  # of them: a school behind one router leaves room for others
MAX_OF_SESSION = 4  # a page makes one change at a time, and asks for costs
JOB_NICENESS = 10  # the priority of long jobs, from 0, which all others have, to 19, the lowest
QUICK_SECONDS = 0.02  # that a job may take in a common thread, without waiting for one of the few

T = TypeVar("T")


class Jobs:
    """Runs computations: `at_once` long ones in parallel, with at most `seconds` and `most` iterations each.

    `observers` are notified of each long job that begins or ends.
    """

    def __init__(
        self,
        store: Store,
        at_once: int,
        seconds: float,
        observers: tuple[Observer, ...] = (),
        most: int = MAX_ITERATIONS_PER_REQUEST,
    ) -> None:
        self._store = store
        self._observers = observers
        self._threads = ThreadPoolExecutor(at_once, "long-work", _lower_priority)
        self._seconds = seconds
        self._most = most
        self._jobs: dict[Job, tuple[str, str]] = {}  # with its address and session

    @property
    def active(self) -> int:
        """How many long jobs run or wait."""
        return len(self._jobs)

    async def apply(self, request: Request, id_: str, action: Action, change: Callable[[Verb], T]) -> T:
        """The result of `change(verb)` for the verb of an action. Raises what `change` and `run` raise."""
        verb, iterations = action.verb, action.iterations
        if iterations is not None and iterations <= INLINE_ITERATIONS:
            return await self.run_short(lambda: change(verb))
        return await self.run(request, id_, iterations or 0, lambda watch: change(partial(verb, watch=watch)))

    async def run_short(self, compute: Callable[[], T]) -> T:
        """The result of a short computation: in the event loop where the store is a file, else in a thread.

        A file answers sooner than a thread starts.
        """
        return compute() if self._store.is_local else await to_thread.run_sync(compute)

    async def run(self, request: Request, id_: str, total: int, compute: Callable[[Watch], T]) -> T:
        """The result of `compute(watch)` in a thread, for the session of that id (empty for none).

        `total` is what `watch` counts up to, 0 where that is unknown. A computation that turns out to be long is
        started again as a job, so that a short one never waits behind a long one. Raises what the computation raises,
        `TooFar`, `Busy`, `Stopping`, `Cancelled` and `TooLong`.
        """
        if total > self._most:
            raise TooFar(self._most)
        with suppress(DeadlineExceeded):
            return await to_thread.run_sync(lambda: compute(deadline(QUICK_SECONDS)))
        job = Job(Report(self._store, id_, total), self._seconds)
        self._admit(job, client_address.get(), id_)
        self._notify(1)
        listening = asyncio.create_task(cancel_on_disconnect(request, job))
        try:
            loop, context = asyncio.get_running_loop(), copy_context()
            return await loop.run_in_executor(self._threads, context.run, job.run, compute)
        finally:
            listening.cancel()
            job.end(Stopping())  # if this request has been aborted, its thread still runs
            self._jobs.pop(job)
            self._notify(-1)

    def _admit(self, job: Job, address: str, id_: str) -> None:
        """Let a job run or wait. Raises `Busy`."""
        addresses, ids = ([each[part] for each in self._jobs.values()] for part in (0, 1))
        if (
            len(self._jobs) >= MAX_WAITING_JOBS
            or addresses.count(address) >= MAX_OF_ADDRESS
            or (id_ and ids.count(id_) >= MAX_OF_SESSION)
        ):
            raise Busy
        self._jobs[job] = address, id_

    def _notify(self, change: int) -> None:
        for observer in self._observers:
            observer.jobs_changed(change)

    def stop(self) -> None:
        """End all jobs soon: the server is stopping."""
        for job in tuple(self._jobs):
            job.end(Stopping())

    def progress(self, id_: str) -> Progress | None:
        """How far the job of a session is; None where there is none. Raises `StoreUnavailable`."""
        stored = self._store.get(key(id_))
        return None if stored is None else progress(stored)

    def cancel(self, id_: str) -> bool:
        """Cancel the job of a session; True if there was one. Raises `StoreUnavailable`."""
        return self._store.delete(key(id_))


async def cancel_on_disconnect(request: Request, job: Job) -> None:
    """End a job when its client disconnects."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    job.end(Cancelled())


def _lower_priority() -> None:
    """Leave the processors to the other threads, where each thread has a priority of its own."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), JOB_NICENESS)
