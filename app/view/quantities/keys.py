"""Keys of numbers, and what each number is made from.

A key names one number of the sample that is shown, the same in every view: `Z.1.0` is the weighted
input of unit 0 of layer 1, `W.1.0.2` the weight from input 0 to unit 2. Letters: X, Y, W, B, Z, H,
R (the slope R'), C, E, dW, dB, and M, the message that arrives at a unit from the right.
"""

from collections.abc import Callable
from typing import NamedTuple

from app.core.architecture import Architecture
from app.core.stages import Quantity

WEIGHTS = frozenset({"W", "dW"})


class Key(NamedTuple):
    """One number: its letter, its layer (0 for X), its unit, and the input that a weight comes from."""

    letter: str
    layer: int
    unit: int
    input: int | None = None

    def __str__(self) -> str:
        letter, layer, unit, source = self
        return f"{letter}.{layer}.{unit}" if source is None else f"{letter}.{layer}.{source}.{unit}"


def parse(text: str, architecture: Architecture) -> Key:
    """The key written as `text`. Raises KeyError for a number that this network does not have."""
    letter, *places = text.split(".")
    if not all(place.isascii() and place.isdigit() and len(place) < 4 for place in places):
        raise KeyError(text)
    numbers = [int(place) for place in places]
    if len(numbers) != (3 if letter in WEIGHTS else 2):
        raise KeyError(text)
    key = Key(letter, numbers[0], numbers[-1], numbers[1] if letter in WEIGHTS else None)
    if not exists(key, architecture):
        raise KeyError(text)
    return key


def exists(key: Key, architecture: Architecture) -> bool:
    """Whether this network has such a number."""
    sizes, depth, (letter, layer, unit, source) = architecture.sizes, architecture.depth, key
    layers = {"X": (0,), "Y": (depth,), "C": (depth,)}.get(letter, range(1, depth + 1))
    if letter not in _USES or layer not in layers or (source is None) == (letter in WEIGHTS):
        return False
    if letter in ("B", "dB") and not architecture.bias:
        return False
    if letter == "R" and architecture.layers[layer - 1].derivative is None:
        return False
    units = 1 if letter == "C" else sizes[layer]
    return 0 <= unit < units and (source is None or 0 <= source < sizes[layer - 1])


def arriving(layer: int, unit: int) -> Key:
    """What comes into a layer of weights: an input, or an activation of the layer before."""
    return Key("H" if layer else "X", layer, unit)


def stage_of(key: Key, architecture: Architecture) -> int:
    """The index of the stage that makes a number known; 0 for what is given."""
    return architecture.iteration.computing(Quantity(_WITH.get(key.letter, key.letter), key.layer))


def uses(key: Key, architecture: Architecture) -> tuple[Key, ...]:
    """The numbers that one is computed from, in the order of its formula."""
    return tuple(_USES[key.letter](key, architecture))


_WITH = {"R": "E", "M": "E"}  # the slope and the message are shown with the error that they make


def _none(_key: Key, _: Architecture) -> list[Key]:
    return []


def _weighted_input(key: Key, architecture: Architecture) -> list[Key]:
    l, j = key.layer, key.unit
    found = []
    for i in range(architecture.sizes[l - 1]):
        found += [arriving(l - 1, i), Key("W", l, j, i)]
    return [*found, Key("B", l, j)] if architecture.bias else found


def _activation(key: Key, architecture: Architecture) -> list[Key]:
    if architecture.activations[key.layer - 1] == "softmax":
        return [Key("Z", key.layer, j) for j in range(architecture.sizes[key.layer])]
    return [Key("Z", key.layer, key.unit)]


def _cost(key: Key, architecture: Architecture) -> list[Key]:
    return [Key(letter, key.layer, k) for k in range(architecture.sizes[-1]) for letter in "HY"]


def _slope(key: Key, _: Architecture) -> list[Key]:
    return [Key("Z", key.layer, key.unit)]


def _message(key: Key, architecture: Architecture) -> list[Key]:
    l, j = key.layer, key.unit
    if l == architecture.depth:
        return [Key("H", l, j), Key("Y", l, j)]
    return [part for k in range(architecture.sizes[l + 1]) for part in (Key("E", l + 1, k), Key("W", l + 1, k, j))]


def _error(key: Key, architecture: Architecture) -> list[Key]:
    slope = Key("R", key.layer, key.unit)
    simplified = key.layer == architecture.depth and architecture.cost.simplifies
    return _message(key, architecture) if simplified else [*_message(key, architecture), slope]


def _derivative(key: Key, _: Architecture) -> list[Key]:
    error = Key("E", key.layer, key.unit)
    return [error] if key.input is None else [arriving(key.layer - 1, key.input), error]


_USES: dict[str, Callable[[Key, Architecture], list[Key]]] = {
    **dict.fromkeys(("X", "Y", "W", "B"), _none),
    "Z": _weighted_input,
    "H": _activation,
    "R": _slope,
    "C": _cost,
    "M": _message,
    "E": _error,
    "dW": _derivative,
    "dB": _derivative,
}
