"""The session of a browser: the one that its cookie names, and the cookie itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Protocol

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.session.codec import encode
from app.session.errors import NoSuchSession
from app.session.ids import is_id
from app.session.service import StoredSession, Verb
from app.session.session import default_session
from app.view.words.language import Language
from app.web.dependencies import Services, services_of
from app.web.scope import SESSION_COOKIE

DEFAULT_SESSION = StoredSession("", 0, default_session(), encode(default_session()))
"""What a browser without a session sees: the reference example at its start, as version 0."""

A_DAY = 86_400  # seconds


class Held(Protocol):
    """The session that a workbench shows and changes, wherever it is kept."""

    @property
    def services(self) -> Services:
        """What requests use."""

    @property
    def id(self) -> str:
        """What long work on the session is named by; empty where there is none yet."""

    async def load(self) -> StoredSession:
        """The session. Raises `NoSuchSession` for one that has expired."""

    def change(self, verb: Verb, version: int | None) -> StoredSession:
        """Apply a verb to that version of the session, or to any."""

    def remember(self, response: Response, stored: StoredSession) -> None:
        """Let the browser find the session again."""

    @property
    def looks_ahead(self) -> bool:
        """Whether the page may fetch what Step would show before it is pressed."""

    @property
    def template(self) -> str:
        """The template of the page that shows it."""

    def more(self, stored: StoredSession, language: Language) -> Mapping[str, Any]:
        """What is shown beside the session, by the names that templates use."""


@dataclass(frozen=True, slots=True)
class BrowserSession:
    """The session that the cookie of a request names. Without a cookie, `named` is None."""

    services: Services
    named: str | None
    secure: bool
    looks_ahead: bool = True
    template: str = "pages/workbench.html"

    @property
    def id(self) -> str:
        """The session's id; empty where the cookie holds nothing that could be one."""
        return self.named if self.named and is_id(self.named) else ""

    async def load(self) -> StoredSession:
        """The session, or without a cookie the reference example. Raises `NoSuchSession` for one that has expired."""
        if self.named is None:
            return DEFAULT_SESSION
        sessions, named = self.services.sessions, self.named
        return await self.services.jobs.run_short(lambda: sessions.load(named))

    def change(self, verb: Verb, version: int | None) -> StoredSession:
        """Apply a verb to that version of the session, or to any.

        Version 0 is the reference example: its first change begins a session. Raises what `Sessions.change` and
        `Sessions.create` raise.
        """
        sessions = self.services.sessions
        if self.named is not None:
            try:
                return sessions.change(self.named, verb, version)
            except NoSuchSession:
                if version != 0:
                    raise
        elif version:
            raise NoSuchSession("")
        return sessions.create(verb(DEFAULT_SESSION.session))

    def more(self, stored: StoredSession, language: Language) -> Mapping[str, Any]:  # noqa: ARG002 - as in `Held`
        """Nothing."""
        return {}

    async def forget(self) -> None:
        """Delete the session, also one that cannot be read."""
        if (named := self.named) is not None:
            await self.services.jobs.run_short(lambda: self.services.sessions.forget(named))

    def remember(self, response: Response, stored: StoredSession) -> None:
        """Set the cookie, unless the browser has it already."""
        if stored.id != self.named:
            days = self.services.settings.lifetime_days
            response.set_cookie(
                SESSION_COOKIE, stored.id, max_age=int(days * A_DAY), httponly=True, samesite="lax", secure=self.secure
            )


async def browser_session(request: Request) -> BrowserSession:
    """The session that the cookie of a request names."""
    named = request.cookies.get(SESSION_COOKIE)
    return BrowserSession(services_of(request.app), named, request.scope["scheme"] == "https")


BrowserSessionDep = Annotated[BrowserSession, Depends(browser_session)]
