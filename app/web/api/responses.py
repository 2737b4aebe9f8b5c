"""The bodies that the API sends: exact numbers, straight from the arrays to bytes."""

from collections.abc import Sequence
from typing import Any

import orjson
from starlette.responses import Response

from app.core.activations import Array
from app.session.service import StoredSession
from app.view.quantities.snapshot import Snapshot, snapshot

PREFIX = "/api/v1"


def json_answer(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:  # noqa: ANN401
    """A JSON answer; floats are written as the shortest text that reads back to the same bits."""
    return Response(orjson.dumps(body), status, headers, "application/json")


def tag(version: int) -> str:
    """The entity tag of a version."""
    return f'"{version}"'


def snapshot_answer(kept: StoredSession, status: int = 200) -> Response:
    """The snapshot of a session with its ETag; a new one (201) comes with its Location."""
    headers = {"ETag": tag(kept.version)}
    if status == 201:
        headers["Location"] = f"{PREFIX}/sessions/{kept.id}"
    return json_answer(snapshot_body(snapshot(kept)), status, headers)


def snapshot_body(shown: Snapshot) -> dict[str, Any]:
    """The snapshot as JSON wants it."""
    architecture, place = shown.architecture, shown.place
    return {
        "id": shown.id,
        "version": shown.version,
        "iteration": shown.iteration,
        "updates": shown.updates,
        "stage": {
            "index": place.index,
            "count": place.count,
            "phase": place.phase,
            "kind": place.kind,
            "layer": place.layer,
            "name": place.name,
        },
        "network": {
            "sizes": architecture.sizes,
            "activations": architecture.activations,
            "loss": architecture.loss,
            "bias": architecture.bias,
            "learning_rate": shown.learning_rate,
            "seed": shown.seed,
        },
        "X": shown.X.tolist(),
        "Y": shown.Y.tolist(),
        "W": lists(shown.W),
        "B": None if shown.B is None else lists(shown.B),
        "Z": lists(shown.Z),
        "H": lists(shown.H),
        "cost": shown.cost,
        "Eo": None if shown.Eo is None else shown.Eo.tolist(),
        "Eh": lists(shown.Eh),
        "dW": lists(shown.dW),
        "dB": None if shown.dB is None else lists(shown.dB),
    }


def lists(layers: Sequence[Array | None]) -> list[Any]:
    """One entry a layer, None where it is hidden."""
    return [None if layer is None else layer.tolist() for layer in layers]
