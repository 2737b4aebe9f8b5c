"""How a question of a class was answered, and where its members are: counts, never who."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from app.classroom.classroom import Classroom
from app.classroom.member import Given, Member


class RoundCount(NamedTuple):
    """The answers to a question in one round.

    `slips` is how often each slip was made, the most frequent first; `other` counts wrong answers that no slip
    explains.
    """

    members: int
    answered: int
    right: int
    slips: Mapping[str, int]
    other: int

    @property
    def missing(self) -> int:
        """Members who have not answered."""
        return self.members - self.answered


class Missed(NamedTuple):
    """A number that members got wrong at the first try at free pace: how many tries, how many wrong, which slips."""

    key: str
    tries: int
    wrong: int
    slips: Mapping[str, int]


def rounds(classroom: Classroom, members: Sequence[Member], question: int) -> tuple[RoundCount, ...]:
    """The counts of each round of a question, numbered from 0."""
    return tuple(_round(members, question, at + 1) for at in range(classroom.questions[question].round))


def typed_answers(members: Iterable[Member], question: int, round: int) -> tuple[tuple[str, int], ...]:  # noqa: A002
    """What was typed in a round and how often, without a verdict, the most frequent first."""
    found = Counter(answer.typed.strip() for answer in _answers(members, question, round))
    return tuple(found.most_common())


def most_missed(members: Iterable[Member], most: int = 5) -> tuple[Missed, ...]:
    """The numbers missed most often at the first try, by the share that was wrong."""
    tries: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    slips: dict[str, Counter[str]] = {}
    for member in members:
        for attempt in member.attempts:
            tries[attempt.key] += 1
            if not attempt.right:
                wrong[attempt.key] += 1
                slips.setdefault(attempt.key, Counter()).update([attempt.slip] if attempt.slip else [])
    found = [Missed(key, tries[key], wrong[key], _ordered(slips[key])) for key in wrong]
    return tuple(sorted(found, key=lambda each: (-each.wrong / each.tries, -each.wrong, each.key))[:most])


def places(members: Iterable[Member]) -> Mapping[int, int]:
    """How many members are at each stage at free pace."""
    return Counter(member.place[1] for member in members)


def _round(members: Sequence[Member], question: int, round: int) -> RoundCount:  # noqa: A002
    given = list(_answers(members, question, round))
    slips = Counter(answer.slip for answer in given if not answer.right and answer.slip)
    right = sum(answer.right for answer in given)
    other = len(given) - right - slips.total()
    return RoundCount(len(members), len(given), right, _ordered(slips), other)


def _answers(members: Iterable[Member], question: int, round: int) -> Iterable[Given]:  # noqa: A002
    return (answer for member in members if (answer := member.answer(question, round)) is not None)


def _ordered(counts: Counter[str]) -> Mapping[str, int]:
    return dict(sorted(counts.items(), key=lambda each: (-each[1], each[0])))
