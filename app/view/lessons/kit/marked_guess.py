"""A guess that is answered in words, as a question is: a wrong number that has a reason gets it named.

It costs nothing: with an address in which it is damaged the beat is unchanged, with what was typed.
"""

from typing import NamedTuple

from app.core.practice.arithmetic import read
from app.view.lessons.kit.guess import SHOWN
from app.view.lessons.kit.marking import marked
from app.view.lessons.kit.query import Query
from app.view.lessons.kit.question import Question
from app.view.lessons.kit.wording import Wording


class MarkedGuess(NamedTuple):
    """A guess: `typed` is what its field holds, `value` its number if it is one, `reply` the answer to it.

    `done` says whether what happens may be shown: there is a guess, or the reader did not want to make one.
    """

    name: str
    typed: str
    value: float | None
    done: bool
    right: bool
    reply: str

    @property
    def problem(self) -> str:
        """What is wrong with the text, or ""."""
        return "" if self.done else self.reply


def marked_guess(query: Query, name: str, question: Question) -> MarkedGuess:
    """The guess in this field of the address, which answers the question."""
    typed = query.typed(name)
    if typed == SHOWN:
        return MarkedGuess(name, "", None, True, False, "")
    verdict, reply = marked(question, (typed,), Wording(query.language))
    done = verdict in ("right", "wrong")
    value = float(read(typed.rpartition("=")[2]).value) if done and question.kind == "number" else None
    return MarkedGuess(name, typed, value, done, verdict == "right", reply)
