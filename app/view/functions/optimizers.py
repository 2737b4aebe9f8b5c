"""Optimizers as people read them: one row for each row of `core.optimizers`, with the same name."""

from typing import NamedTuple

from app.view.functions.tree import Symbol, Tree

LR, W, DW = Symbol("lr"), Symbol("W"), Symbol("dW")


class OptimizerText(NamedTuple):
    """`step` is what the update subtracts, as a tree of the learning rate and the derivative."""

    name: str
    step: Tree

    @property
    def update(self) -> Tree:
        """The new weight."""
        return W - self.step


GRADIENT_DESCENT = OptimizerText("gradient_descent", LR * DW)

OPTIMIZERS: dict[str, OptimizerText] = {row.name: row for row in (GRADIENT_DESCENT,)}
