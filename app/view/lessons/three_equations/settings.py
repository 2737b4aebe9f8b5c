"""The numbers of the network in the lesson on the three equations, as the reader sets them."""

from typing import NamedTuple

from app.core.tape import Tape
from app.view.functions import activations
from app.view.lessons.kit.matrix_fields import Given, matrix
from app.view.lessons.kit.query import Choice, Number, Query
from app.view.lessons.three_equations.passes import WH, WO, tape_of
from app.view.words import numbers

MAX_ENTRY = 5.0


class Settings(NamedTuple):
    """The numbers of the network, as the reader has set them."""

    hidden: Choice
    outputs: Choice
    x: Number
    y: tuple[Number, ...]
    Wh: Given
    Wo: Given
    activation: Choice

    @property
    def sizes(self) -> tuple[int, int]:
        """Hidden units and outputs."""
        return int(self.hidden.value), int(self.outputs.value)

    def tape(self, hidden: int, outputs: int) -> Tape:
        """The pass of a network of these sizes."""
        y = [each.value for each in self.y[:outputs]]
        return tape_of(hidden, outputs, self.activation.value, self.x.value, y, self.Wh.values, self.Wo.values)


def settings(query: Query) -> Settings:
    """The numbers of this address."""
    hidden = query.choice("hidden", {"1": "1", "2": "2", "3": "3"}, "2")
    outputs = query.choice("outputs", {"1": "1", "2": "2"}, "2")
    n, m = int(hidden.value), int(outputs.value)
    return Settings(
        hidden,
        outputs,
        query.number("x", 1.0, -MAX_ENTRY, MAX_ENTRY),
        (query.number("y1", 1.5, -MAX_ENTRY, MAX_ENTRY), query.number("y2", 0.1, -MAX_ENTRY, MAX_ENTRY)),
        matrix(query, "Wh", WH, (1, n), MAX_ENTRY),
        matrix(query, "Wo", WO, (n, m), MAX_ENTRY),
        query.choice("R", activations.labels(query.language, elementwise=True), "relu"),
    )


def values(given: Settings, tape: Tape, locale: str) -> tuple[str, ...]:
    """x, Wh, Wo, the targets and the first of them, printed."""
    Wh, Wo = (W.tolist() for W in tape.network.W)
    return (
        numbers.text(given.x.value, locale),
        numbers.row(Wh[0], locale),
        " / ".join(numbers.row(row, locale) for row in Wo),
        numbers.row(tape.problem.Y[0].tolist(), locale),
        numbers.text(given.y[0].value, locale),
    )
