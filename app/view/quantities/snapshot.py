"""What may be shown of a session: its numbers up to its place, and nothing that is hidden."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from app.core.activations import Array
from app.core.architecture import Architecture
from app.core.iteration import iteration
from app.core.stages import Quantity, Stage
from app.session.service import StoredSession

Layers = tuple[Array | None, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """How much of an iteration is revealed: `index` of `count` stages; the rest tells of the last of them."""

    index: int
    count: int
    phase: str
    kind: str
    layer: int | None
    name: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """A session at its place; a quantity that is not revealed is None.

    `W`, `B`, `Z`, `H`, `dW`, `dB` have one entry a layer, first layer first, `Eh` one a hidden
    layer; matrices are (samples, units) or (inputs, units), `B` and `dB` vectors. `B` and `dB` as
    a whole are None in a network without biases. `W` and `B` are the new ones at the end of an
    iteration; `updates` is how many updates they have had.
    """

    id: str
    version: int
    iteration: int
    updates: int
    place: Place
    architecture: Architecture
    learning_rate: float
    seed: int | None
    X: Array
    Y: Array
    W: tuple[Array, ...]
    B: tuple[Array, ...] | None
    Z: Layers
    H: Layers
    cost: float | None
    Eo: Array | None
    Eh: Layers
    dW: Layers
    dB: Layers | None


def snapshot(kept: StoredSession) -> Snapshot:
    """The snapshot of a session; its tape is recorded only where something of it is shown."""
    session, architecture = kept.session, kept.session.architecture
    depth, revealed, shown = architecture.depth, session.stage, session.shown
    known = revealed_layers(depth, architecture.bias, revealed)
    Z: Layers = (None,) * depth
    H = E = dW = Z
    dB: Layers | None = Z if architecture.bias else None
    cost = None
    if revealed:
        tape = session.tape
        Z, H = _only(tape.Z, known["Z"]), _only(tape.H, known["H"])
        E, dW = _only(tape.E, known["E"]), _only(tape.dW, known["dW"])
        dB = None if tape.dB is None else _only(tape.dB, known["dB"])
        cost = tape.cost if known["C"][-1] else None
    return Snapshot(
        kept.id,
        kept.version,
        session.iteration,
        session.updates,
        _place(session.last, revealed, session.count),
        architecture,
        session.problem.learning_rate,
        session.seed,
        session.problem.X,
        session.problem.Y,
        shown.W,
        shown.B,
        Z,
        H,
        cost,
        E[-1],
        E[:-1],
        dW,
        dB,
    )


def _place(last: Stage | None, index: int, count: int) -> Place:
    if last is None:
        return Place(index, count, "start", "start", None, None)
    return Place(index, count, last.phase, last.kind, last.layer, last.name)


def _only(layers: tuple[Array, ...], known: tuple[bool, ...]) -> Layers:
    return tuple([layer if shown else None for layer, shown in zip(layers, known, strict=True)])


@lru_cache(maxsize=512)
def revealed_layers(depth: int, bias: bool, revealed: int) -> Mapping[str, tuple[bool, ...]]:
    """For each letter that stages give, which layers of it the first `revealed` stages have given."""
    every = iteration(depth, bias).stages
    given = {quantity for stage in every[:revealed] for quantity in stage.computes}
    letters = {quantity.symbol for stage in every for quantity in stage.computes}
    return {letter: tuple(Quantity(letter, l) in given for l in range(1, depth + 1)) for letter in letters}
