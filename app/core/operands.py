"""What each number is computed from. This table is the only place that states it.

Each row of the table belongs to a letter and lists the terms of its formula, in the formula's
order. A term is a tuple of operands that appear together, as in x · w. The indices of an operand
are relative to the number being computed:

    UNIT   the unit of that number           INPUT  the input of that weight
    EACH   every unit in turn: the term is repeated once per unit

So the terms of Z_l are (H_{l-1} of EACH, W_l from EACH to UNIT) and (B_l of UNIT). `operands`
turns them into the keys of single numbers and `stage_operands` into the matrices that a stage
uses; the page receives them as patterns such as "W.1.*.u" (`app.view.quantities.operand_patterns`).
Sums are printed from these terms; whatever else spells a formula out (functions, MathML, matrices,
the Python listing) is compared with them by tests.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from app.core.architecture import Architecture
from app.core.keys import Key
from app.core.stages import Quantity, Stage


class Index(StrEnum):
    """An index relative to the number being computed. Its value is how patterns write it."""

    UNIT = "u"
    INPUT = "i"
    EACH = "*"


UNIT, INPUT, EACH = Index


class Operand(NamedTuple):
    """A number in a formula: its letter and layer, and where it is relative to the result."""

    letter: str
    layer: int
    unit: Index
    input: Index | None = None

    def __str__(self) -> str:
        letter, layer, unit, source = self
        return f"{letter}.{layer}.{unit}" if source is None else f"{letter}.{layer}.{source}.{unit}"

    def of(self, key: Key, each: int) -> Key:
        """The operand of the number `key`, with `each` in place of EACH."""
        indices = {UNIT: key.unit, INPUT: key.input, EACH: each, None: None}
        return Key(self.letter, self.layer, indices[self.unit] or 0, indices[self.input])


Term = tuple[Operand, ...]
Terms = tuple[Term, ...]


def terms(letter: str, layer: int, architecture: Architecture) -> Terms:
    """The terms of the formula for the numbers of one letter and layer; () for what is given."""
    return _TERMS[letter](layer, architecture)


def repeats(term: Term, architecture: Architecture) -> int:
    """How many times a term appears: once, or once per unit if it contains EACH."""
    for _, layer, unit, source in term:
        if EACH in (unit, source):
            return architecture.sizes[layer if unit == EACH else layer - 1]
    return 1


def operands(key: Key, architecture: Architecture) -> tuple[Key, ...]:
    """The numbers that `key` is computed from, each once, in the order of its formula.

    In a batch these are the operands of one sample; the cost and the derivatives are means over all.
    """
    found = (
        operand.of(key, each)
        for term in terms(key.letter, key.layer, architecture)
        for each in range(repeats(term, architecture))
        for operand in term
    )
    return tuple(dict.fromkeys(found))


def update_operands(key: Key) -> tuple[Key, Key]:
    """What the update computes a new weight or bias from: the old one and its derivative."""
    return key, key._replace(letter=f"d{key.letter}")


def stage_operands(stage: Stage, architecture: Architecture) -> tuple[Quantity, ...]:
    """The matrices in the formula of a stage, each once. The slope R' is one of them, computed with its error."""
    if stage.kind == "update":
        return (*stage.computes, *(Quantity(f"d{letter}", layer) for letter, layer in stage.computes))
    found = (
        Quantity(operand.letter, operand.layer)
        for letter, layer in stage.computes
        for term in terms(letter, layer, architecture)
        for operand in term
    )
    return tuple(dict.fromkeys(found))


def _arriving(layer: int) -> str:
    """The letter of what a layer passes on: the inputs or its activations."""
    return "H" if layer else "X"


def _given(_layer: int, _: Architecture) -> Terms:
    return ()


def _weighted_input(l: int, architecture: Architecture) -> Terms:
    products: Term = (Operand(_arriving(l - 1), l - 1, EACH), Operand("W", l, UNIT, EACH))
    return (products, (Operand("B", l, UNIT),)) if architecture.bias else (products,)


def _activation(l: int, architecture: Architecture) -> Terms:
    own: Term = (Operand("Z", l, UNIT),)
    return (own,) if architecture.layers[l - 1].elementwise else (own, (Operand("Z", l, EACH),))


def _slope(l: int, architecture: Architecture) -> Terms:
    return ((Operand(architecture.layers[l - 1].slope_from, l, UNIT),),)


def _cost(l: int, architecture: Architecture) -> Terms:
    return ((Operand("H", l, EACH), Operand("Y", l, EACH)),)


def _message(l: int, architecture: Architecture) -> Terms:
    if l == architecture.depth:
        return ((Operand("H", l, UNIT), Operand("Y", l, UNIT)),)
    return ((Operand("E", l + 1, EACH), Operand("W", l + 1, EACH, UNIT)),)


def _error(l: int, architecture: Architecture) -> Terms:
    message = _message(l, architecture)
    simplified = l == architecture.depth and architecture.cost.simplifies
    return message if simplified else (*message, (Operand("R", l, UNIT),))


def _weight_derivative(l: int, _: Architecture) -> Terms:
    return ((Operand(_arriving(l - 1), l - 1, INPUT), Operand("E", l, UNIT)),)


def _bias_derivative(l: int, _: Architecture) -> Terms:
    return ((Operand("E", l, UNIT),),)


_TERMS: dict[str, Callable[[int, Architecture], Terms]] = {
    **dict.fromkeys(("X", "Y", "W", "B"), _given),
    "Z": _weighted_input,
    "H": _activation,
    "R": _slope,
    "C": _cost,
    "M": _message,
    "E": _error,
    "dW": _weight_derivative,
    "dB": _bias_derivative,
}
