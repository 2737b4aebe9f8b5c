"""Long work: in a few threads, in pieces, so that it can be called off and never holds up the others.

The work calls `watch(done)` after each piece. There it lets the other threads have their turn, and there it ends when
nobody waits for it any more: the client has gone, somebody has pressed Cancel, the server is being stopped, or it has
taken longer than a request may.

How far it is stands in the store beside the session, so that any worker on any machine can say it. To call the work
off is to delete that entry: the next report finds it missing.
"""

import asyncio
import os
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from typing import NamedTuple, TypeVar

import orjson
from anyio import to_thread
from starlette.requests import Request

from app.session.errors import TooFar
from app.session.verbs import MAX_ITERATIONS_PER_REQUEST
from app.store.base import Store, Stored
from app.store.errors import Missing, StaleVersion, StoreError
from app.web.errors.table import Busy, Cancelled, Stopping, TooLong
from app.web.middleware.request_log import Observer

FEW = 4  # iterations that are done at once; more go to a thread
WAITING = 200  # works that wait for a thread; a class that presses Train at one moment is fewer
NICE = 10  # the priority of long work, from 0 as all others to 19 for the last
BRIEF = 0.02  # seconds that a job may take without waiting for its turn
REPORT = 0.4  # seconds between two reports, and before the first
DEAD = 10.0  # seconds after which a report is of a process that is no more

Watch = Callable[[int], None]
T = TypeVar("T")


class _NotBrief(Exception):
    """A job takes longer than a thread of all may be had for."""


class Progress(NamedTuple):
    """How far some work is; `total` is 0 where nobody knows."""

    done: int
    total: int


class Jobs:
    """The long work of one process: `at_once` threads; `seconds` and `most` iterations for each request.

    `observers` are notified of each one more and one fewer.
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
        self._threads = ThreadPoolExecutor(at_once, "long-work", _step_back)
        self._seconds = seconds
        self._most = most
        self._tasks: set[_Task] = set()

    @property
    def under_way(self) -> int:
        """Works that run or wait."""
        return len(self._tasks)

    async def run(self, request: Request, id_: str, total: int, job: Callable[[Watch], T]) -> T:
        """What `job(watch)` gives, done in a thread for the session of that id.

        `total` is what `watch` counts up to. What turns out to be long is begun again in its turn, so that a short
        one never waits behind a long one. Raises what the job raises, `TooFar`, `Busy`, `Stopping`, `Cancelled` and
        `TooLong`.
        """
        if total > self._most:
            raise TooFar(self._most)
        with suppress(_NotBrief):
            return await to_thread.run_sync(lambda: job(_brief()))
        if len(self._tasks) >= WAITING:
            raise Busy
        task = _Task(self._store, id_, total, self._seconds)
        self._tasks.add(task)
        self._told(1)
        heeding = asyncio.create_task(_heed(request, task))
        try:
            loop, context = asyncio.get_running_loop(), copy_context()
            return await loop.run_in_executor(self._threads, context.run, task.do, job)
        finally:
            heeding.cancel()
            task.end(Stopping())  # where this request has been cut off, the thread has not
            self._tasks.discard(task)
            self._told(-1)

    async def soon(self, job: Callable[[], T]) -> T:
        """What a short job gives: at once where the store is a file, which takes less time than a thread to go to."""
        return job() if self._store.is_local else await to_thread.run_sync(job)

    def _told(self, change: int) -> None:
        for observer in self._observers:
            observer.jobs_changed(change)

    def stop(self) -> None:
        """End all of it soon: the server is being stopped."""
        for task in tuple(self._tasks):
            task.end(Stopping())

    def progress(self, id_: str) -> Progress | None:
        """How far the work of a session is; None where there is none. Raises `StoreUnavailable`."""
        stored = self._store.get(_key(id_))
        return None if stored is None else _progress(stored)

    def cancel(self, id_: str) -> bool:
        """Call off the work of a session; True if there was any. Raises `StoreUnavailable`."""
        return self._store.delete(_key(id_))


class _Task:
    """One work, as its thread (`do`, `watch`) and the event loop (`end`) see it."""

    def __init__(self, store: Store, id_: str, total: int, seconds: float) -> None:
        self._store = store
        self._id = id_
        self._total = total
        self._seconds = seconds
        self._version = 0
        self._why: Exception | None = None
        self._ends = self._reports = float("inf")

    def end(self, why: Exception) -> None:
        """Let the work raise this at its next piece."""
        self._why = self._why or why

    def do(self, job: Callable[[Watch], T]) -> T:
        """The job, from its first piece to its end."""
        now = time.monotonic()
        self._ends, self._reports = now + self._seconds, now + REPORT
        try:
            self.watch(0)
            return job(self.watch)
        finally:
            if self._version:
                with suppress(StoreError):
                    self._store.delete(_key(self._id))

    def watch(self, done: int) -> None:
        """Go on, or raise what ends the work."""
        now = time.monotonic()
        if now > self._ends:
            self.end(TooLong(self._seconds))
        elif now > self._reports and self._id:
            self._reports = now + REPORT
            self._report(orjson.dumps([done, self._total, time.time()]))
        if self._why is not None:
            raise self._why
        time.sleep(0)  # whoever waits for the interpreter has it now

    def _report(self, words: bytes) -> None:
        try:
            if self._version:
                self._version = self._store.put(_key(self._id), words, self._version)
            elif (left := self._store.get(_key(self._id))) is None:
                self._version = self._store.create(_key(self._id), words)
            elif _progress(left) is None:
                self._version = self._store.put(_key(self._id), words, left.version)
        except (Missing, StaleVersion):
            self.end(Cancelled())
        except StoreError:  # nobody sees how far it is; the work itself will tell of the store when it ends
            pass


def _step_back() -> None:
    """Let this thread have what the others leave of the processors, where threads have a priority of their own."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)


def _brief() -> Watch:
    ends = time.monotonic() + BRIEF

    def watch(_done: int) -> None:
        if time.monotonic() > ends:
            raise _NotBrief
        time.sleep(0)  # as in a task: whoever waits for the interpreter has it now

    return watch


def _progress(stored: Stored) -> Progress | None:
    """What a report says; None where nobody is there to have said it."""
    done, total, when = orjson.loads(stored.data)
    return Progress(done, total) if time.time() - when < DEAD else None


def _key(id_: str) -> str:
    """Where the progress stands: it is not of the form of a session's id, so nobody can ask for it as one."""
    return f"work:{id_}"


async def _heed(request: Request, task: _Task) -> None:
    """End the work when its client goes away."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    task.end(Cancelled())
