"""The numbers of a session as the drawing shows them: the rows of one sample, by layer, as far as they are revealed."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from app.core.iteration import iteration
from app.core.stages import Stage
from app.core.tape import Tape
from app.session.session import Session

Selected = tuple[int, int]
Values = list[list[float] | None]


@lru_cache(maxsize=256)
def known(depth: int, bias: bool, stage: int) -> frozenset[tuple[str, int]]:
    """The quantities that the first `stage` stages have made known, as (letter, layer)."""
    return frozenset(
        given for each in iteration(depth, bias).stages[:stage] if each.kind != "update" for given in each.computes
    )


@dataclass(frozen=True, eq=False)
class Shown:
    """A session at one sample: rows of numbers by layer, None where the place does not reveal them.

    `selected` is the (layer, unit) that the reader has chosen.
    """

    session: Session
    sample: int
    selected: Selected | None

    @cached_property
    def tape(self) -> Tape:
        """This iteration's numbers."""
        return self.session.tape

    @cached_property
    def stage(self) -> Stage | None:
        """The stage revealed last."""
        return self.session.last

    @cached_property
    def depth(self) -> int:
        """L, the number of layers of weights."""
        return self.session.architecture.depth

    @cached_property
    def known(self) -> frozenset[tuple[str, int]]:
        """The quantities that are revealed, as (letter, layer)."""
        return known(self.depth, self.session.architecture.bias, self.session.stage)

    def _rows(self, letter: str, with_letter: str) -> Values:
        """The values of a quantity by layer (the first is that of the inputs), None where they are not known."""
        matrices = getattr(self.tape, letter)
        return [
            None,
            *(
                matrix[self.sample].tolist() if (with_letter, l) in self.known and matrix is not None else None
                for l, matrix in enumerate(matrices, 1)
            ),
        ]

    @cached_property
    def Z(self) -> Values:
        """Z_l of the sample."""
        return self._rows("Z", "Z")

    @cached_property
    def H(self) -> Values:
        """H_l; H_0 is the input."""
        return [self.session.problem.X[self.sample].tolist(), *self._rows("H", "H")[1:]]

    @cached_property
    def R(self) -> Values:
        """R'(Z_l), known with the error; None for softmax."""
        return self._rows("R", "E")

    @cached_property
    def E(self) -> Values:
        """E_l."""
        return self._rows("E", "E")

    @cached_property
    def Y(self) -> list[float]:
        """The target."""
        return list(self.session.problem.Y[self.sample].tolist())

    def message(self, layer: int) -> list[float] | None:
        """What arrives from the right at the units of a layer."""
        if self.E[layer] is None:
            return None
        if layer == self.depth:
            return [h - y for h, y in zip(self.H[layer] or [], self.Y, strict=True)]
        return list((self.tape.network.W[layer] @ self.tape.E[layer][self.sample]).tolist())

    @cached_property
    def weights(self) -> list[list[list[float]]]:
        """The weights as they are shown."""
        return [W.tolist() for W in self.session.shown.W]

    @cached_property
    def largest(self) -> float:
        """The largest |w| of the network."""
        return max(abs(w) for gap in self.weights for row in gap for w in row)

    @cached_property
    def before(self) -> list[list[list[float]]]:
        """The weights at the start of the iteration."""
        return [W.tolist() for W in self.tape.network.W]

    @cached_property
    def gap(self) -> int:
        """The gap of weights that the stage is about (that before layer `gap`)."""
        stage = self.stage
        if stage is None:
            return 1
        if stage.layer is None:
            return self.depth if stage.kind == "cost" else 1
        return min(stage.layer + 1, self.depth) if stage.kind == "error" else stage.layer

    @cached_property
    def focus(self) -> Selected:
        """The unit whose edges are labelled where not all can be: the selected one, if the gap touches it."""
        gap, stage = self.gap, self.stage
        if self.selected and self.selected[0] in (gap - 1, gap) and self.selected[1] < self._size(self.selected[0]):
            return self.selected
        return (gap - 1, 0) if stage and stage.kind == "error" and stage.layer != self.depth else (gap, 0)

    def _size(self, layer: int) -> int:
        return self.session.architecture.sizes[layer]

    @property
    def phase(self) -> str:
        """The phase of the place; `start` where nothing is revealed."""
        return self.stage.phase if self.stage else "start"

    def current(self, kind: str, layer: int | None = None) -> bool:
        """Whether the stage revealed last is of that kind and layer."""
        return self.stage is not None and self.stage.kind == kind and self.stage.layer == layer

    def uses(self, gap: int) -> bool:
        """Whether the stage uses the weights of that gap."""
        stage = self.stage
        if stage is None or stage.kind in ("activation", "cost"):
            return False
        return stage.kind == "update" or (self.gap == gap and not self.current("error", self.depth))

    def flows(self, gap: int) -> list[list[float]] | None:
        """What flows along each edge of the gap: x·w forward, E·w backward, nothing in other stages."""
        if not self.uses(gap) or self.stage is None:
            return None
        weights = self.before[gap - 1]
        if self.stage.kind == "weighted_input":
            return [[x * w for w in row] for x, row in zip(self.H[gap - 1] or [], weights, strict=True)]
        if self.stage.kind == "error":
            return [[e * w for e, w in zip(self.E[gap] or [], row, strict=True)] for row in weights]
        return None
