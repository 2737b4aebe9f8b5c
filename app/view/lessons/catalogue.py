"""The lessons in their order.

To add a lesson:

1. Make the package `app/view/lessons/NAME`, NAME being the slug with underscores. Its `lesson.py` has a frozen value
   that holds everything the template needs, and a function `read(query: Query)` that returns it. Numbers and choices
   come from the query, words from `query.language`.
2. Write `templates/lessons/SLUG/lesson.html`. It finds the value as `lesson`, and controls in `macros/lesson.html`.
3. Add its slug, minutes, title, question and closing line to `_WORDS` below.
4. `static/css/lessons/SLUG/main.css` imports its styles and `static/js/lessons/SLUG/main.js` starts its scripts: each
   is sent to readers of this lesson alone. What several lessons need is in `kit/` beside them.
5. Write `app/view/lessons/NAME/questions.py` with its `QUESTIONS` (see `kit/drawing.py`).

A lesson is imported when it is first opened, or some seconds after the start (`app/web/preparing.py`): a server does
not wait for twelve lessons.
"""

from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from app.view.lessons.kit.cards import Card, cards
from app.view.lessons.kit.query import Query
from app.view.words.language import N_, Language


class Lesson(NamedTuple):
    """One lesson: what it is called, the question it opens with, and what was seen at its end, not yet translated."""

    slug: str
    number: int
    minutes: int
    title: str
    question: str
    seen: str

    @property
    def notated(self) -> bool:
        """Whether its derivatives can be written as C′(W) or as ∂C/∂W."""
        return self.slug not in WITHOUT_NOTATION

    def read(self, query: Query) -> object:
        """The value that the lesson's template shows for these settings."""
        return self._module("lesson").read(query)

    def cards(self, query: Query) -> tuple[Card, ...]:
        """The questions at the end of the lesson, if it has any."""
        if self.slug not in WITH_QUESTIONS:
            return ()
        return cards(self._module("questions").QUESTIONS, query)

    def load(self) -> None:
        """Import it, before somebody opens it."""
        self._module("lesson")
        if self.slug in WITH_QUESTIONS:
            self._module("questions")

    def _module(self, name: str) -> ModuleType:
        return import_module(f"app.view.lessons.{self.slug.replace('-', '_')}.{name}")


class Entry(NamedTuple):
    """A lesson in a list, in the reader's language."""

    slug: str
    number: int
    minutes: int
    title: str
    question: str
    seen: str


_WORDS = (
    (
        "goal",
        1,
        N_("The goal, in one minute"),
        N_("A network is wrong. Which weight is to blame?"),
        N_("Each weight is turned in proportion to its share in the error, and the network becomes less wrong."),
    ),
    (
        "chain-rule",
        6,
        N_("The chain rule"),
        N_("Three machines in a row. Turn the first knob a little: how far does the last needle move?"),
        N_("Each machine multiplies the change that reaches it by its own slope, so the slopes multiply."),
    ),
    (
        "one-neuron",
        7,
        N_("One neuron"),
        N_("You are on a hillside in fog. Which way is down, and how long a step do you dare?"),
        N_("The slope C′(W) tells which way to move the weight and how far, and it is a product of three factors."),
    ),
    (
        "hidden-layer",
        8,
        N_("One hidden layer"),
        N_("A network says 0.6 and should say 1.5. Which of its two weights is more to blame?"),
        N_("Both derivatives begin with the same factors, the output error. Keep it, and you compute it only once."),
    ),
    (
        "ten-layers",
        6,
        N_("Ten hidden layers"),
        N_("Every layer makes the derivative longer. How long is it after ten?"),
        N_("Each layer adds a weight and a slope, and each row repeats almost all of the row above."),
    ),
    (
        "memoization",
        7,
        N_("Memoization"),
        N_("The eleven derivatives take 132 multiplications. How many of them are really needed?"),
        N_(
            "Keep each layer’s error, and every further layer costs three multiplications, however deep the network is."
        ),
    ),
    (
        "three-equations",
        8,
        N_("Three equations"),
        N_("Two outputs pull at one hidden unit, one up and one down. Who wins?"),
        N_("Output error, hidden error, derivative: three equations, layer by layer, are all of backpropagation."),
    ),
    (
        "code",
        9,
        N_("The code"),
        N_("A program runs and raises no error. How do you know that its derivatives are right?"),
        N_("A few lines in a loop learn, measured slopes find the line that is wrong, and PyTorch computes the same."),
    ),
    (
        "many-paths",
        8,
        N_("Many paths, one sum"),
        N_("Two outputs pull a hidden unit up, one pulls it down. Who wins?"),
        N_("Each output sends its error back along its weight, and the parcels add up: that is one matrix product."),
    ),
    (
        "vanishing",
        8,
        N_("Whispers"),
        N_("Ten people pass on a message, each at a quarter of the volume. What does the last one hear?"),
        N_("Each layer multiplies the error by weight · slope. Only where that is about 1 does the first layer learn."),
    ),
    (
        "softmax",
        7,
        N_("Confident and wrong"),
        N_("A network gives the right class one chance in a thousand. How loudly should its cost complain?"),
        N_("With softmax and cross-entropy the output error is simply ŷ − y: the surer and more wrong, the larger."),
    ),
    (
        "autodiff",
        7,
        N_("Without layers: the graph"),
        N_("Type any formula. How does a program find every one of its derivatives?"),
        N_("Each node passes its grad on once, times its local slopes, and at a fork grad += adds up what arrives."),
    ),
)

LESSONS: dict[str, Lesson] = {
    slug: Lesson(slug, place, minutes, title, question, seen)
    for place, (slug, minutes, title, question, seen) in enumerate(_WORDS)
}

# Lesson 0 asks in its beats only.
WITH_QUESTIONS = tuple(slug for slug in LESSONS if slug != "goal")


# No derivative of a cost is written there, or a program keeps its own names.
WITHOUT_NOTATION = ("goal", "chain-rule", "code", "vanishing", "autodiff")


def entry(lesson: Lesson, language: Language) -> Entry:
    """One lesson, translated."""
    title, question, seen = map(language.gettext, (lesson.title, lesson.question, lesson.seen))
    return Entry(lesson.slug, lesson.number, lesson.minutes, title, question, seen)


def entries(language: Language) -> tuple[Entry, ...]:
    """All lessons in their order, translated."""
    return tuple(entry(lesson, language) for lesson in LESSONS.values())


def neighbours(slug: str, language: Language) -> tuple[Entry | None, Entry | None]:
    """The previous and the next lesson, None at the ends. Raises KeyError if there is no such lesson."""
    listed = entries(language)
    here = listed.index(entry(LESSONS[slug], language))
    return (listed[here - 1] if here else None), (listed[here + 1] if here + 1 < len(listed) else None)
