"""A session as the diagram draws it: its revealed rows by layer, and what the last stage is about."""

from dataclasses import dataclass
from functools import cached_property

from app.core.keys import WEIGHTS
from app.core.operands import stage_operands
from app.core.stages import Kind, Stage
from app.view.quantities.revealed import Revealed, Source

Selected = tuple[int, int]
Rows = list[list[float] | None]


@dataclass(frozen=True, eq=False)
class Shown(Revealed):
    """A revealed session and the (layer, unit) that the user has selected, if any.

    `Z`, `H`, `M`, `R` and `E` have one row per layer, first that of the inputs; a row that is not
    revealed is None. A gap is the space between two layers; it has the number of the later one.

    `withheld` are matrices that are not shown although the place reveals them.
    """

    selected: Selected | None = None
    withheld: frozenset[Source] = frozenset()

    def knows(self, source: Source) -> bool:
        """Whether a matrix may be shown."""
        return source not in self.withheld and super().knows(source)

    @cached_property
    def stage(self) -> Stage | None:
        """The stage revealed last."""
        return self.session.last

    @property
    def phase(self) -> str:
        """The phase of that stage, or `start` if nothing is revealed."""
        return self.stage.phase if self.stage else "start"

    def current(self, kind: Kind, layer: int | None = None) -> bool:
        """Whether the stage revealed last is of that kind and layer."""
        return self.stage is not None and self.stage.kind == kind and self.stage.layer == layer

    @cached_property
    def Z(self) -> Rows:
        """The weighted inputs."""
        return self._rows("Z")

    @cached_property
    def H(self) -> Rows:
        """The activations; those of layer 0 are the inputs."""
        return [self.row("X", 0), *self._rows("H")[1:]]

    @cached_property
    def M(self) -> Rows:
        """The messages that reach the units from the right."""
        return self._rows("M")

    @cached_property
    def R(self) -> Rows:
        """The slopes; None for softmax."""
        return self._rows("R")

    @cached_property
    def E(self) -> Rows:
        """The errors."""
        return self._rows("E")

    @cached_property
    def Y(self) -> list[float]:
        """The targets."""
        return self.row("Y", self.depth)

    def _rows(self, letter: str) -> Rows:
        return [None, *(self._row(Source(letter, l)) for l in range(1, self.depth + 1))]

    def _row(self, source: Source) -> list[float] | None:
        if source.letter == "R" and not self.has_slope(source.layer):
            return None
        found = self.get(source)
        return None if found is None else list(found[self.sample].tolist())

    @cached_property
    def weights(self) -> list[list[list[float]]]:
        """The weights of each gap; after the update the new ones."""
        return [self.matrix(Source("W", l, self.session.at_end)) for l in range(1, self.depth + 1)]

    def biases(self, layer: int) -> list[float] | None:
        """The biases of a layer, after the update the new ones; None in a network without biases."""
        return self.matrix(Source("B", layer, self.session.at_end))[0] if self.architecture.bias else None

    def old_weights(self, gap: int) -> list[list[float]] | None:
        """The weights that the update has just replaced, or None."""
        return self.matrix(Source("W", gap)) if self.session.at_end else None

    def old_biases(self, layer: int) -> list[float] | None:
        """The biases that the update has just replaced, or None."""
        replaced = self.session.at_end and self.architecture.bias
        return self.matrix(Source("B", layer))[0] if replaced else None

    def derivatives(self, gap: int) -> list[list[float]] | None:
        """The derivatives with respect to the weights of a gap, or None."""
        source = Source("dW", gap)
        return self.matrix(source) if self.knows(source) else None

    @cached_property
    def largest(self) -> float:
        """The largest |w| in the network."""
        return max(abs(w) for gap in self.weights for row in gap for w in row)

    @cached_property
    def gap(self) -> int:
        """The gap of weights that the stage is about."""
        stage = self.stage
        if stage is None:
            return 1
        if stage.layer is None:
            return self.depth if stage.kind == "cost" else 1
        return min(stage.layer + 1, self.depth) if stage.kind == "error" else stage.layer

    @cached_property
    def focus(self) -> Selected:
        """The unit whose edges are labelled if there is no room for all: the selected one if it borders the gap."""
        gap, stage = self.gap, self.stage
        if self.selected and self.selected[0] in (gap - 1, gap) and self.selected[1] < self.sizes[self.selected[0]]:
            return self.selected
        return (gap - 1, 0) if stage and stage.kind == "error" and stage.layer != self.depth else (gap, 0)

    @cached_property
    def active_gaps(self) -> frozenset[int]:
        """The gaps whose weights the stage uses or changes, or whose derivatives it computes."""
        if self.stage is None:
            return frozenset()
        quantities = (*self.stage.computes, *stage_operands(self.stage, self.architecture))
        return frozenset(layer for letter, layer in quantities if letter in WEIGHTS)

    def _has_errors(self, gap: int) -> bool:
        """Whether the errors that flow back through a gap may be shown; forward nothing depends on them."""
        return self.phase != "backward" or self.knows(Source("E", gap))

    def flows(self, gap: int) -> list[list[float]] | None:
        """What each edge of a gap carries, as (inputs, units): x · w forward, error · w backward, x · error where
        they meet at the weight; None in other stages.
        """
        if self.stage is None or gap not in self.active_gaps or not self._has_errors(gap):
            return None
        weights = self.matrix(Source("W", gap))
        if self.stage.kind == "weighted_input":
            return [[x * w for w in row] for x, row in zip(self.H[gap - 1] or [], weights, strict=True)]
        if self.stage.kind == "error":
            return [[e * w for e, w in zip(self.E[gap] or [], row, strict=True)] for row in weights]
        if self.stage.kind == "derivative":
            return [[x * e for e in self.E[gap] or []] for x in self.H[gap - 1] or []]
        return None
