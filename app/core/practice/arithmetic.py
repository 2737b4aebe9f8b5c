"""An answer as people write it: a number, a fraction or a line of arithmetic.

    sum      product (("+" | "−") product)*
    product  factor (("·" | "/") factor)*
    factor   ("+" | "−")* (number | "(" sum ")")
    number   digits with a point or a comma, then e and an exponent, or a superscript as in 5·10⁻³

"-", "*", "×", ":" and "÷" are accepted as well. Numbers are exact fractions, so that 0.1 + 0.2 − 0.3 is 0. The text is
never evaluated as anything else.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from operator import add, mul, sub, truediv
from typing import Literal, NamedTuple

from app.core.errors import CoreError

MAX_LENGTH = 200
MAX_EXPONENT = 400
MAX_NESTING = 20  # brackets inside brackets
LARGEST = Fraction(10) ** 308  # about the largest float64

Reason = Literal["empty", "too_long", "not_arithmetic", "unfinished", "division_by_zero", "too_large", "not_a_choice"]


class UnreadableAnswer(CoreError):
    """The text is not an answer. `at` is the position of the first character that does not fit."""

    def __init__(self, reason: Reason, at: int = 0) -> None:
        super().__init__(reason)
        self.reason: Reason = reason
        self.at = at


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: its value, and the last place of a decimal.

    `step` is the unit of the last digit that was given (0.01 for 0.54); `digits` counts the significant digits. Both
    are 0 for a fraction or arithmetic, whose value has no last digit, and `digits` is 0 for zero.
    """

    value: Fraction
    step: Fraction = Fraction(0)
    digits: int = 0


def read(text: str) -> Typed:
    """What an answer says. Raises `UnreadableAnswer`."""
    if len(text) > MAX_LENGTH:
        raise UnreadableAnswer("too_long", MAX_LENGTH)
    tokens = [*_tokens(text)]
    if len(tokens) == 1:
        raise UnreadableAnswer("empty")
    typed = _Parser(tokens).parse()
    if abs(typed.value) > LARGEST:
        raise UnreadableAnswer("too_large")
    return typed


class _Token(NamedTuple):
    kind: str  # "number", one of the signs "+-*/()", or "end"
    at: int
    text: str = ""


_SPACE = r"[ \t\u00a0\u2009\u202f]"
_SIGNS = str.maketrans({"−": "-", "–": "-", "·": "*", "×": "*", "⋅": "*", ":": "/", "÷": "/", "\u2044": "/"})
_PATTERN = re.compile(
    rf"""(?P<space>(?:{_SPACE}|[\r\n])+)
    |(?P<number>(?:[1-9]\d{{0,2}}(?:{_SPACE}\d{{3}})+(?!\d)(?:[.,]\d*)?|\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+−–-]?\d+)?[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]*)
    |(?P<sign>[-+−–*·×⋅/:÷\u2044()])""",
    re.VERBOSE | re.ASCII,
)
_FROM_SUPERSCRIPT = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
_NUMBER = re.compile(r"(?P<digits>[\d.,]+)(?:e(?P<exponent>[+-]?\d+))?(?P<power>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?", re.ASCII)


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while at < len(text):
        found = _PATTERN.match(text, at)
        if found is None:
            raise UnreadableAnswer("not_arithmetic", at)
        if found["number"]:
            yield _Token("number", at, found["number"])
        elif found["sign"]:
            yield _Token(found["sign"].translate(_SIGNS), at)
        at = found.end()
    yield _Token("end", at)


_Operations = Mapping[str, Callable[[Fraction, Fraction], Fraction]]
_SUM: _Operations = {"+": add, "-": sub}
_PRODUCT: _Operations = {"*": mul, "/": truediv}


class _Parser:
    """Recursive descent, one method for each line of the grammar."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._next = 0
        self._open = 0  # brackets

    def parse(self) -> Typed:
        value = self._sum()
        if self._token.kind != "end":
            raise UnreadableAnswer("not_arithmetic", self._token.at)
        sign_and_number = [token for token in self._tokens[:-1] if token.kind not in ("+", "-")]
        if len(sign_and_number) == 1 and sign_and_number[0] is self._tokens[-2]:
            return _decimal(value, self._tokens[-2])
        return Typed(value)

    @property
    def _token(self) -> _Token:
        return self._tokens[self._next]

    def _sum(self) -> Fraction:
        return self._row(self._product, _SUM)

    def _product(self) -> Fraction:
        return self._row(self._factor, _PRODUCT)

    def _row(self, part: Callable[[], Fraction], operations: _Operations) -> Fraction:
        value = part()
        while operation := operations.get(self._token.kind):
            at = self._advance().at
            try:
                value = operation(value, part())
            except ZeroDivisionError:
                raise UnreadableAnswer("division_by_zero", at) from None
        return value

    def _factor(self) -> Fraction:
        sign = 1
        while self._token.kind in _SUM:
            sign = -sign if self._advance().kind == "-" else sign
        token = self._advance()
        if token.kind == "number":
            return sign * _value(token)
        if token.kind != "(":
            raise UnreadableAnswer("unfinished" if token.kind == "end" else "not_arithmetic", token.at)
        self._open += 1
        if self._open > MAX_NESTING:
            raise UnreadableAnswer("not_arithmetic", token.at)
        value = self._sum()
        self._open -= 1
        closing = self._advance()
        if closing.kind != ")":
            raise UnreadableAnswer("unfinished" if closing.kind == "end" else "not_arithmetic", closing.at)
        return sign * value

    def _advance(self) -> _Token:
        token = self._token
        self._next = min(self._next + 1, len(self._tokens) - 1)
        return token


def _parts(token: _Token) -> tuple[str, int, int]:
    """The digits with a point, the exponent after e, and the superscript."""
    found = _NUMBER.fullmatch(_plain(token.text))
    if found is None:
        raise UnreadableAnswer("not_arithmetic", token.at)
    exponents = [(found[name] or default).translate(_FROM_SUPERSCRIPT) for name, default in _EXPONENTS.items()]
    if any(len(exponent.lstrip("+-0")) > len(str(MAX_EXPONENT)) for exponent in exponents):
        raise UnreadableAnswer("too_large", token.at)
    exponent, power = map(int, exponents)
    if max(abs(exponent), abs(power)) > MAX_EXPONENT:
        raise UnreadableAnswer("too_large", token.at)
    return found["digits"], exponent, power


_EXPONENTS = {"exponent": "0", "power": "1"}


def _plain(text: str) -> str:
    return re.sub(_SPACE, "", text).replace(",", ".").translate(_SIGNS).lower()


def _value(token: _Token) -> Fraction:
    digits, exponent, power = _parts(token)
    base = Fraction(digits) * Fraction(10) ** exponent
    if power < 0 and not base:
        raise UnreadableAnswer("division_by_zero", token.at)
    if power not in (0, 1, -1) and abs(power) * (len(digits) + abs(exponent)) > MAX_EXPONENT * 2:
        raise UnreadableAnswer("too_large", token.at)
    return Fraction(base**power)


def _decimal(value: Fraction, token: _Token) -> Typed:
    digits, exponent, power = _parts(token)
    if power != 1:
        return Typed(value)
    decimals = len(digits.partition(".")[2])
    return Typed(value, Fraction(10) ** (exponent - decimals), len(digits.replace(".", "").lstrip("0")))
