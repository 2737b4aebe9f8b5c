"""The last word of a stream: the class has ended, or the member was removed."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from app.classroom.errors import NoSuchClass, NotAMember, NotTheLeader
from app.classroom.service import Leader
from app.view.words.language import N_
from app.web.dependencies import services_of
from app.web.html.classroom.access import ClassVisit, class_visit
from app.web.html.notices import Note
from app.web.html.preferences import language_of
from app.web.html.templates import rendered
from app.web.push.frames import Frame
from app.web.push.stream import Ended, event_stream
from app.web.scope import CLASS_COOKIE

GONE = NoSuchClass, NotAMember


def last_word(request: Request, why: type[Exception]) -> str:
    """What the page shows at the end, as the data of `Ended`."""
    language, (title, text) = language_of(request), _WORDS[why]
    note = Note(language.gettext(title), language.gettext(text))
    return rendered(services_of(request.app).templates, "classroom/ended.html", language, {"note": note})


def farewell(request: Request, code: str, why: type[Exception]) -> Response:
    """A stream that says only why there is nothing to follow any more."""

    async def present() -> Sequence[Frame]:
        raise Ended(last_word(request, why))

    return event_stream(request, services_of(request.app).hub.follow(code), present)


async def led_or_farewell(request: Request, code: str) -> ClassVisit | Response:
    """The visit of the leader's page that follows a class; of one that connects again after its end, the farewell.

    Raises `NotTheLeader` for everybody else, and `NoSuchClass` for a browser that was in no such class.
    """
    try:
        visit = await class_visit(request, code)
    except NoSuchClass as error:
        if CLASS_COOKIE not in request.cookies:
            raise
        return farewell(request, code, type(error))
    if not isinstance(visit.who, Leader):
        raise NotTheLeader
    return visit


_WORDS = {
    NoSuchClass: (N_("The class has ended."), N_("Everything of it has been deleted.")),
    NotAMember: (N_("You are not in this class any more."), N_("To come back, join with the code.")),
}
