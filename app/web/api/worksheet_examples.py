"""Examples of worksheets, for the OpenAPI document. A test compares them with the answer."""

from pydantic import JsonValue

SHEET_NETWORK: dict[str, JsonValue] = {
    "sizes": [2, 3, 1],
    "activations": ["relu", "relu"],
    "loss": "half_squared_error",
    "bias": True,
    "learning_rate": 0.1,
    "weights": [[[-0.7, -0.2, 0.7], [0.8, 0.6, -0.5]], [[-0.3], [0.6], [0.1]]],
    "biases": [[-0.1, 0.2, -0.3], [0.3]],
    "inputs": [[1.0, 2.0]],
    "targets": [[1.7]],
}


def _slip(slip: str, answer: float, message: str) -> JsonValue:
    return {"slip": slip, "answer": answer, "tolerance": 0.0005, "message": message}


SHEET_QUESTION: dict[str, JsonValue] = {
    "id": "backprop-17-A-231-b-Z.1.0",
    "text": (
        "A network with R(z) = max(0, z) in every layer, half the squared error as its cost, and lr = 0.1:\n"
        "X = [1 2]\n"
        "Wh = [−0.7 −0.2 0.7; 0.8 0.6 −0.5]\n"
        "Bh = [−0.1 0.2 −0.3]\n"
        "Wo = [−0.3; 0.6; 0.1]\n"
        "Bo = [0.3]\n"
        "y = [1.7]\n"
        "What is Zh1?"
    ),
    "answer": 0.8,
    "tolerance": 0.008,
    "slips": [
        _slip(
            "bias-left-out",
            0.9,
            "You left out the bias. 0.9 is the sum of the products alone. What does bh1 add to it?",
        ),
        _slip(
            "one-term-only",
            -0.8,
            "One term is not the whole sum. −0.8 comes from a single product. How many edges lead"
            " to h1, and what does each of them bring?",
        ),
        _slip(
            "added-not-multiplied",
            3.0,
            "You added where the formula multiplies. 3 is a sum of inputs and weights. What does "
            "a weight do to the number that passes through it?",
        ),
        _slip(
            "another-place",
            1.2,
            "That is Zh2. It is the right number of another place. Which numbers go into Zh1?",
        ),
        _slip(
            "decimal-place",
            8.0,
            "The decimal point is in the wrong place. The digits are right. About how large must Zh1 be?",
        ),
    ],
}
