"""A formula in MathML."""

from collections.abc import Callable
from fractions import Fraction
from functools import singledispatchmethod

from app.view.functions.tree import (
    PRODUCT,
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
from app.view.words import numbers

_SIGNS = {"+": "<mo>+</mo>", "-": "<mo>−</mo>"}
_SPACE = '<mspace width="0.2em"/>'
_CLOSE_TOGETHER = PRODUCT + 1


class MathML:
    """Prints trees: `leaf(letter)` is the markup of a quantity.

    `total` is written before a sum over units, `times` between two factors.
    """

    def __init__(self, leaf: Callable[[str], str], locale: str, total: str = "<mo>∑</mo>", times: str = "") -> None:
        self._leaf, self._locale, self._sum = leaf, locale, total
        self._signs = {**_SIGNS, "*": times}

    def markup(self, tree: Tree, within: int = 0) -> str:
        """The tree, in brackets where it holds together less tightly than `within`."""
        found = self._print(tree)
        return in_brackets(found) if self._tightness(tree) < within else found

    def _tightness(self, tree: Tree) -> int:
        if isinstance(tree, Total):
            return PRODUCT if self._sum else self._tightness(tree.inner)
        fraction = isinstance(tree, Operation) and tree.operator == "/"
        return _CLOSE_TOGETHER if fraction else tightness(tree)

    @singledispatchmethod
    def _print(self, tree: Tree) -> str:
        raise TypeError(f"{type(tree).__name__} has no formula")

    @_print.register
    def _constant(self, tree: Constant) -> str:
        value = tree.value
        if isinstance(value, Fraction):
            return f"<mfrac><mn>{value.numerator}</mn><mn>{value.denominator}</mn></mfrac>"
        return f"<mn>{value if isinstance(value, int) else numbers.text(value, self._locale)}</mn>"

    @_print.register
    def _symbol(self, tree: Symbol) -> str:
        return self._leaf(tree.letter)

    @_print.register
    def _operation(self, tree: Operation) -> str:
        if tree.operator == "/":
            return f"<mfrac>{_row(self.markup(tree.left))}{_row(self.markup(tree.right))}</mfrac>"
        tight = tightness(tree)
        right = self.markup(tree.right, PRODUCT if tree.operator != "+" else SUM)
        return self.markup(tree.left, tight) + self._signs[tree.operator] + right

    @_print.register
    def _negative(self, tree: Negative) -> str:
        return _SIGNS["-"] + self.markup(tree.inner, PRODUCT)

    @_print.register
    def _power(self, tree: Power) -> str:
        return f"<msup>{_row(self.markup(tree.base, _CLOSE_TOGETHER))}<mn>{tree.exponent}</mn></msup>"

    @_print.register
    def _call(self, tree: Call) -> str:
        if tree.function == "exp":
            return f"<msup><mi>e</mi>{_row(self.markup(tree.arguments[0]))}</msup>"
        if tree.function == "ln":
            return f"{_SPACE}{text('ln')}{_SPACE}{self.markup(tree.arguments[0], _CLOSE_TOGETHER)}"
        return text(tree.function) + in_brackets("<mo>,</mo>".join(map(self.markup, tree.arguments)))

    @_print.register
    def _total(self, tree: Total) -> str:
        return self._sum + self.markup(tree.inner, PRODUCT if self._sum else 0)


def text(word: str) -> str:
    """A word, upright."""
    return f'<mi class="up">{word}</mi>'


def in_brackets(inside: str) -> str:
    """Brackets that do not grow with what they hold."""
    return f'<mrow><mo stretchy="false">(</mo>{inside}<mo stretchy="false">)</mo></mrow>'


def _row(inside: str) -> str:
    return f"<mrow>{inside}</mrow>"
