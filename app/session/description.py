"""A network description, as the JSON API takes it, made into a session.

What is missing takes its default: the reference example's where that fits, else what follows
here. Small round inputs and targets that the last activation can reach are made up by the shape
alone, so that the same description gives the same session everywhere.
"""

from collections.abc import Callable, Mapping
from typing import Any

from app.core.activations import ACTIVATIONS
from app.core.architecture import Architecture
from app.core.errors import InvalidField
from app.core.examples import PROBLEMS, REFERENCE, REFERENCE_PROBLEM
from app.core.initialization import initial_network
from app.core.losses import LOSSES, losses_after
from app.core.network import Network
from app.core.problem import Problem
from app.session.session import Session, default_session, new_session

SEED = 7
LARGEST_SEED = 2**53 - 1  # the largest that every reader of JSON reads back exactly

Fields = Mapping[str, Any]


def build(description: Fields | None = None) -> Session:
    """The session that a description asks for; without one, the reference example.

    None stands for a field that is missing. Raises `InvalidField`, for fields that are not known too.
    """
    if description is None:
        return default_session()
    for field in description:
        if field not in _KINDS:
            raise InvalidField(str(field), "not a field of a network description")
    fields = {field: value for field, value in description.items() if value is not None}
    for field, value in fields.items():
        holds, limit = _KINDS[field]
        if not holds(value):
            raise InvalidField(field, limit)
    architecture = _architecture(fields)
    seed, network = _network(fields, architecture)
    return new_session(network, _problem(fields, architecture), seed)


def _architecture(fields: Fields) -> Architecture:
    sizes = tuple(fields.get("sizes", REFERENCE.architecture.sizes))
    depth = len(sizes) - 1
    activations = fields.get("activations", _default_activations(fields, depth))
    if isinstance(activations, str):
        activations = [activations] * depth
    last = activations[-1] if activations else None
    loss = fields.get("loss", losses_after(last)[0] if last in ACTIVATIONS else REFERENCE.architecture.loss)
    return Architecture(sizes, tuple(activations), loss, fields.get("bias", True))


def _default_activations(fields: Fields, depth: int) -> list[str]:
    """ReLU, and last the one that the loss goes with."""
    loss = LOSSES.get(fields.get("loss", REFERENCE.architecture.loss))
    last = loss.last_activation if loss else None
    return ["relu"] * (depth - 1) + [last or "relu"]


def _network(fields: Fields, architecture: Architecture) -> tuple[int | None, Network]:
    """The network, and the seed that its weights were drawn from (None where they are given)."""
    seed = fields.get("seed", SEED)
    drawn = initial_network(architecture, seed)
    if "weights" not in fields and "biases" not in fields:
        return seed, drawn
    network = Network.of(architecture, fields.get("weights", drawn.W), fields.get("biases"))
    return (None if "weights" in fields else seed), network


def _problem(fields: Fields, architecture: Architecture) -> Problem:
    rate = fields.get("learning_rate", REFERENCE_PROBLEM.learning_rate)
    if "problem" in fields:
        X, Y = _named(fields, architecture)
        return Problem.of(architecture, X, Y, rate)
    m = len(fields.get("inputs") or fields.get("targets") or [()])
    X = fields.get("inputs", _default_inputs(m, architecture.sizes[0]))
    Y = fields.get("targets", _default_targets(m, architecture))
    return Problem.of(architecture, X, Y, rate)


def _named(fields: Fields, architecture: Architecture) -> tuple[Any, Any]:
    if "inputs" in fields or "targets" in fields:
        raise InvalidField("problem", "in the place of inputs and targets, not beside them")
    X, Y = PROBLEMS[fields["problem"]]
    wanted = X.shape[1], Y.shape[1]
    if wanted != (architecture.sizes[0], architecture.sizes[-1]):
        raise InvalidField("problem", f"{fields['problem']} wants {wanted[0]} inputs and {wanted[1]} output")
    return list(X), list(Y)


def _default_inputs(m: int, n: int) -> list[list[float]]:
    """1 and 2 by turns, as in the reference example; halves of them, or quarters …, for many inputs.

    The more inputs, the smaller: what arrives at a unit stays of the size of 1.
    """
    unit = 2.0 ** -((n - 1) // 2).bit_length()
    return [[unit * (1 + (row + column) % 2) for column in range(n)] for row in range(m)]


def _default_targets(m: int, architecture: Architecture) -> list[list[float]]:
    n = architecture.sizes[-1]
    if architecture.cost.targets == "distribution":
        return [[float(unit == row % n) for unit in range(n)] for row in range(m)]
    high, low = (1.5, 0.5) if architecture.layers[-1].range[1] > 1.5 else (1.0, 0.0)
    return [[low if (row + unit) % 2 else high for unit in range(n)] for row in range(m)]


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_list_of(holds: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list | tuple) and all(map(holds, value))


def _is_number(value: object) -> bool:
    # A whole number may be too large for float64, which NumPy would tell by an error of its own.
    return isinstance(value, float) or (isinstance(value, int) and _is_whole(value) and abs(value) < 2**1000)


def _is_activations(value: object) -> bool:
    return isinstance(value, str) or _is_list_of(lambda name: isinstance(name, str))(value)


_is_vector = _is_list_of(_is_number)
_is_matrix = _is_list_of(_is_vector)

_KINDS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "sizes": (_is_list_of(_is_whole), "a list of whole numbers, inputs first, outputs last"),
    "activations": (_is_activations, "a name for all layers, or a list of names, one a layer of weights"),
    "loss": (lambda value: isinstance(value, str), "one of " + ", ".join(LOSSES)),
    "bias": (lambda value: isinstance(value, bool), "true or false"),
    "learning_rate": (_is_number, "a finite number above 0"),
    "seed": (
        lambda value: _is_whole(value) and 0 <= value <= LARGEST_SEED,
        f"a whole number from 0 to {LARGEST_SEED}",
    ),
    "weights": (_is_list_of(_is_matrix), "a list of matrices of numbers, one a layer of weights"),
    "biases": (_is_matrix, "a list of vectors of numbers, one a layer of weights"),
    "inputs": (_is_matrix, "a list of rows of numbers"),
    "targets": (_is_matrix, "a list of rows of numbers"),
    "problem": (lambda value: isinstance(value, str) and value in PROBLEMS, "one of " + ", ".join(PROBLEMS)),
}
