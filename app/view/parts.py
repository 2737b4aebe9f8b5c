"""Parts of the page: pieces with a name of their own, written out only where they differ from what a page has.

A page that steps on has most of the new picture already. Of each part that is still the same the answer holds a stub,
`<g id="unit-1-0" data-same/>`, and the page keeps its own. What is the same is told by comparing states, numbers
with numbers, so that a part which does not change is not even made.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import NamedTuple

States = Mapping[str, Hashable]
"""What a page has: the state of each part by its name."""

NONE: States = {}


class Part(NamedTuple):
    """A piece of markup: `paint` makes it, and `state` is all that it depends on for one form of the page."""

    name: str
    state: Hashable
    paint: Callable[[], str]
    tag: str = "g"


def part(name: str, markup: str, tag: str = "g") -> Part:
    """A part that is made anyway."""
    return Part(name, markup, lambda: markup, tag)


def states(parts: Iterable[Part]) -> States:
    """What a page that shows these parts has."""
    return {part.name: part.state for part in parts}


def written(parts: Iterable[Part], had: States) -> str:
    """The parts one after another, those that the page has as stubs."""
    return "".join(
        f'<{tag} id="{name}" data-same/>' if name in had and had[name] == state else paint()
        for name, state, paint, tag in parts
    )
