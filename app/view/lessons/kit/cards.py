"""The questions of a lesson as its page shows them: what was answered, the reply, and the help that was asked for.

All of it is in the address: for question 2 `draw2` is the seed of its numbers, `answer2` what was typed (`answer2.1`
and so on for marks and for an order), `hints2` how much help was shown. `check2`, that the reader asked for the
verdict, is sent and not kept.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from app.view.lessons.kit.drawing import MAX_SEED, Drawable
from app.view.lessons.kit.marking import OPEN, Marked, marked, unanswered
from app.view.lessons.kit.query import Query
from app.view.lessons.kit.question import Question
from app.view.lessons.kit.wording import Wording
from app.view.words.language import N_

LOOK_AHEAD = 20  # seeds


class Card(NamedTuple):
    """A question on the page.

    `fields` are the names of its fields with what was typed in them. `more` is the label of the next help, "" after
    the last; `more_to` and `another` are the settings that the two buttons lead to.
    """

    number: int
    question: Question
    fields: tuple[tuple[str, str], ...]
    marked: Marked
    help: tuple[str, ...]
    more: str
    more_to: str
    another: str

    def owns(self, name: str) -> bool:
        """Whether a field of the address belongs to this question."""
        return name.partition(".")[0] in {f"{each}{self.number}" for each in ("draw", "answer", "hints")}


def cards(drawables: Sequence[Drawable[Any]], query: Query) -> tuple[Card, ...]:
    """All questions of a lesson, for the values of its address."""
    return tuple(_card(number, each, query) for number, each in enumerate(drawables, 1))


def carried(query: Query, found: Sequence[Card], own: Card | None) -> list[tuple[str, str]]:
    """The part of the address that the form of one question sends along; for None, the lesson's own form."""
    pairs = parse_qsl(query.string)
    if own is None:
        return [(name, value) for name, value in pairs if any(card.owns(name) for card in found)]
    kept = (f"draw{own.number}", f"hints{own.number}")
    return [(name, value) for name, value in pairs if name in kept or not own.owns(name)]


def _card(number: int, drawable: Drawable[Any], query: Query) -> Card:
    say = Wording(query.language)
    seed = query.whole(f"draw{number}", 0, 0, MAX_SEED).whole
    shown = query.whole(f"hints{number}", 0, 0, len(_HELP)).whole
    question = drawable.question(seed, say)
    names = _names(number, question)
    fields = tuple((name, query.typed(name)) for name in names)
    result = marked(question, tuple(typed for _, typed in fields), say)
    if result == OPEN and query.hint(f"check{number}"):
        result = unanswered(question, say)
    settings = {
        f"draw{number}": str(_next(drawable, seed, question, say)),
        f"hints{number}": "",
        **dict.fromkeys(names, ""),
    }
    more = "" if shown == len(_HELP) or result.verdict == "right" else say(_HELP[shown])
    more_to, another = urlencode({f"hints{number}": str(shown + 1)}), urlencode(settings)
    return Card(number, question, fields, result, question.help[:shown], more, more_to, another)


def _next(drawable: Drawable[Any], seed: int, question: Question, say: Wording) -> int:
    """The next seed that draws other numbers; some questions have few."""
    seeds = ((seed + more) % (MAX_SEED + 1) for more in range(1, LOOK_AHEAD))
    return next((each for each in seeds if drawable.question(each, say) != question), seed)


def _names(number: int, question: Question) -> tuple[str, ...]:
    if question.kind not in ("marks", "order"):
        return (f"answer{number}",)
    return tuple(f"answer{number}.{place}" for place in range(1, len(question.options) + 1))


_HELP = (N_("Hint"), N_("First step"), N_("Show the solution"))
