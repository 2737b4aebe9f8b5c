"""What each error means over HTTP: one table. `responses` writes the answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from app.classroom.errors import (
    ClassFull,
    ClassLocked,
    NoMoreTries,
    NoSuchClass,
    NotAMember,
    NotLeading,
    NotTheLeader,
    QuestionOpen,
    TeacherLeads,
    TooManyQuestions,
)
from app.classroom.service import StaleClass
from app.core.errors import Diverged, InvalidField
from app.core.practice.arithmetic import UnreadableAnswer
from app.session.errors import (
    AtTheStart,
    DamagedState,
    NoQuestion,
    NoSuchSession,
    NothingToRedo,
    NothingToUndo,
    NotNext,
    NotRevealed,
    PhaseAlreadyDone,
    TooFar,
)
from app.session.service import Stale
from app.session.validation import invalid_field
from app.store.errors import StoreFull, StoreUnavailable
from app.view.practice.question_text import UNREADABLE


def N_(text: str) -> str:
    """The same text, marked for translation where it is shown."""
    return text


class WebError(Exception):
    """An error of HTTP itself."""


class BodyTooLarge(WebError):
    """The body has more than `limit` bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit} bytes")
        self.limit = limit


class MalformedBody(WebError):
    """The body is not JSON; `reason` states where parsing failed."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class WrongMediaType(WebError):
    """The media type of the body is not JSON."""


class NoSecret(WebError):
    """A call that only the leader or a member may make carries no secret."""


class MalformedPrecondition(WebError):
    """If-Match is neither * nor a list of entity tags."""


class ForeignOrigin(WebError):
    """A page of another site asks for a change."""


class TooManyRequests(WebError):
    """A rate limit was exceeded; the request may be repeated in `retry_after` seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"too many requests, again in {retry_after} s")
        self.retry_after = retry_after


class TooManyGuesses(TooManyRequests):
    """Too many codes were tried that no class has."""


class Busy(WebError):
    """As many long jobs run and wait as this server accepts."""


class TooManyStreams(WebError):
    """As many pages follow changes as this server or this address may have."""


class Stopping(WebError):
    """The server is stopping, and long jobs with it."""


class TooLong(WebError):
    """A job took more than the `seconds` that one request is allowed."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"more than {seconds:g} s of work")
        self.seconds = f"{seconds:g}"


class Cancelled(WebError):
    """The user cancelled the job, or their browser disconnected."""


class Unexpected(WebError):
    """A bug in the program."""


class Kind(NamedTuple):
    """What a class of errors means over HTTP; the words are formatted with the error's attributes."""

    status: int
    slug: str
    title: str
    words: str


