"""Worksheets: the options, the sheets as they will print, the files for Moodle, and the short address on a sheet.

The page depends on its address alone, except where it takes the network of the workbench. Opening a sheet's network
changes the session, so the short address shows a page with a button, which posts.
"""

from collections.abc import Mapping
from typing import Any

from anyio import to_thread
from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.core.errors import InvalidField
from app.core.practice.kind_numbers import MOST_VERSIONS, check_sizes, label
from app.session.errors import NoSuchSession
from app.session.service import StoredSession
from app.session.session import Session, new_session
from app.session.undo import remembering
from app.view.words.language import Language
from app.view.worksheet.key_table import key_table
from app.view.worksheet.options import KEYS, PAPERS, PARTS, Options, rows_of, session_of, sheet_named, short_name
from app.view.worksheet.page import Page, page
from app.view.worksheet.qr_code import qr_code
from app.web.dependencies import services_of
from app.web.html.preferences import chosen, language_of
from app.web.html.templates import rendered
from app.web.html.view_options import view_options
from app.web.html.visit import FormVisitDep, VisitDep
from app.web.routing import Route

router = APIRouter(include_in_schema=False, route_class=Route)


@router.get("/worksheet")
async def worksheet(visit: VisitDep) -> Response:
    """The options with the sheets below them."""
    fields = dict(visit.request.query_params)
    own = (await visit.load())[0].session if fields.get("own") == "yes" else None
    try:
        options = _options(visit.request)
        context = await to_thread.run_sync(_sheets, options, own, visit.request, visit.language)
    except InvalidField as error:
        return _page(visit.request, {**_form(fields, None), "error": _words(error, visit.language), "pages": ()}, 422)
    return _page(visit.request, {**_form(fields, options), "error": None, **context})


@router.get("/w/{short}")
async def short_address(request: Request, short: str) -> Response:
    """What a sheet's short address leads to: a button that opens its network."""
    sheet = sheet_named(short)
    if sheet is None:
        raise HTTPException(404)
    context = {"short": short, "seed": sheet.seed, "label": label(sheet.version)}
    return _page(request, context, name="pages/sheet-network.html")


@router.post("/w/{short}")
async def open_network(visit: FormVisitDep, short: str) -> Response:
    """Open the network of a sheet in the workbench; the change can be undone."""
    sheet = sheet_named(short)
    if sheet is None:
        raise HTTPException(404)
    browser = visit.browser

    def change() -> StoredSession:
        try:
            return browser.change(lambda session: remembering(session, session_of(sheet), "network"), None)
        except NoSuchSession:  # it has expired
            return browser.services.sessions.create(session_of(sheet))

    stored = await browser.services.jobs.run_short(change)
    response = RedirectResponse("/", 303)
    browser.remember(response, stored)
    return response


def _options(request: Request) -> Options:
    """What the address asks for. Raises `InvalidField`."""
    query = request.query_params
    found = Options(
        _whole(query, "seed", 17),
        _whole(query, "versions", 1),
        _sizes(query.get("sizes", "2-3-1")),
        query.get("bias", "yes") != "no",
        tuple(part for part in PARTS if part in query.getlist("given")),
        next((key for key in KEYS if key == query.get("key")), "pages"),
        next((paper for paper in PAPERS if paper == query.get("paper")), "a4"),
        query.get("own") == "yes",
        rows_of(query.get("rows", "")[:MOST_TYPED]),
    )
    found.sheets()
    return found


def _whole(query: Mapping[str, str], name: str, default: int) -> int:
    text = query.get(name, str(default)).strip()
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise InvalidField(name, "a whole number")
    return int(text)


def _sizes(text: str) -> tuple[int, ...]:
    parts = text.replace("–", "-").replace(" ", "").split("-")
    if len(text) > 20 or not all(part.isascii() and part.isdigit() for part in parts):
        raise InvalidField("sizes", "numbers such as 2-3-1")
    return tuple(map(int, parts))


def _sheets(options: Options, own: Session | None, request: Request, language: Language) -> dict[str, Any]:
    """The pages, student's first, each followed by its key; or the table of the key at the end."""
    if own is not None:
        sessions, addresses = {"A": _of_one_sample(own)}, dict[str, str]()
    else:
        sheets = options.sheets()
        sessions = {label(sheet.version): session_of(sheet) for sheet in sheets}
        addresses = {label(sheet.version): _address(request, short_name(sheet)) for sheet in sheets}
    pages = list[Page]()
    for name, session in sessions.items():
        pages.append(page(session, name, options, language, is_key=False))
        if options.key == "pages":
            pages.append(page(session, name, options, language, is_key=True))
    return {
        "pages": pages,
        "table": key_table(sessions, language) if options.key == "table" else None,
        "codes": {name: qr_code(address) for name, address in addresses.items()},
        "addresses": {name: address.partition("://")[2] for name, address in addresses.items()},
        "count": len(pages) + (options.key == "table"),
    }


def _of_one_sample(session: Session) -> Session:
    """The network of the workbench at its iteration, with the sample that is shown first. Raises `InvalidField`."""
    try:
        check_sizes(session.architecture.sizes)
    except InvalidField as error:
        raise InvalidField("own", error.limit) from None
    problem = session.problem
    one = slice(problem.first_shown, problem.first_shown + 1)
    return new_session(session.network, type(problem)(problem.X[one], problem.Y[one], problem.learning_rate))


def _address(request: Request, short: str) -> str:
    root = services_of(request.app).settings.root_path
    return f"{request.url.scheme}://{request.url.netloc}{root}/w/{short}"


def _form(fields: Mapping[str, str], options: Options | None) -> dict[str, Any]:
    """What the form shows: what was asked for, as it was typed."""
    shown = options or Options()
    return {
        "typed": {name: fields.get(name, default)[:MOST_TYPED] for name, default in _DEFAULTS.items()},
        "options": shown,
        "most": MOST_VERSIONS,
        "table": None,
        "codes": {},
        "addresses": {},
        "count": 0,
    }


MOST_TYPED = 40  # characters of a field that are read and shown again
_DEFAULTS = {
    "seed": "17",
    "versions": "1",
    "sizes": "2-3-1",
    "bias": "yes",
    "key": "pages",
    "paper": "a4",
    "own": "no",
    "rows": "",
}


def _words(error: InvalidField, language: Language) -> tuple[str, str]:
    """The field of the form that an error belongs to, and what is wrong."""
    _ = language.gettext
    name = error.field.partition("[")[0]
    words = {
        "seed": _("A whole number from 0 to 999999999."),
        "versions": _("A whole number from 1 to {most}.").format(most=MOST_VERSIONS),
        "rows": _("Numbers of rows, such as 1-4, 6."),
        "own": _("The network of the workbench is too large for a page, or has no hidden layer."),
    }
    sizes = _("1 to 3 inputs, one or two hidden layers with 2 to 4 units (at most 6), 1 or 2 outputs: 2-3-1.")
    return name, words.get(name, sizes)


def _page(request: Request, context: dict[str, Any], status: int = 200, name: str = "pages/worksheet.html") -> Response:
    language = language_of(request)
    common = {
        "preferences": chosen(request),
        "view": view_options(request, {}).view,
        "back": "/worksheet",
        "update": language.pgettext("pass", "Update"),
    }
    html = rendered(services_of(request.app).templates, name, language, {**common, **context})
    return HTMLResponse(html, status, headers={"Vary": "Cookie, Accept-Language"})
