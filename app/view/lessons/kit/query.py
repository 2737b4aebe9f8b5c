"""The settings of a lesson, read from the query of its address.

Reading never fails: for a value that is invalid, the default or the nearest valid value is used, what was typed stays
in its field, and a message beside the field explains what is wrong. The values that were read make a new query, so that
every state of a lesson has an address.
"""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from app.view.words import numbers
from app.view.words.language import Language

JUMP = "to"  # the field of a button that sets other fields: to=x=0, to=X=2&W=1
MAX_LENGTH = 200  # characters of a value; none of the lessons' fields has more


class Number(NamedTuple):
    """A number that the reader sets: its value, the text in its field, and what is wrong with that text, or ""."""

    name: str
    value: float
    typed: str
    problem: str
    least: float
    most: float

    @property
    def whole(self) -> int:
        """The value as an integer, for a field that accepts whole numbers."""
        return int(self.value)


class Choice(NamedTuple):
    """One option of several: its value, and all options as (value, label)."""

    name: str
    value: str
    options: tuple[tuple[str, str], ...]

    @property
    def label(self) -> str:
        """The label of the chosen option."""
        return dict(self.options)[self.value]


class Query:
    """The values of one request, read by name in the reader's language."""

    def __init__(self, given: Mapping[str, str], language: Language, view: str = "desk") -> None:
        """`given` has one value per name; a jump (`to`) in it overrides the fields that it names.

        `view` is how a network is drawn: it follows the window and is not part of the address.
        """
        jump = dict(parse_qsl(given.get(JUMP, "")[:MAX_LENGTH], keep_blank_values=True))
        self.language = language
        self.view = view
        self._given = {**given, **jump}
        self._read: dict[str, str] = {}

    def number(self, name: str, default: float, least: float, most: float) -> Number:
        """A number from `least` to `most`, written with a comma or a point or as a fraction."""
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
        """One of the keys of `options` (value to label); anything else means the default."""
        value = self._given.get(name, default)
        value = value if value in options else default
        if value != default:
            self._read[name] = value
        return Choice(name, value, tuple(options.items()))

    def typed(self, name: str) -> str:
        """The text of a field that is marked and not computed with, or ""."""
        typed = self._typed(name) or ""
        if typed:
            self._read[name] = typed
        return typed

    def hint(self, name: str) -> str:
        """The text of a field that is not part of the address, or ""."""
        return self._typed(name) or ""

    def forget(self, *names: str) -> None:
        """Read these fields as if they had not been given. To be called before they are read."""
        for name in names:
            self._given.pop(name, None)

    def keep(self, name: str, value: str) -> None:
        """Make a value that the lesson has computed part of the address; "" leaves it out."""
        self._read.pop(name, None)
        if value:
            self._read[name] = value

    @property
    def string(self) -> str:
        """The query that leads to the same state: everything that was read and is not the default."""
        return urlencode(self._read)

    def address(self, **changes: str) -> str:
        """The query, with its "?", of the state in which these fields have other values; "" means the default."""
        changed = urlencode({name: value for name, value in {**self._read, **changes}.items() if value})
        return f"?{changed}" if changed else "?"

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """Everything that was read and is not the default, as names and values."""
        return tuple(self._read.items())

    def _typed(self, name: str) -> str | None:
        typed = self._given.get(name, "").strip()[:MAX_LENGTH]
        return typed or None

    def _printed(self, value: float) -> str:
        return numbers.exact(value, self.language.locale)

    def _no_number(self) -> str:
        words = self.language.gettext("Not a number. Write it like {example} or 1/3.")
        return words.format(example=numbers.text(0.5, self.language.locale))

    def _beyond(self, least: float, most: float) -> str:
        words = self.language.gettext("From {least} to {most}.")
        return words.format(least=self._printed(least), most=self._printed(most))
