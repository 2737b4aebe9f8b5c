"""What the API does: one path operation per call of `docs/api.md`."""

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Query
from starlette.responses import Response

from app.session import verbs
from app.session.actions import ACTIONS, Action, Arguments
from app.session.description import NetworkSpec, build
from app.web.api import examples
from app.web.api.explain import explained
from app.web.api.gradient_check import gradient_check
from app.web.api.media_type import json_only
from app.web.api.models import Edit, Nothing, Place, Question, Steps, Training
from app.web.api.openapi import ETAG, ID, IF_MATCH, LOCATION, refusals
from app.web.api.responses import PREFIX, json_response, snapshot_response
from app.web.api.schemas import Explanation, GradientCheck, Snapshot
from app.web.api.sessions import ChangingSessionDep, SessionDep
from app.web.dependencies import ServicesDep
from app.web.routing import Route

JSON_BODY = [Depends(json_only)]
READ: dict[str, Any] = {
    "response_model": Snapshot,
    "response_description": "The snapshot.",
    "responses": {200: {"headers": ETAG}, **refusals(404)},
    "openapi_extra": {"parameters": [ID]},
}
CHANGE: dict[str, Any] = {
    **READ,
    "responses": {200: {"headers": ETAG}, **refusals(400, 403, 404, 409, 412, 415, 422)},
    "openapi_extra": {"parameters": [ID, IF_MATCH]},
}
ONE_STAGE, NOTHING = Steps(), Nothing()
NoBody = Annotated[Nothing, Body(openapi_examples={"nothing": {"value": {}}})]

router = APIRouter(prefix=f"{PREFIX}/sessions", route_class=Route, generate_unique_id_function=lambda route: route.name)


@router.post("/{id}/step", **CHANGE)
async def step(
    session: ChangingSessionDep, how_far: Annotated[Steps, Body(openapi_examples=examples.STEP)] = ONE_STAGE
) -> Response:
    """Step on: reveal the next stages, or move to the end of iterations."""
    action = ACTIONS["step"](Arguments(by=how_far.by, count=how_far.count))
    return await snapshot_response(await session.apply(action))


@router.post("/{id}/back", **CHANGE)
async def back(
    session: ChangingSessionDep, how_far: Annotated[Steps, Body(openapi_examples=examples.BACK)] = ONE_STAGE
) -> Response:
    """Step back: hide the last stages, or move to the start of iterations."""
    action = ACTIONS["back"](Arguments(by=how_far.by, count=how_far.count))
    return await snapshot_response(await session.apply(action))


@router.post("/{id}/forward", **CHANGE)
async def forward(session: ChangingSessionDep, nothing: NoBody = NOTHING) -> Response:
    """Continue to the end of the forward pass."""
    return await snapshot_response(await session.apply(ACTIONS["forward"](Arguments())))


@router.post("/{id}/backward", **CHANGE)
async def backward(session: ChangingSessionDep, nothing: NoBody = NOTHING) -> Response:
    """Continue to the end of the backward pass."""
    return await snapshot_response(await session.apply(ACTIONS["backward"](Arguments())))


@router.post("/{id}/update", **CHANGE)
async def update(session: ChangingSessionDep, nothing: NoBody = NOTHING) -> Response:
    """Continue to the end of the iteration, where the weights are updated."""
    return await snapshot_response(await session.apply(ACTIONS["update"](Arguments())))


@router.post("/{id}/train", **CHANGE)
async def train(
    session: ChangingSessionDep, training: Annotated[Training, Body(openapi_examples=examples.TRAIN)]
) -> Response:
    """Train for many iterations."""
    action = ACTIONS["train"](Arguments(iterations=training.iterations))
    return await snapshot_response(await session.apply(action))


@router.post("/{id}/seek", **CHANGE)
async def seek(session: ChangingSessionDep, place: Annotated[Place, Body(openapi_examples=examples.SEEK)]) -> Response:
    """Go to a place in the run, earlier or later."""
    action = ACTIONS["seek"](Arguments(iteration=place.iteration, stage=place.stage))
    return await snapshot_response(await session.apply(action))


@router.get("/{id}", **READ)
async def show_session(session: SessionDep) -> Response:
    """Show a session."""
    return await snapshot_response(await session.load())


@router.patch("/{id}", **CHANGE)
async def edit_session(
    session: ChangingSessionDep, edit: Annotated[Edit, Body(openapi_examples=examples.EDIT)]
) -> Response:
    """Edit weights, biases, data or the learning rate; the iteration starts over."""
    edited = partial(verbs.edited, **edit.model_dump(exclude_unset=True))
    return await snapshot_response(await session.apply(Action(edited)))


@router.delete(
    "/{id}",
    status_code=204,
    response_description="Deleted.",
    responses=refusals(400, 403, 404, 412, 415),
    openapi_extra={"parameters": [ID, IF_MATCH]},
)
async def delete_session(session: ChangingSessionDep) -> Response:
    """Delete a session."""
    await session.delete()
    return Response(status_code=204)


@router.post(
    "",
    status_code=201,
    response_model=Snapshot,
    response_description="The snapshot of the new session.",
    responses={201: {"headers": {**ETAG, **LOCATION}}, **refusals(400, 403, 415, 422)},
    dependencies=JSON_BODY,
)
async def create_session(
    services: ServicesDep,
    description: Annotated[NetworkSpec | None, Body(openapi_examples=examples.CREATE)] = None,
) -> Response:
    """Create a session of the network described, or without a body of the reference example."""
    stored = await services.jobs.run_short(lambda: services.sessions.create(build(description)))
    response = await snapshot_response(stored, 201)
    response.headers["Location"] = f"{router.prefix}/{stored.id}"
    return response


@router.get(
    "/{id}/explain",
    response_model=Explanation,
    response_description="The explanation.",
    responses={200: {"headers": ETAG}, **refusals(404, 409, 422)},
    openapi_extra={"parameters": [ID]},
)
async def explain(session: SessionDep, question: Annotated[Question, Query()]) -> Response:
    """Explain one number: its formula, the formula with numbers, its value, and what it is computed from."""
    stored = await session.load()
    return json_response(explained(stored, question), stored.version)


@router.get(
    "/{id}/gradient-check",
    response_model=GradientCheck,
    response_description="The comparison.",
    responses={200: {"headers": ETAG}, **refusals(404, 409, 422)},
    openapi_extra={"parameters": [ID]},
)
async def check_gradients(session: SessionDep) -> Response:
    """Compare every derivative with a central difference of the cost."""
    stored = await session.load()
    count = stored.session.architecture.parameter_count
    compare = partial(gradient_check, stored)
    found = await session.services.jobs.run(session.request, session.id, count, compare)
    return json_response(found, stored.version)
