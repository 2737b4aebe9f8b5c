"""Which lines a stage has: a number each, what it is called and how it is computed.

Large layers have lines for their first units, or for those about the number that is asked for; the
others are in the matrices, and every number has its own explanation.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from app.core.keys import Key
from app.core.stages import Stage
from app.view.panel import number_template
from app.view.panel.number_template import Slot
from app.view.quantities import expressions, symbols
from app.view.quantities.expressions import Parts, Term
from app.view.quantities.shape import Form

OPEN = 4  # lines that are always seen
MOST = 12  # lines in all
TERMS = 4  # products of one sum; "…" for the others


class Line(NamedTuple):
    """`name` = `parts` = `result`."""

    name: Markup
    parts: Parts
    result: Slot


def lines(form: Form, stage: Stage, focus: Key | None) -> list[Line]:
    """The lines of a stage."""
    return _LINES[stage.kind](form, stage.layer or 0, focus)


def _line(form: Form, key: Key) -> Line:
    return Line(_name(form, key), expressions.numbers(form, key, TERMS), number_template.slot(Term(key, form.sample)))


def _name(form: Form, key: Key) -> Markup:
    return symbols.element(key, form.sizes).html


def _units(letter: str) -> Callable[[Form, int, Key | None], list[Line]]:
    def found(form: Form, layer: int, focus: Key | None) -> list[Line]:
        keys = [Key(letter, layer, j) for j in range(form.sizes[layer])]
        return [_line(form, key) for key in _about(keys, focus)]

    return found


def _cost(form: Form, _layer: int, _focus: Key | None) -> list[Line]:
    mean = _line(form, Key("C", form.depth, 0))
    if form.samples == 1:
        return [mean]
    name = symbols.Name("C", str(form.sample + 1)).html
    result = number_template.slot(expressions.one_cost(form, form.sample))
    return [Line(name, expressions.sample_cost(form, TERMS), result), mean]


def _parameters(form: Form, layer: int, prefix: str = "") -> list[Key]:
    units = range(form.sizes[layer])
    weights = [Key(f"{prefix}W", layer, j, i) for i in range(form.sizes[layer - 1]) for j in units]
    return weights + ([Key(f"{prefix}B", layer, j) for j in units] if form.architecture.bias else [])


def _derivatives(form: Form, layer: int, focus: Key | None) -> list[Line]:
    return [_line(form, key) for key in _about(_parameters(form, layer, "d"), focus)]


def _updates(form: Form, _layer: int, focus: Key | None) -> list[Line]:
    layers = [focus.layer] if focus and 1 <= focus.layer <= form.depth else range(form.depth, 0, -1)
    keys = _about([key for layer in layers for key in _parameters(form, layer)], focus)
    return [
        Line(
            _name(form, key),
            expressions.update(form, key, form.rate),
            number_template.slot(Term(key, form.sample), new=True),
        )
        for key in keys
    ]


def _about(keys: Sequence[Key], focus: Key | None) -> Sequence[Key]:
    """At most MOST of the keys, in order, those about the focus first."""
    if len(keys) <= OPEN + 1 or focus is None:
        return keys[:MOST]
    near = sorted(keys, key=lambda key: (key.unit != focus.unit, focus.input is not None and key.input != focus.input))
    return near[:MOST]


_LINES: dict[str, Callable[[Form, int, Key | None], list[Line]]] = {
    "weighted_input": _units("Z"),
    "activation": _units("H"),
    "cost": _cost,
    "error": _units("E"),
    "derivative": _derivatives,
    "update": _updates,
}
