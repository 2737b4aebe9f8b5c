"""A typed formula as a graph: y = a * b + a is t1 = a * b, then y = t1 + a.

Python's own parser reads the text, and only what is on a small list is accepted. Nothing is evaluated as a program.

    names      single letters, each one node of the graph however often it is used
    numbers    at most six digits before the point; they are not nodes
    operators  +  -  *  /  and ** with a whole number from 2 to 4
    functions  relu, tanh, exp
"""

import ast
import re
from dataclasses import dataclass
from math import isfinite
from typing import Literal

from app.core.errors import CoreError
from app.core.rules import RULES

MAX_LENGTH = 60  # characters
MAX_DEPTH = 6  # operations one after the other
MAX_OPERATIONS = 10
MAX_VARIABLES = 4
LARGEST = 1e6  # of the numbers in a formula

FUNCTIONS = ("relu", "tanh", "exp")
_OPERATORS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**"}
_WRITTEN = str.maketrans({"·": "*", "×": "*", "−": "-", "–": "-", "^": "\0", "²": "\1", "³": "\2"})
_POWERS = {"\0": "**", "\1": "**2", "\2": "**3"}
_TOKEN = re.compile(r"\s*(?:\d{1,6}(?:\.\d{1,6})?(?![\w.])|[a-z]+(?![\w.])|\*\*|[-+*/()])")
_START = re.compile(r"^\s*[a-z]\s*=")

Reason = Literal["empty", "too_long", "not_a_formula", "unknown_name", "power", "too_large", "too_deep", "constant"]


class UnreadableFormula(CoreError):
    """The text is not a formula that can be drawn; `what` is the part that is in the way, or ""."""

    def __init__(self, reason: Reason, what: str = "") -> None:
        super().__init__(reason)
        self.reason: Reason = reason
        self.what = what


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: its name, what it works on, and how many operations lie at most between it and the variables.

    An operand is the index of a node, or a number. Nodes are the variables in their order, then the operations.
    """

    name: str
    operands: tuple[int | float, ...]
    depth: int

    @property
    def sources(self) -> tuple[int, ...]:
        """The nodes among the operands; one that is used twice is there twice."""
        return tuple(each for each in self.operands if isinstance(each, int))


@dataclass(frozen=True, slots=True)
class Formula:
    """The variables and the operations in the order in which they are computed; the last one is the result."""

    variables: tuple[str, ...]
    operations: tuple[Operation, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """A name for each node: the variables, then t1, t2 … and y."""
        last = len(self.operations)
        return (*self.variables, *(f"t{k}" for k in range(1, last)), "y" if "y" not in self.variables else "out")

    @property
    def count(self) -> int:
        """How many nodes there are."""
        return len(self.variables) + len(self.operations)

    def operation(self, node: int) -> Operation | None:
        """The operation of a node; None for a variable."""
        return self.operations[node - len(self.variables)] if node >= len(self.variables) else None

    def users(self, node: int) -> tuple[int, ...]:
        """The nodes that a node goes into."""
        first = len(self.variables)
        return tuple(first + k for k, each in enumerate(self.operations) if node in each.sources)


def formula(text: str) -> Formula:
    """The graph of a typed formula; "y =" before it may be left out. Raises UnreadableFormula."""
    return _Reader(_tree(text)).formula


def _tree(text: str) -> ast.expr:
    if len(text) > MAX_LENGTH:
        raise UnreadableFormula("too_long")
    plain = re.sub(r"(?<=\d),(?=\d)", ".", _START.sub("", text.translate(_WRITTEN)))
    for sign, power in _POWERS.items():
        plain = plain.replace(sign, power)
    if not plain.strip():
        raise UnreadableFormula("empty")
    rest = _TOKEN.sub("", plain).strip()
    if rest:
        raise UnreadableFormula("not_a_formula", rest[:1])
    try:
        return ast.parse(plain.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise UnreadableFormula("not_a_formula") from error


class _Reader:
    """Walks through the tree of a formula. Numbers that only meet numbers are computed at once."""

    def __init__(self, tree: ast.expr) -> None:
        found = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} - set(FUNCTIONS)
        wrong = sorted(name for name in found if len(name) > 1)
        if wrong:
            raise UnreadableFormula("unknown_name", wrong[0])
        self.variables = tuple(sorted(found))
        self.operations: list[Operation] = []
        result = self._operand(tree)
        if isinstance(result, float) or not self.operations:
            raise UnreadableFormula("constant")
        if len(self.variables) > MAX_VARIABLES:
            raise UnreadableFormula("too_deep")
        self.formula = Formula(self.variables, tuple(self.operations))

    def _operand(self, tree: ast.expr) -> int | float:
        if isinstance(tree, ast.Name) and tree.id in self.variables:
            return self.variables.index(tree.id)
        if isinstance(tree, ast.Constant) and isinstance(tree.value, int | float):
            return _number(float(tree.value))
        if isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.USub | ast.UAdd):
            inner = self._operand(tree.operand)
            return inner if isinstance(tree.op, ast.UAdd) else self._operation("*", (-1.0, inner))
        if isinstance(tree, ast.BinOp) and type(tree.op) in _OPERATORS:
            return self._binary(_OPERATORS[type(tree.op)], tree)
        if isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) and len(tree.args) == 1:
            if tree.func.id not in FUNCTIONS:
                raise UnreadableFormula("unknown_name", tree.func.id)
            return self._operation(tree.func.id, (self._operand(tree.args[0]),))
        raise UnreadableFormula("not_a_formula")

    def _binary(self, sign: str, tree: ast.BinOp) -> int | float:
        operands = (self._operand(tree.left), self._operand(tree.right))
        if sign == "**" and (isinstance(operands[1], int) or operands[1] not in (2.0, 3.0, 4.0)):
            raise UnreadableFormula("power")
        return self._operation(sign, operands)

    def _operation(self, name: str, operands: tuple[int | float, ...]) -> int | float:
        if all(isinstance(each, float) for each in operands):
            return _folded(name, operands)
        depth = 1 + max(self._depth(each) for each in operands)
        if depth > MAX_DEPTH or len(self.operations) == MAX_OPERATIONS:
            raise UnreadableFormula("too_deep")
        self.operations.append(Operation(name, operands, depth))
        return len(self.variables) + len(self.operations) - 1

    def _depth(self, operand: float) -> int:
        if isinstance(operand, int) and operand >= len(self.variables):
            return self.operations[operand - len(self.variables)].depth
        return 0


def _folded(name: str, operands: tuple[int | float, ...]) -> float:
    try:
        return _number(RULES[name].of(*operands))
    except ArithmeticError as error:
        raise UnreadableFormula("too_large") from error


def _number(value: float) -> float:
    if not isfinite(value) or abs(value) > LARGEST:
        raise UnreadableFormula("too_large")
    return value
