"""The forms of the workbench: each names an action, and the answer is the workbench after it.

A form contains the version that its page shows. If the session has another version by now, nothing is done, and the
answer is its present state with a quiet note: no step is lost or made twice unnoticed.
"""

import secrets
from collections.abc import Callable
from typing import cast

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from app.core.drawing import MAX_DRAWS
from app.core.errors import InvalidField
from app.core.examples import REFERENCE_PROBLEM
from app.session.actions import ACTIONS, Action, Arguments
from app.session.description import LARGEST_SEED
from app.session.errors import NoSuchSession
from app.session.history import Watch
from app.session.practising import asked_or_stepped
from app.session.service import Stale, StoredSession, Verb
from app.session.session import Session
from app.session.undo import redone, remembering, undone
from app.session.verbs import By
from app.view.words import numbers
from app.web.errors.table import KINDS
from app.web.html import network_settings
from app.web.html.form_fields import Form, InvalidInput, whole
from app.web.html.inspector import explained, key_from
from app.web.html.network_building import built
from app.web.html.notices import ANSWERED, QUIET_STATUS, Note, note_on
from app.web.html.number_edits import RATE, edit_of, is_number
from app.web.html.partner_settings import Adaptation, adaptation, restored
from app.web.html.undo_notes import edit_name, note_after, note_after_undoing
from app.web.html.view_options import FIRST
from app.web.html.visit import FormVisit, FormVisitDep
from app.web.html.workbench_page import Screen
from app.web.routing import Route

VERSION = "version"  # the field with the version that a page shows
PICTURE = "picture"  # the field with the key of a picture that the page shows already, fetched ahead (ahead.py)
UNDO = "undo."  # begins the value of the button that takes an adaptation back
PLACES = {
    "count": 1,
    "iterations": 1,
    "iteration": 0,
    "stage": 0,
}  # how far to go, if not stated


router = APIRouter(prefix="/workbench", include_in_schema=False, route_class=Route)


@router.post("/edit")
async def edit(visit: FormVisitDep) -> Response:
    """Edit numbers of the network or its data."""
    try:
        edit = edit_of(visit.fields, visit.language)
    except InvalidInput as error:
        return await _with_errors(visit, error.errors)
    return await changed(visit, Action(edit.of, change=edit_name(edit.values), data=edit.is_of_data))


@router.post("/settings")
async def settings(visit: FormVisitDep) -> Response:
    """Show the settings after one of their small buttons; nothing is built yet."""
    change, form = visit.fields.get("change", ""), visit.fields
    if change.startswith(UNDO):
        form, change = restored(form, change.removeprefix(UNDO)), ""
    draft = network_settings.changed(network_settings.draft_from(form), change)
    screen = await visit.screen()
    screen.note, screen.panel_open = None, not visit.fragment
    screen.adaptation = Adaptation(draft) if form is not visit.fields else adaptation(form, draft, visit.language)
    return screen.panel() if visit.fragment else screen.page()


@router.post("/network")
async def network(visit: FormVisitDep) -> Response:
    """Build another network from the settings."""
    draft = adaptation(visit.fields, network_settings.draft_from(visit.fields), visit.language).draft

    def verb(session: Session) -> Session:
        return built(draft, session, visit.language)

    try:
        return await changed(visit, Action(verb, another=True, change="network"))
    except InvalidInput as error:
        screen = await visit.screen()
        screen.note, screen.panel_open = None, not visit.fragment
        screen.adaptation, screen.errors = Adaptation(draft), error.errors
        return screen.panel(422) if visit.fragment else screen.page(422)


@router.post("/{name}")
async def act(visit: FormVisitDep, name: str) -> Response:
    """Do the action of that name."""
    if name not in ACTIONS:
        raise HTTPException(404)
    try:
        action = ACTIONS[name](_arguments(visit.fields))
        if name == "step":
            action = action._replace(verb=asking_first(action.verb, visit.lens.sample))
    except InvalidField as error:
        return await _refused(visit, error)
    return await changed(visit, action)