# What only the API can meet is not marked for translation: it speaks English.
KINDS: dict[type[Exception], Kind] = {
    InvalidField: Kind(422, "invalid-field", N_("A value is not valid"), N_("{field}: {limit}.")),
    Diverged: Kind(
        422,
        "diverged",
        N_("The numbers overflow"),
        N_("Iteration {iteration}, stage {stage.name}: a number would be infinite. A smaller learning rate may help."),
    ),
    TooFar: Kind(422, "too-far", N_("Too many at once"), N_("At most {limit} at a time.")),
    AtTheStart: Kind(409, "at-the-start", N_("This is the start"), N_("The history begins at iteration {first}.")),
    PhaseAlreadyDone: Kind(
        409,
        "phase-already-done",
        N_("This pass is already done"),
        N_("The {phase} pass of this iteration is done; update the weights to continue."),
    ),
    NothingToUndo: Kind(409, "nothing-to-undo", N_("Nothing to undo"), N_("No change can be undone.")),
    NothingToRedo: Kind(409, "nothing-to-redo", N_("Nothing to redo"), N_("No change was undone.")),
    NotNext: Kind(409, "not-next", N_("Not the next step"), N_("The next stage is {stage.name}.")),
    NoQuestion: Kind(
        409, "no-question", N_("This question is no longer open"), N_("The network has moved on. Nothing was changed.")
    ),
    UnreadableAnswer: Kind(422, "unreadable-answer", N_("This answer cannot be read"), ""),  # see `refusal`
    NotRevealed: Kind(
        409, "not-revealed", N_("Not known yet"), N_("{quantity} is not known at this stage of the iteration.")
    ),
    NoSuchSession: Kind(
        404, "no-such-session", N_("There is no such session"), N_("It never existed, was deleted or has expired.")
    ),
    Stale: Kind(
        412,
        "stale-version",
        N_("The session has changed"),
        N_("It is now at version {current.version}. Nothing was changed."),
    ),
    NoSuchClass: Kind(
        404,
        "no-such-class",
        N_("There is no open class with this code"),
        N_("Check the six digits. A class that has ended is deleted with everything in it."),
    ),
    ClassLocked: Kind(
        409, "class-locked", N_("This class is locked"), N_("Ask the teacher to unlock it, then join again.")
    ),
    ClassFull: Kind(409, "class-full", N_("This class is full"), N_("It has {most} members, as many as it may have.")),
    NotTheLeader: Kind(
        403,
        "not-leader",
        N_("Only the teacher may do this"),
        N_("Open the teacher’s link on this device to lead the class."),
    ),
    NotAMember: Kind(
        403,
        "not-a-member",
        N_("You are not in this class"),
        N_("You have not joined it on this device, or the teacher removed you. Join with the code."),
    ),
    TeacherLeads: Kind(
        409, "teacher-leads", N_("The teacher leads"), N_("To move the network yourself, choose “Explore on my own”.")
    ),
    QuestionOpen: Kind(
        409, "question-open", N_("A question is open"), N_("Reveal the answer or close the question first.")
    ),
    NotLeading: Kind(
        409, "not-leading", N_("Everyone is at their own pace"), N_("Lead the class to ask it a question.")
    ),
    NoMoreTries: Kind(409, "no-more-tries", N_("Your answer is final"), N_("A round takes at most {most} answers.")),
    TooManyQuestions: Kind(
        409, "too-many-questions", N_("Too many questions"), N_("A class keeps at most {most} of them.")
    ),
    StaleClass: Kind(
        412,
        "stale-version",
        N_("The class has changed"),
        N_("It is now at version {current.version}. Nothing was changed."),
    ),
    BodyTooLarge: Kind(
        413, "body-too-large", N_("Too much at once"), N_("The body of a request can have at most {limit} bytes.")
    ),
    MalformedBody: Kind(400, "malformed-json", "The body is not JSON", "{reason}."),
    WrongMediaType: Kind(415, "wrong-media-type", "Not JSON", "Send the body as application/json, in UTF-8."),
    NoSecret: Kind(401, "no-secret", "No secret", "Send the leader's or the member's as Authorization: Bearer …."),
    MalformedPrecondition: Kind(
        400,
        "malformed-precondition",
        "If-Match cannot be read",
        'It is * or a list of versions in quotes, such as "12".',
    ),
    ForeignOrigin: Kind(
        403, "foreign-origin", N_("Refused"), N_("Changes are accepted only from this program’s own pages.")
    ),
    StoreFull: Kind(
        503, "store-full", N_("The server is full"), N_("There is no room for more sessions now. Try again later.")
    ),
    StoreUnavailable: Kind(
        503,
        "store-unavailable",
        N_("The server cannot store sessions now"),
        N_("Its store does not respond or accepts no more data. Nothing was changed; try again in a moment."),
    ),
    TooManyRequests: Kind(429, "too-many-requests", N_("Too many requests"), N_("Try again in {retry_after} seconds.")),
    TooManyGuesses: Kind(
        429,
        "too-many-requests",
        N_("Too many wrong codes"),
        N_("Too many codes were tried from here. Try again in {retry_after} seconds."),
    ),
    Busy: Kind(
        503, "busy", N_("The server is busy"), N_("Another training run is in progress. Try again in a moment.")
    ),
    TooManyStreams: Kind(
        503,
        "too-many-streams",
        N_("Too many pages are open"),
        N_("No more can follow the class now. Try again in a moment."),
    ),
    Stopping: Kind(
        503, "stopping", N_("The server is shutting down"), N_("Nothing was changed. Try again in a moment.")
    ),
    TooLong: Kind(
        422, "too-long", N_("Too much at once"), N_("It didn’t finish in {seconds} s. Try fewer iterations.")
    ),
    Cancelled: Kind(409, "cancelled", N_("Cancelled"), N_("Training was cancelled. Nothing was changed.")),
    DamagedState: Kind(
        500,
        "damaged-session",
        N_("This session cannot be read"),
        N_("Its stored data is damaged and cannot be recovered. Other sessions are not affected."),
    ),
    Unexpected: Kind(500, "unexpected", N_("Something went wrong on the server"), N_("Nothing was changed.")),
}

HTTP: dict[int, Kind] = {
    400: Kind(400, "malformed-json", N_("The request cannot be understood"), N_("It was not carried out.")),
    404: Kind(404, "not-found", N_("Page not found"), N_("There is no page or operation at this address.")),
    405: Kind(
        405,
        "method-not-allowed",
        N_("This method is not allowed here"),
        N_("The Allow header lists the methods that are."),
    ),
}
OTHER = Kind(400, "bad-request", N_("The request cannot be understood"), N_("It was not carried out."))

RETRY_AFTER = {
    StoreFull: 60,
    StoreUnavailable: 1,
    Busy: 2,
    TooManyStreams: 5,
    Stopping: 2,
}  # seconds, for what does not say itself


@dataclass(frozen=True)
class Refusal:
    """What an answer states: `title` and `words` are for translation; `words` are formatted with `values`."""

    status: int
    slug: str
    title: str
    words: str
    values: Mapping[str, Any]
    headers: Mapping[str, str] = field(default_factory=dict)
    request: str = ""
    """The id of the request if the error is the server's: it leads to the line in the log."""

    @property
    def detail(self) -> str:
        """The words with their values, in English."""
        return self.words.format(**self.values)


def refusal(error: Exception) -> Refusal | None:
    """What the answer to this error states; None for an error that is not raised on purpose."""
    if isinstance(error, RequestValidationError):
        error = first_of(error)
    kind = next((KINDS[cls] for cls in type(error).__mro__ if cls in KINDS), None)
    headers: dict[str, str] = {}
    if isinstance(error, UnreadableAnswer):
        kind = KINDS[UnreadableAnswer]._replace(words=UNREADABLE[error.reason])
    if isinstance(error, HTTPException):
        kind = HTTP.get(error.status_code, OTHER._replace(status=error.status_code))
        headers = dict(error.headers or {})
    if kind is None:
        return None
    if isinstance(error, NoSecret):
        headers["WWW-Authenticate"] = "Bearer"
    if (seconds := getattr(error, "retry_after", RETRY_AFTER.get(type(error)))) is not None:
        headers["Retry-After"] = str(seconds)
    return Refusal(*kind, values=vars(error), headers=headers)


def first_of(error: RequestValidationError) -> InvalidField | MalformedBody:
    """The first error in a request, without its input."""
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return MalformedBody(f"{first['ctx']['error']}, at character {first['loc'][1]}")
    return invalid_field(first, skip=1)  # where the value is: body, query, header, path
