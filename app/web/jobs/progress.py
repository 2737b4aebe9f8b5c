"""How far a job is: a report in the store beside the session, so that every worker on every machine can read it.

Deleting the report cancels the job: its next report finds it missing.
"""

import time
from contextlib import suppress
from typing import NamedTuple

import orjson

from app.store.base import Store, Stored
from app.store.errors import Missing, StaleVersion, StoreError
from app.web.errors.table import Cancelled

LIFETIME = 10.0  # seconds after which the process that wrote a report must have died


class Progress(NamedTuple):
    """How far a job is; `total` is 0 where it is unknown."""

    done: int
    total: int


def key(id_: str) -> str:
    """The key of a session's report. It does not have the form of a session id, so no request can load it as one."""
    return f"work:{id_}"


def progress(stored: Stored) -> Progress | None:
    """What a report states; None where the process that wrote it has died."""
    done, total, when = orjson.loads(stored.data)
    return Progress(done, total) if time.time() - when < LIFETIME else None


class Report:
    """The report of one job. A job without a session's id writes none."""

    def __init__(self, store: Store, id_: str, total: int) -> None:
        self._store = store
        self._id = id_
        self._total = total
        self._version = 0

    def write(self, done: int) -> None:
        """State how far the job is. Raises `Cancelled` where the report has been deleted."""
        if not self._id:
            return
        data = orjson.dumps([done, self._total, time.time()])
        try:
            self._write(data)
        except (Missing, StaleVersion):
            raise Cancelled from None
        except StoreError:
            pass  # nobody can see the progress; the job itself reports the store's trouble when it saves its result

    def _write(self, data: bytes) -> None:
        if self._version:
            self._version = self._store.put(key(self._id), data, self._version)
        elif (left := self._store.get(key(self._id))) is None:
            self._version = self._store.create(key(self._id), data)
        elif progress(left) is None:  # of a process that has died
            self._version = self._store.put(key(self._id), data, left.version)

    def delete(self) -> None:
        """Remove what this job has written."""
        if self._version:
            with suppress(StoreError):
                self._store.delete(key(self._id))
