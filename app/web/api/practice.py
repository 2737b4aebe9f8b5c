"""Practice: questions about the next stage, answers, hints. What they mean is in `app.session.practising`."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Body
from starlette.requests import Request
from starlette.responses import Response

from app.core.practice.judging import Verdict
from app.core.practice.place import Place
from app.core.practice.question import answer as right_answer
from app.session import practising
from app.session.actions import Action
from app.session.practice import Asked
from app.session.session import Session
from app.view.practice import verdict_text
from app.view.practice.hints import hints, operand_places
from app.view.practice.naming import Naming
from app.view.words.language import Language, language
from app.web.accept_language import accepted
from app.web.api import examples, schemas
from app.web.api.exercise import choice_or_text, concern, question, wish
from app.web.api.models import AskFor, GivenAnswer
from app.web.api.openapi import ETAG, ID, IF_MATCH, refusals
from app.web.api.operations import NOTHING, NoBody
from app.web.api.responses import PREFIX, json_response, snapshot_response
from app.web.api.sessions import ChangingSessionDep
from app.web.routing import Route

ANYTHING = AskFor()


def _answers(model: type[schemas.Answer], description: str, status: int = 200) -> dict[str, Any]:
    return {
        "response_model": model,
        "response_description": description,
        "status_code": status,
        "responses": {status: {"headers": ETAG}, **refusals(400, 403, 404, 409, 412, 415, 422)},
        "openapi_extra": {"parameters": [ID, IF_MATCH]},
    }


router = APIRouter(prefix=f"{PREFIX}/sessions", route_class=Route, generate_unique_id_function=lambda route: route.name)


@router.post("/{id}/question", **_answers(schemas.Asked, "The question.", 201))
async def ask(
    request: Request,
    session: ChangingSessionDep,
    wanted: Annotated[AskFor, Body(openapi_examples=examples.QUESTION)] = ANYTHING,
) -> Response:
    """Ask for a number of the next stage; an open question is replaced."""

    def verb(before: Session) -> Session:
        return practising.asked(before, wish(wanted, before), wanted.sample)

    stored = await session.apply(Action(verb))
    body = {
        "question": question(practising.the_question(stored.session), stored.session, _language(request)),
        "version": stored.version,
    }
    return json_response(body, stored.version, 201)


@router.post("/{id}/answer", **_answers(schemas.Verdict, "The verdict."))
async def give_answer(
    request: Request,
    session: ChangingSessionDep,
    given: Annotated[GivenAnswer, Body(openapi_examples=examples.ANSWER)],
) -> Response:
    """Answer the open question. The right answer reveals the stage."""
    change = _Change(lambda before: practising.answered(before, choice_or_text(given, practising.the_question(before))))
    stored = await session.apply(Action(change))
    found = practising.verdict(stored.session)
    if found is None:
        raise RuntimeError("an answer without a verdict")
    asked = practising.the_question(change.before)
    body = {
        "right": found.right,
        "slip": found.slip,
        "also": found.also,
        "message": _reply(found, asked, stored.session, _language(request)),
        "concerns": [concern(place) for place in found.concerns],
        "tries": asked.tries + 1,
        "version": stored.version,
        "snapshot": None,
    }
    if not found.right:
        return json_response(body, stored.version)
    return await snapshot_response(stored, within=lambda shown: {**body, "snapshot": shown})


@router.post("/{id}/hint", **_answers(schemas.Hint, "The hint."))
async def give_hint(request: Request, session: ChangingSessionDep, nothing: NoBody = NOTHING) -> Response:
    """Give the next of three hints to the open question; the third is given again."""
    stored = await session.apply(Action(practising.hinted))
    asked = practising.the_question(stored.session)
    naming = Naming(stored.session, asked.question, _language(request))
    hint = hints(naming, asked.hints)[-1]
    concerns = [] if hint.rung == 1 else [concern(place) for place in operand_places(naming)]
    body = {"rung": hint.rung, "text": hint.text, "concerns": concerns, "version": stored.version}
    return json_response(body, stored.version)


@router.post("/{id}/reveal", **_answers(schemas.Revealed, "The answer."))
async def reveal(session: ChangingSessionDep, nothing: NoBody = NOTHING) -> Response:
    """Give up: show the answer, and reveal the stage."""
    change = _Change(practising.given_up)
    stored = await session.apply(Action(change))
    correct = right_answer(practising.the_question(change.before).question, practising.upcoming(change.before))
    shown = {"unit": correct.unit, "input": correct.input} if isinstance(correct, Place) else correct
    return await snapshot_response(stored, within=lambda snapshot: {"correct": shown, "snapshot": snapshot})


def _reply(verdict: Verdict, asked: Asked, session: Session, spoken: Language) -> str:
    """The words about an answer, as plain text; `session` is the one after it."""
    if verdict.right:
        return verdict_text.right(asked.question, session, spoken).plain
    typed = practising.the_question(session).typed
    return verdict_text.wrong(verdict, typed, Naming(session, asked.question, spoken)).plain


class _Change:
    """A verb that remembers the session it was applied to last, whose question is gone after the right answer."""

    before: Session

    def __init__(self, verb: Callable[[Session], Session]) -> None:
        self._verb = verb

    def __call__(self, session: Session) -> Session:
        self.before = session
        return self._verb(session)


def _language(request: Request) -> Language:
    return language(accepted(request.headers.get("accept-language", "")))
