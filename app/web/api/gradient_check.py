"""Every derivative of backpropagation, beside a central difference of the cost."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.core.activations import Array
from app.core.architecture import Architecture
from app.core.finite_differences import STEP, by_parameter, relative_difference
from app.core.network import Network
from app.core.tape import checked
from app.session.errors import NotRevealed
from app.session.practising import open_question
from app.session.service import StoredSession


def gradient_check(kept: StoredSession, watch: Callable[[int], None]) -> dict[str, Any]:
    """The derivatives of this iteration both ways.

    Raises `Diverged` where they are not finite, and `NotRevealed` while a question is open whose answer they may give
    away. `watch(done)` is called with the number of parameters done, and may raise to end the work.
    """
    session = kept.session
    if open_question(session) is not None and session.stage < session.stages.backward_end:
        raise NotRevealed("dW")
    tape = checked(session.tape, session.iteration)
    architecture = session.architecture
    found = by_parameter(session.network, session.problem, watch=watch)
    derivatives = _flat(tape.dW, tape.dB)
    differences = relative_difference(derivatives, found.values, tape.cost)
    smooth = differences[~found.kinks & np.isfinite(found.values)]
    columns: dict[str, NDArray[Any]] = {
        "backprop": derivatives,
        "numerical": found.values,
        "difference": differences,
        "kink": found.kinks,
    }
    return {
        "id": kept.id,
        "version": kept.version,
        "iteration": session.iteration,
        "step": STEP,
        "largest_difference": float(smooth.max(initial=0.0)),
        "dW": _layers(architecture, columns, "W"),
        "dB": _layers(architecture, columns, "B") if architecture.bias else None,
    }


def _flat(dW: tuple[Array, ...], dB: tuple[Array, ...] | None) -> Array:
    """The derivatives in the order of `Network.parameters`."""
    blocks = dW if dB is None else [np.vstack(pair) for pair in zip(dW, dB, strict=True)]
    return np.concatenate([block.ravel() for block in blocks])


def _layers(architecture: Architecture, columns: dict[str, NDArray[Any]], letter: str) -> list[dict[str, Any]]:
    """One entry per layer: the column's values for its weights, or for its biases."""
    cut = {name: getattr(Network(architecture, column), letter) for name, column in columns.items()}
    return [{name: layers[l].tolist() for name, layers in cut.items()} for l in range(architecture.depth)]
