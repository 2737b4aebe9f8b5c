"""The size of type of an element of the drawing, read from the style sheets: the last rule that matches decides."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

STYLES = Path(__file__).parents[2] / "static" / "css"
RULE = re.compile(r"([^{}]+)\{\s*font-size: var\((--text-[a-z]+)\);\s*\}")
CHOICE = re.compile(r":(?:where|is)\(([^()]*)\)")


class Element(NamedTuple):
    """What selectors look at: the classes of an element and its `data-q`."""

    classes: frozenset[str]
    key: str

    def fits(self, compound: str) -> bool:
        """Whether a selector without spaces, such as `.number[data-q^="R."]`, names this element."""
        classes, prefix = _wanted(compound)
        return classes <= self.classes and self.key.startswith(prefix)


def size(ancestry: Sequence[Element]) -> float:
    """The size in px of the last of these elements, each inside the one before it."""
    return next(px for selector, px in reversed(_rules()) if _fits(selector.split(), ancestry))


def _fits(compounds: Sequence[str], ancestry: Sequence[Element]) -> bool:
    if not (compounds and ancestry and ancestry[-1].fits(compounds[-1])):
        return False
    return not compounds[:-1] or any(_fits(compounds[:-1], ancestry[:end]) for end in range(len(ancestry) - 1, 0, -1))


@cache
def _wanted(compound: str) -> tuple[frozenset[str], str]:
    """The classes that a selector asks for, and how `data-q` has to begin."""
    prefix = re.search(r'\[data-q\^="(.*?)"\]', compound)
    return frozenset(re.findall(r"\.([a-z]+)", re.sub(r"\[.*?\]", "", compound))), prefix[1] if prefix else ""


@cache
def _rules() -> list[tuple[str, float]]:
    """Each selector of the drawing's sizes, without its choices, and the size, in the order of the sheet."""
    tokens = dict(re.findall(r"(--text-[a-z]+): ([\d.]+)px;", _sheet("foundation/tokens.css")))
    return [
        (simple, float(tokens[token]))
        for selectors, token in RULE.findall(_sheet("components/diagram-sizes.css"))
        for simple in _simple(selectors)
    ]


def _sheet(name: str) -> str:
    return re.sub(r"/\*.*?\*/", "", (STYLES / name).read_text(encoding="utf-8"), flags=re.DOTALL)


def _simple(selectors: str) -> Iterator[str]:
    """The selectors of a list, each choice (`:is`, `:where`) replaced by one of its members."""
    for selector in re.split(r",(?![^()]*(?:\([^()]*\)[^()]*)*\))", selectors):
        choice = CHOICE.search(selector)
        if choice is None:
            yield selector.strip()
        else:
            for member in choice[1].split(","):
                yield from _simple(selector[: choice.start()] + member.strip() + selector[choice.end() :])
