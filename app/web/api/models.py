"""The bodies and queries that the API takes: types and limits of size; what they mean the core decides.

Numbers are strict: no text, no true or false in the place of a number, nothing infinite.
"""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from app.core.architecture import MAX_LAYERS, MAX_UNITS
from app.core.problem import MAX_SAMPLES
from app.session.description import Biases, Rate, Samples, Strict, Weights
from app.session.verbs import MAX_ITERATIONS_PER_REQUEST

Whole = Annotated[int, Field(ge=0, le=2**53)]


class Nothing(Strict):
    """An operation that takes nothing; an empty object is nothing."""


class Steps(Strict):
    """How far to step."""

    by: Literal["stage", "iteration"] = "stage"
    count: Annotated[int, Field(ge=1, le=MAX_ITERATIONS_PER_REQUEST)] = 1


class Training(Strict):
    """How long to train."""

    iterations: Annotated[int, Field(ge=1, le=MAX_ITERATIONS_PER_REQUEST)]


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
    learning_rate: Rate | None = None

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
