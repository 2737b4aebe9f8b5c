"""The picture of each beat of the lesson on the three equations: what is known in it, the formula, the network."""

from collections.abc import Callable
from typing import NamedTuple

from app.core.keys import Key
from app.core.tape import Tape
from app.view.lessons.three_equations import edges, network
from app.view.lessons.three_equations import formula as formulas
from app.view.lessons.three_equations.edges import Edge, Parcel
from app.view.lessons.three_equations.formula import Formula
from app.view.lessons.three_equations.guesses import Arrival, Layers, Learned
from app.view.lessons.three_equations.network import Known, Sketch, Unit
from app.view.lessons.three_equations.passes import shares
from app.view.lessons.three_equations.trays import Tray, tray


class Scene(NamedTuple):
    """The whole network."""

    units: tuple[Unit, ...]
    edges: tuple[Edge, ...]
    parcels: tuple[Parcel, ...] = ()
    trays: tuple[Tray, ...] = ()


class State(NamedTuple):
    """What the reader has done so far, as far as the picture depends on it."""

    beat: int
    upto: int
    folded: bool
    arrival: Arrival
    opened: bool
    learned: Learned
    layers: Layers
    counted: bool


def known(state: State, tape: Tape) -> Known:
    """Which numbers of the pass the open beat shows."""
    last = tape.network.architecture.depth

    def is_known(key: Key) -> bool:
        letter, layer, unit, source = key
        if letter in ("X", "Y", "W", "Z", "H"):
            return True
        if letter == "dW":
            at_unit = source == state.learned.unit if layer == last else unit == state.learned.unit
            return state.counted if state.beat == 5 else state.beat == 3 and bool(state.learned.said) and at_unit
        if state.beat == 5:
            return state.counted
        return layer == last or letter == "R" or _passed(letter, layer, unit)

    def _passed(letter: str, layer: int, unit: int) -> bool:
        if state.beat == 1:
            return state.folded
        if state.beat == 2:
            return unit == 0 and (state.arrival.said.committed if letter == "M" else state.opened)
        if state.beat == 3:
            return letter == "M" or unit != state.learned.unit or bool(state.learned.said)
        return layer > 1 or state.layers.committed

    return is_known


def scene(sketch: Sketch, state: State) -> Scene:
    """The network."""
    stacked = state.beat == 2
    phone = sketch.place.phone
    ways = edges.curves(sketch, stacked=stacked)
    if not stacked:
        return Scene(network.units(sketch), edges.edges(sketch, ways, stacked=False))
    sent = shares(sketch.tape)[0].tolist() if state.arrival.said.committed else None
    trays = tuple(
        tray(sketch, k, None if k else sent, None if k else state.arrival.said.value)
        for k in range(1 if phone else sketch.sizes[1])
    )
    parcels = edges.parcels(sketch, ways, sent) if sent and not phone else ()
    drawn = edges.edges(sketch, ways, stacked=True, taken=[parcel.box for parcel in parcels])
    return Scene(network.units(sketch), drawn, parcels, trays)


def written(sketch: Sketch, state: State) -> tuple[Formula, ...]:
    """The rows of the formula."""
    return _FORMULAS[state.beat](sketch, state)


def _folding(sketch: Sketch, state: State) -> tuple[Formula, ...]:
    form = formulas.PHONE if sketch.place.phone else formulas.LARGE
    above = formulas.written_out(sketch, form, state.upto)
    if not state.folded:
        return (above,)
    return above, formulas.folded(sketch, form._replace(rows=(34, 136)) if sketch.place.phone else form, above)


def _stacking(sketch: Sketch, _state: State) -> tuple[Formula, ...]:
    if sketch.place.phone:
        return (formulas.folded(sketch, formulas.PHONE, None),)
    above = formulas.written_out(sketch, formulas.DESK)
    return above, formulas.folded(sketch, formulas.DESK, above)


def _at_the_gate(sketch: Sketch, state: State) -> tuple[Formula, ...]:
    form = formulas.PHONE if sketch.place.phone else formulas.DESK
    return (formulas.products(sketch, form, state.learned.unit, learned=bool(state.learned.said)),)


def _one_layer_more(sketch: Sketch, state: State) -> tuple[Formula, ...]:
    return (formulas.layered(sketch, back=state.layers.committed),)


def _closing(sketch: Sketch, state: State) -> tuple[Formula, ...]:
    return (formulas.closing(sketch),) if state.counted else ()


_FORMULAS: dict[int, Callable[[Sketch, State], tuple[Formula, ...]]] = {
    1: _folding,
    2: _stacking,
    3: _at_the_gate,
    4: _one_layer_more,
    5: _closing,
}
