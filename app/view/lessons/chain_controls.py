"""The controls of a scalar chain, as lessons 4 and 5 have them."""

from typing import NamedTuple

from app.view.functions import activations
from app.view.lessons.kit.query import Choice, Number, Query
from app.view.lessons.scalar_chain import MOST_WEIGHTS, Settings
from app.view.words import numbers

LARGEST_SEED = 999


class ChainControls(NamedTuple):
    """The fields of the form, as they were typed; `size_text` is the size as it is printed."""

    weights: Number
    activation: Choice
    size: Number
    seed: Number
    x: Number
    y: Number
    size_text: str

    @property
    def settings(self) -> Settings:
        """The chain that they describe."""
        return Settings(
            self.weights.whole, self.activation.value, self.size.value, self.seed.whole, self.x.value, self.y.value
        )


def chain_controls(query: Query) -> ChainControls:
    """The controls as the address has them."""
    usual = Settings()
    size = query.number("size", usual.size, 0.1, 3)
    return ChainControls(
        query.whole("weights", usual.weights, 1, MOST_WEIGHTS),
        query.choice("activation", activations.labels(query.language, elementwise=True), usual.activation),
        size,
        query.whole("seed", usual.seed, 0, LARGEST_SEED),
        query.number("x", usual.x, -10, 10),
        query.number("y", usual.y, -10, 10),
        numbers.text(size.value, query.language.locale),
    )
