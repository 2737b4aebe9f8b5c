"""Pieces of text on the panel: numbers that can be pointed at, and the signs between them."""

from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup

from app.view import number
from app.view.expressions import Parts, Term, with_brackets
from app.view.links import Key

SIGNED = frozenset({"W", "B", "E", "M", "dW", "dB"})  # the sign of these is coloured, as in the diagram


class Token(NamedTuple):
    """A text; with `key` a number that can be pointed at; `classes` tell its sign or a closed gate."""

    text: str
    key: str = ""
    classes: str = ""


def classes(letter: str, value: float) -> str:
    """How a number of that letter is drawn."""
    if letter in SIGNED:
        return number.sign(value)
    return "shut" if letter == "R" and value == 0 else ""


def flowing(parts: Parts) -> Parts:
    """The parts for a row that may break into lines: only before + and −."""
    return tuple(part.translate(_HELD) if isinstance(part, str) else part for part in parts)


_HELD = str.maketrans({" ": "\N{NO-BREAK SPACE}", "+": "\N{ZERO WIDTH SPACE}+", "−": "\N{ZERO WIDTH SPACE}−"})


def html(row: Iterable[Token]) -> Markup:
    """The tokens side by side. Made here and not in a template: of all that a step shows, this is the most."""
    return Markup("".join(map(_html, row)))  # noqa: S704 - printed numbers and signs of our own


def _html(token: Token) -> str:
    text, key, classes = token
    if key:
        classes = f"q {classes}" if classes else "q"
        return f'<span class="{classes}" data-q="{key}" role="button" tabindex="0">{text}</span>'
    return f'<span class="{classes}">{text}</span>' if classes else text


def of(key: Key, value: float, text: str, linked: bool = True) -> Token:
    """A number of the network with its printed text."""
    return Token(text, str(key) if linked else "", classes(key.letter, value))


def row(parts: Parts, locale: str, before: str = "") -> tuple[Token, ...]:
    """The parts of an expression with the numbers put in; `before` is the sign that stands before them."""
    return tuple(_token(part, after, locale) for part, after in with_brackets(parts, before))


def _token(part: Term | float | str, after: bool, locale: str) -> Token:
    if isinstance(part, str):
        return Token(part)
    printed = number.bracketed if after else number.text
    if isinstance(part, Term):
        return of(part.key, part.value, printed(part.value, locale), part.linked)
    return Token(printed(part, locale))
