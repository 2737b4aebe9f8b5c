"""The lessons in their order.

To add a lesson:

1. Write `app/view/lessons/NAME.py`, NAME being the slug with underscores: a frozen value that holds everything the
   template needs, and a function `read(query: Query)` that returns it. Numbers and choices come from the query, words
   from `query.language`.
2. Write `templates/lessons/SLUG.html`. It finds the value as `lesson`, and controls in `macros/lesson.html`.
3. Add its slug, title and teaser to `_WORDS` below.
4. Styles go to `static/css/lessons/SLUG.css`, imported by `main.css` beside it.
5. Write `app/view/lessons/questions/NAME.py` with its question (see `kit/question.py`).

A lesson is imported when it is first opened, so that a server does not wait for seven lessons at its start.
"""

from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from app.view.lessons.kit.query import Query
from app.view.lessons.kit.question import Question
from app.view.words.language import N_, Language


class Lesson(NamedTuple):
    """One lesson. Title and teaser are messages, not yet translated."""

    slug: str
    number: int
    title: str
    teaser: str

    def read(self, query: Query) -> object:
        """The value that the lesson's template shows for these settings."""
        return self._module("").read(query)

    def question(self, query: Query) -> Question:
        """The question at the end of the lesson."""
        found: Question = self._module("questions.").question(query)
        return found

    def _module(self, room: str) -> ModuleType:
        return import_module(f"app.view.lessons.{room}{self.slug.replace('-', '_')}")


class Entry(NamedTuple):
    """A lesson in a list, in the reader's language."""

    slug: str
    number: int
    title: str
    teaser: str


_WORDS = (
    (
        "chain-rule",
        N_("The chain rule"),
        N_("Three machines in a row: the slope of the whole is the product of their slopes."),
    ),
    (
        "one-neuron",
        N_("One neuron"),
        N_("Plot the cost against one weight and walk downhill, step by step."),
    ),
    (
        "hidden-layer",
        N_("One hidden layer"),
        N_("Two derivatives, one beginning: they share the error of the output layer."),
    ),
    (
        "ten-layers",
        N_("Ten hidden layers"),
        N_("Every derivative written out, and how much of each is repetition."),
    ),
    (
        "memoization",
        N_("Memoization"),
        N_("A race: multiply everything out, or keep each layer’s error?"),
    ),
    (
        "three-equations",
        N_("Three equations"),
        N_("Output layer error, hidden layer error, derivative: that is all of backpropagation."),
    ),
    (
        "code",
        N_("The code"),
        N_("The three equations as a working program, with your own numbers in it."),
    ),
)

LESSONS: dict[str, Lesson] = {
    slug: Lesson(slug, place, title, teaser) for place, (slug, title, teaser) in enumerate(_WORDS, 1)
}


def entry(lesson: Lesson, language: Language) -> Entry:
    """One lesson, translated."""
    return Entry(lesson.slug, lesson.number, language.gettext(lesson.title), language.gettext(lesson.teaser))


def entries(language: Language) -> tuple[Entry, ...]:
    """All lessons in their order, translated."""
    return tuple(entry(lesson, language) for lesson in LESSONS.values())


def neighbours(slug: str, language: Language) -> tuple[Entry | None, Entry | None]:
    """The previous and the next lesson, None at the ends. Raises KeyError if there is no such lesson."""
    listed = entries(language)
    here = listed.index(entry(LESSONS[slug], language))
    return (listed[here - 1] if here else None), (listed[here + 1] if here + 1 < len(listed) else None)
