"""The class that a path names, and who calls: `Authorization: Bearer …` carries the leader's secret or a member's."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from app.classroom.classroom import Classroom
from app.classroom.errors import NotAMember, NotTheLeader
from app.classroom.service import Leader, StaleClass, StoredClass, StoredMember, Who
from app.view.words.language import Language, language
from app.web.accept_language import accepted
from app.web.api.media_type import json_only
from app.web.api.preconditions import entity_tags, etag
from app.web.class_limits import LimitedClasses
from app.web.dependencies import Services, services_of
from app.web.errors.table import NoSecret

SCHEME = "bearer "


@dataclass(frozen=True, slots=True)
class ClassCall:
    """A call about a class: the class as it is stored, who calls, and the tags of If-Match."""

    request: Request
    services: Services
    stored: StoredClass
    who: Who
    has_secret: bool
    tags: frozenset[str] | None = None

    @property
    def code(self) -> str:
        """The code of the class."""
        return self.stored.code

    @property
    def classes(self) -> LimitedClasses:
        """The classes of this program."""
        return self.services.classes

    @property
    def language(self) -> Language:
        """The language that the caller accepts."""
        return language(accepted(self.request.headers.get("accept-language", "")))

    def leader(self) -> Leader:
        """The one who leads. Raises `NoSecret` for a call without one, and `NotTheLeader`."""
        if not self.has_secret:
            raise NoSecret
        if not isinstance(self.who, Leader):
            raise NotTheLeader
        return self.who

    def member(self) -> StoredMember:
        """The member who calls. Raises `NoSecret` for a call without one, and `NotAMember`."""
        if not self.has_secret:
            raise NoSecret
        if not isinstance(self.who, StoredMember):
            raise NotAMember
        return self.who

    async def change(self, verb: Callable[[Classroom], Classroom]) -> StoredClass:
        """The class after a change by its leader, at a version of If-Match only. Raises `StaleClass` too."""
        self.leader()
        return await self.services.jobs.run_short(lambda: self.classes.change(self.code, verb, self.expected()))

    async def hold(self) -> None:
        """Continue only at a version of If-Match, for what changes something in a class. Raises `StaleClass`."""
        await self.services.jobs.run_short(self.expected)

    def expected(self) -> int | None:
        """The version of If-Match, None for any. Raises `StaleClass` where no tag fits."""
        if self.tags is None:
            return None
        current = self.classes.load(self.code)
        if etag(current.version) not in self.tags:
            raise StaleClass(current)
        return current.version


async def _class_call(request: Request) -> ClassCall:
    services, code = services_of(request.app), request.path_params["code"]
    header = request.headers.get("authorization", "")
    secret = header[len(SCHEME) :].strip() if header.lower().startswith(SCHEME) else ""
    stored, who = await services.jobs.run_short(lambda: services.classes.visited(code, secret))
    return ClassCall(request, services, stored, who, bool(secret))


async def _changing(request: Request) -> ClassCall:
    await json_only(request)
    tags = entity_tags(request.headers.getlist("if-match"))
    call = await _class_call(request)
    return ClassCall(call.request, call.services, call.stored, call.who, call.has_secret, tags)


ClassCallDep = Annotated[ClassCall, Depends(_class_call)]
"""A call that changes nothing."""

ChangingClassDep = Annotated[ClassCall, Depends(_changing)]
"""A call that changes the class or a member of it."""
