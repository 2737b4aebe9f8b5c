"""What answers hold, for the OpenAPI document. Answers are not validated by these models; tests do that."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Row = list[float]
Matrix = list[Row]


class Answer(BaseModel):
    """Every field is present, and no other."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class Stage(Answer):
    """The place in an iteration: `index` of `count` stages are revealed; the other fields are those of the last one."""

    index: int
    count: int
    phase: Literal["start", "forward", "cost", "backward", "update"]
    kind: Literal["start", "weighted_input", "activation", "cost", "error", "derivative", "update"]
    layer: int | None
    name: str | None


class Network(Answer):
    """The form of the network and how it learns; `seed` is null where the weights were given."""

    sizes: list[int]
    activations: list[str]
    loss: str
    bias: bool
    learning_rate: float
    seed: int | None


class Snapshot(Answer):
    """What may be shown of a session; a quantity that is not revealed yet is null."""

    id: str
    version: int
    iteration: int
    updates: int
    stage: Stage
    network: Network
    X: Matrix
    Y: Matrix
    W: list[Matrix]
    B: list[Row] | None
    Z: list[Matrix | None]
    H: list[Matrix | None]
    cost: float | None
    Eo: Matrix | None
    Eh: list[Matrix | None]
    dW: list[Matrix | None]
    dB: list[Row | None] | None


class Explanation(Answer):
    """One number: its formula, the same with the numbers put in, the result, and the keys of what it uses."""

    key: str = Field(description="The number's own key: letter, layer, (input,) unit.")
    formula: str
    substituted: str
    result: float
    uses: list[str]


class WeightCheck(Answer):
    """A layer's derivatives with respect to its weights, both ways; `difference` is relative, `kink` marks a corner."""

    backprop: Matrix
    numerical: list[list[float | None]]
    difference: list[list[float | None]]
    kink: list[list[bool]]


class BiasCheck(Answer):
    """A layer's derivatives with respect to its biases, both ways."""

    backprop: Row
    numerical: list[float | None]
    difference: list[float | None]
    kink: list[bool]


class GradientCheck(Answer):
    """Every derivative of this iteration beside its central difference.

    At a `kink` a weighted input crosses a corner of its activation, and the two numbers need not
    agree; `largest_difference` leaves those out. A difference that overflows is null.
    """

    id: str
    version: int
    iteration: int
    step: float
    largest_difference: float
    dW: list[WeightCheck]
    dB: list[BiasCheck] | None


class Choice(Answer):
    """A unit, or the weight from an input to it."""

    unit: int
    input: int | None


class Concern(Answer):
    """A number to look at again. `sample` is null for parameters and means, `input` where it is no weight."""

    quantity: str
    layer: int
    sample: int | None
    unit: int
    input: int | None


class OpenQuestion(Answer):
    """A question, never its answer. `unit` and `input` are null where one of `choices` is to be found."""

    id: str
    kind: Literal["number", "sign", "gate", "which"]
    quantity: str
    layer: int
    sample: int | None
    unit: int | None
    input: int | None
    stage: int
    text: str
    choices: list[Choice] | None
    tries: int
    hints: int


class Asked(Answer):
    """A new question."""

    question: OpenQuestion
    version: int


class Verdict(Answer):
    """The verdict on an answer. `snapshot` has the stage revealed where it is right, and is null otherwise."""

    right: bool
    slip: str | None
    also: list[str]
    message: str
    concerns: list[Concern]
    tries: int
    version: int
    snapshot: Snapshot | None


class Revealed(Answer):
    """The right answer, and the session with the stage revealed."""

    correct: float | str | Choice
    snapshot: Snapshot


class Hint(Answer):
    """One hint of three."""

    rung: int
    text: str
    concerns: list[Concern]
    version: int


class SlipAnswer(Answer):
    """The number that a slip leads to, and what it shows."""

    slip: str
    answer: float
    tolerance: float
    message: str


class SheetQuestion(Answer):
    """One cell of a worksheet."""

    id: str
    text: str
    answer: float
    tolerance: float
    slips: list[SlipAnswer]


class SheetNetwork(Answer):
    """The network of a worksheet, as a description that opens it in a session."""

    sizes: list[int]
    activations: list[str]
    loss: str
    bias: bool
    learning_rate: float
    weights: list[Matrix]
    biases: Matrix | None
    inputs: Matrix
    targets: Matrix


class Worksheet(Answer):
    """A worksheet: its network and its questions."""

    seed: int
    version: str
    short: str
    network: SheetNetwork
    questions: list[SheetQuestion]


class Worksheets(Answer):
    """Worksheets, one for each version."""

    worksheets: list[Worksheet]


class Problem(BaseModel):
    """What is wrong (RFC 9457)."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(examples=["/problems/invalid-field"])
    title: str
    status: int
    detail: str
    field: str = Field(default="", description="The field that is wrong, where one is.")
    limit: str | int = Field(default="", description="The limit that it broke.")
