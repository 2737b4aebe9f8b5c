"""The bytes that are sent: exact numbers, straight from the arrays.

Operations return these instead of their response models, which only describe them in the OpenAPI document: to validate
and serialize a snapshot through its model takes longer than the step itself (docs/performance.md). Tests compare the
answers with the models.
"""

from collections.abc import Callable, Sequence
from typing import Any

import orjson
from anyio import to_thread
from starlette.responses import Response

from app.core.activations import Array
from app.session.service import StoredSession
from app.view.quantities.snapshot import Snapshot, snapshot
from app.web.api.preconditions import etag

PREFIX = "/api/v1"
LARGE = 10_000  # units times samples; a larger snapshot is written in a thread


def json_response(body: Any, version: int, status: int = 200) -> Response:  # noqa: ANN401
    """A JSON answer about a version of a session; a float is the shortest text that reads back to the same bits."""
    return Response(orjson.dumps(body), status, {"ETag": etag(version)}, "application/json")


Within = Callable[[dict[str, Any]], Any]


async def snapshot_response(stored: StoredSession, status: int = 200, within: Within = dict) -> Response:
    """The snapshot of a session; `within` puts it into a larger answer."""
    if len(stored.session.problem.X) * sum(stored.session.architecture.sizes) > LARGE:
        return await to_thread.run_sync(_snapshot_response, stored, status, within)
    return _snapshot_response(stored, status, within)


def _snapshot_response(stored: StoredSession, status: int, within: Within) -> Response:
    return json_response(within(snapshot_body(snapshot(stored))), stored.version, status)


def snapshot_body(shown: Snapshot) -> dict[str, Any]:
    """The fields of `schemas.Snapshot`."""
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
    """One entry per layer, None where it is hidden."""
    return [None if layer is None else layer.tolist() for layer in layers]
