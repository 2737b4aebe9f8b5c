"""Classes: opening, leading and ending one. Rights travel as `Authorization: Bearer …`."""

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends
from starlette.responses import Response

from app.classroom import leading
from app.classroom.classroom import Classroom
from app.classroom.service import Leader, StoredClass, Who
from app.session.actions import ACTIONS, Action, Arguments
from app.session.description import NetworkSpec, build
from app.session.service import Verb
from app.view.words.language import language
from app.web.api.classroom import examples, schemas
from app.web.api.classroom.access import ChangingClassDep, ClassCall, ClassCallDep
from app.web.api.classroom.models import ClassNetwork, ClassSettings, NewClass
from app.web.api.classroom.state import state
from app.web.api.examples import BACK, SEEK, STEP
from app.web.api.media_type import json_only
from app.web.api.models import Place, Steps
from app.web.api.openapi import BEARER, CODE, ETAG, IF_MATCH, LOCATION, class_refusals
from app.web.api.operations import NOTHING, ONE_STAGE, NoBody
from app.web.api.responses import PREFIX, json_response
from app.web.dependencies import ServicesDep
from app.web.routing import Route

LEAD: dict[str, Any] = {
    "response_model": schemas.ClassState,
    "response_description": "The state of the class.",
    "responses": {200: {"headers": ETAG}, **class_refusals(400, 401, 403, 404, 409, 412, 415, 422)},
    "openapi_extra": {"parameters": [CODE, IF_MATCH], "security": BEARER},
}

router = APIRouter(prefix=f"{PREFIX}/classes", route_class=Route, generate_unique_id_function=lambda route: route.name)


async def answer_with(call: ClassCall, stored: StoredClass, status: int = 200, who: Who | None = None) -> Response:
    """The state of a class as the caller may see it."""
    count = await call.services.jobs.run_short(lambda: call.classes.count_members(stored.code))
    return json_response(state(stored, count, who or call.who, call.language), stored.version, status)


@router.post(
    "",
    status_code=201,
    response_model=schemas.OpenedClass,
    response_description="The new class, with the secret that leads it.",
    responses={201: {"headers": {**ETAG, **LOCATION}}, **class_refusals(400, 403, 415, 422)},
    dependencies=[Depends(json_only)],
)
async def open_class(
    services: ServicesDep, wanted: Annotated[NewClass | None, Body(openapi_examples=examples.OPEN)] = None
) -> Response:
    """Open a class with the network described, or with the reference example. The secret is shown this once."""
    wanted = wanted or NewClass()
    stored, secret = await services.jobs.run_short(
        lambda: services.classes.open(services.sessions.checked(build(wanted.network)), wanted.language)
    )
    spoken = language(wanted.language)
    body = {"code": stored.code, "secret": secret, "state": state(stored, 0, Leader(stored.code), spoken)}
    response = json_response(body, stored.version, 201)
    response.headers["Location"] = f"{router.prefix}/{stored.code}"
    return response


@router.get(
    "/{code}",
    response_model=schemas.ClassState | schemas.OpenClass,
    response_description="The state of the class; without a secret only whether it is open and locked.",
    responses={200: {"headers": ETAG}, **class_refusals(404)},
    openapi_extra={"parameters": [CODE], "security": [*BEARER, {}]},
)
async def show_class(call: ClassCallDep) -> Response:
    """Show a class, to everybody what they may see of it."""
    if call.who is None:
        return json_response({"open": True, "locked": call.stored.classroom.locked}, call.stored.version)
    return await answer_with(call, call.stored)


@router.patch("/{code}", **LEAD)
async def set_class(
    call: ChangingClassDep, wanted: Annotated[ClassSettings, Body(openapi_examples=examples.SETTINGS)]
) -> Response:
    """Lead or leave the pace to everybody, lock, practise, allow so many answers in a round."""

    def verb(classroom: Classroom) -> Classroom:
        there = classroom if wanted.mode is None else leading.in_mode(classroom, wanted.mode)
        return leading.with_settings(there, locked=wanted.locked, practice=wanted.practice, tries=wanted.tries)

    return await answer_with(call, await call.change(verb))


