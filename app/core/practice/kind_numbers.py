"""Kind numbers: a network whose whole pass can be computed by hand, found by search.

Inputs are whole, weights, biases and targets have at most one decimal. Then Z, H, E and dW need at most three decimals,
new weights four and the cost five. Exactly one hidden unit has a closed gate, every other number of the pass differs
from 0, an error is negative, and in networks with a layer of three hidden units or more another one is positive.

The numbers depend on the seed, the version, the sizes and whether there are biases, and on nothing else: arithmetic is
exact, and of the random generator only `random()` is used, whose numbers Python promises to keep. So a sheet that was
printed once can be printed again for ever.

Each layer of weights with a decimal adds one to the numbers after it, and two of them meet in dW. So in a network of
three layers of weights only the first has decimals; the others are whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from math import floor
from random import Random
from typing import TypeVar

from app.core.architecture import Architecture
from app.core.errors import InvalidField
from app.core.network import Network
from app.core.problem import Problem

RATE = Fraction(1, 10)
MOST_VERSIONS = 40
INPUTS, HIDDEN, OUTPUTS = (1, 3), (2, 4), (1, 2)  # the least and the most units of each kind of layer
HIDDEN_LAYERS = (1, 2)
MOST_HIDDEN = 6  # units in all hidden layers: more do not fit on a page

T = TypeVar("T")
Row = tuple[Fraction, ...]
Matrix = tuple[Row, ...]


@dataclass(frozen=True)
class Sheet:
    """Which worksheet: a seed, a version (0 is A), the sizes of the network, and whether it has biases.

    Raises `InvalidField` where there is no such sheet.
    """

    seed: int = 17
    version: int = 0
    sizes: tuple[int, ...] = (2, 3, 1)
    bias: bool = True

    def __post_init__(self) -> None:
        check_sizes(self.sizes)
        if not 0 <= self.seed < 10**9:
            raise InvalidField("seed", "a whole number from 0 to 999999999")
        if not 0 <= self.version < MOST_VERSIONS:
            raise InvalidField("versions", f"a whole number from 1 to {MOST_VERSIONS}")

    @property
    def architecture(self) -> Architecture:
        """ReLU throughout, and half the squared error."""
        return Architecture(self.sizes, ("relu",) * (len(self.sizes) - 1), "half_squared_error", self.bias)


@dataclass(frozen=True)
class KindNumbers:
    """The numbers of a sheet: inputs, targets, one W per layer (inputs × units) and one B per layer."""

    sheet: Sheet
    x: Row
    y: Row
    W: tuple[Matrix, ...]
    B: Matrix

    def network(self) -> tuple[Network, Problem]:
        """The network and what it is trained on, in float64."""
        architecture = self.sheet.architecture
        W = [[[*map(float, row)] for row in layer] for layer in self.W]
        B = [[*map(float, row)] for row in self.B] if self.sheet.bias else None
        X, Y = [[*map(float, self.x)]], [[*map(float, self.y)]]
        return Network.of(architecture, W, B), Problem.of(architecture, X, Y, float(RATE))


@dataclass(frozen=True)
class ExactPass:
    """The numbers of a pass as exact fractions, one entry per layer of weights."""

    Z: tuple[Row, ...]
    H: tuple[Row, ...]
    cost: Fraction
    E: tuple[Row, ...]
    dW: tuple[Matrix, ...]
    new_W: tuple[Matrix, ...]


def check_sizes(sizes: tuple[int, ...]) -> None:
    """Raises `InvalidField` for sizes that do not fit on a worksheet."""
    hidden = sizes[1:-1]
    if not HIDDEN_LAYERS[0] <= len(hidden) <= HIDDEN_LAYERS[1]:
        raise InvalidField("sizes", "3 or 4 numbers, inputs first, outputs last")
    limits = (INPUTS, *(HIDDEN for _ in hidden), OUTPUTS)
    for k, (size, (least, most)) in enumerate(zip(sizes, limits, strict=True)):
        if not least <= size <= most:
            raise InvalidField(f"sizes[{k}]", f"from {least} to {most} on a worksheet")
    if sum(hidden) > MOST_HIDDEN:
        raise InvalidField("sizes", f"at most {MOST_HIDDEN} hidden units on a worksheet")


def label(version: int) -> str:
    """The letters of a version: A to Z, then AA, AB and so on."""
    return ("A" if version >= 26 else "") + chr(ord("A") + version % 26)


def version_of(letters: str) -> int:
    """The version with these letters. Raises ValueError where there is none."""
    return [label(version) for version in range(MOST_VERSIONS)].index(letters)


def kind_numbers(sheet: Sheet) -> KindNumbers:
    """The numbers of a sheet: the first that fit."""
    drawing = _Drawing(sheet, _draws(sheet))
    return next(filter(_kind, iter(drawing.network, None)))


def exact_pass(numbers: KindNumbers) -> ExactPass:
    """The pass of these numbers, without rounding."""
    Z, H = _forward(numbers)
    E = _errors(numbers, Z, H)
    before = (numbers.x, *H)
    dW = tuple(tuple(tuple(h * e for e in errors) for h in row) for row, errors in zip(before, E, strict=False))
    new = tuple(_stepped(W, d) for W, d in zip(numbers.W, dW, strict=True))
    cost = sum(((h - y) ** 2 for h, y in zip(H[-1], numbers.y, strict=True)), Fraction(0)) / 2
    return ExactPass(Z, H, cost, E, dW, new)


def decimals(number: Fraction) -> int:
    """How many decimals a number needs. Only for numbers that have finitely many."""
    return next(count for count in range(40) if (number * 10**count).denominator == 1)


def _forward(numbers: KindNumbers) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    Z, H, arriving = list[Row](), list[Row](), numbers.x
    for W, B in zip(numbers.W, numbers.B, strict=True):
        z = tuple(sum((a * row[u] for a, row in zip(arriving, W, strict=True)), b) for u, b in enumerate(B))
        arriving = tuple(max(each, Fraction(0)) for each in z)
        Z.append(z)
        H.append(arriving)
    return tuple(Z), tuple(H)


def _errors(numbers: KindNumbers, Z: tuple[Row, ...], H: tuple[Row, ...]) -> tuple[Row, ...]:
    message: Row = tuple(h - y for h, y in zip(H[-1], numbers.y, strict=True))
    errors = list[Row]()
    for z, W in zip(reversed(Z), reversed(numbers.W), strict=True):
        errors.insert(0, tuple(m if each > 0 else Fraction(0) for m, each in zip(message, z, strict=True)))
        message = tuple(sum((w * e for w, e in zip(row, errors[0], strict=True)), Fraction(0)) for row in W)
    return tuple(errors)


def _stepped(W: Matrix, dW: Matrix) -> Matrix:
    rows = zip(W, dW, strict=True)
    return tuple(tuple(w - RATE * d for w, d in zip(old, by, strict=True)) for old, by in rows)


def _draws(sheet: Sheet) -> Iterator[float]:
    """Numbers from 0 to 1 that belong to this sheet alone."""
    name = f"{sheet.seed}-{sheet.version}-{sheet.sizes}-{sheet.bias}"
    generator = Random(int.from_bytes(sha256(name.encode()).digest()))  # noqa: S311 - to be repeated, not secret
    while True:
        yield generator.random()


_X = (1, 2, 3)
_TENTHS = tuple(tenths for tenths in range(-9, 10) if tenths)
_WHOLE = (-20, -10, 10, 20)
_BIASES = (-3, -2, -1, 1, 2, 3)
_MISSES = tuple(tenths for tenths in range(-12, 13) if abs(tenths) > 2)  # from output to target
_LARGEST, _MOST_ERROR = 5, 2


class _Drawing:
    """Draws numbers in tenths."""

    def __init__(self, sheet: Sheet, draws: Iterator[float]) -> None:
        self._sheet, self._draws = sheet, draws

    def network(self) -> KindNumbers:
        """A network with one closed gate, each of whose units was drawn until it has a kind weighted input."""
        sizes, hidden = self._sheet.sizes, self._sheet.sizes[1:-1]
        closed = self._one(tuple((l, u) for l, size in enumerate(hidden, 1) for u in range(size)))
        arriving = x = tuple(Fraction(self._one(_X)) for _ in range(sizes[0]))
        W, B = list[Matrix](), list[Row]()
        for l, size in enumerate(sizes[1:], 1):
            units = [self._unit(arriving, l, closed=(l, u) == closed) for u in range(size)]
            W.append(tuple(zip(*(weights for weights, _, _ in units), strict=True)))
            B.append(tuple(bias for _, bias, _ in units))
            arriving = tuple(max(z, Fraction(0)) for _, _, z in units)
        return KindNumbers(self._sheet, x, tuple(map(self._target, arriving)), tuple(W), tuple(B))

    def _unit(self, arriving: Row, layer: int, *, closed: bool) -> tuple[Row, Fraction, Fraction]:
        """The weights that lead to a unit, its bias, and its weighted input."""
        of = _TENTHS if layer == 1 or len(self._sheet.sizes) == 3 else _WHOLE
        while True:
            weights = tuple(Fraction(self._one(of), 10) for _ in arriving)
            bias = Fraction(self._one(_BIASES), 10) if self._sheet.bias else Fraction(0)
            z = sum((a * w for a, w in zip(arriving, weights, strict=True)), bias)
            if 0 < (-z if closed else z) <= _LARGEST:
                return weights, bias, z

    def _target(self, output: Fraction) -> Fraction:
        return Fraction(floor(output * 10) + self._one(_MISSES), 10)

    def _one(self, of: tuple[T, ...]) -> T:
        return of[int(next(self._draws) * len(of))]


def _kind(numbers: KindNumbers) -> bool:
    """Whether targets, errors and new weights are as promised; the weighted inputs are, as they were drawn."""
    Z, H = _forward(numbers)
    E = _errors(numbers, Z, H)
    passed = [e for row, zs in zip(E, Z, strict=True) for e, z in zip(row, zs, strict=True) if z > 0]
    if min(numbers.y) <= 0 or 0 in passed or max(map(abs, passed)) > _MOST_ERROR or min(passed) >= 0:
        return False
    if max(passed) <= 0 and max(numbers.sheet.sizes[1:-1]) > 2:  # with one open path, all errors have one sign
        return False
    return all(w != 0 for layer in exact_pass(numbers).new_W for row in layer for w in row)
