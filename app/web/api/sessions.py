"""The session that a path names, as path operations receive it."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Path
from starlette.requests import Request

from app.session.actions import Action
from app.session.errors import NoSuchSession
from app.session.service import StoredSession, Verb
from app.web.api.media_type import json_only
from app.web.api.preconditions import IfMatch, entity_tags, expected_version
from app.web.dependencies import Services, services_of

Id = Annotated[str, Path(description="The session's id, as its snapshot states it.")]


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


async def _session(request: Request, id: Id) -> NamedSession:  # noqa: A002 - the API's own word
    return NamedSession(services_of(request.app), request, id)


async def _changing(request: Request, id: Id, if_match: IfMatch = None) -> NamedSession:  # noqa: A002
    await json_only(request)
    return NamedSession(services_of(request.app), request, id, entity_tags(if_match))


SessionDep = Annotated[NamedSession, Depends(_session)]
"""The session of a call that changes nothing."""

ChangingSessionDep = Annotated[NamedSession, Depends(_changing)]
"""The session of a call that changes it, if it is at the version of If-Match."""
