"""How one number is computed, as a row of parts: keys of numbers, and signs between them.

The same parts give the rows of the panel, the explanation of one number and the JSON API's words.
A part is a `Term` (a number of the network), a plain number (a constant) or a sign. They depend on
the form alone: a `Reading` has the numbers.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from app.core.activations import LEAK
from app.core.keys import Key
from app.core.operands import arriving
from app.view.quantities.reading import ONE_COST
from app.view.quantities.shape import Form


class Term(NamedTuple):
    """A number of the network, at that sample; `linked` unless it belongs to one that is not shown."""

    key: Key
    sample: int
    linked: bool = True


Part = Term | float | str
Parts = tuple[Part, ...]
Shown = Callable[[Term | float, bool], str]  # writes a number, in brackets if negative and the bool says so
MORE = "…"


def numbers(form: Form, key: Key, limit: int = 0) -> Parts:
    """What `key` is computed from; of a sum at most `limit` terms (0: all) and "…" for the others.

    In a batch derivatives and the cost are means over the samples, the one that is shown first.
    Nothing for what is given.
    """
    if form.samples > 1 and key.letter in MEANS:
        samples = sorted(range(form.samples), key=form.sample.__ne__)
        if key.letter == "C":
            return _mean(lambda s: (one_cost(form, samples[s]),), form.samples, limit)
        return _mean(lambda s: _derivative(form, key, 0, samples[s]), form.samples, limit)
    return _PARTS[key.letter](form, key, limit)


def formula(form: Form, key: Key, limit: int = 0) -> Parts:
    """The same to be read as symbols: a mean is written as a sum over the samples."""
    parts = _PARTS[key.letter](form, key, limit)
    if form.samples > 1 and key.letter in MEANS:
        return (f"1/{form.samples} · Σ ", *parts)
    return parts


def sample_cost(form: Form, limit: int = 0) -> Parts:
    """The cost of the sample that is shown."""
    return _COSTS[form.architecture.loss](form, limit)


def update(form: Form, key: Key) -> Parts:
    """How the update makes a weight or bias anew: old − lr · derivative."""
    derivative = key._replace(letter="d" + key.letter)
    return (Term(key, form.sample, linked=False), " − ", form.rate, " · ", _term(form, derivative))


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


def _term(form: Form, key: Key, sample: int | None = None) -> Term:
    at = form.sample if sample is None else sample
    return Term(key, at, at == form.sample)


def one_cost(form: Form, sample: int) -> Term:
    """The cost of one sample of several."""
    return Term(Key(ONE_COST, form.depth, 0), sample, linked=False)


def _sum(product: Callable[[int], Parts], count: int, limit: int) -> Parts:
    """`count` products with + between them; beyond the limit a "…" for the rest."""
    kept = count if not limit or count <= limit else limit - 1
    parts: list[Part] = [part for k in range(kept) for part in (" + ", *product(k))][1:]
    return (*parts, f" + {MORE}") if kept < count else tuple(parts)


def _mean(product: Callable[[int], Parts], count: int, limit: int) -> Parts:
    return ("(", *_sum(product, count, limit), ")", f" / {count}")


def _none(_form: Form, _key: Key, _limit: int) -> Parts:
    return ()


def _weighted_input(form: Form, key: Key, limit: int) -> Parts:
    l, j = key.layer, key.unit

    def product(i: int) -> Parts:
        return (_term(form, arriving(l - 1, i)), " · ", _term(form, Key("W", l, j, i)))

    bias: Parts = (" + ", _term(form, Key("B", l, j))) if form.architecture.bias else ()
    return (*_sum(product, form.sizes[l - 1], limit), *bias)


def _activation(form: Form, key: Key, limit: int) -> Parts:
    z = _term(form, Key("Z", key.layer, key.unit))
    activation = form.architecture.activations[key.layer - 1]
    if activation != "softmax":
        return _FUNCTIONS[activation](z)

    def product(k: int) -> Parts:
        return ("exp(", _term(form, Key("Z", key.layer, k)), ")")

    below = _sum(product, form.sizes[key.layer], limit)
    return ("exp(", z, ") / (", *below, ")")


_FUNCTIONS: dict[str, Callable[[Term], Parts]] = {
    "relu": lambda z: ("max(0, ", z, ")"),
    "leaky_relu": lambda z: ("max(", LEAK, " · ", z, ", ", z, ")"),
    "sigmoid": lambda z: ("1 / (1 + exp(−", z, "))"),
    "tanh": lambda z: ("tanh(", z, ")"),
    "identity": lambda z: (z,),
}


def _slope(form: Form, key: Key, _limit: int) -> Parts:
    h = _term(form, Key("H", key.layer, key.unit))
    z = _term(form, Key("Z", key.layer, key.unit))
    match form.architecture.activations[key.layer - 1]:
        case "sigmoid":
            return (h, " · (1 − ", h, ")")
        case "tanh":
            return ("1 − ", h, "²")
        case _:
            return ("R′(", z, ")")


def _cost(form: Form, _key: Key, limit: int) -> Parts:
    return sample_cost(form, limit)


def _pair(form: Form, k: int) -> tuple[Term, Term]:
    """Prediction and target of output k."""
    depth = form.depth
    return _term(form, Key("H", depth, k)), _term(form, Key("Y", depth, k))


def _half_squares(form: Form, limit: int) -> Parts:
    def square(k: int) -> Parts:
        h, y = _pair(form, k)
        return ("(", h, " − ", y, ")²")

    outputs = form.sizes[-1]
    return ("½ · ", *square(0)) if outputs == 1 else ("½ · (", *_sum(square, outputs, limit), ")")


def _binary_cross_entropy(form: Form, limit: int) -> Parts:
    def pair(k: int) -> Parts:
        h, y = _pair(form, k)
        return (y, " · ln ", h, " + (1 − ", y, ") · ln(1 − ", h, ")")

    return ("−(", *_sum(pair, form.sizes[-1], limit), ")")


def _cross_entropy(form: Form, limit: int) -> Parts:
    def product(k: int) -> Parts:
        h, y = _pair(form, k)
        return (y, " · ln ", h)

    return ("−(", *_sum(product, form.sizes[-1], limit), ")")


_COSTS: dict[str, Callable[[Form, int], Parts]] = {
    "half_squared_error": _half_squares,
    "binary_cross_entropy": _binary_cross_entropy,
    "cross_entropy": _cross_entropy,
}


def _message(form: Form, key: Key, limit: int) -> Parts:
    l, j = key.layer, key.unit
    if l == form.depth:
        return (_term(form, Key("H", l, j)), " − ", _term(form, Key("Y", l, j)))

    def product(k: int) -> Parts:
        return (_term(form, Key("E", l + 1, k)), " · ", _term(form, Key("W", l + 1, k, j)))

    return _sum(product, form.sizes[l + 1], limit)


def _error(form: Form, key: Key, limit: int) -> Parts:
    message = _message(form, key, limit)
    output = key.layer == form.depth
    if output and form.architecture.cost.simplifies:
        return message
    one_path = not output and form.sizes[key.layer + 1] == 1
    slope = _term(form, Key("R", key.layer, key.unit))
    return (*message, " · ", slope) if one_path else ("(", *message, ")", " · ", slope)


def _derivative(form: Form, key: Key, _limit: int, sample: int | None = None) -> Parts:
    error = _term(form, Key("E", key.layer, key.unit), sample)
    if key.input is None:
        return (1, " · ", error)
    return (_term(form, arriving(key.layer - 1, key.input), sample), " · ", error)


_PARTS: dict[str, Callable[[Form, Key, int], Parts]] = {
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
