"""What the reader has set in a lesson, read from the query of its address.

Reading is total: a value that cannot be read leaves the default (or the nearest value that can be used) in its place,
keeps what was typed, and says beside the field what is wrong. What is read is also written down again, so that every
lesson has one address that shows the same.
"""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from app.view.words import numbers
from app.view.words.language import Language

JUMP = "to"  # the field of a button that sets others: to=x=0, to=X=2&W=1
LONGEST = 200  # characters of a value; no field of ours has more


class Number(NamedTuple):
    """A number that the reader sets: its value, what stands in its field, what is wrong with that (or "")."""

    name: str
    value: float
    typed: str
    problem: str
    least: float
    most: float

    @property
    def whole(self) -> int:
        """The value of a field that takes whole numbers."""
        return int(self.value)


class Choice(NamedTuple):
    """One of a list: its value, and the options as (value, label)."""

    name: str
    value: str
    options: tuple[tuple[str, str], ...]

    @property
    def label(self) -> str:
        """The label of what is chosen."""
        return dict(self.options)[self.value]


class Query:
    """The values of one request, read by name in the reader's language."""

    def __init__(self, given: Mapping[str, str], language: Language, view: str = "desk") -> None:
        """`given` has one value a name; a jump (`to`) in it wins over the fields that it names.

        `view` is how a network is drawn: it follows the window and is no part of the address.
        """
        jump = dict(parse_qsl(given.get(JUMP, "")[:LONGEST], keep_blank_values=True))
        self.language = language
        self.view = view
        self._given = {**given, **jump}
        self._read: dict[str, str] = {}

    def number(self, name: str, default: float, least: float, most: float) -> Number:
        """A number from `least` to `most`, written with comma or point or as a fraction."""
        typed = self._typed(name)
        if typed is None:
            return Number(name, default, self._printed(default), "", least, most)
        self._read[name] = typed
        try:
            value = numbers.parse(typed)
        except ValueError:
            return Number(name, default, typed, self._no_number(), least, most)
        if value == default:
            del self._read[name]
        near = min(max(value, least), most)
        return Number(name, near, typed, "" if near == value else self._beyond(least, most), least, most)

    def whole(self, name: str, default: int, least: int, most: int) -> Number:
        """A whole number from `least` to `most`."""
        found = self.number(name, default, least, most)
        if found.problem or found.value == int(found.value):
            return found
        return found._replace(value=float(int(found.value)), problem=self.language.gettext("A whole number, please."))

    def choice(self, name: str, options: Mapping[str, str], default: str) -> Choice:
        """One of the keys of `options` (value to label); anything else counts as not chosen."""
        value = self._given.get(name, default)
        value = value if value in options else default
        if value != default:
            self._read[name] = value
        return Choice(name, value, tuple(options.items()))

    def typed(self, name: str) -> str:
        """What was typed into a field that is judged, not computed with; "" where nothing was."""
        typed = self._typed(name) or ""
        if typed:
            self._read[name] = typed
        return typed

    @property
    def string(self) -> str:
        """The query that shows the same again: what was read and is not as at first."""
        return urlencode(self._read)

    def _typed(self, name: str) -> str | None:
        typed = self._given.get(name, "").strip()[:LONGEST]
        return typed or None

    def _printed(self, value: float) -> str:
        return numbers.exact(value, self.language.locale)

    def _no_number(self) -> str:
        example = "0,5" if self.language.locale == "ru" else "0.5"
        return self.language.gettext("Not a number. Write it like {example} or 1/3.").format(example=example)

    def _beyond(self, least: float, most: float) -> str:
        words = self.language.gettext("From {least} to {most}.")
        return words.format(least=self._printed(least), most=self._printed(most))
