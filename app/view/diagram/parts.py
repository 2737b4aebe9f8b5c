"""Parts of the page: pieces with a name of their own, written out only where they differ from what a page has.

A page that steps on has most of the new picture already. Of each part that is still the same the answer holds a stub,
`<g id="unit-1-0" data-same=""/>`, and the page keeps its own. What is the same is told by comparing states, numbers
with numbers, so that a part which does not change is not even made.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

States = Mapping[str, Any]
"""What a page has: the state of each part by its name."""

NONE: States = {}


class Part(NamedTuple):
    """A piece of markup. `state` is all that it depends on, for one form of the page.

    `paint` makes it from the state and from that of the part that a page has, None where it has none: what is inside
    may be left out in its turn.
    """

    name: str
    state: Any
    paint: Callable[[Any, Any], str]
    tag: str = "g"


def part(name: str, markup: str, tag: str = "g") -> Part:
    """A part that is made anyway."""
    return Part(name, markup, _itself, tag)


def _itself(markup: str, _had: str | None) -> str:
    return markup


def stub(name: str, tag: str = "g") -> str:
    """What stands for a part that the page has."""
    return f'<{tag} id="{name}" data-same=""/>'


def states(parts: Iterable[Part]) -> States:
    """What a page that shows these parts has."""
    return {name: state for name, state, _, _ in parts}


def written(parts: Iterable[Part], had: States) -> str:
    """The parts one after another, those that the page has as stubs."""
    found = []
    for name, state, paint, tag in parts:
        shown = had.get(name)
        found.append(stub(name, tag) if shown == state else paint(state, shown))
    return "".join(found)
