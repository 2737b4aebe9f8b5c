"""Which matrices are in the equation of a stage, and the signs between them.

The result comes first, as in the formula above, so that it is seen also where large factors fill the panel.
"""

from collections.abc import Callable
from typing import NamedTuple

from app.core.keys import Key
from app.core.stages import Stage
from app.view.quantities.revealed import DIFFERENCE
from app.view.quantities.shape import Form


class Factor(NamedTuple):
    """A matrix by its letter and layer; whether transposed, new (after the update) or the stage's result."""

    letter: str
    layer: int
    transposed: bool = False
    new: bool = False
    current: bool = False


SHALLOW = 2  # layers of weights whose updates are all shown

Group = tuple[Factor | str, ...]  # what a line keeps together


def groups(form: Form, stage: Stage | None, focus: Key | None) -> list[Group]:
    """The equation of a stage; at the start what is given."""
    return _EQUATIONS[stage.kind](form, stage.layer or 0, focus) if stage else _start(form)


def _start(form: Form) -> list[Group]:
    depth = form.depth
    return [(Factor("X", 0),), (Factor("Y", depth),), *((Factor("W", l),) for l in range(1, min(depth, 2) + 1))]


def _weighted_input(form: Form, l: int, _focus: Key | None) -> list[Group]:
    bias: list[Group] = [("+", Factor("B", l))] if form.architecture.bias else []
    return [(Factor("Z", l, current=True), "="), (_arriving(l),), ("·", Factor("W", l)), *bias]


def _activation(_form: Form, l: int, _focus: Key | None) -> list[Group]:
    return [(Factor("H", l, current=True), "="), ("R(", Factor("Z", l), ")")]


def _cost(form: Form, _l: int, _focus: Key | None) -> list[Group]:
    depth = form.depth
    beside: Group = ("→", Factor("C", depth, current=True))
    if not form.architecture.cost.sends_difference:
        return [(Factor("H", depth),), (Factor("Y", depth),), beside]
    return [(Factor("H", depth),), ("−", Factor("Y", depth)), ("=", Factor(DIFFERENCE, depth)), beside]


def _error(form: Form, l: int, _focus: Key | None) -> list[Group]:
    times = "·" if form.scalar else "⊙"
    result: Group = (Factor("E", l, current=True), "=")
    if l < form.depth:
        weights = Factor("W", l + 1, transposed=not form.scalar)
        return [result, (Factor("E", l + 1), "·", weights), (times, Factor("R", l))]
    if form.architecture.cost.simplifies:
        return [result, (Factor("H", l), "−", Factor("Y", l))]
    if not form.architecture.cost.sends_difference:
        return [result, (Factor("M", l),), (times, Factor("R", l))]
    return [result, ("(", Factor("H", l), "−", Factor("Y", l), ")"), (times, Factor("R", l))]


def _derivative(form: Form, l: int, _focus: Key | None) -> list[Group]:
    mean: Group = (f"1/{form.samples}",) if form.samples > 1 else ()
    arriving = _arriving(l)._replace(transposed=not form.scalar)
    return [(Factor("dW", l, current=True), "="), (*mean, arriving), ("·", Factor("E", l))]


def _update(form: Form, _l: int, focus: Key | None) -> list[Group]:
    """Weights and biases before and after: of both layers, of a deeper network those of the layer in focus."""
    layers = [focus.layer if focus and focus.layer else 1] if form.depth > SHALLOW else range(1, form.depth + 1)
    letters = "WB" if form.architecture.bias else "W"
    return [
        (Factor(letter, layer), "→", Factor(letter, layer, new=True, current=True))
        for layer in layers
        for letter in letters
    ]


def _arriving(l: int) -> Factor:
    return Factor("H", l - 1) if l > 1 else Factor("X", 0)


_EQUATIONS: dict[str, Callable[[Form, int, Key | None], list[Group]]] = {
    "weighted_input": _weighted_input,
    "activation": _activation,
    "cost": _cost,
    "error": _error,
    "derivative": _derivative,
    "update": _update,
}
