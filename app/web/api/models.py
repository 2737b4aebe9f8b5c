"""What requests hold, beside the network description: types and limits. What the values mean, the verbs decide."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from app.core.architecture import MAX_LAYERS, MAX_UNITS
from app.core.practice.arithmetic import MAX_LENGTH
from app.core.practice.question import Kind
from app.core.problem import MAX_SAMPLES
from app.session.description import Biases, Rate, Samples, Strict, Weights
from app.session.verbs import MAX_ITERATIONS_PER_REQUEST, By

Whole = Annotated[int, Field(ge=0, le=2**53)]


class Nothing(Strict):
    """The body of an operation that takes nothing: none at all, or an empty object."""


class Steps(Strict):
    """How far to step."""

    by: By = "stage"
    count: Annotated[int, Field(ge=1, le=MAX_ITERATIONS_PER_REQUEST)] = 1


class Training(Strict):
    """How long to train."""

    iterations: Annotated[int, Field(ge=1, le=MAX_ITERATIONS_PER_REQUEST)]


class Place(Strict):
    """A place in the run."""

    iteration: Whole
    stage: Whole


class Edit(Strict):
    """New numbers; what is missing stays as it is. At least one field is required."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    weights: Weights | None = None
    biases: Biases | None = None
    inputs: Samples | None = None
    targets: Samples | None = None
    learning_rate: Rate | None = None

    @model_validator(mode="after")
    def _has_a_field(self) -> Self:
        if not self.model_fields_set:
            raise PydanticCustomError("nothing", "at least one of " + ", ".join(type(self).model_fields))
        return self


Layer = Annotated[int, Field(ge=1, le=MAX_LAYERS)]
Unit = Annotated[int, Field(ge=0, lt=MAX_UNITS)]


class AskFor(Strict):
    """What to be asked about the next stage; what is missing is chosen so that the question teaches most."""

    kind: Kind | None = None
    quantity: Annotated[str | None, Field(max_length=8, examples=["Eh"])] = None
    layer: Layer | None = None
    sample: Annotated[int | None, Field(ge=0, lt=MAX_SAMPLES)] = None
    unit: Unit | None = None
    input: Unit | None = None


TEXT = f"A number or arithmetic, at most {MAX_LENGTH} characters; or the sign; or the state of the gate."


class GivenAnswer(Strict):
    """An answer: a text, or to a question of the kind "which" the unit, with the input where a weight is meant."""

    text: Annotated[str | None, Field(description=TEXT, examples=["-0.77 * 0.5 * 0"])] = None
    unit: Unit | None = None
    input: Unit | None = None
    layer: Layer | None = None


class Question(BaseModel):
    """Which number to explain: layers from 1, samples, units and inputs from 0."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    quantity: Annotated[
        str,
        Field(max_length=8, description="The name of its stage, as `stage.name` of a snapshot.", examples=["Zh"]),
    ]
    layer: Annotated[int | None, Field(ge=1, le=MAX_LAYERS, examples=[1])] = None
    sample: Annotated[int, Field(ge=0, lt=MAX_SAMPLES, examples=[0])] = 0
    unit: Annotated[int, Field(ge=0, lt=MAX_UNITS, examples=[1])] = 0
    input: Annotated[int | None, Field(ge=0, lt=MAX_UNITS, description="For W and dW only.")] = None
