"""A network description, as both faces of the program receive it, and the session that it describes.

What is missing takes its default: the reference example's where that fits, else what follows here. Missing inputs and
targets are small round numbers that the last activation can reach. They depend on the shape alone, so that a
description gives the same session everywhere.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.core.activations import ACTIVATIONS
from app.core.architecture import MAX_LAYERS, MAX_UNITS, Architecture
from app.core.data_sets import DATA_SETS
from app.core.drawing import drawn_network, overlaid
from app.core.errors import InvalidField
from app.core.examples import REFERENCE, REFERENCE_PROBLEM
from app.core.initialization import initial_network
from app.core.losses import LOSSES, losses_after
from app.core.network import Network
from app.core.problem import MAX_SAMPLES, Problem
from app.session.session import Session, default_session, new_session
from app.session.validation import invalid_field

SEED = 7
LARGEST_SEED = 2**53 - 1  # the largest that every reader of JSON reads back exactly

# A list stops at its first error: a body of a million wrong numbers would otherwise be reported number by number.
Row = Annotated[list[float], Field(max_length=MAX_UNITS, fail_fast=True)]
Matrix = Annotated[list[Row], Field(max_length=MAX_UNITS, fail_fast=True)]
Weights = Annotated[list[Matrix], Field(max_length=MAX_LAYERS, fail_fast=True)]
Biases = Annotated[list[Row], Field(max_length=MAX_LAYERS, fail_fast=True)]
Samples = Annotated[list[Row], Field(min_length=1, max_length=MAX_SAMPLES, fail_fast=True)]
Rate = Annotated[float, Field(gt=0)]
Name = Annotated[str, Field(max_length=40)]


class Strict(BaseModel):
    """Numbers are numbers (no text, no true or false) and finite, and unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False, frozen=True)

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        """Itself, as it cannot be changed: FastAPI copies the default of a body for each request without one."""
        return self


class NetworkSpec(Strict):
    """A network and what it is trained on; what is missing takes its default.

    These are the types and limits of each field. Whether the fields fit together is known when the network is built.
    """

    sizes: Annotated[
        list[Annotated[int, Field(ge=1, le=MAX_UNITS)]],
        Field(min_length=2, max_length=MAX_LAYERS + 1, description="Inputs first, outputs last."),
    ] = list(REFERENCE.architecture.sizes)
    activations: Annotated[
        Name | Annotated[list[Name], Field(max_length=MAX_LAYERS)],
        Field(description="One per layer of weights, or one name for all."),
    ] = "relu"
    loss: Name = REFERENCE.architecture.loss
    bias: bool = True
    learning_rate: Rate = REFERENCE_PROBLEM.learning_rate
    seed: Annotated[
        int | None,
        Field(
            ge=0,
            le=LARGEST_SEED,
            description="Draws the weights that are not given. Without it, the first seed from 7 on is taken whose "
            "network has an open path from every output error to every layer.",
        ),
    ] = None
    weights: Weights | None = None
    biases: Biases | None = None
    inputs: Samples | None = None
    targets: Samples | None = None
    problem: Annotated[Name | None, Field(description="A named problem, instead of inputs and targets.")] = None


def build(description: NetworkSpec | Mapping[str, Any] | None = None, old: Network | None = None) -> Session:
    """The session of a description; without one, the reference example. Raises `InvalidField`.

    Where the description has neither weights nor a seed, the weights of an `old` network stay where they fit.
    """
    if description is None:
        return default_session()
    spec = description if isinstance(description, NetworkSpec) else _validated(description)
    architecture = _architecture(spec)
    problem = _problem(spec, architecture)
    seed, network = _network(spec, architecture, problem, old)
    return new_session(network, problem, seed)


def _validated(fields: Mapping[str, Any]) -> NetworkSpec:
    try:
        return NetworkSpec.model_validate(fields)
    except ValidationError as error:
        raise invalid_field(error.errors(include_url=False, include_input=False)[0]) from None


def _architecture(spec: NetworkSpec) -> Architecture:
    depth, given = len(spec.sizes) - 1, spec.model_fields_set
    activations = spec.activations if "activations" in given else _default_activations(spec, depth)
    if isinstance(activations, str):
        activations = [activations] * depth
    last = activations[-1] if activations else None
    loss = losses_after(last)[0] if last in ACTIVATIONS and "loss" not in given else spec.loss
    return Architecture(tuple(spec.sizes), tuple(activations), loss, spec.bias)


def _default_activations(spec: NetworkSpec, depth: int) -> list[str]:
    """ReLU, and in the last layer the activation that the loss goes with."""
    loss = LOSSES.get(spec.loss)
    last = loss.last_activation if loss else None
    return ["relu"] * (depth - 1) + [last or "relu"]


def _network(
    spec: NetworkSpec, architecture: Architecture, problem: Problem, old: Network | None
) -> tuple[int | None, Network]:
    """The network, and the seed that its weights were drawn from (None where they are given)."""
    if spec.weights is not None:
        return None, Network.of(architecture, spec.weights, spec.biases)
    if spec.seed is not None:  # draws exactly its own weights, even where nothing can be learned with them
        return spec.seed, _with_biases(spec, initial_network(architecture, spec.seed))

    def overlay(drawn: Network) -> Network:
        return _with_biases(spec, drawn if old is None else overlaid(drawn, old))

    seed, network = drawn_network(architecture, problem, SEED, overlay)
    return (seed if old is None else None), network


def _with_biases(spec: NetworkSpec, drawn: Network) -> Network:
    return drawn if spec.biases is None else Network.of(drawn.architecture, drawn.W, spec.biases)


def _problem(spec: NetworkSpec, architecture: Architecture) -> Problem:
    if spec.problem is not None:
        X, Y = _named(spec, architecture)
        return Problem.of(architecture, X, Y, spec.learning_rate)
    m = len(spec.inputs or spec.targets or [()])
    X = _default_inputs(m, architecture.sizes[0]) if spec.inputs is None else spec.inputs
    Y = _default_targets(m, architecture) if spec.targets is None else spec.targets
    return Problem.of(architecture, X, Y, spec.learning_rate)


def _named(spec: NetworkSpec, architecture: Architecture) -> tuple[Any, Any]:
    if spec.inputs is not None or spec.targets is not None:
        raise InvalidField("problem", "instead of inputs and targets, not beside them")
    if spec.problem not in DATA_SETS:
        raise InvalidField("problem", "one of " + ", ".join(DATA_SETS))
    _, X, Y = DATA_SETS[spec.problem]
    wanted = X.shape[1], Y.shape[1]
    if wanted != (architecture.sizes[0], architecture.sizes[-1]):
        raise InvalidField("problem", f"{spec.problem} needs {wanted[0]} inputs and {wanted[1]} output")
    return list(X), list(Y)


def _default_inputs(m: int, n: int) -> list[list[float]]:
    """1 and 2 by turns, as in the reference example; halves of them, or quarters …, for many inputs.

    The more inputs there are, the smaller they are, so that a weighted input stays about as large as 1.
    """
    unit = 2.0 ** -((n - 1) // 2).bit_length()
    return [[unit * (1 + (row + column) % 2) for column in range(n)] for row in range(m)]


def _default_targets(m: int, architecture: Architecture) -> list[list[float]]:
    n = architecture.sizes[-1]
    if architecture.cost.targets == "distribution":
        return [[float(unit == row % n) for unit in range(n)] for row in range(m)]
    high, low = (1.5, 0.5) if architecture.layers[-1].range[1] > 1.5 else (1.0, 0.0)
    return [[low if (row + unit) % 2 else high for unit in range(n)] for row in range(m)]
