"""The workbench's changes: a form names a verb, the session makes it, and the fresh picture is the answer.

A form carries the version that its page was drawn from. If the session has moved on, nothing is done and the answer
is the fresh picture with a quiet note, so that no step is lost or made twice without being seen.
"""

from typing import cast

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.core.errors import InvalidField
from app.session.actions import ACTIONS, Action, Arguments
from app.session.errors import NoSuchSession
from app.session.service import Stale, StoredSession, Verb
from app.session.session import Session
from app.session.verbs import By
from app.web.errors.table import KINDS
from app.web.html import network_settings
from app.web.html.browser_session import BrowserSession, BrowserSessionDep
from app.web.html.form_fields import Form, InvalidInput, form_of, whole
from app.web.html.home import loaded, wants_fragment
from app.web.html.inspector import explained, key_from, open_screen
from app.web.html.network_building import built
from app.web.html.notices import ANSWERED, QUIET_STATUS, Note, note_on
from app.web.html.number_edits import edit_of, is_number
from app.web.html.preferences import language_of
from app.web.html.workbench_page import Screen, lens_of
from app.web.routing import Route

VERSION = "version"  # the field that says what a page was drawn from
PLACES = {"count": 1, "iterations": 1, "iteration": 0, "stage": 0}  # the fields that say how far to go, if missing


router = APIRouter(prefix="/workbench", include_in_schema=False, route_class=Route)


def _arguments(form: Form) -> Arguments:
    """How far the form asks to go. Raises `InvalidField`."""
    numbers = {name: whole(form, name, default) for name, default in PLACES.items()}
    return Arguments(by=cast(By, form.get("by", "stage")), **numbers)


@router.post("/edit")
async def edit(request: Request, browser: BrowserSessionDep) -> Response:
    """Other numbers in the network or its data."""
    form = await form_of(request)
    try:
        verb = edit_of(form, language_of(request))
    except InvalidInput as error:
        return await _kept_typing(request, browser, form, error.errors)
    return await _changed(request, browser, form, Action(verb))


@router.post("/settings")
async def settings(request: Request, browser: BrowserSessionDep) -> Response:
    """The settings after one of their small buttons; nothing is built yet."""
    form = await form_of(request)
    draft = network_settings.changed(network_settings.draft_from(form), form.get("change", ""))
    kept, _ = await loaded(request, browser)
    screen = Screen(request, lens_of(request, form), kept, draft=draft, panel_open=not wants_fragment(request))
    return screen.panel() if wants_fragment(request) else screen.page()


@router.post("/network")
async def network(request: Request, browser: BrowserSessionDep) -> Response:
    """Another network, from the settings."""
    form = await form_of(request)
    draft, language = network_settings.draft_from(form), language_of(request)

    def verb(session: Session) -> Session:
        return built(draft, session, language)

    try:
        return await _changed(request, browser, form, Action(verb), another=True)
    except InvalidInput as error:
        kept, _ = await loaded(request, browser)
        plain = not wants_fragment(request)
        screen = Screen(request, lens_of(request, form), kept, errors=error.errors, draft=draft, panel_open=plain)
        return screen.page(422) if plain else screen.panel(422)


@router.post("/{name}")
async def act(request: Request, browser: BrowserSessionDep, name: str) -> Response:
    """A verb by its name."""
    form = await form_of(request)
    if name not in ACTIONS:
        raise HTTPException(404)
    try:
        action = ACTIONS[name](_arguments(form))
    except InvalidField as error:
        return await _refused(request, browser, form, error)
    return await _changed(request, browser, form, action)


async def _changed(
    request: Request, browser: BrowserSession, form: Form, action: Action, *, another: bool = False
) -> Response:
    """The answer to an action; `another` network changes more of the page."""
    lens = lens_of(request, form)
    try:
        kept = await browser.services.jobs.apply(
            request, browser.id, action, lambda verb: _applied(browser, form, verb)
        )
    except ANSWERED as error:
        return await _refused(request, browser, form, error)
    if not wants_fragment(request):
        response: Response = RedirectResponse(lens.address(request), status_code=303)
    elif another:
        response = Screen(request, lens, kept).fragment_of_another_network()
    else:
        response = Screen(request, lens, kept).fragment()
    browser.remember(response, kept)
    return response


def _applied(browser: BrowserSession, form: Form, verb: Verb) -> StoredSession:
    """The verb done to the version that the form names."""
    version = whole(form, VERSION, -1)
    return browser.change(verb, None if version < 0 else version)


async def _refused(request: Request, browser: BrowserSession, form: Form, error: Exception) -> Response:
    """The workbench as it is, with a note on what was refused and what was typed."""
    kept = error.current if isinstance(error, Stale) else (await loaded(request, browser))[0]
    note = note_on(error, kept.session, language_of(request))
    if isinstance(error, InvalidField) and error.field != VERSION and (numbers := [*filter(is_number, form)]):
        return await _kept_typing(request, browser, form, dict.fromkeys(numbers, note.title))
    screen = Screen(request, lens_of(request, form), kept, note)
    status = QUIET_STATUS.get(type(error), KINDS[type(error)].status)
    if not wants_fragment(request):
        return screen.page(status)
    if isinstance(error, (Stale, NoSuchSession)):  # the page may show another network than the one that is there now
        return screen.fragment_of_another_network(status, settings=False)
    return screen.fragment(status)


async def _kept_typing(request: Request, browser: BrowserSession, form: Form, errors: dict[str, str]) -> Response:
    """The workbench as it is, with what was typed and what is wrong with it, beside it where it was typed."""
    screen = await open_screen(request, browser, form)
    screen.typed, screen.errors = form, errors
    if "q" in form:
        session = screen.kept.session
        screen.explained = explained(session, key_from(form["q"], session), screen.lens.sample, screen.language)
        if wants_fragment(request):
            return screen.inspector(422)
    kept = screen.language.gettext("The network hasn’t changed. Your text is still in the box.")
    screen.note = Note(next(iter(errors.values()), ""), kept)
    return screen.fragment(422) if wants_fragment(request) else screen.page(422)
