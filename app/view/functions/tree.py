"""A formula as a tree, written with Python's own operators: `1 / (1 + exp(-Z))`.

The modules `as_text`, `as_mathml` and `as_python` print it, so that each function is written down
only once. `Z`, `H` and `Y` are a weighted input, an activation and a target; the printer decides
which number or name each of them becomes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Operator = Literal["+", "-", "*", "/"]
Value = int | float | Fraction


class Tree:
    """A part of a formula. Arithmetic with trees and plain numbers makes larger trees."""

    def __add__(self, other: "Tree | Value") -> "Tree":
        return Operation("+", self, tree(other))

    def __radd__(self, other: Value) -> "Tree":
        return Operation("+", tree(other), self)

    def __sub__(self, other: "Tree | Value") -> "Tree":
        return Operation("-", self, tree(other))

    def __rsub__(self, other: Value) -> "Tree":
        return Operation("-", tree(other), self)

    def __mul__(self, other: "Tree | Value") -> "Tree":
        return Operation("*", self, tree(other))

    def __rmul__(self, other: Value) -> "Tree":
        return Operation("*", tree(other), self)

    def __truediv__(self, other: "Tree | Value") -> "Tree":
        return Operation("/", self, tree(other))

    def __rtruediv__(self, other: Value) -> "Tree":
        return Operation("/", tree(other), self)

    def __pow__(self, exponent: int) -> "Tree":
        return Power(self, exponent)

    def __neg__(self) -> "Tree":
        return Negative(self)

    @property
    def children(self) -> tuple["Tree", ...]:
        """The trees that this one is made of."""
        values = [each for value in vars(self).values() for each in (value if isinstance(value, tuple) else (value,))]
        return tuple(each for each in values if isinstance(each, Tree))

    def walk(self) -> Iterator["Tree"]:
        """This tree and all trees inside it."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def letters(self) -> frozenset[str]:
        """The letters of the quantities that are written in it."""
        return frozenset(part.letter for part in self.walk() if isinstance(part, Symbol))


@dataclass(frozen=True)
class Constant(Tree):
    """A number: a whole one belongs to the formula (1 + …), a float is printed in the reader's language."""

    value: Value


@dataclass(frozen=True)
class Symbol(Tree):
    """A quantity: its letter."""

    letter: str


@dataclass(frozen=True)
class Operation(Tree):
    """Two trees with an operator between them."""

    operator: Operator
    left: Tree
    right: Tree


@dataclass(frozen=True)
class Negative(Tree):
    """Minus a tree."""

    inner: Tree


@dataclass(frozen=True)
class Power(Tree):
    """A tree to the power of a whole number."""

    base: Tree
    exponent: int


@dataclass(frozen=True)
class Call(Tree):
    """A function by its name in mathematics: exp, ln, tanh, max, …"""

    function: str
    arguments: tuple[Tree, ...]


@dataclass(frozen=True)
class Total(Tree):
    """The sum of a tree over all units of its layer."""

    inner: Tree


@dataclass(frozen=True)
class Step(Tree):
    """`above` where Z is above 0, else `below`: the slope of a function with a kink at 0."""

    above: float
    below: float


SUM, PRODUCT, POWER, ATOM = 1, 2, 3, 4  # how tightly a printed tree holds together
_TIGHTNESS = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT}


def tightness(tree: Tree) -> int:
    """How tightly a tree holds together when it is printed on one line: a sum falls apart in a product."""
    if isinstance(tree, Operation):
        return _TIGHTNESS[tree.operator]
    return {Negative: SUM, Power: POWER}.get(type(tree), ATOM)


def tree(value: Tree | Value) -> Tree:
    """The tree of a plain number; a tree stays what it is."""
    return value if isinstance(value, Tree) else Constant(value)


def call(function: str, *arguments: Tree | Value) -> Tree:
    """A function of these arguments."""
    return Call(function, tuple(map(tree, arguments)))


def exp(x: Tree) -> Tree:
    """E to the power of x."""
    return call("exp", x)


def ln(x: Tree) -> Tree:
    """The natural logarithm."""
    return call("ln", x)


HALF = Constant(Fraction(1, 2))
Z, H, Y, R = map(Symbol, "ZHYR")
