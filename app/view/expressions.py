"""How one number is computed, as a row of parts: numbers with their keys, and signs between them.

The same parts give the rows of the panel, the explanation of one number and the JSON API's words.
A part is a `Term` (a number of the network), a plain number (a constant) or a sign.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from app.core.activations import LEAK
from app.view.links import Key, arriving
from app.view.reading import Reading


class Term(NamedTuple):
    """A number of the network; `linked` unless it belongs to a sample that is not shown."""

    key: Key
    value: float
    linked: bool = True


Part = Term | float | str
Parts = tuple[Part, ...]
Shown = Callable[[Term | float, bool], str]  # writes a number, in brackets if negative and the bool says so
MORE = "…"


def numbers(reading: Reading, key: Key, limit: int = 0) -> Parts:
    """What `key` is computed from; of a sum at most `limit` terms (0: all) and "…" for the others.

    In a batch derivatives and the cost are means over the samples, the one that is shown first.
    Nothing for what is given.
    """
    if reading.samples > 1 and key.letter in MEANS:
        samples = sorted(range(reading.samples), key=reading.sample.__ne__)
        if key.letter == "C":
            return _mean(lambda s: (reading.tape.costs.item(samples[s]),), reading.samples, limit)
        return _mean(lambda s: _derivative(reading, key, 0, samples[s]), reading.samples, limit)
    return _PARTS[key.letter](reading, key, limit)


def formula(reading: Reading, key: Key, limit: int = 0) -> Parts:
    """The same to be read as symbols: a mean is written as a sum over the samples."""
    parts = _PARTS[key.letter](reading, key, limit)
    if reading.samples > 1 and key.letter in MEANS:
        return (f"1/{reading.samples} · Σ ", *parts)
    return parts


def sample_cost(reading: Reading, limit: int = 0) -> Parts:
    """The cost of the sample that is shown."""
    return _COSTS[reading.architecture.loss](reading, limit)


def update(reading: Reading, key: Key) -> Parts:
    """How the update makes a weight or bias anew: old − lr · derivative."""
    derivative = key._replace(letter="d" + key.letter)
    old = Term(key, reading.value(key), linked=False)
    return (old, " − ", reading.session.problem.learning_rate, " · ", _term(reading, derivative))


def with_brackets(parts: Parts, before: str = "") -> Iterator[tuple[Part, bool]]:
    """Each part, and whether a negative number takes brackets there: after + − or ·, and before ²."""
    for at, part in enumerate(parts):
        behind = parts[at + 1] if at + 1 < len(parts) else ""
        yield part, before.rstrip()[-1:] in _SIGNS or behind == "²"
        before = part if isinstance(part, str) else ""


def line(parts: Parts, shown: Shown) -> str:
    """The parts as one line of text."""
    return "".join(part if isinstance(part, str) else shown(part, after) for part, after in with_brackets(parts))


MEANS = frozenset({"C", "dW", "dB"})
_SIGNS = frozenset("+−·")


def _term(reading: Reading, key: Key, sample: int | None = None) -> Term:
    return Term(key, reading.value(key, sample), sample is None or sample == reading.sample)


def _sum(product: Callable[[int], Parts], count: int, limit: int) -> Parts:
    """`count` products with + between them; beyond the limit a "…" for the rest."""
    kept = count if not limit or count <= limit else limit - 1
    parts: list[Part] = [part for k in range(kept) for part in (" + ", *product(k))][1:]
    return (*parts, f" + {MORE}") if kept < count else tuple(parts)


def _mean(product: Callable[[int], Parts], count: int, limit: int) -> Parts:
    return ("(", *_sum(product, count, limit), ")", f" / {count}")


def _none(_reading: Reading, _key: Key, _limit: int) -> Parts:
    return ()


def _weighted_input(reading: Reading, key: Key, limit: int) -> Parts:
    l, j = key.layer, key.unit

    def product(i: int) -> Parts:
        return (_term(reading, arriving(l - 1, i)), " · ", _term(reading, Key("W", l, j, i)))

    bias: Parts = (" + ", _term(reading, Key("B", l, j))) if reading.architecture.bias else ()
    return (*_sum(product, reading.sizes[l - 1], limit), *bias)


def _activation(reading: Reading, key: Key, limit: int) -> Parts:
    z = _term(reading, Key("Z", key.layer, key.unit))
    activation = reading.architecture.activations[key.layer - 1]
    if activation != "softmax":
        return _FUNCTIONS[activation](z)

    def product(k: int) -> Parts:
        return ("exp(", _term(reading, Key("Z", key.layer, k)), ")")

    below = _sum(product, reading.sizes[key.layer], limit)
    return ("exp(", z, ") / (", *below, ")")


_FUNCTIONS: dict[str, Callable[[Term], Parts]] = {
    "relu": lambda z: ("max(0, ", z, ")"),
    "leaky_relu": lambda z: ("max(", LEAK, " · ", z, ", ", z, ")"),
    "sigmoid": lambda z: ("1 / (1 + exp(−", z, "))"),
    "tanh": lambda z: ("tanh(", z, ")"),
    "identity": lambda z: (z,),
}


def _slope(reading: Reading, key: Key, _limit: int) -> Parts:
    h = _term(reading, Key("H", key.layer, key.unit))
    z = _term(reading, Key("Z", key.layer, key.unit))
    match reading.architecture.activations[key.layer - 1]:
        case "sigmoid":
            return (h, " · (1 − ", h, ")")
        case "tanh":
            return ("1 − ", h, "²")
        case _:
            return ("R′(", z, ")")


def _cost(reading: Reading, _key: Key, limit: int) -> Parts:
    return sample_cost(reading, limit)


def _pair(reading: Reading, k: int) -> tuple[Term, Term]:
    """Prediction and target of output k."""
    depth = reading.architecture.depth
    return _term(reading, Key("H", depth, k)), _term(reading, Key("Y", depth, k))


def _half_squares(reading: Reading, limit: int) -> Parts:
    def square(k: int) -> Parts:
        h, y = _pair(reading, k)
        return ("(", h, " − ", y, ")²")

    outputs = reading.sizes[-1]
    return ("½ · ", *square(0)) if outputs == 1 else ("½ · (", *_sum(square, outputs, limit), ")")


def _binary_cross_entropy(reading: Reading, limit: int) -> Parts:
    def pair(k: int) -> Parts:
        h, y = _pair(reading, k)
        return (y, " · ln ", h, " + (1 − ", y, ") · ln(1 − ", h, ")")

    return ("−(", *_sum(pair, reading.sizes[-1], limit), ")")


def _cross_entropy(reading: Reading, limit: int) -> Parts:
    def product(k: int) -> Parts:
        h, y = _pair(reading, k)
        return (y, " · ln ", h)

    return ("−(", *_sum(product, reading.sizes[-1], limit), ")")


_COSTS: dict[str, Callable[[Reading, int], Parts]] = {
    "half_squared_error": _half_squares,
    "binary_cross_entropy": _binary_cross_entropy,
    "cross_entropy": _cross_entropy,
}


def _message(reading: Reading, key: Key, limit: int) -> Parts:
    l, j = key.layer, key.unit
    if l == reading.architecture.depth:
        return (_term(reading, Key("H", l, j)), " − ", _term(reading, Key("Y", l, j)))

    def product(k: int) -> Parts:
        return (_term(reading, Key("E", l + 1, k)), " · ", _term(reading, Key("W", l + 1, k, j)))

    return _sum(product, reading.sizes[l + 1], limit)


def _error(reading: Reading, key: Key, limit: int) -> Parts:
    message = _message(reading, key, limit)
    output = key.layer == reading.architecture.depth
    if output and reading.architecture.cost.simplifies:
        return message
    one_path = not output and reading.sizes[key.layer + 1] == 1
    slope = _term(reading, Key("R", key.layer, key.unit))
    return (*message, " · ", slope) if one_path else ("(", *message, ")", " · ", slope)


def _derivative(reading: Reading, key: Key, _limit: int, sample: int | None = None) -> Parts:
    error = _term(reading, Key("E", key.layer, key.unit), sample)
    if key.input is None:
        return (1, " · ", error)
    return (_term(reading, arriving(key.layer - 1, key.input), sample), " · ", error)


_PARTS: dict[str, Callable[[Reading, Key, int], Parts]] = {
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
