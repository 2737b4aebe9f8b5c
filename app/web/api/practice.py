"""Practice: questions about the next stage, answers, hints. What they mean is in `app.session.practising`."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Body
from starlette.requests import Request
from starlette.responses import Response

from app.core.errors import InvalidField
from app.core.practice.choosing import Wish
from app.core.practice.judging import Verdict
from app.core.practice.place import Place
from app.core.practice.question import answer as right_answer
from app.core.practice.question import choices
from app.core.stages import Quantity, symbol
from app.session import practising
from app.session.actions import Action
from app.session.practice import HINTS, Asked
from app.session.session import Session
from app.view.practice import question_text, verdict_text
from app.view.practice.hints import hints, operand_places
from app.view.practice.naming import Naming, plain
from app.view.quantities.snapshot import snapshot
from app.view.words.language import Language, language
from app.web.accept_language import accepted
from app.web.api import examples, schemas
from app.web.api.explain import quantity_named
from app.web.api.models import AskFor, GivenAnswer
from app.web.api.openapi import ETAG, ID, IF_MATCH, refusals
from app.web.api.operations import NOTHING, NoBody
from app.web.api.responses import PREFIX, json_response, snapshot_body
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
        if wanted.sample is not None and wanted.sample >= len(before.problem.X):
            raise InvalidField("sample", f"below {len(before.problem.X)}")
        return practising.asked(before, _wish(wanted, before), wanted.sample)

    stored = await session.apply(Action(verb))
    body = {
        "question": _question(practising.the_question(stored.session), stored.session, _language(request)),
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
    change = _Change(lambda before: practising.answered(before, _given(given, practising.the_question(before))))
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
        "concerns": [_concern(place) for place in found.concerns],
        "tries": asked.tries + 1,
        "version": stored.version,
        "snapshot": snapshot_body(snapshot(stored)) if found.right else None,
    }
    return json_response(body, stored.version)


@router.post("/{id}/hint", **_answers(schemas.Hint, "The hint."))
async def give_hint(request: Request, session: ChangingSessionDep, nothing: NoBody = NOTHING) -> Response:
    """Give the next of three hints to the open question; the third is given again."""
    stored = await session.apply(Action(practising.hinted))
    asked = practising.the_question(stored.session)
    naming = Naming(stored.session, asked.question, _language(request))
    hint = hints(naming, asked.hints)[-1]
    concerns = [] if hint.rung == 1 else [_concern(place) for place in operand_places(naming)]
    body = {"rung": hint.rung, "text": f"{hint.sentence} {hint.text}", "concerns": concerns, "version": stored.version}
    return json_response(body, stored.version)


@router.post("/{id}/reveal", **_answers(schemas.Revealed, "The answer."))
async def reveal(session: ChangingSessionDep, nothing: NoBody = NOTHING) -> Response:
    """Give up: show the answer, and reveal the stage."""
    change = _Change(practising.given_up)
    stored = await session.apply(Action(change))
    correct = right_answer(practising.the_question(change.before).question, practising.upcoming(change.before))
    shown = {"unit": correct.unit, "input": correct.input} if isinstance(correct, Place) else correct
    return json_response({"correct": shown, "snapshot": snapshot_body(snapshot(stored))}, stored.version)


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


def _wish(wanted: AskFor, session: Session) -> Wish:
    letter, layer = None, wanted.layer
    if wanted.quantity is not None:
        letter, layer = quantity_named(wanted.quantity, wanted.layer, session.architecture)
    return Wish(wanted.kind, letter, layer, wanted.unit, wanted.input)


def _given(given: GivenAnswer, asked: Asked) -> str | practising.Choice:
    """The answer in the form that the question asks for. Raises `InvalidField` for another one."""
    if asked.question.kind == "which":
        if given.unit is None:
            raise InvalidField("unit", "required, as it answers with a unit or a weight")
        if given.layer not in (None, asked.question.place.layer):
            raise InvalidField("layer", f"the layer of the question, {asked.question.place.layer}")
        return practising.Choice(given.unit, given.input)
    if given.text is None:
        raise InvalidField("text", "required")
    return given.text


def _question(asked: Asked, session: Session, spoken: Language) -> dict[str, Any]:
    """The fields of `schemas.OpenQuestion`."""
    question, place = asked.question, asked.question.place
    which = question.kind == "which"
    numbers = practising.upcoming(session)
    return {
        "id": asked.id,
        "kind": question.kind,
        "quantity": symbol(Quantity(place.letter, place.layer), session.architecture.depth),
        "layer": place.layer,
        "sample": place.sample,
        "unit": None if which else place.unit,
        "input": None if which else place.input,
        "stage": question.stage,
        "text": plain(question_text.title(Naming(session, question, spoken))),
        "choices": [{"unit": at.unit, "input": at.input} for at in choices(question, numbers)] if which else None,
        "tries": asked.tries,
        "hints": HINTS - asked.hints,
    }


def _concern(place: Place) -> dict[str, Any]:
    """The fields of `schemas.Concern`."""
    return {
        "quantity": place.letter,
        "layer": place.layer,
        "sample": place.sample,
        "unit": place.unit,
        "input": place.input,
    }
