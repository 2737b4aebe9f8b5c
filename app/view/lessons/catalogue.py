"""The lessons in their order.

How a lesson is added: write `app/view/lessons/NAME.py`, NAME being the slug with underscores, with a frozen value that
holds all its template needs and a function `read(query: Query) -> that value` (numbers, choices and whole numbers come
from the query, words from `query.language`); write `templates/lessons/SLUG.html`, which finds the value as `lesson` and
its controls in `macros/lesson.html`; then put its slug, title and teaser in their place in `_WORDS` below. A question
to check oneself is the field `question` of the value (see `question.py`), or None; the frame shows it below the lesson.
Styles go to `static/css/lessons/SLUG.css`, imported by `main.css` there`.

A lesson is imported when it is first opened: the workbench is the first screen, and no server's start waits for seven
lessons.
"""

from importlib import import_module
from typing import NamedTuple

from app.view.lessons.kit.query import Query
from app.view.words.language import Language


def N_(message: str) -> str:
    """Marks a message for translation where it stands; it is translated where it is shown."""
    return message


class Lesson(NamedTuple):
    """One lesson; title and teaser are messages."""

    slug: str
    number: int
    title: str
    teaser: str

    def read(self, query: Query) -> object:
        """What the lesson's template shows for these settings."""
        return import_module(f"app.view.lessons.{self.slug.replace('-', '_')}").read(query)


class Entry(NamedTuple):
    """A lesson in a list, in words of the reader's language."""

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
        N_("The cost as a curve over one weight, and the way down it, step by step."),
    ),
    (
        "hidden-layer",
        N_("One hidden layer"),
        N_("Two derivatives that begin alike: what they share is the error of the output layer."),
    ),
    (
        "ten-layers",
        N_("Ten hidden layers"),
        N_("Every derivative written out, and how much of it repeats."),
    ),
    (
        "memoization",
        N_("Memoization"),
        N_("A race: multiplying everything out against keeping the error of each layer."),
    ),
    (
        "three-equations",
        N_("Three equations"),
        N_("Output layer error, hidden layer error, derivative: all of backpropagation."),
    ),
    (
        "code",
        N_("The code"),
        N_("The three equations as a program that runs, with your own numbers in it."),
    ),
)

LESSONS: dict[str, Lesson] = {
    slug: Lesson(slug, place, title, teaser) for place, (slug, title, teaser) in enumerate(_WORDS, 1)
}


def entry(lesson: Lesson, language: Language) -> Entry:
    """A lesson as a list shows it."""
    return Entry(lesson.slug, lesson.number, language.gettext(lesson.title), language.gettext(lesson.teaser))


def entries(language: Language) -> tuple[Entry, ...]:
    """All lessons as a list shows them."""
    return tuple(entry(lesson, language) for lesson in LESSONS.values())


def neighbours(slug: str, language: Language) -> tuple[Entry | None, Entry | None]:
    """The lesson before and the one after, None at the ends. Raises KeyError where there is no such lesson."""
    listed = entries(language)
    here = listed.index(entry(LESSONS[slug], language))
    return (listed[here - 1] if here else None), (listed[here + 1] if here + 1 < len(listed) else None)
