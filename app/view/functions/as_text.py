"""A formula as a row of parts: signs as text, and whatever the caller supplies for each quantity.

The parts give the rows of the panel, the explanation of one number and the API's words, see
`quantities.expressions`.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import singledispatchmethod
from typing import Generic, TypeVar

from app.view.functions.tree import (
    ATOM,
    SUM,
    Call,
    Constant,
    Negative,
    Operation,
    Power,
    Symbol,
    Total,
    Tree,
    tightness,
)

MORE = "…"
_OPERATORS = {"+": " + ", "-": " − ", "*": " · ", "/": " / "}
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")

Leaf = TypeVar("Leaf")
Unit = int | None


class Text(Generic[Leaf]):
    """Prints trees. `leaf(letter, unit)` is what a quantity becomes; outside a sum over units, `unit` is None.

    A sum over the `units` units of a layer is written with at most `limit` terms (0: all).
    """

    def __init__(self, leaf: Callable[[str, Unit], Leaf], units: int = 1, limit: int = 0) -> None:
        self._leaf, self._units, self._limit = leaf, units, limit

    def parts(self, tree: Tree, within: int = 0) -> tuple[Leaf | float | str, ...]:
        """The tree, in brackets where it holds together less tightly than `within`; each operator is a part."""
        return tuple(_joined(self._bracketed(tree, within, None)))

    def _bracketed(self, tree: Tree, within: int, unit: Unit) -> Iterator[Leaf | float | str]:
        if self._tightness(tree) < within:
            yield "("
            yield from self._print(tree, unit)
            yield ")"
        else:
            yield from self._print(tree, unit)

    def _tightness(self, tree: Tree) -> int:
        if isinstance(tree, Total):
            return SUM if self._units > 1 else self._tightness(tree.inner)
        return tightness(tree)

    @singledispatchmethod
    def _print(self, tree: Tree, _unit: Unit) -> Iterator[Leaf | float | str]:
        raise TypeError(f"{type(tree).__name__} has no formula on one line")

    @_print.register
    def _constant(self, tree: Constant, _unit: Unit) -> Iterator[Leaf | float | str]:
        value = tree.value
        yield value if isinstance(value, float) else "½" if value == Fraction(1, 2) else str(value)

    @_print.register
    def _symbol(self, tree: Symbol, unit: Unit) -> Iterator[Leaf | float | str]:
        yield self._leaf(tree.letter, unit)

    @_print.register
    def _operation(self, tree: Operation, unit: Unit) -> Iterator[Leaf | float | str]:
        yield from self._bracketed(tree.left, tightness(tree), unit)
        yield _OPERATORS[tree.operator]
        yield from self._bracketed(tree.right, tightness(tree) + 1, unit)

    @_print.register
    def _negative(self, tree: Negative, unit: Unit) -> Iterator[Leaf | float | str]:
        yield "−"
        yield from self._bracketed(tree.inner, SUM + 1, unit)

    @_print.register
    def _power(self, tree: Power, unit: Unit) -> Iterator[Leaf | float | str]:
        yield from self._bracketed(tree.base, ATOM, unit)
        yield str(tree.exponent).translate(_RAISED)

    @_print.register
    def _call(self, tree: Call, unit: Unit) -> Iterator[Leaf | float | str]:
        plain = tree.function == "ln" and isinstance(tree.arguments[0], Symbol)
        yield "ln " if plain else f"{tree.function}("
        for at, argument in enumerate(tree.arguments):
            yield ", " if at else ""
            yield from self._print(argument, unit)
        yield "" if plain else ")"

    @_print.register
    def _total(self, tree: Total, _unit: Unit) -> Iterator[Leaf | float | str]:
        if self._units == 1:
            yield from self._print(tree.inner, 0)
            return
        kept = self._units if not self._limit or self._units <= self._limit else self._limit - 1
        for unit in range(kept):
            yield " + " if unit else ""
            yield from self._bracketed(tree.inner, SUM, unit)
        yield f" + {MORE}" if kept < self._units else ""


def _joined(parts: Iterator[Leaf | float | str]) -> Iterator[Leaf | float | str]:
    """The parts with adjacent text joined, except operators."""
    before = ""
    for part in parts:
        if isinstance(part, str) and part not in _SIGNS:
            before += part
            continue
        if before:
            yield before
        before = ""
        yield part
    if before:
        yield before


_SIGNS = frozenset(_OPERATORS.values())
