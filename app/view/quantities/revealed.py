"""What is revealed of a session. Every view and the JSON API read its numbers here.

`Revealed.knows` is the only function that decides whether a number may be shown, `Revealed.array`
the only one that reads numbers, and it refuses those that are not revealed yet.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from app.core.activations import Array
from app.core.architecture import Architecture
from app.core.keys import WEIGHTS, Key
from app.session.errors import NotRevealed
from app.session.session import Session
from app.view.quantities import symbols
from app.view.quantities.shape import Form

ONE_COST = "c"  # the letter of the cost of each sample, a column
DIFFERENCE = "D"  # the letter of ŷ − y, which is known before it becomes the message M
_REVEALED_WITH = {"R": "E", "M": "E", ONE_COST: "C", DIFFERENCE: "H"}
_ONE_ROW = frozenset({"B", "dB", "C"})  # letters whose matrix has one row for all samples


class Source(NamedTuple):
    """A matrix: the letter of a key (or `ONE_COST`, `DIFFERENCE`) and a layer.

    `new` is for a weight or bias after the update.
    """

    letter: str
    layer: int
    new: bool = False


def source(key: Key) -> Source:
    """The matrix that contains a number."""
    return Source(key.letter, key.layer)


def position(key: Key, sample: int) -> tuple[int, int]:
    """The row and the column of a number in its matrix."""
    letter, _, unit, source = key
    if letter in WEIGHTS:
        return source or 0, unit
    return (0 if letter in _ONE_ROW else sample), unit


def revealing_stage(source: Source, architecture: Architecture) -> int:
    """The number of the stage that reveals a matrix; 0 for what is given at the start."""
    letter, layer, new = source
    if new:
        return architecture.iteration.of("update")
    return architecture.iteration.computing((_REVEALED_WITH.get(letter, letter), layer))


@dataclass(frozen=True, eq=False)
class Revealed:
    """The numbers of a session, as far as its place reveals them; rows are those of `sample`."""

    session: Session
    sample: int = 0
    _matrices: dict[Source, list[list[float]]] = field(default_factory=dict, init=False)

    @property
    def architecture(self) -> Architecture:
        """The form of the network."""
        return self.session.network.architecture

    @property
    def form(self) -> Form:
        """All that does not depend on the numbers."""
        problem = self.session.problem
        return Form(self.architecture, len(problem.X), self.sample, problem.learning_rate)

    @property
    def sizes(self) -> tuple[int, ...]:
        """n_0 … n_L."""
        return self.architecture.sizes

    @property
    def depth(self) -> int:
        """L, the number of layers of weights."""
        return self.architecture.depth

    @property
    def samples(self) -> int:
        """m, the number of samples in the batch."""
        return len(self.session.problem.X)

    def knows(self, source: Source) -> bool:
        """Whether the place reveals a matrix."""
        return revealing_stage(source, self.architecture) <= self.session.stage

    def array(self, source: Source) -> Array:
        """A matrix, or the vector B or dB, for the whole batch.

        Raises `NotRevealed` if the place does not reveal it, KeyError if the network does not have it.
        """
        if not self.knows(source):
            raise NotRevealed(symbols.matrix(source.letter, source.layer, self.depth).plain)
        return _read(self.session, source)

    def matrix(self, source: Source) -> list[list[float]]:
        """The rows of a matrix, one per sample or input; biases are a single row. Raises like `array`."""
        rows = self._matrices.get(source)
        if rows is None:
            found = self.array(source)
            rows = self._matrices[source] = (found if found.ndim == 2 else found[None]).tolist()
        return rows

    def get(self, source: Source) -> Array | None:
        """A matrix, or None if the place does not reveal it."""
        return _read(self.session, source) if self.knows(source) else None

    def row(self, letter: str, layer: int) -> list[float]:
        """The row of the sample: one number per unit. Raises like `array`."""
        return self.matrix(Source(letter, layer))[self.sample]

    def value(self, key: Key, sample: int | None = None) -> float:
        """A number, of this sample or another; weights are those of the start of the iteration.

        Raises like `array`.
        """
        row, column = position(key, self.sample if sample is None else sample)
        return self.matrix(source(key))[row][column]

    def shown(self, key: Key) -> float:
        """A number as the page shows it: after the update, weights and biases are the new ones.

        Raises like `array`, with the name of the number.
        """
        new = self.session.at_end and key.letter in ("W", "B")
        row, column = position(key, self.sample)
        try:
            return self.matrix(Source(key.letter, key.layer, new))[row][column]
        except NotRevealed:
            raise NotRevealed(symbols.element(key, self.sizes).plain) from None

    @property
    def cost(self) -> float | None:
        """The cost, or None if the place does not reveal it."""
        found = self.get(Source("C", self.depth))
        return None if found is None else found.item()

    def has_slope(self, layer: int) -> bool:
        """Whether the layer's activation has a slope for each unit; softmax does not."""
        return self.architecture.layers[layer - 1].elementwise


def _read(session: Session, source: Source) -> Array:
    letter, layer, new = source
    if letter in _READ:
        return _READ[letter](session, layer)
    if letter in ("W", "B"):
        network = session.tape.updated if new else session.network
        layers = network.W if letter == "W" else network.B
        if layers is None:
            raise KeyError(f"{letter}{layer}")
        return layers[layer - 1]
    return session.tape.value((letter, layer))


def _message(session: Session, layer: int) -> Array:
    if layer == session.architecture.depth:
        return session.architecture.cost.message(session.tape.H[-1], session.problem.Y)
    return session.tape.E[layer] @ session.network.W[layer].T


def _difference(session: Session, _layer: int) -> Array:
    return session.tape.H[-1] - session.problem.Y


_READ: dict[str, Callable[[Session, int], Array]] = {
    "X": lambda session, _: session.problem.X,  # what is given needs no tape
    "Y": lambda session, _: session.problem.Y,
    "M": _message,
    DIFFERENCE: _difference,
    ONE_COST: lambda session, _: session.tape.costs[:, None],
}
