"""What an operation is given, and how it works on a session without holding up the others."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from app.session.service import Sessions, Stale, StoredSession, Verb
from app.session.session import Session
from app.web.api.responses import snapshot_answer, tag
from app.web.errors.table import MalformedPrecondition
from app.web.jobs import Jobs, Watch

LARGE = 10_000  # units times samples; the text of a larger snapshot is made in a thread

_TAG = r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"'
_TAGS = re.compile(rf"\s*{_TAG}(?:[ \t]*,[ \t]*{_TAG})*\s*")
_VERSION = re.compile(r"[1-9]\d{0,17}")


@dataclass(frozen=True, slots=True)
class Call:
    """One request, the session's id, the body or query as its model, and the tags of If-Match (None: any)."""

    sessions: Sessions
    work: Jobs
    request: Request
    id: str
    given: Any
    tags: frozenset[str] | None

    async def loaded(self) -> StoredSession:
        """The session as it is. Raises what `Sessions.load` raises."""
        return await self.work.soon(lambda: self.sessions.load(self.id))

    async def changed(self, verb: Verb) -> Response:
        """The snapshot after a change. Raises what `Sessions.change` raises."""
        return await self.shown(await self.work.soon(lambda: self.sessions.change(self.id, verb, self.expected())))

    async def worked(self, verb: Callable[..., Session], total: int = 0) -> Response:
        """The snapshot after a change that may take long: its verb takes `watch`, and counts up to `total`."""

        def job(watch: Watch) -> StoredSession:
            return self.sessions.change(self.id, partial(verb, watch=watch), self.expected())

        return await self.shown(await self.work.run(self.request, self.id, total, job))

    async def shown(self, kept: StoredSession, status: int = 200) -> Response:
        """The snapshot of a session."""
        if len(kept.session.problem.X) * sum(kept.session.architecture.sizes) > LARGE:
            return await to_thread.run_sync(snapshot_answer, kept, status)
        return snapshot_answer(kept, status)

    def expected(self) -> int | None:
        """The version that the change is meant for, None for any. Raises `Stale` where no tag fits."""
        if self.tags is None:
            return None
        if len(self.tags) == 1 and _VERSION.fullmatch(only := next(iter(self.tags)).strip('"')):
            return int(only)
        current = self.sessions.load(self.id)
        if tag(current.version) not in self.tags:
            raise Stale(current)
        return current.version


def read_tags(lines: list[str]) -> frozenset[str] | None:
    """The entity tags of the lines of If-Match, None where there is none or it is *.

    Weak tags are left out: by RFC 9110, 13.1.1 they never match. Raises `MalformedPrecondition`.
    """
    if_match = ", ".join(lines)
    if not lines or if_match.strip() == "*":
        return None
    if _TAGS.fullmatch(if_match) is None:
        raise MalformedPrecondition
    return frozenset(found for found in re.findall(_TAG, if_match) if not found.startswith("W/"))
