"""What answers about classes hold, for the OpenAPI document."""

from typing import Literal

from app.classroom.errors import NoSuchClass, NotAMember
from app.web.api.schemas import Answer, Choice, Snapshot

GONE = (NoSuchClass, NotAMember)
GONE_WORDS: dict[type[Exception], str] = {NoSuchClass: "ended", NotAMember: "removed"}


class OpenClass(Answer):
    """What anybody may know of a class."""

    open: Literal[True]
    locked: bool


class ClassQuestion(Answer):
    """A question of a class. `correct` is null for members until the answer is shown."""

    id: str
    kind: Literal["number", "sign", "gate", "which"]
    quantity: str
    layer: int
    sample: int | None
    unit: int | None
    input: int | None
    stage: int
    text: str
    choices: list[Choice] | None
    round: int
    revealed: bool
    correct: float | str | Choice | None


class OwnAnswer(Answer):
    """A member's own answer; `right` and `slip` are there once the answer is shown."""

    text: str
    tries: int
    right: bool | None = None
    slip: str | None = None


class ClassState(Answer):
    """A class as the caller may see it; the fields from `alias` on are a member's own."""

    code: str
    version: int
    mode: Literal["lead", "free"]
    locked: bool
    practice: bool
    tries: int
    members: int
    iteration: int
    stage: int
    snapshot: Snapshot
    question: ClassQuestion | None
    alias: str | None = None
    exploring: bool | None = None
    hand: bool | None = None
    answered: bool | None = None
    answer: OwnAnswer | None = None


class OpenedClass(Answer):
    """A new class."""

    code: str
    secret: str
    state: ClassState


class Joined(Answer):
    """A new member."""

    secret: str
    alias: str
    session: str
    state: ClassState


class MemberPlace(Answer):
    """An iteration and the number of its stages that are revealed."""

    iteration: int
    stage: int


class MemberRow(Answer):
    """A member; `since` and `hand` are times in seconds since 1970, `hand` is null while it is down."""

    alias: str
    place: MemberPlace
    since: float
    exploring: bool
    hand: float | None


class Members(Answer):
    """The members of a class."""

    members: list[MemberRow]


class Accepted(Answer):
    """An answer that was counted, `tries` being how many this member gave in this round."""

    accepted: Literal[True]
    tries: int


class Round(Answer):
    """The answers of one round: `slips` by name, `other` for wrong ones that no slip explains."""

    members: int
    answered: int
    right: int
    slips: dict[str, int]
    other: int


class Answers(Answer):
    """A question and its counts."""

    question: ClassQuestion
    rounds: list[Round]


class SummaryRow(Answer):
    """One answer; `question` and `round` count from 1."""

    alias: str
    question: int
    text: str
    round: int
    answer: str
    right: bool
    slip: str | None
    tries: int
    seconds: float


class Summary(Answer):
    """Every answer of a class."""

    answers: list[SummaryRow]
