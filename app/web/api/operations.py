"""What the API does: one row an operation. The routes and the document are made from this table."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from pydantic import BaseModel
from starlette.responses import Response

from app.session import verbs
from app.session.description import NetworkSpec, build
from app.session.errors import NoSuchSession
from app.session.session import Session
from app.web.api import models
from app.web.api.call import Call
from app.web.api.explain import explained
from app.web.api.gradient_check import gradient_check
from app.web.api.responses import PREFIX, json_answer, tag
from app.web.api.schemas import Explanation, GradientCheck, Snapshot
from app.web.jobs import FEW

Run = Callable[[Call], Awaitable[Response]]


@dataclass(frozen=True)
class Operation:
    """`METHOD path`: what it is given, what it answers, how it may be refused, an example."""

    method: str
    path: str
    summary: str
    run: Run
    gives: type[BaseModel] | None = Snapshot
    status: int = 200
    body: type[BaseModel] | None = None
    body_wanted: bool = False
    query: type[BaseModel] | None = None
    refused: tuple[int, ...] = ()
    example: Mapping[str, Any] = field(default_factory=dict)

    @property
    def changes(self) -> bool:
        """Whether it changes a session that is there, and so takes If-Match."""
        return self.method != "GET" and "{id}" in self.path


async def create(call: Call) -> Response:
    """Make a session from a description, or the reference example."""
    return await call.shown(await call.work.soon(lambda: call.sessions.create(build(call.given))), status=201)


async def show(call: Call) -> Response:
    """The session as it is."""
    return await call.shown(await call.loaded())


async def forget(call: Call) -> Response:
    """Forget the session."""
    if not await call.work.soon(lambda: call.sessions.forget(call.id, call.expected())):
        raise NoSuchSession(call.id)
    return Response(status_code=204)


def steps(verb: Callable[..., Session]) -> Run:
    """A step with that verb, on or back."""

    async def run(call: Call) -> Response:
        by, count = (call.given.by, call.given.count) if call.given else ("stage", 1)
        change = partial(verb, by=by, count=count)
        return await (call.worked(change, count if by == "iteration" else 0) if count > FEW else call.changed(change))

    return run


def moves(verb: Callable[[Session], Session]) -> Run:
    """A move that takes nothing."""

    async def run(call: Call) -> Response:
        return await call.changed(verb)

    return run


async def train(call: Call) -> Response:
    """Many iterations on."""
    count = call.given.iterations
    change = partial(verbs.trained_on, iterations=count)
    return await (call.worked(change, count) if count > FEW else call.changed(change))


async def seek(call: Call) -> Response:
    """To a place; how far that is shows only when the session is there."""
    there = partial(verbs.sought, iteration=call.given.iteration, stage=call.given.stage)
    return await call.worked(there)


async def edit(call: Call) -> Response:
    """Other numbers."""
    fields = call.given.model_dump(exclude_unset=True)
    return await call.changed(partial(verbs.edited, **fields))


async def explain(call: Call) -> Response:
    """One number, explained."""
    kept = await call.loaded()
    return json_answer(explained(kept, call.given), headers={"ETag": tag(kept.version)})


async def check(call: Call) -> Response:
    """All derivatives, checked."""
    kept = await call.loaded()
    count = kept.session.architecture.parameter_count
    checked = await call.work.run(call.request, call.id, count, partial(gradient_check, kept))
    return json_answer(checked, headers={"ETag": tag(kept.version)})


NETWORK: Mapping[str, Any] = {
    "sizes": [2, 3, 1],
    "activations": ["relu", "relu"],
    "loss": "half_squared_error",
    "bias": True,
    "learning_rate": 0.1,
    "seed": 7,
    "inputs": [[1.0, 0.0]],
    "targets": [[1.0]],
}
ALL = f"{PREFIX}/sessions"
ONE = f"{ALL}/{{id}}"

OPERATIONS = (
    Operation(
        "POST",
        ALL,
        "Make a session, of the network described or of the reference example",
        create,
        status=201,
        body=NetworkSpec,
        refused=(503,),
        example=NETWORK,
    ),
    Operation("GET", ONE, "Show a session", show),
    Operation("DELETE", ONE, "Forget a session", forget, gives=None, status=204),
    Operation(
        "POST",
        f"{ONE}/step",
        "Step on, by stages or by iterations",
        steps(verbs.stepped),
        body=models.Steps,
        refused=(409,),
        example={"by": "stage", "count": 3},
    ),
    Operation(
        "POST",
        f"{ONE}/back",
        "Step back, by stages or by iterations",
        steps(verbs.taken_back),
        body=models.Steps,
        refused=(409,),
        example={"by": "stage", "count": 1},
    ),
    Operation(
        "POST",
        f"{ONE}/forward",
        "Go on to the end of the forward pass",
        moves(verbs.forward),
        body=models.Nothing,
        refused=(409,),
    ),
    Operation(
        "POST",
        f"{ONE}/backward",
        "Go on to the end of the backward pass",
        moves(verbs.backward),
        body=models.Nothing,
        refused=(409,),
    ),
    Operation(
        "POST",
        f"{ONE}/update",
        "Go on to the end of the iteration, with the weights updated",
        moves(verbs.updated),
        body=models.Nothing,
    ),
    Operation(
        "POST",
        f"{ONE}/train",
        "Train for many iterations",
        train,
        body=models.Training,
        body_wanted=True,
        refused=(409,),
        example={"iterations": 100},
    ),
    Operation(
        "POST",
        f"{ONE}/seek",
        "Go to a place, earlier or later",
        seek,
        body=models.Seeking,
        body_wanted=True,
        refused=(409,),
        example={"iteration": 2, "stage": 7},
    ),
    Operation(
        "PATCH",
        ONE,
        "Edit weights, biases, data or the learning rate; the iteration starts over",
        edit,
        body=models.Edit,
        body_wanted=True,
        example={"targets": [[1.25]], "learning_rate": 0.05},
    ),
    Operation(
        "GET",
        f"{ONE}/explain",
        "Explain one number: formula, numbers put in, result, what it uses",
        explain,
        gives=Explanation,
        query=models.Question,
        refused=(409,),
        example={"quantity": "Zh", "layer": 1, "sample": 0, "unit": 1},
    ),
    Operation(
        "GET",
        f"{ONE}/gradient-check",
        "Compare every derivative with a central difference of the cost",
        check,
        gives=GradientCheck,
        refused=(409,),
    ),
)
