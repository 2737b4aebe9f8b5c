"""Members of a class: joining, leaving, hands; and the stream and the summary that their answers end in."""

from typing import Annotated, Any, Literal

import orjson
from fastapi import APIRouter, Body
from starlette.responses import Response

from app.classroom import counting, following, leading
from app.classroom.classroom import Classroom
from app.classroom.errors import NotAMember
from app.classroom.service import Leader, StoredClass, StoredMember
from app.classroom.summary import Row, as_csv
from app.core.practice.answering import Choice
from app.session.errors import NoQuestion
from app.session.practice import Asked
from app.view.classroom.aliases import number_of
from app.view.classroom.answers import answers
from app.web.api.classroom import examples, schemas
from app.web.api.classroom.access import ChangingClassDep, ClassCall, ClassCallDep
from app.web.api.classroom.classes import LEAD, answer_with
from app.web.api.classroom.models import Hand
from app.web.api.classroom.state import alias_of, class_question, place_of, state
from app.web.api.exercise import choice_or_text, wish
from app.web.api.models import AskFor, GivenAnswer
from app.web.api.openapi import BEARER, CODE, ETAG, IF_MATCH, class_refusals
from app.web.api.operations import NOTHING, NoBody
from app.web.api.practice import ANYTHING
from app.web.api.responses import PREFIX, json_response
from app.web.push.frames import Frame
from app.web.push.stream import Ended, event_stream
from app.web.routing import Route


def _operation(model: Any, description: str, *more: int, status: int = 200) -> dict[str, Any]:  # noqa: ANN401
    return {
        "response_model": model,
        "response_description": description,
        "status_code": status,
        "responses": class_refusals(401, 403, 404, *more),
        "openapi_extra": {"parameters": [CODE], "security": BEARER},
    }


router = APIRouter(prefix=f"{PREFIX}/classes", route_class=Route, generate_unique_id_function=lambda route: route.name)


@router.post(
    "/{code}/members",
    **{
        **_operation(schemas.Joined, "The new member, with their secret.", 400, 409, 412, 415, 422, status=201),
        "openapi_extra": {"parameters": [CODE, IF_MATCH]},
    },
)
async def join_class(call: ChangingClassDep, nothing: NoBody = NOTHING) -> Response:
    """Join the class. The secret is shown this once; `session` is the member's own, for the calls of sessions."""
    await call.hold()

    def joined() -> tuple[StoredMember, str]:
        member, secret = call.classes.join(call.code)
        try:
            return call.classes.with_own_session(member, call.stored.classroom), str(secret)
        except Exception:
            call.classes.remove(call.code, member.member.number)  # nobody would ever learn the secret
            raise

    member, secret = await call.services.jobs.run_short(joined)
    count = await call.services.jobs.run_short(lambda: call.classes.count_members(call.code))
    body = {
        "secret": secret,
        "alias": alias_of(call.stored.classroom, member.member),
        "session": member.member.session,
        "state": state(call.stored, count, member, call.language),
    }
    return json_response(body, call.stored.version, 201)


@router.get("/{code}/members", **_operation(schemas.Members, "The members, in the order in which they joined."))
async def list_members(call: ClassCallDep) -> Response:
    """List the members: where they are, and whose hand is raised since when."""
    code, classroom = call.leader().code, call.stored.classroom
    members = await call.services.jobs.run_short(lambda: call.classes.members(code))
    found = [
        {
            "alias": alias_of(classroom, each.member),
            "place": place_of(classroom, each.member),
            "since": each.member.since or each.member.joined,
            "exploring": each.member.exploring,
            "hand": each.member.hand,
        }
        for each in members
    ]
    return json_response({"members": found}, call.stored.version)


@router.delete(
    "/{code}/members/{alias}",
    status_code=204,
    response_description="Removed, with every answer.",
    responses=class_refusals(400, 401, 403, 404, 412, 415),
    openapi_extra={"parameters": [CODE, IF_MATCH], "security": BEARER},
)
async def remove_member(call: ChangingClassDep, alias: str) -> Response:
    """Remove a member from the class."""
    code, number = call.leader().code, number_of(alias, call.stored.classroom.language)
    if number is None:
        raise NotAMember
    await call.hold()
    await call.services.jobs.run_short(lambda: call.classes.remove(code, number))
    return Response(status_code=204)


@router.put(
    "/{code}/hand",
    **{
        **_operation(schemas.ClassState, "The state of the class.", 400, 412, 415, 422),
        "openapi_extra": {"parameters": [CODE, IF_MATCH], "security": BEARER},
    },
)
async def raise_hand(call: ChangingClassDep, hand: Annotated[Hand, Body(openapi_examples=examples.HAND)]) -> Response:
    """Raise a hand, or lower it."""
    number, classes = call.member().member.number, call.classes
    await call.hold()
    member = await call.services.jobs.run_short(
        lambda: classes.change_member(call.code, number, lambda it: following.with_hand(it, hand.raised, classes.now()))
    )
    return await answer_with(call, call.stored, who=member)


