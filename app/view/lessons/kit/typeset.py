"""Symbols in the sentences of a lesson, printed as its formulas print them: Wo becomes an italic W with a subscript o.

Messages spell symbols in plain letters, so that translators need no markup. This works on a finished piece of HTML and
changes only the text between its tags.
"""

import re

from markupsafe import Markup

_SKIPPED = "i|sub|sup|svg|text|code|pre|kbd|option|script|template"
_PIECE = re.compile(rf"<({_SKIPPED})\b[^>]*>.*?</\1>|<[^>]*>|([^<]*[A-Zfwxyŷ][^<]*)", re.DOTALL)
_LETTER = "A-Za-zА-Яа-яЁё"
_ALONE = rf"(?![{_LETTER}0-9_-]|\.\w)"
_SYMBOL = re.compile(  # "A" is also a word of English
    rf"(?<![{_LETTER}&#.])(dW|[BCEHLRWXZfwxyŷ]|A(?=[′(])|(?<=\()A)([oh]\d?|\d\d?)?{_ALONE}"
)
_GAP = re.compile("(?<=<i>ŷ</i>) − (?=<i>y</i>)")  # ŷ − y is never broken over two lines
_PRIME = re.compile(r"<i>C</i>′\u2060?\(((?:<i>)?\w+(?:<sub>\w+</sub>)?(?:</i>)?)\)")


def typeset(html: str, partial: bool = False) -> Markup:
    """The same HTML with its symbols typeset; with `partial`, C′(W) is written ∂C/∂W."""
    done = _PIECE.sub(_symbols, html)
    return Markup(_PRIME.sub(r"∂<i>C</i>/∂\1", done) if partial else done)  # noqa: S704 - only tags of our own are added


def _symbols(found: re.Match[str]) -> str:
    text = found[2]
    return _GAP.sub("\u00a0−\u00a0", _SYMBOL.sub(_symbol, text).replace("′(", "′\u2060(")) if text else found[0]


def _symbol(found: re.Match[str]) -> str:
    letter, below = found.groups()
    return f"<i>{letter}<sub>{below}</sub></i>" if below else f"<i>{letter}</i>"
