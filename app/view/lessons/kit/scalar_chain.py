"""The scalar chain of lessons 4 and 5: its settings, its pass, and its products as rows of cells.

The weights follow from a seed and a size, so that a few numbers in the address describe the whole chain.
"""

from dataclasses import dataclass
from math import ceil, prod, sqrt
from typing import NamedTuple

from markupsafe import Markup

from app.core.architecture import Architecture
from app.core.initialization import initial_network
from app.core.keys import Key
from app.core.network import Network
from app.core.problem import Problem
from app.core.scalar_chain import Derivative, Factor, derivatives
from app.core.tape import Tape, record
from app.view.lessons.kit.printed import equals
from app.view.quantities import symbols
from app.view.words import numbers

MAX_WEIGHTS = 11  # ten hidden layers, as in the article's long formula
SHADES = 5
_SPREAD = 0.25  # of the weights around their size, either way
_DRAWN = sqrt(3.0)  # the initial weights of a chain of identities lie within ± this


@dataclass(frozen=True)
class Settings:
    """A chain: the number of weights (1 … 11), the activation of all layers, the size of the weights, seed, x, y."""

    weights: int = MAX_WEIGHTS
    activation: str = "relu"
    size: float = 1.0
    seed: int = 7
    x: float = 1.0
    y: float = 1.5


def passed(settings: Settings) -> Tape:
    """The pass of that chain.

    Each weight is `size`, up to a quarter more or less, rounded to two decimals, so that a reader can multiply the
    numbers shown. A longer chain begins with the weights of a shorter one.
    """
    sizes = (1,) * (settings.weights + 1)
    plain = Architecture(sizes, ("identity",) * settings.weights, "half_squared_error", bias=False)
    drawn = initial_network(plain, settings.seed).parameters / _DRAWN
    weights = [[[round(settings.size * (1 + _SPREAD * float(each)), 2)]] for each in drawn]
    architecture = Architecture(sizes, (settings.activation,) * settings.weights, "half_squared_error", bias=False)
    problem = Problem.of(architecture, [[settings.x]], [[settings.y]], learning_rate=0.1)
    return record(Network.of(architecture, W=weights), problem)


class Value(NamedTuple):
    """A printed number, its sign, and the quantity and layer it belongs to."""

    text: str
    sign: str
    quantity: str
    layer: int


class FactorCell(NamedTuple):
    """One factor of a product.

    `error` is the layer whose error it completes (0 for the layer's own input, which is in no error); `shade`,
    0 … SHADES, grows with the number of rows that also contain the factor.
    """

    part: str
    name: Markup
    value: Value
    error: int
    shade: int


class ProductRow(NamedTuple):
    """The derivative with respect to one weight: its product in cells, and the layer errors in it.

    The first `shared` cells are the error `known` from the row above (None in the first row); together with the next
    two cells they are `error`, this layer's own. `equals` is the sign between all cells and the value, `folded` that
    between the known error with the other cells and the value. `written_out` and `memoized` count multiplications.
    """

    layer: int
    name: Markup
    weight: Markup
    cells: tuple[FactorCell, ...]
    shared: int
    known: tuple[Markup, Value] | None
    error: tuple[Markup, Value]
    value: Value
    equals: str
    folded: str
    written_out: int
    memoized: int


def rows(tape: Tape, locale: str) -> tuple[ProductRow, ...]:
    """The chain's derivatives as rows, the last weight first."""
    depth = tape.network.architecture.depth
    return tuple(_row(tape, each, depth, locale) for each in derivatives(tape))


def _row(tape: Tape, row: Derivative, depth: int, locale: str) -> ProductRow:
    cells = tuple(_cell(factor, depth, locale) for factor in row.factors)
    value = _value(row.value, "dW", row.layer, locale)
    known = layer_error(tape, row.layer + 1, locale) if row.shared else None
    error = layer_error(tape, row.layer, locale)
    printed = [numbers.printed(factor.value) for factor in row.factors]
    ahead = numbers.printed(float(tape.E[row.layer][0, 0])) if row.shared else 1.0
    return ProductRow(
        row.layer,
        Markup("<i>C</i>′({})").format(weight(row.layer, depth)),
        weight(row.layer, depth),
        cells,
        row.shared,
        known,
        error,
        value,
        equals(prod(printed), numbers.printed(row.value)),
        equals(ahead * prod(printed[row.shared :]), numbers.printed(row.value)),
        row.written_out,
        row.memoized,
    )


def layer_error(tape: Tape, layer: int, locale: str) -> tuple[Markup, Value]:
    """The name and the value of a layer's error."""
    name = _named("E", layer, tape.network.architecture.depth)
    return name, _value(float(tape.E[layer - 1][0, 0]), "E", layer, locale)


def weight(layer: int, depth: int) -> Markup:
    """The name of a weight."""
    return _named("W", layer, depth)


def layer_input(layer: int, depth: int) -> Markup:
    """The name of a layer's input: x, or the activation of the layer before."""
    return _named("H" if layer > 1 else "X", layer - 1, depth)


def _cell(factor: Factor, depth: int, locale: str) -> FactorCell:
    quantity = "X" if factor.quantity == ("H", 0) else "M" if factor.part == "difference" else factor.quantity.symbol
    value = _value(factor.value, quantity, factor.quantity.layer, locale)
    error = 0 if factor.part == "input" else factor.layer - (factor.part == "weight")
    shade = ceil(SHADES * (error - 1) / (depth - 1)) if error > 1 else 0
    return FactorCell(factor.part, _NAMES[factor.part](factor.layer, depth), value, error, shade)


def _slope(layer: int, depth: int) -> Markup:
    place = symbols.matrix("Z", layer, depth).sub
    return Markup("<i>R</i>′<i><sub>{}</sub></i>").format(place) if place else Markup("<i>R</i>′")


_NAMES = {
    "difference": lambda layer, depth: Markup("<i>ŷ</i>−<i>y</i>"),
    "slope": _slope,
    "weight": weight,
    "input": layer_input,
}


def _named(letter: str, layer: int, depth: int) -> Markup:
    return symbols.element(Key(letter, layer, 0, 0 if letter == "W" else None), (1,) * (depth + 1)).html


def _value(value: float, quantity: str, layer: int, locale: str) -> Value:
    return Value(numbers.text(value, locale), numbers.sign(value), quantity, layer)
