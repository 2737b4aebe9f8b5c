"""The session that a path names, as path operations receive it."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from app.session.actions import Action
from app.session.errors import NoSuchSession
from app.session.service import StoredSession, Verb
from app.web.api.media_type import json_only
from app.web.api.preconditions import entity_tags, expected_version
from app.web.dependencies import Services, services_of


@dataclass(frozen=True, slots=True)
class NamedSession:
    """The session of that id. `tags` are those of If-Match, None where any version fits."""

    services: Services
    request: Request
    id: str
    tags: frozenset[str] | None = None

    async def load(self) -> StoredSession:
        """The stored session. Raises `NoSuchSession`, and `DamagedState` where it cannot be decoded."""
        return await self.services.jobs.run_short(lambda: self.services.sessions.load(self.id))

    async def apply(self, action: Action) -> StoredSession:
        """The session after an action. Raises what `Sessions.change`, the verb and `Jobs.run` raise."""
        return await self.services.jobs.apply(self.request, self.id, action, self._change)

    def _change(self, verb: Verb) -> StoredSession:
        return self.services.sessions.change(self.id, verb, self._expected())

    async def delete(self) -> None:
        """Delete the session. Raises `NoSuchSession` and `Stale`."""
        sessions = self.services.sessions
        if not await self.services.jobs.run_short(lambda: sessions.forget(self.id, self._expected())):
            raise NoSuchSession(self.id)

    def _expected(self) -> int | None:
        return expected_version(self.tags, self.services.sessions, self.id)


# The id and If-Match are read from the request, and `openapi` documents them: as FastAPI's own parameters they took a
# sixth of the time of a step.
async def _session(request: Request) -> NamedSession:
    return NamedSession(services_of(request.app), request, request.path_params["id"])


async def _changing(request: Request) -> NamedSession:
    await json_only(request)
    tags = entity_tags(request.headers.getlist("if-match"))
    return NamedSession(services_of(request.app), request, request.path_params["id"], tags)


SessionDep = Annotated[NamedSession, Depends(_session)]
"""The session of a call that changes nothing."""

ChangingSessionDep = Annotated[NamedSession, Depends(_changing)]
"""The session of a call that changes it, if it is at the version of If-Match."""
