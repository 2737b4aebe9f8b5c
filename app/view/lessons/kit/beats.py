"""The beats of a lesson: one idea each, in their order, of which one is open.

A beat before the open one is folded to what was seen in it, a later one to its question. The address says which one is
open and what the reader has guessed, so that every state of the lesson can be opened again and works without a script.
"""

from collections.abc import Sequence
from typing import NamedTuple

from app.view.lessons.kit.query import Query

NAME = "beat"  # the field in the address


class Beat(NamedTuple):
    """One beat: its number from 1, its question, what was seen in it, and the address that opens it."""

    number: int
    question: str
    seen: str
    address: str


class Beats(NamedTuple):
    """All beats of a lesson, and the number of the open one."""

    here: int
    listed: tuple[Beat, ...]

    @property
    def before(self) -> Beat | None:
        """The beat before the open one; None at the first."""
        return self.listed[self.here - 2] if self.here > 1 else None

    @property
    def after(self) -> Beat | None:
        """The beat after the open one; None at the last."""
        return self.listed[self.here] if self.here < len(self.listed) else None


def here(query: Query, count: int) -> int:
    """The number of the open beat of `count`; the first if the address names none of them."""
    return query.whole(NAME, 1, 1, count).whole


def beats(query: Query, texts: Sequence[tuple[str, str]]) -> Beats:
    """The beats with these questions and sights. To be called when the rest of the query has been read."""
    open_one = here(query, len(texts))
    numbers = ["", *(str(number) for number in range(2, len(texts) + 1))]  # the first is the default
    listed = (
        Beat(number, question, seen, query.address(beat=name))
        for number, (name, (question, seen)) in enumerate(zip(numbers, texts, strict=True), 1)
    )
    return Beats(open_one, tuple(listed))
