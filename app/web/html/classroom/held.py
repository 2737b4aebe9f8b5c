"""Whose session the workbench of a class shows and changes.

The leader's is the class itself. A member who follows sees the same and changes nothing; one who explores, and
everybody at free pace, has a session of their own.
"""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from app.classroom.errors import NotAMember, TeacherLeads
from app.classroom.following import moved
from app.classroom.leading import led
from app.classroom.service import Leader, StaleClass, StoredClass, StoredMember
from app.session.errors import NoSuchSession
from app.session.service import Stale, StoredSession, Verb
from app.session.session import Session
from app.web.dependencies import Services
from app.web.html.browser_session import Held
from app.web.html.classroom.access import ClassVisit, class_visit


async def held_in_class(request: Request) -> Held:
    """What the sender of a request sees of the class. Raises `NoSuchClass`, and `NotAMember` for everybody else."""
    return held_by(await class_visit(request, request.path_params["code"]))


def held_by(visit: ClassVisit) -> Held:
    """The same for a visit."""
    if isinstance(visit.who, Leader):
        return LedSession(visit.services, visit.stored)
    if visit.who is None:
        raise NotAMember
    if visit.stored.classroom.mode == "free" or visit.who.member.exploring:
        return OwnSession(visit.services, visit.stored, visit.who)
    return FollowedSession(visit.services, visit.stored)


def as_session(stored: StoredClass) -> StoredSession:
    """The session of a class, under the class's code and version."""
    return StoredSession(stored.code, stored.version, stored.classroom.session, stored.data)


@dataclass(frozen=True, slots=True)
class FollowedSession:
    """The session of a class, for those who follow."""

    services: Services
    stored: StoredClass

    @property
    def id(self) -> str:
        """The code of the class."""
        return self.stored.code

    async def load(self) -> StoredSession:
        """The session at the teacher's place."""
        return as_session(self.stored)

    def change(self, verb: Verb, version: int | None) -> StoredSession:  # noqa: ARG002 - as in `Held`
        """Raises `TeacherLeads`."""
        raise TeacherLeads

    def remember(self, response: Response, stored: StoredSession) -> None:
        """Nothing: the cookie of the class is there."""


@dataclass(frozen=True, slots=True)
class LedSession(FollowedSession):
    """The session of a class, for the one who leads it."""

    def change(self, verb: Verb, version: int | None) -> StoredSession:
        """Apply a verb to the class's session. Raises `Stale`, `QuestionOpen` and what the verb raises."""
        within = self.services.sessions.within(verb)
        try:
            return as_session(self.services.classes.change(self.id, lambda it: led(it, within), version))
        except StaleClass as error:
            raise Stale(as_session(error.current)) from None


@dataclass(frozen=True, slots=True)
class OwnSession:
    """A member's own session; its first use begins it with a copy of the class's network."""

    services: Services
    stored: StoredClass
    who: StoredMember

    @property
    def id(self) -> str:
        """The id of the session; empty before the first use."""
        return self.who.member.session

    async def load(self) -> StoredSession:
        """The session, or a new copy where there is none any more or where another network was handed out."""
        return await self.services.jobs.run_short(self._load)

    def change(self, verb: Verb, version: int | None) -> StoredSession:
        """Apply a verb, and note where the member is now."""
        before: list[Session] = []

        def remembering(session: Session, **more: object) -> Session:
            before[:] = [session]
            return verb(session, **more)

        kept = self._load()
        after = self.services.sessions.change(kept.id, remembering, version)
        classes, number = self.services.classes, self.who.member.number
        classes.change_member(self.stored.code, number, lambda it: moved(it, before[0], after.session, classes.now()))
        return after

    def remember(self, response: Response, stored: StoredSession) -> None:
        """Nothing: the class knows the session."""

    def _load(self) -> StoredSession:
        classes, sessions = self.services.classes, self.services.sessions
        owner = classes.with_own_session(self.who, self.stored.classroom)
        try:
            return sessions.load(owner.member.session)
        except NoSuchSession:
            owner = classes.with_own_session(owner, self.stored.classroom, fresh=True)
            return sessions.load(owner.member.session)
