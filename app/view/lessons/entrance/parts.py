"""The four parts of the course, each with its lessons in their order."""

from typing import NamedTuple

from app.view.lessons.catalogue import Entry, entries
from app.view.words.language import N_, Language

_PARTS = (
    (N_("The idea"), ("goal", "chain-rule", "one-neuron", "hidden-layer")),
    (N_("The trick"), ("ten-layers", "memoization")),
    (N_("The whole"), ("three-equations", "code")),
)
_REST = N_("Further")


class Part(NamedTuple):
    """A part of the course: its name in the reader's language, and its lessons."""

    name: str
    lessons: tuple[Entry, ...]


def parts(language: Language) -> tuple[Part, ...]:
    """All parts that have a lesson. A lesson that no other part names belongs to the last one."""
    listed = entries(language)
    named = {slug for _, slugs in _PARTS for slug in slugs}
    rest = tuple(each.slug for each in listed if each.slug not in named)
    found = (
        Part(language.gettext(name), tuple(each for each in listed if each.slug in slugs))
        for name, slugs in (*_PARTS, (_REST, rest))
    )
    return tuple(part for part in found if part.lessons)
