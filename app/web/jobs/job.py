"""One long computation, as its thread (`run`, `watch`) and the event loop (`end`) see it.

It calls `watch(done)` after each piece. There it yields to other threads, and there it ends once nobody waits for it:
the client has disconnected, somebody has pressed Cancel, the server is stopping, or the time of a request is over.
"""

import time
from collections.abc import Callable
from typing import TypeVar

from app.web.errors.table import Cancelled, TooLong
from app.web.jobs.progress import Report

REPORT_SECONDS = 0.4  # between two reports of progress, and before the first

Watch = Callable[[int], None]
T = TypeVar("T")


class DeadlineExceeded(Exception):
    """A computation takes longer than its deadline allows."""


class Job:
    """A computation of at most so many seconds."""

    def __init__(self, report: Report, seconds: float) -> None:
        self._report = report
        self._seconds = seconds
        self._reason: Exception | None = None
        self._ends = self._reports = float("inf")

    def end(self, reason: Exception) -> None:
        """Let the computation raise this at its next piece; the first reason counts."""
        self._reason = self._reason or reason

    def run(self, compute: Callable[[Watch], T]) -> T:
        """The result of `compute(watch)`. Raises the reason where it is ended before."""
        now = time.monotonic()
        self._ends, self._reports = now + self._seconds, now + REPORT_SECONDS
        try:
            self.watch(0)
            return compute(self.watch)
        finally:
            self._report.delete()

    def watch(self, done: int) -> None:
        """Return to continue, or raise the reason to end."""
        now = time.monotonic()
        if now > self._ends:
            self.end(TooLong(self._seconds))
        elif now > self._reports:
            self._reports = now + REPORT_SECONDS
            try:
                self._report.write(done)
            except Cancelled as error:
                self.end(error)
        if self._reason is not None:
            raise self._reason
        time.sleep(0)  # yield the GIL


def deadline(seconds: float) -> Watch:
    """A `watch` that raises `DeadlineExceeded` after so many seconds."""
    ends = time.monotonic() + seconds

    def watch(_done: int) -> None:
        if time.monotonic() > ends:
            raise DeadlineExceeded
        time.sleep(0)  # yield the GIL

    return watch
