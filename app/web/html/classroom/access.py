"""Who sent a request to a class: a cookie holds the secret of the leader or of a member.

Its path is that of the class, so that it is sent nowhere else, and a browser may be in several classes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from app.classroom.errors import NotAMember, NotTheLeader
from app.classroom.service import Leader, StoredClass, StoredMember, Who
from app.view.words.language import Language
from app.web.class_limits import LimitedClasses
from app.web.dependencies import Services, services_of
from app.web.html.form_fields import form_of
from app.web.html.preferences import language_of
from app.web.scope import CLASS_COOKIE

AN_HOUR = 3600  # seconds
WELCOME = "welcome"  # the cookie of a member who has not seen the made-up name yet


def page_of(code: str) -> str:
    """The address of a class's page."""
    return f"/class/{code}"


@dataclass(frozen=True, slots=True)
class ClassVisit:
    """A request to a class: the class as it is stored, who sent it, and the fields of its form or address."""

    request: Request
    services: Services
    stored: StoredClass
    who: Who
    fields: Mapping[str, str]

    def at_present(self) -> "ClassVisit":
        """The same visit to the class as it is now. Raises `NoSuchClass`."""
        return replace(self, stored=self.services.classes.load(self.code))

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
        """The reader's language."""
        return language_of(self.request)

    @property
    def leader(self) -> Leader:
        """The one who leads. Raises `NotTheLeader` for everybody else."""
        if not isinstance(self.who, Leader):
            raise NotTheLeader
        return self.who

    @property
    def member(self) -> StoredMember:
        """The member. Raises `NotAMember` for everybody else."""
        if not isinstance(self.who, StoredMember):
            raise NotAMember
        return self.who


async def class_visit(request: Request, code: str) -> ClassVisit:
    """The visit of a request to the class of that code. Raises `NoSuchClass`."""
    services = services_of(request.app)
    secret = request.cookies.get(CLASS_COOKIE, "")

    def found() -> tuple[StoredClass, Who]:
        return services.classes.visited(code, secret)

    stored, who = await services.jobs.run_short(found)
    fields = await form_of(request) if request.method == "POST" else request.query_params
    return ClassVisit(request, services, stored, who, fields)


ClassVisitDep = Annotated[ClassVisit, Depends(class_visit)]


def remember(response: Response, request: Request, code: str, secret: str) -> None:
    """Let the browser show this secret to the class, for as long as the class can last."""
    response.set_cookie(
        CLASS_COOKIE,
        secret,
        max_age=int(services_of(request.app).settings.class_hours * AN_HOUR),
        path=page_of(code),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )


def forget(response: Response, code: str) -> None:
    """Let the browser show no secret to the class any more."""
    response.delete_cookie(CLASS_COOKIE, path=page_of(code))
