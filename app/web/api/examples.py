"""An example of each body, for the OpenAPI document. Tests send them."""

from fastapi.openapi.models import Example

Examples = dict[str, Example]


def _example(name: str, **fields: object) -> Examples:
    return {name: {"value": fields}}


CREATE = _example(
    "2-3-1",
    sizes=[2, 3, 1],
    activations=["relu", "relu"],
    loss="half_squared_error",
    bias=True,
    learning_rate=0.1,
    seed=7,
    inputs=[[1.0, 0.0]],
    targets=[[1.0]],
)
STEP = _example("three stages", by="stage", count=3)
BACK = _example("one stage", by="stage", count=1)
TRAIN = _example("a hundred iterations", iterations=100)
SEEK = _example("iteration 2, stage 7", iteration=2, stage=7)
EDIT = _example("another target and learning rate", targets=[[1.25]], learning_rate=0.05)
