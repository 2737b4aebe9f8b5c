"""Networks to practise on, and every form in which a number that a question hides could be printed."""

import re
from collections.abc import Iterator
from typing import Any

from app.view.words import numbers

NETWORKS: dict[str, dict[str, Any] | None] = {
    "the reference example": None,
    "a batch of two": {
        "sizes": [3, 3, 2],
        "activations": ["relu", "identity"],
        "seed": 11,
        "inputs": [[1, 2, 0.5], [0.3, -1, 2]],
        "targets": [[1, 0.4], [0, 1]],
    },
    "cross entropy": {
        "sizes": [2, 3, 1],
        "activations": ["tanh", "sigmoid"],
        "loss": "binary_cross_entropy",
        "inputs": [[1, 2]],
        "targets": [[1]],
        "seed": 5,
    },
}

TOKEN = re.compile(r"[−-]?\d+(?:[.,]\d+)?(?:e[+-]?\d+)?")
ENOUGH = 2  # digits: 0.5 may be there for other reasons


def printed(number: float) -> Iterator[str]:
    """A number in every form in which an answer could print it."""
    for size in (number, abs(number)):
        yield repr(size)
        for locale in ("en", "ru"):
            yield numbers.exact(size, locale)
            yield numbers.about(size, locale)
            yield from (numbers.text(size, locale, decimals) for decimals in range(1, 7))
