"""Examples of bodies and answers, for the OpenAPI document. Tests send the bodies and compare the answers."""

from fastapi.openapi.models import Example
from pydantic import JsonValue

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

QUESTION = _example("an error of the hidden layer", kind="number", quantity="Eh", layer=1, unit=1)
ANSWER = _example("a number", text="-0.385")

SMALL = {
    "sizes": [1, 1],
    "activations": "relu",
    "weights": [[[0.5]]],
    "biases": [[0.25]],
    "inputs": [[2.0]],
    "targets": [[1.0]],
}
"""The network of the answers below, whose error is asked for after 3 stages, with one wrong answer and one hint."""

SNAPSHOT: dict[str, JsonValue] = {
    "id": "3q2-7wAAAAAAAAAAAAAAAAAA",
    "version": 2,
    "iteration": 0,
    "updates": 0,
    "stage": {"index": 4, "count": 6, "phase": "backward", "kind": "error", "layer": 1, "name": "Eo"},
    "network": {
        "sizes": [1, 1],
        "activations": ["relu"],
        "loss": "half_squared_error",
        "bias": True,
        "learning_rate": 0.1,
        "seed": None,
    },
    "X": [[2.0]],
    "Y": [[1.0]],
    "W": [[[0.5]]],
    "B": [[0.25]],
    "Z": [[[1.25]]],
    "H": [[[1.25]]],
    "cost": 0.03125,
    "Eo": [[0.25]],
    "Eh": [],
    "dW": [None],
    "dB": [None],
}

PLACE: dict[str, JsonValue] = {"layer": 1, "sample": 0, "unit": 0, "input": None}
ANSWERS: dict[str, dict[str, JsonValue]] = {
    "Snapshot": SNAPSHOT,
    "Asked": {
        "question": {
            "id": "42669963",
            "kind": "number",
            "quantity": "Eo",
            **PLACE,
            "stage": 4,
            "text": "What is Eo?",
            "choices": None,
            "tries": 0,
            "hints": 3,
        },
        "version": 3,
    },
    "Verdict": {
        "right": False,
        "slip": "factor-two",
        "also": [],
        "message": "That is twice the error. Squaring brings a factor of 2 into the derivative. "
        "What does the ½ of the cost do to it?",
        "concerns": [{"quantity": "H", **PLACE}, {"quantity": "Y", **PLACE}],
        "tries": 1,
        "version": 4,
        "snapshot": None,
    },
    "Hint": {"rung": 1, "text": "Eo = (ŷ − y) · R′(Z)", "concerns": [], "version": 5},
    "Revealed": {"correct": 0.25, "snapshot": {**SNAPSHOT, "version": 6}},
}
"""An example of each answer, by the name of its schema."""