@router.post(
    "/{code}/question",
    **{
        **LEAD,
        "status_code": 201,
        "responses": {201: {"headers": ETAG}, **class_refusals(400, 401, 403, 404, 409, 412, 415, 422)},
    },
)
async def ask_class(
    call: ChangingClassDep, wanted: Annotated[AskFor, Body(openapi_examples=examples.ASK)] = ANYTHING
) -> Response:
    """Ask the class about the next stage."""

    def verb(classroom: Classroom) -> Classroom:
        return leading.asked(classroom, call.classes.now(), wish(wanted, classroom.session), wanted.sample)

    return await answer_with(call, await call.change(verb), 201)


@router.post(
    "/{code}/question/again",
    **{
        **LEAD,
        "status_code": 201,
        "responses": {201: {"headers": ETAG}, **class_refusals(400, 401, 403, 404, 409, 412, 415, 422)},
    },
)
async def ask_class_again(call: ChangingClassDep, nothing: NoBody = NOTHING) -> Response:
    """Ask the open question once more: the next round."""
    stored = await call.change(lambda classroom: leading.asked_again(classroom, call.classes.now()))
    return await answer_with(call, stored, 201)


@router.post("/{code}/reveal", **LEAD)
async def reveal_to_class(call: ChangingClassDep, nothing: NoBody = NOTHING) -> Response:
    """Show the answer on all screens."""
    stored = await call.change(lambda classroom: leading.revealed(classroom, call.classes.now()))
    return await answer_with(call, stored)


@router.post("/{code}/answer", **_operation(schemas.Accepted, "The answer is counted.", 400, 409, 415, 422))
async def answer_class(
    call: ChangingClassDep, given: Annotated[GivenAnswer, Body(openapi_examples=examples.ANSWER)]
) -> Response:
    """Answer the open question; members learn whether it is right when the answer is revealed."""
    number, classes, classroom = call.member().member.number, call.classes, call.stored.classroom
    question = classroom.open_question
    if question is None:
        raise NoQuestion
    text: str | Choice = choice_or_text(given, Asked("", question.question, 0))
    asked = len(classroom.questions) - 1, question.round
    stored = await call.services.jobs.run_short(lambda: classes.answer(call.code, number, text, asked))
    kept = stored.member.answer(*asked)
    return json_response({"accepted": True, "tries": kept.tries if kept else 0}, call.stored.version)


@router.get("/{code}/answers", **_operation(schemas.Answers, "The counts of each round.", 409))
async def count_answers(call: ClassCallDep) -> Response:
    """Count the answers to the question that was asked last."""
    code, classroom = call.leader().code, call.stored.classroom
    if not classroom.questions:
        raise NoQuestion
    at = len(classroom.questions) - 1
    members = [each.member for each in await call.services.jobs.run_short(lambda: call.classes.members(code))]
    found = [
        {
            "members": count.members,
            "answered": count.answered,
            "right": count.right,
            "slips": dict(count.slips),
            "other": count.other,
        }
        for count in counting.rounds(classroom, members, at)
    ]
    question = class_question(classroom.questions[at], at, with_answer=True, spoken=call.language)
    return json_response({"question": question, "rounds": found}, call.stored.version)


@router.get(
    "/{code}/events",
    response_class=Response,
    response_description="Server-sent events: `state` at once and after each change; `ended` with the class.",
    responses={
        200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}},
        **class_refusals(401, 403, 404),
    },
    openapi_extra={"parameters": [CODE], "security": BEARER},
)
async def follow_class(call: ClassCallDep) -> Response:
    """Follow the class as a stream of events."""
    leads = isinstance(call.who, Leader)
    if not leads:
        call.member()
    hub, classes, code = call.services.hub, call.classes, call.code
    key = "" if not isinstance(call.who, StoredMember) else f"{code}/{call.who.member.number}"
    follower = hub.follow_all(code) if leads else hub.follow(code, key)

    def present() -> tuple[StoredClass, int, StoredMember | Leader]:
        stored, count = classes.load(code), classes.count_members(code)
        if not isinstance(call.who, StoredMember):
            return stored, count, Leader(code)
        member = classes.numbered(code, call.who.member.number)
        if member is None:
            raise NotAMember
        return stored, count, member

    async def frames() -> list[Frame]:
        try:
            stored, count, who = await call.services.jobs.run_short(present)
        except schemas.GONE as error:
            raise Ended(orjson.dumps({"reason": schemas.GONE_WORDS[type(error)]}).decode()) from None
        return [Frame("state", orjson.dumps(state(stored, count, who, call.language)).decode())]

    return event_stream(call.request, follower, frames)


@router.get(
    "/{code}/summary",
    response_model=schemas.Summary,
    response_description="Every answer to every question.",
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}, **class_refusals(401, 403, 404, 422)},
    openapi_extra={"parameters": [CODE], "security": BEARER},
)
async def summarize_class(call: ClassCallDep, format: Literal["json", "csv"] = "json") -> Response:  # noqa: A002
    """Every question, alias, answer as typed, whether it is right, slip, tries and seconds."""
    found = [*await _rows(call)]
    if format == "json":
        return json_response({"answers": [row._asdict() for row in found]}, call.stored.version)
    name = f"class-{call.code}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(as_csv(found, Row._fields), headers=headers, media_type="text/csv")


async def _rows(call: ClassCall) -> list[Row]:
    code, classroom = call.leader().code, call.stored.classroom
    return await call.services.jobs.run_short(
        lambda: answers(classroom, [each.member for each in call.classes.members(code)], call.language)
    )
