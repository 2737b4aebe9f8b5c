"""The JSON API's picture of a session: its numbers up to its place, with None for what is not revealed."""

from dataclasses import dataclass

from app.core.activations import Array
from app.core.architecture import Architecture
from app.session.service import StoredSession
from app.session.session import Session
from app.view.quantities.revealed import Revealed, Source

Layers = tuple[Array | None, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of an iteration is revealed: `index` of `count` stages. The other fields describe the last of them."""

    index: int
    count: int
    phase: str
    kind: str
    layer: int | None
    name: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """A session at its place; a quantity that is not revealed is None.

    `W`, `B`, `Z`, `H`, `dW`, `dB` have one entry per layer, first layer first, `Eh` one per hidden
    layer. Matrices are (samples, units) or (inputs, units), `B` and `dB` vectors. `B` and `dB` as
    a whole are None in a network without biases. At the end of an iteration `W` and `B` are the
    updated ones; `updates` counts the updates they have had.
    """

    id: str
    version: int
    iteration: int
    updates: int
    place: Progress
    architecture: Architecture
    learning_rate: float
    seed: int | None
    X: Array
    Y: Array
    W: Layers
    B: Layers | None
    Z: Layers
    H: Layers
    cost: float | None
    Eo: Array | None
    Eh: Layers
    dW: Layers
    dB: Layers | None


def snapshot(stored: StoredSession) -> Snapshot:
    """The snapshot of a session. Its iteration is recorded only if something of it is revealed."""
    session = stored.session
    revealed, bias, new = Revealed(session), session.architecture.bias, session.at_end

    def layers(letter: str, *, new: bool = False) -> Layers:
        return tuple([revealed.get(Source(letter, l, new)) for l in range(1, revealed.depth + 1)])

    E = layers("E")
    return Snapshot(
        stored.id,
        stored.version,
        session.iteration,
        session.updates,
        place(session),
        session.architecture,
        session.problem.learning_rate,
        session.seed,
        session.problem.X,
        session.problem.Y,
        layers("W", new=new),
        layers("B", new=new) if bias else None,
        layers("Z"),
        layers("H"),
        revealed.cost,
        E[-1],
        E[:-1],
        layers("dW"),
        layers("dB") if bias else None,
    )


def place(session: Session) -> Progress:
    """How much of the session's iteration is revealed."""
    last, index, count = session.last, session.stage, session.count
    if last is None:
        return Progress(index, count, "start", "start", None, None)
    return Progress(index, count, last.phase, last.kind, last.layer, last.name)
