"""How a language writes numbers and lists, from Babel's copy of the Unicode locale data."""

from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple

from markupsafe import Markup

NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"


class Lists(NamedTuple):
    """Patterns for joining names: two of them, the first two of several, two in the middle, the last two."""

    two: str
    start: str
    middle: str
    end: str


class Conventions(NamedTuple):
    """The decimal sign, what separates thousands, the pattern of a percentage, and how names are joined."""

    decimal: str
    group: str
    percent: str
    lists: Lists

    @property
    def gap(self) -> str:
        """What separates numbers in a row. A decimal comma needs another sign than a comma between them."""
        return "; " if self.decimal == "," else ", "


ENGLISH = Conventions(".", ",", "{}%", Lists("{0} and {1}", "{0}, {1}", "{0}, {1}", "{0}, and {1}"))
"""What Babel knows about English. Reading it takes 40 ms and 5 MB, which a start without other languages saves."""


def of(locale: str) -> Conventions:
    """The conventions of the language with that code."""
    return ENGLISH if locale == "en" else from_babel(locale)


def from_babel(locale: str) -> Conventions:
    """The conventions of any language that Babel knows."""
    from babel import Locale  # noqa: PLC0415 - see ENGLISH

    found = Locale.parse(locale)
    symbols = found.number_symbols.get("latn", found.number_symbols)
    group = NARROW_SPACE if symbols["group"].isspace() else symbols["group"]
    lists = found.list_patterns["standard"]
    return Conventions(
        symbols["decimal"],
        group,
        found.percent_formats[None].pattern.replace("#,##0", "{}"),
        Lists(lists["2"], lists["start"], lists["middle"], lists["end"]),
    )


def listed(names: Sequence[str], lists: Lists) -> Markup:
    """The names joined for a sentence. Text is escaped, markup is not."""
    if len(names) < 3:
        return _joined(lists.two, names)
    first = _joined(lists.start, names[:2])
    most = reduce(lambda before, name: _joined(lists.middle, (before, name)), names[2:-1], first)
    return _joined(lists.end, (most, names[-1]))


def _joined(pattern: str, names: Sequence[str]) -> Markup:
    return Markup(pattern).format(*names) if len(names) > 1 else Markup().join(names)  # noqa: S704 - Babel's own words
