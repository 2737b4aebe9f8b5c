"""The numbers of a session, read by key at one sample. It answers only for what is revealed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from app.core.activations import Array
from app.core.architecture import Architecture
from app.core.keys import WEIGHTS, Key
from app.core.stages import Quantity
from app.core.tape import Tape
from app.session.errors import NotRevealed
from app.session.session import Session
from app.view.quantities import symbols
from app.view.quantities.shape import Form

ONE_COST = "c"  # the letter of the cost of one sample, which has no key on the page


class Source(NamedTuple):
    """A matrix of the tape by its letter and layer; `new` is a weight or bias after the update.

    Beside the letters of `links`: M of the output layer, ŷ − y, and `ONE_COST`, a column.
    """

    letter: str
    layer: int
    new: bool = False


@dataclass(frozen=True, eq=False)
class Reading:
    """A session seen at `sample`."""

    session: Session
    sample: int = 0
    _matrices: dict[Source, list[list[float]]] = field(default_factory=dict, init=False)  # those that were asked for

    @property
    def tape(self) -> Tape:
        """This iteration's numbers."""
        return self.session.tape

    @property
    def architecture(self) -> Architecture:
        """The form of the network."""
        return self.session.network.architecture

    @property
    def form(self) -> Form:
        """All but the numbers."""
        problem = self.session.problem
        return Form(self.architecture, len(problem.X), self.sample, problem.learning_rate)

    @property
    def sizes(self) -> tuple[int, ...]:
        """n_0 … n_L."""
        return self.architecture.sizes

    @property
    def samples(self) -> int:
        """m, how many samples the batch has."""
        return len(self.session.problem.X)

    def matrix(self, source: Source) -> list[list[float]]:
        """The rows of a matrix, a row a sample or an input; biases are one row."""
        rows = self._matrices.get(source)
        if rows is None:
            rows = self._matrices[source] = _read(self.tape, source)
        return rows

    def row(self, letter: str, layer: int) -> list[float]:
        """A matrix of the batch at the sample that is shown: a number a unit."""
        return self.matrix(Source(letter, layer))[self.sample]

    def value(self, key: Key, sample: int | None = None) -> float:
        """The number, with the weights of the start of the iteration; that of another sample if asked for."""
        s = self.sample if sample is None else sample
        if key.letter == "M":
            return self._message(key.layer, key.unit, s)
        row, column = place(key, s)
        return self.matrix(Source(key.letter, key.layer))[row][column]

    def shown(self, key: Key) -> float:
        """The number as the page shows it: after the update, weights and biases are the new ones.

        Raises `NotRevealed` for one that is not known yet at this place.
        """
        if stage_of(key, self.architecture) > self.session.stage:
            raise NotRevealed(symbols.element(key, self.sizes).plain)
        return self.updated(key) if self.session.at_end and key.letter in "WB" else self.value(key)

    def updated(self, key: Key) -> float:
        """A weight or bias after the update."""
        row, column = place(key, self.sample)
        return self.matrix(Source(key.letter, key.layer, new=True))[row][column]

    def _message(self, layer: int, unit: int, sample: int) -> float:
        tape = self.tape
        if layer == self.architecture.depth:
            return self.matrix(Source("M", layer))[sample][unit]
        return float(tape.E[layer][sample] @ tape.network.W[layer][unit])


_WITH = {"R": "E", "M": "E"}  # the slope and the message are shown with the error that they make


def stage_of(key: Key, architecture: Architecture) -> int:
    """The number of the stage that reveals a number; 0 for what is given."""
    return architecture.iteration.computing(Quantity(_WITH.get(key.letter, key.letter), key.layer))


def place(key: Key, sample: int) -> tuple[int, int]:
    """The row and the column of a number in its matrix."""
    letter, _, unit, source = key
    if letter in WEIGHTS:
        return source or 0, unit
    return (0 if letter in _ONE_ROW else sample), unit


_ONE_ROW = frozenset({"B", "dB", "C"})


def _read(tape: Tape, source: Source) -> list[list[float]]:
    letter, layer, new = source
    if letter in _MADE:
        found = _MADE[letter](tape)
    elif new:
        network = tape.updated
        found = (network.W if letter == "W" else network.B or ())[layer - 1]
    else:
        found = tape.value(Quantity(letter, layer))
    rows: list[list[float]] = (found if found.ndim == 2 else found[None]).tolist()
    return rows


_MADE: dict[str, Callable[[Tape], Array]] = {
    "M": lambda tape: tape.H[-1] - tape.problem.Y,
    ONE_COST: lambda tape: tape.costs[:, None],
}
