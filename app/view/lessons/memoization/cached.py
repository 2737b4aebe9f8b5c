"""Backpropagation as a recursive function with a cache: its text, and how often it is run without the cache."""

from typing import NamedTuple

from markupsafe import Markup

from app.core.tape import Tape
from app.view.lessons.kit.scalar_chain import layer_error, layer_input
from app.view.words import numbers

CACHE = "@cache"
SOURCE = f"""\
from functools import cache

{CACHE}
def error(k):
    if k == L:
        return (y_hat - y) * slope[L]
    return error(k + 1) * W[k + 1] * slope[k]

derivatives = [error(k) * H[k - 1]
               for k in range(1, L + 1)]
"""


class Call(NamedTuple):
    """How often the error of one layer is asked for without the cache, the error, and the layer's input."""

    error: Markup
    runs: int
    error_value: str
    error_sign: str
    input: Markup
    input_value: str


def calls(tape: Tape, locale: str) -> tuple[Call, ...]:
    """The calls for all derivatives, the last layer first.

    Each derivative asks for its layer's error, which asks for the error of the next layer, and so on to the last one.
    """
    depth = tape.network.architecture.depth
    return tuple(_call(tape, layer, depth, locale) for layer in range(depth, 0, -1))


def _call(tape: Tape, layer: int, depth: int, locale: str) -> Call:
    name, value = layer_error(tape, layer, locale)
    given = float((tape.problem.X if layer == 1 else tape.H[layer - 2])[0, 0])
    return Call(name, layer, value.text, value.sign, layer_input(layer, depth), numbers.text(given, locale))


def runs(depth: int) -> int:
    """L(L + 1)/2: how often the function is run for all derivatives without the cache; with it, L times."""
    return depth * (depth + 1) // 2
