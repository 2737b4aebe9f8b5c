"""How one number is computed: a row of parts, which are numbers of the network and signs between them.

The rows of the panel, the explanation of a number and the JSON API are all made from these parts.
A part is a `Term` (a number of the network), a constant or a sign. Parts depend only on the form of
the network; their numbers are read from a `Revealed`. Sums of products come from the table of
operands in the core, functions from `app.view.functions`.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from app.core import operands
from app.core.keys import Key
from app.view.functions.activations import ACTIVATIONS, ActivationText
from app.view.functions.as_text import MORE, Text
from app.view.functions.losses import LOSSES
from app.view.functions.optimizers import GRADIENT_DESCENT
from app.view.functions.tree import PRODUCT
from app.view.quantities.revealed import ONE_COST
from app.view.quantities.shape import Form


class Term(NamedTuple):
    """A number of the network at a sample; `linked` if it is a number of the sample that is shown."""

    key: Key
    sample: int
    linked: bool = True


Part = Term | float | str
Parts = tuple[Part, ...]
Shown = Callable[[Term | float, bool], str]  # prints a number; if the bool is true, a negative one in brackets


def numbers(form: Form, key: Key, limit: int = 0) -> Parts:
    """The expression for a number, with at most `limit` terms of a sum (0: all) and "…" for the others.

    In a batch, derivatives and the cost are means over the samples, beginning with the one that is
    shown. What is given has an empty expression.
    """
    if form.samples > 1 and key.letter in MEANS:
        samples = sorted(range(form.samples), key=form.sample.__ne__)
        if key.letter == "C":
            return _mean(lambda s: (one_cost(form, samples[s]),), form.samples, limit)
        return _mean(lambda s: _derivative(form, key, 0, samples[s]), form.samples, limit)
    return _PARTS[key.letter](form, key, limit)


def formula(form: Form, key: Key, limit: int = 0) -> Parts:
    """The expression for a number to be printed with symbols: a mean is a sum over the samples."""
    parts = _PARTS[key.letter](form, key, limit)
    if form.samples > 1 and key.letter in MEANS:
        return (f"1/{form.samples} · Σ ", *parts)
    return parts


def sample_cost(form: Form, limit: int = 0) -> Parts:
    """The cost of the sample that is shown."""
    return _printed(form, Key("C", form.depth, 0), limit).parts(LOSSES[form.architecture.loss].cost)


def update(form: Form, key: Key, rate: Part) -> Parts:
    """How the update computes a new weight or bias: old − lr · derivative. `rate` is the number lr or its name."""
    leaves: dict[str, Part] = {
        "W": Term(key, form.sample, linked=False),
        "lr": rate,
        "dW": _term(form, key._replace(letter="d" + key.letter)),
    }
    return Text(lambda letter, _unit: leaves[letter]).parts(GRADIENT_DESCENT.update)


def with_brackets(parts: Parts, before: str = "") -> Iterator[tuple[Part, bool]]:
    """Each part, and whether a negative number needs brackets there: after +, − or ·, and before an exponent."""
    for at, part in enumerate(parts):
        behind = parts[at + 1] if at + 1 < len(parts) else ""
        raised = isinstance(behind, str) and behind[:1] in _RAISED
        yield part, raised or before.rstrip()[-1:] in _SIGNS
        before = part if isinstance(part, str) else ""


def line(parts: Parts, shown: Shown) -> str:
    """The parts as one line of text."""
    return "".join(part if isinstance(part, str) else shown(part, after) for part, after in with_brackets(parts))


MEANS = frozenset({"C", "dW", "dB"})
_SIGNS = frozenset("+−·")
_RAISED = frozenset("⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def _term(form: Form, key: Key, sample: int | None = None) -> Term:
    at = form.sample if sample is None else sample
    return Term(key, at, at == form.sample)


def one_cost(form: Form, sample: int) -> Term:
    """The cost of one sample of several."""
    return Term(Key(ONE_COST, form.depth, 0), sample, linked=False)


def _sum(product: Callable[[int], Parts], count: int, limit: int) -> Parts:
    """`count` products with + between them; beyond the limit a "…" for the rest."""
    kept = count if not limit or count <= limit else limit - 1
    parts = _joined(" + ", map(product, range(kept)))
    return (*parts, f" + {MORE}") if kept < count else parts


def _mean(product: Callable[[int], Parts], count: int, limit: int) -> Parts:
    return ("(", *_sum(product, count, limit), ")", f" / {count}")


def _none(_form: Form, _key: Key, _limit: int) -> Parts:
    return ()


def _products(form: Form, key: Key, limit: int, sample: int | None = None) -> Parts:
    """A sum of products: the terms of the table of operands, each as often as it is repeated."""

    def summed(term: operands.Term) -> Parts:
        def product(each: int) -> Parts:
            return _joined(" · ", ((_term(form, operand.of(key, each), sample),) for operand in term))

        return _sum(product, operands.repeats(term, form.architecture), limit)

    return _joined(" + ", map(summed, operands.terms(key.letter, key.layer, form.architecture)))


def _joined(sign: str, rows: Iterable[Parts]) -> Parts:
    return tuple(part for row in rows for part in (sign, *row))[1:]


def _activation(form: Form, key: Key, limit: int) -> Parts:
    return _printed(form, key, limit).parts(_activation_text(form, key.layer).formula)


def _slope(form: Form, key: Key, limit: int) -> Parts:
    slope = _activation_text(form, key.layer).slope
    if slope is None or not slope.letters:  # a step or a constant
        return ("R′(", _term(form, Key("Z", key.layer, key.unit)), ")")
    return _printed(form, key, limit).parts(slope)


def _activation_text(form: Form, layer: int) -> ActivationText:
    return ACTIVATIONS[form.architecture.activations[layer - 1]]


def _printed(form: Form, key: Key, limit: int) -> Text[Term]:
    """Prints a function's formula with the numbers of the layer of `key`; without a unit they are those of `key`."""

    def leaf(letter: str, unit: int | None) -> Term:
        return _term(form, Key(letter, key.layer, key.unit if unit is None else unit))

    return Text(leaf, form.sizes[key.layer], limit)


def _cost(form: Form, _key: Key, limit: int) -> Parts:
    return sample_cost(form, limit)


def _message(form: Form, key: Key, limit: int, within: int = 0) -> Parts:
    if key.layer == form.depth:
        return _printed(form, key, limit).parts(LOSSES[form.architecture.loss].slope, within)
    return _products(form, key._replace(letter="M"), limit)


def _error(form: Form, key: Key, limit: int) -> Parts:
    output = key.layer == form.depth
    if output and form.architecture.cost.simplifies:
        return _message(form, key, limit)
    slope = _term(form, Key("R", key.layer, key.unit))
    if output:
        return (*_message(form, key, limit, PRODUCT), " · ", slope)
    message = _message(form, key, limit)
    one_path = form.sizes[key.layer + 1] == 1
    return (*message, " · ", slope) if one_path else ("(", *message, ")", " · ", slope)


def _derivative(form: Form, key: Key, limit: int, sample: int | None = None) -> Parts:
    product = _products(form, key, limit, sample)
    return (1, " · ", *product) if key.letter == "dB" else product


_PARTS: dict[str, Callable[[Form, Key, int], Parts]] = {
    **dict.fromkeys(("X", "Y", "W", "B"), _none),
    "Z": _products,
    "H": _activation,
    "R": _slope,
    "C": _cost,
    "M": _message,
    "E": _error,
    "dW": _derivative,
    "dB": _derivative,
}