@router.put("/{code}/network", **LEAD)
async def put_network(
    call: ChangingClassDep, wanted: Annotated[ClassNetwork, Body(openapi_examples=examples.NETWORK)]
) -> Response:
    """Put another network in place of the class's, at its start, and hand it out."""
    call.leader()
    fields = wanted.model_dump(exclude_unset=True, exclude={"own_numbers"})
    session = call.services.sessions.checked(build(NetworkSpec.model_validate(fields)))
    verb = partial(leading.with_network, session=session, own_numbers=wanted.own_numbers)
    return await answer_with(call, await call.change(verb))


@router.delete(
    "/{code}",
    status_code=204,
    response_description="The class has ended; everything of it is deleted.",
    responses=class_refusals(400, 401, 403, 404, 412, 415),
    openapi_extra={"parameters": [CODE, IF_MATCH], "security": BEARER},
)
async def end_class(call: ChangingClassDep) -> Response:
    """End the class and delete everything of it."""
    code = call.leader().code
    await call.hold()
    await call.services.jobs.run_short(lambda: call.classes.end(code))
    return Response(status_code=204)


@router.post("/{code}/step", **LEAD)
async def step_class(
    call: ChangingClassDep, how_far: Annotated[Steps, Body(openapi_examples=STEP)] = ONE_STAGE
) -> Response:
    """Step on; where a question is lined up for the next stage, the class is asked it instead."""
    action = ACTIONS["step"](Arguments(by=how_far.by, count=how_far.count))
    one = how_far.by == "stage" and how_far.count == 1
    return await _led(call, action, asking=one)


@router.post("/{code}/back", **LEAD)
async def back_class(
    call: ChangingClassDep, how_far: Annotated[Steps, Body(openapi_examples=BACK)] = ONE_STAGE
) -> Response:
    """Step back."""
    return await _led(call, ACTIONS["back"](Arguments(by=how_far.by, count=how_far.count)))


@router.post("/{code}/forward", **LEAD)
async def forward_class(call: ChangingClassDep, nothing: NoBody = NOTHING) -> Response:
    """Continue to the end of the forward pass."""
    return await _led(call, ACTIONS["forward"](Arguments()))


@router.post("/{code}/backward", **LEAD)
async def backward_class(call: ChangingClassDep, nothing: NoBody = NOTHING) -> Response:
    """Continue to the end of the backward pass."""
    return await _led(call, ACTIONS["backward"](Arguments()))


@router.post("/{code}/update", **LEAD)
async def update_class(call: ChangingClassDep, nothing: NoBody = NOTHING) -> Response:
    """Continue to the end of the iteration."""
    return await _led(call, ACTIONS["update"](Arguments()))


@router.post("/{code}/seek", **LEAD)
async def seek_class(call: ChangingClassDep, place: Annotated[Place, Body(openapi_examples=SEEK)]) -> Response:
    """Go to a place in the run, earlier or later."""
    return await _led(call, ACTIONS["seek"](Arguments(iteration=place.iteration, stage=place.stage)))


@router.post("/{code}/restart", **LEAD)
async def restart_class(call: ChangingClassDep, nothing: NoBody = NOTHING) -> Response:
    """Go back to the first weights."""
    return await _led(call, ACTIONS["restart"](Arguments()))


async def _led(call: ClassCall, action: Action, *, asking: bool = False) -> Response:
    code, classes = call.leader().code, call.classes
    within = call.services.sessions.within

    def change(verb: Verb) -> StoredClass:
        held = within(verb)
        of_class = partial(leading.stepped, verb=held, now=classes.now()) if asking else partial(leading.led, verb=held)
        return classes.change(code, of_class, call.expected())

    return await answer_with(call, await call.services.jobs.apply(call.request, code, action, change))
