"""The controls of the scalar chain in lessons 4 and 5."""

from typing import NamedTuple

from app.view.functions import activations
from app.view.lessons.kit.query import Choice, Number, Query
from app.view.lessons.kit.scalar_chain import MAX_WEIGHTS, Settings
from app.view.words import numbers

MAX_SEED = 999


class ChainControls(NamedTuple):
    """The fields of the form as they were typed; `size_text` and `in_use` (x and y) are the values as printed."""

    weights: Number
    activation: Choice
    size: Number
    seed: Number
    x: Number
    y: Number
    size_text: str
    in_use: tuple[str, str]

    @property
    def settings(self) -> Settings:
        """The chain they describe."""
        return Settings(
            self.weights.whole, self.activation.value, self.size.value, self.seed.whole, self.x.value, self.y.value
        )


def chain_controls(query: Query, least: int = 1) -> ChainControls:
    """The controls as set in the address, for a chain of at least `least` weights."""
    default = Settings()
    size, locale = query.number("size", default.size, 0.1, 3), query.language.locale
    x, y = query.number("x", default.x, -10, 10), query.number("y", default.y, -10, 10)
    return ChainControls(
        query.whole("weights", default.weights, least, MAX_WEIGHTS),
        query.choice("activation", activations.labels(query.language, elementwise=True), default.activation),
        size,
        query.whole("seed", default.seed, 0, MAX_SEED),
        x,
        y,
        numbers.text(size.value, locale),
        (numbers.text(x.value, locale), numbers.text(y.value, locale)),
    )
