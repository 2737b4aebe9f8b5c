"""A member of a class as a value: an alias, a place, a raised hand, and what was answered. Nothing about a person."""

from dataclasses import dataclass
from typing import NamedTuple

NAMES = 2500  # that members can have; each member of a class has another
MAX_ATTEMPTS = 200  # of a member at free pace that are kept, the latest ones


class Given(NamedTuple):
    """The latest answer of a member to a question in a round.

    `question` counts from 0, `round` from 1; `tries` is how many answers were given in that round. `seconds` passed
    between the beginning of the round and this answer.
    """

    question: int
    round: int
    typed: str
    right: bool
    slip: str | None
    tries: int
    seconds: float


class Attempt(NamedTuple):
    """The first try at a question of practice at free pace: its number by key, such as `E.1.1`, and how it went."""

    key: str
    right: bool
    slip: str | None


@dataclass(frozen=True)
class Member:
    """A member of a class.

    `number` is that of the alias, `secret` the digest of what the member's browser shows. `session` is the id of the
    member's own session, "" before there is one; `exploring` is whether the member looks at it while the teacher
    leads, `handed_out` which network it is a copy of. `place` is the iteration and the stage of that session, reached
    at the time `since`. `hand` is when a hand was raised, None if it is down. Times are in seconds, as of `time.time`.
    """

    number: int
    secret: bytes
    joined: float
    session: str = ""
    exploring: bool = False
    handed_out: int = -1
    place: tuple[int, int] = (0, 0)
    since: float = 0.0
    hand: float | None = None
    given: tuple[Given, ...] = ()
    attempts: tuple[Attempt, ...] = ()

    def answer(self, question: int, round: int) -> Given | None:  # noqa: A002 - the API's own word
        """The answer to a question in a round, if there is one."""
        return next((each for each in self.given if each[:2] == (question, round)), None)
