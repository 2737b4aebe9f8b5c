"""Whose session the workbench of a class shows and changes.

The leader's is the class itself. A member who follows sees the same and changes nothing; one who explores, and
everybody at free pace, has a session of their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from app.classroom.classroom import Classroom
from app.classroom.errors import NotAMember, TeacherLeads
from app.classroom.following import moved
from app.classroom.leading import led, stepped
from app.classroom.service import Leader, StaleClass, StoredClass
from app.session.errors import NoSuchSession
from app.session.service import Stale, StoredSession, Verb
from app.session.session import Session
from app.view.words.language import Language
from app.web.dependencies import Services
from app.web.html.browser_session import Held
from app.web.html.classroom import student_view, teacher_view
from app.web.html.classroom.access import ClassVisit, class_visit
from app.web.html.classroom.wall_view import is_wall, wall_of


async def held_in_class(request: Request) -> Held:
    """What the sender of a request sees of the class. Raises `NoSuchClass`, and `NotAMember` for everybody else."""
    return held_by(await class_visit(request, request.path_params["code"]))


def held_by(visit: ClassVisit) -> Held:
    """The same for a visit."""
    if isinstance(visit.who, Leader):
        return LedSession(visit)
    if visit.who is None:
        raise NotAMember
    if student_view.kind_of(visit.stored.classroom, visit.who.member) == "follow":
        return FollowedSession(visit)
    return OwnSession(visit)


def as_session(stored: StoredClass) -> StoredSession:
    """The session of a class, under the class's code and version."""
    return StoredSession(stored.code, stored.version, stored.classroom.session, stored.data)


@dataclass(frozen=True, slots=True)
class _HeldInClass:
    """What the three have in common."""

    visit: ClassVisit
    template: str = "classroom/student.html"

    @property
    def services(self) -> Services:
        """What requests use."""
        return self.visit.services

    def remember(self, response: Response, stored: StoredSession) -> None:
        """Nothing: the cookie of the class is there."""

    def more(self, stored: StoredSession, language: Language) -> Mapping[str, Any]:  # noqa: ARG002 - as in `Held`
        """What a member sees beside the network."""
        return student_view.beside(self.visit, language)


@dataclass(frozen=True, slots=True)
class FollowedSession(_HeldInClass):
    """The session of a class, for those who follow."""

    looks_ahead: bool = False

    @property
    def id(self) -> str:
        """Empty: who follows begins no long work, and ends none."""
        return ""

    async def load(self) -> StoredSession:
        """The session at the teacher's place."""
        return as_session(self.visit.stored)

    def change(self, verb: Verb, version: int | None) -> StoredSession:  # noqa: ARG002 - as in `Held`
        """Raises `TeacherLeads`."""
        raise TeacherLeads


@dataclass(frozen=True, slots=True)
class LedSession(FollowedSession):
    """The session of a class, for the one who leads it. `asking` is whether a change may ask the class instead."""

    template: str = "classroom/teacher.html"
    asking: bool = False
    sample: int | None = None

    @property
    def id(self) -> str:
        """The code of the class."""
        return self.visit.code

    def with_questions(self, sample: int | None) -> "LedSession":
        """The same for Step: where a question is due, the class is asked about that sample first."""
        return replace(self, asking=True, sample=sample)

    def change(self, verb: Verb, version: int | None) -> StoredSession:
        """Apply a verb to the class's session. Raises `Stale`, `QuestionOpen` and what the verb raises."""
        within, classes = self.services.sessions.within(verb), self.services.classes

        def of_class(classroom: Classroom) -> Classroom:
            return stepped(classroom, within, classes.now(), self.sample) if self.asking else led(classroom, within)

        try:
            return as_session(classes.change(self.id, of_class, version))
        except StaleClass as error:
            raise Stale(as_session(error.current)) from None

    def more(self, stored: StoredSession, language: Language) -> Mapping[str, Any]:
        """What the teacher sees beside the network: the class; on the wall only what the class may see."""
        kept = self.services.classes.stored(stored)
        beside = teacher_view.beside(self.visit, kept, language)
        if not is_wall(self.visit):
            return beside
        return {**beside, "wall": wall_of(self.visit, kept.classroom, language)}


@dataclass(frozen=True, slots=True)
class OwnSession(_HeldInClass):
    """A member's own session; its first use begins it with a copy of the class's network."""

    looks_ahead: bool = True

    @property
    def id(self) -> str:
        """The id of the session; empty before the first use."""
        return self.visit.member.member.session

    async def load(self) -> StoredSession:
        """The session, or a new copy where there is none any more or where another network was handed out."""
        return await self.services.jobs.run_short(self._load)

    def change(self, verb: Verb, version: int | None) -> StoredSession:
        """Apply a verb, and note where the member is now."""
        before: list[Session] = []

        def remembering(session: Session) -> Session:
            before[:] = [session]
            return verb(session)

        kept = self._load()
        after = self.services.sessions.change(kept.id, remembering, version)
        classes, number = self.services.classes, self.visit.member.member.number
        classes.change_member(self.visit.code, number, lambda it: moved(it, before[0], after.session, classes.now()))
        return after

    def _load(self) -> StoredSession:
        classes, sessions, classroom = self.services.classes, self.services.sessions, self.visit.stored.classroom
        owner = classes.with_own_session(self.visit.member, classroom)
        try:
            return sessions.load(owner.member.session)
        except NoSuchSession:
            return sessions.load(classes.with_own_session(owner, classroom, fresh=True).member.session)
