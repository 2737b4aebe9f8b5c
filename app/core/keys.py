"""Keys: the name of a single number of the pass, the same on the page, in the API and in the scripts.

`Z.1.0` is the weighted input of unit 0 in layer 1, `W.1.0.2` the weight from input 0 to unit 2.
Letters: X, Y, W, B, Z, H, R (the slope R'), C, E, dW, dB, and M, the message that reaches a unit
from the right: ŷ − y at the output, the sum of error times weight at a hidden unit.
A key names a number of one sample; which sample is not part of it.
"""

from typing import NamedTuple

from app.core.architecture import Architecture

LETTERS = frozenset({"X", "Y", "W", "B", "Z", "H", "R", "C", "M", "E", "dW", "dB"})
WEIGHTS = frozenset({"W", "dW"})  # letters whose keys name an input as well as a unit


class Key(NamedTuple):
    """One number: its letter, its layer (0 for X), its unit and, for a weight, the input it comes from."""

    letter: str
    layer: int
    unit: int
    input: int | None = None

    def __str__(self) -> str:
        letter, layer, unit, source = self
        return f"{letter}.{layer}.{unit}" if source is None else f"{letter}.{layer}.{source}.{unit}"


def parse(text: str, architecture: Architecture) -> Key:
    """The key that `text` names. Raises KeyError if this network has no such number."""
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
    sizes, (letter, layer, unit, source) = architecture.sizes, key
    if layer not in layers(letter, architecture) or (source is None) == (letter in WEIGHTS):
        return False
    units = 1 if letter == "C" else sizes[layer]
    return 0 <= unit < units and (source is None or 0 <= source < sizes[layer - 1])


def layers(letter: str, architecture: Architecture) -> tuple[int, ...]:
    """The layers in which this network has numbers with that letter."""
    depth = architecture.depth
    if letter not in LETTERS or (letter in ("B", "dB") and not architecture.bias):
        return ()
    if letter == "X":
        return (0,)
    if letter in ("Y", "C"):
        return (depth,)
    return tuple(l for l, layer in enumerate(architecture.layers, 1) if letter != "R" or layer.elementwise)