def asking_first(step: Callable[..., Session], sample: int) -> Callable[..., Session]:
    """What Step does on the page: in practice it asks about the next stage of this sample before it shows it."""

    def verb(session: Session, watch: Watch | None = None) -> Session:
        if not session.practice.on:
            return step(session, watch=watch)
        shown = min(sample, len(session.problem.X) - 1)
        return asked_or_stepped(session, None if sample == FIRST else shown)

    return verb


def _arguments(form: Form) -> Arguments:
    """How far the form asks to go. Raises `InvalidField`."""
    places = {name: whole(form, name, default) for name, default in PLACES.items()}
    seed = secrets.randbelow(LARGEST_SEED - MAX_DRAWS)  # not the panel's, which is for its own network
    return Arguments(by=cast(By, form.get("by", "stage")), seed=seed, learning_rate=_rate(form), **places)


def _rate(form: Form) -> float:
    try:
        return numbers.parse(form["learning_rate"])
    except (KeyError, ValueError):
        return REFERENCE_PROBLEM.learning_rate


async def changed(visit: FormVisit, action: Action, fragment: Callable[[Screen], Response] | None = None) -> Response:
    """The answer to an action; another network changes more of the page.

    `fragment` makes the answer for htmx where the action does not decide it.
    """
    browser = visit.browser
    if action.change:
        action = action._replace(verb=_remembered(action))

    def change(verb: Verb) -> StoredSession:
        version = whole(visit.fields, VERSION, -1)
        return browser.change(verb, None if version < 0 else version)

    try:
        stored = await browser.services.jobs.apply(visit.request, browser.id, action, change)
    except ANSWERED as error:
        return await _refused(visit, error)
    new = action.another and action.change
    lens = visit.lens.of_another_network() if new else visit.lens
    note = note_after(stored.session, visit.language) if action.change or action.verb is redone else None
    if action.verb is undone:
        note = note_after_undoing(visit.language)
    screen = visit.screen_of(stored, note, lens)
    if not visit.fragment:
        response: Response = RedirectResponse(lens.address(visit.request), status_code=303)
    elif fragment is not None:
        response = fragment(screen)
    elif action.another:
        response = screen.fragment_of_another_network()
    elif action.data:
        response = screen.fragment_of_other_data()
    else:
        response = screen.fragment_unless(visit.fields.get(PICTURE, ""))
    browser.remember(response, stored)
    return response


def _remembered(action: Action) -> Verb:
    """The verb of an action that can be undone."""
    return lambda session: remembering(session, action.verb(session), action.change)


async def _refused(visit: FormVisit, error: Exception) -> Response:
    """The unchanged workbench, with a note on the error."""
    stored = error.current if isinstance(error, Stale) else (await visit.load())[0]
    note = note_on(error, stored.session, visit.language)
    if isinstance(error, InvalidField) and error.field != VERSION and (typed := [*filter(is_number, visit.fields)]):
        return await _with_errors(visit, dict.fromkeys(typed, note.title))
    screen = visit.screen_of(stored, note)
    status = QUIET_STATUS.get(type(error), KINDS[type(error)].status)
    if not visit.fragment:
        return screen.page(status)
    if isinstance(error, (Stale, NoSuchSession)):  # the page may show another network than the one that is there now
        return screen.fragment_of_another_network(status, settings=False)
    return screen.fragment(status)


async def _with_errors(visit: FormVisit, errors: dict[str, str]) -> Response:
    """The unchanged workbench, with what was typed and its errors beside it."""
    screen = await visit.screen()
    screen.typed, screen.errors = visit.fields, errors
    if "q" in visit.fields:
        session = screen.kept.session
        key = key_from(visit.fields["q"], session)
        screen.explained = explained(session, key, screen.lens.sample, screen.language)
        if visit.fragment:
            return screen.inspector(422)
    unchanged = screen.language.gettext("The network hasn’t changed. Your text is still in the box.")
    if RATE not in errors:  # that field has its words beside it
        screen.note = Note(next(iter(errors.values()), ""), unchanged)
    if visit.fragment:
        return screen.fragment(422)
    return screen.numbers(422) if screen.explained else screen.page(422)
