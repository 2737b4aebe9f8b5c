"""The explanation of one number, as JSON."""

from typing import Any

from app.core.architecture import Architecture
from app.core.errors import InvalidField
from app.core.stages import Quantity, symbol
from app.session.service import StoredSession
from app.view.inspector.explanation import explain
from app.web.api.models import Question

LETTERS = ("X", "Y", "W", "B", "Z", "H", "R", "C", "E", "dW", "dB")


def explained(kept: StoredSession, question: Question) -> dict[str, Any]:
    """The fields of `schemas.Explanation`. Raises `InvalidField` if there is no such number, and `NotRevealed`."""
    session, architecture = kept.session, kept.session.architecture
    quantity = _quantity_named(question.quantity, question.layer, architecture)
    _check(question, quantity, architecture, len(session.problem.X))
    letter, layer = quantity
    found = explain(session, letter, layer, question.sample, question.unit, question.input)
    return {
        "key": str(found.key),
        "formula": found.formula,
        "substituted": found.substituted,
        "result": found.value,
        "uses": [str(key) for key in found.uses],
    }


def quantities_named(name: str, layer: int | None, architecture: Architecture) -> tuple[Quantity, ...]:
    """The matrices that a name may mean: as on the screen (Eh), or a letter with its layer (E, 1), or of any layer.

    Raises `InvalidField` where there is none.
    """
    known = _named(architecture)
    if name not in known:
        raise InvalidField("quantity", "one of " + ", ".join(sorted(known)))
    meant = tuple(quantity for quantity in known[name] if layer in (None, quantity.layer) or quantity.symbol in "XYC")
    if not meant:
        raise _another_layer(known[name])
    return meant


def _quantity_named(name: str, layer: int | None, architecture: Architecture) -> Quantity:
    meant = quantities_named(name, layer, architecture)
    if len(meant) > 1:
        raise _another_layer(meant)
    return meant[0]


def _another_layer(meant: tuple[Quantity, ...]) -> InvalidField:
    layers = sorted(quantity.layer for quantity in meant)
    return InvalidField("layer", "one of " + ", ".join(map(str, layers)) + " with this quantity")


def _named(architecture: Architecture) -> dict[str, tuple[Quantity, ...]]:
    """Every name of a matrix of this network, with the matrices that it may mean."""
    depth, names = architecture.depth, dict[str, tuple[Quantity, ...]]()
    for letter in LETTERS:
        layers = {"X": (0,), "Y": (depth,), "C": (depth,)}.get(letter, tuple(range(1, depth + 1)))
        if letter.endswith("B") and not architecture.bias:
            continue
        for quantity in (Quantity(letter, l) for l in layers):
            if letter == "R" and architecture.layers[quantity.layer - 1].derivative is None:
                continue
            aliases = {letter, letter if letter == "R" else symbol(quantity, depth)}
            if letter == "E":
                aliases.add("Eo" if quantity.layer == depth else "Eh")
            if letter == "C":
                aliases.add("cost")
            for name in aliases:
                names[name] = (*names.get(name, ()), quantity)
    return names


def _check(question: Question, quantity: Quantity, architecture: Architecture, samples: int) -> None:
    """Raises `InvalidField` for a place that the matrix does not have."""
    letter, layer = quantity
    if question.sample >= samples:
        raise InvalidField("sample", f"below {samples}")
    units = 1 if letter == "C" else architecture.sizes[layer]
    if question.unit >= units:
        raise InvalidField("unit", f"below {units}")
    wanted = architecture.sizes[layer - 1] if letter in {"W", "dW"} else None
    if wanted is None and question.input is not None:
        raise InvalidField("input", "for W and dW alone")
    if wanted is not None and (question.input is None or question.input >= wanted):
        raise InvalidField("input", f"a whole number below {wanted}")
