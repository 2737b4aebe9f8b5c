"""The bodies and queries that the API takes: types and limits of size; what they mean the core decides.

Numbers are strict: no text, no true or false in the place of a number, nothing infinite.
"""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from app.core.architecture import MAX_LAYERS, MAX_UNITS
from app.core.problem import MAX_SAMPLES
from app.session.description import LARGEST_SEED
from app.session.verbs import FARTHEST

Row = Annotated[list[float], Field(max_length=MAX_UNITS, fail_fast=True)]
Matrix = Annotated[list[Row], Field(max_length=MAX_UNITS, fail_fast=True)]
Weights = Annotated[list[Matrix], Field(max_length=MAX_LAYERS, fail_fast=True)]
Biases = Annotated[list[Row], Field(max_length=MAX_LAYERS, fail_fast=True)]
Samples = Annotated[list[Row], Field(min_length=1, max_length=MAX_SAMPLES, fail_fast=True)]
Name = Annotated[str, Field(max_length=40)]
Whole = Annotated[int, Field(ge=0, le=2**53)]


class Strict(BaseModel):
    """What all bodies have in common."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False, frozen=True)


class Nothing(Strict):
    """An operation that takes nothing; an empty object is nothing."""


class NetworkDescription(Strict):
    """A network and what it is trained on; what is missing takes its default."""

    sizes: Annotated[
        list[Annotated[int, Field(ge=1, le=MAX_UNITS)]],
        Field(min_length=2, max_length=MAX_LAYERS + 1, description="Inputs first, outputs last."),
    ] = [2, 3, 1]
    activations: Annotated[
        Name | Annotated[list[Name], Field(max_length=MAX_LAYERS)],
        Field(description="One a layer of weights, or one name for all."),
    ] = "relu"
    loss: Name = "half_squared_error"
    bias: bool = True
    learning_rate: Annotated[float, Field(gt=0)] = 0.1
    seed: Annotated[int | None, Field(ge=0, le=LARGEST_SEED, description="Draws the weights that are not given.")] = 7
    weights: Weights | None = None
    biases: Biases | None = None
    inputs: Samples | None = None
    targets: Samples | None = None
    problem: Annotated[Name | None, Field(description="A named problem, in the place of inputs and targets.")] = None


class Steps(Strict):
    """How far to step."""

    by: Literal["stage", "iteration"] = "stage"
    count: Annotated[int, Field(ge=1, le=FARTHEST)] = 1


class Training(Strict):
    """How long to train."""

    iterations: Annotated[int, Field(ge=1, le=FARTHEST)]


class Seeking(Strict):
    """A place in the run."""

    iteration: Whole
    stage: Whole


class Edit(Strict):
    """New numbers; what is missing stays as it is. At least one is wanted."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    weights: Weights | None = None
    biases: Biases | None = None
    inputs: Samples | None = None
    targets: Samples | None = None
    learning_rate: Annotated[float | None, Field(gt=0)] = None

    @model_validator(mode="after")
    def _has_something(self) -> Self:
        if not self.model_fields_set:
            raise PydanticCustomError("nothing", "at least one of " + ", ".join(type(self).model_fields))
        return self


class Question(BaseModel):
    """Which number is to be explained: layers from 1, samples, units and inputs from 0."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    quantity: Annotated[str, Field(max_length=8, description="The name of its stage, as `stage.name` of a snapshot.")]
    layer: Annotated[int | None, Field(ge=1, le=MAX_LAYERS)] = None
    sample: Annotated[int, Field(ge=0, lt=MAX_SAMPLES)] = 0
    unit: Annotated[int, Field(ge=0, lt=MAX_UNITS)] = 0
    input: Annotated[int | None, Field(ge=0, lt=MAX_UNITS, description="For dW alone.")] = None
