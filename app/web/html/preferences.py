"""How a reader wants the page to look: small cookies, one per choice, with nothing personal in them.

Each is a word of a short list, or the size of the room for the drawing; anything else counts as not chosen. The script
reads the same words from `data-*` of the root element.
"""

from collections.abc import Container
from typing import NamedTuple

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.view.diagram.canvas import is_room
from app.view.words.language import LANGUAGES, Language, language
from app.web.accept_language import accepted
from app.web.html.form_fields import FormDep
from app.web.routing import Route

A_YEAR = 31_536_000  # seconds


class _Rooms:
    """Every room for a drawing that a page may state."""

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and is_room(word)


CHOICES: dict[str, Container[str]] = {
    "theme": ("system", "light", "dark"),
    "lang": LANGUAGES,
    "view": ("desk", "wide", "phone", "projector"),
    "speed": ("0.5", "1", "2", "4"),
    "motion": ("system", "full", "reduced"),
    "level": ("auto", "full", "compact", "strip", "summary"),
    "notation": ("prime", "partial"),
    "room": _Rooms(),
}


router = APIRouter(include_in_schema=False, route_class=Route)


class Preferences(NamedTuple):
    """What is chosen, by the names of `CHOICES`; None for a language or a view that is not."""

    theme: str = "system"
    lang: str | None = None
    view: str | None = None
    speed: str = "1"
    motion: str = "system"
    level: str = "auto"
    notation: str = "prime"
    room: str = ""


def chosen(request: Request) -> Preferences:
    """The preferences in the cookies of a request."""
    cookies = request.cookies
    return Preferences(**{name: cookies[name] for name, words in CHOICES.items() if cookies.get(name) in words})


@router.post("/preferences")
async def prefer(request: Request, form: FormDep) -> Response:
    """Store what the form names in cookies, and return to the page that it came from."""
    response = RedirectResponse(_way_back(form.get("back", "/")), status_code=303)
    for name, words in CHOICES.items():
        if form.get(name) in words:
            response.set_cookie(
                name, form[name], max_age=A_YEAR, samesite="lax", secure=request.url.scheme == "https", httponly=False
            )
    return response


def _way_back(path: str) -> str:
    """The path, if it is one of this site, else that of the first page."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() else "/"


def language_of(request: Request) -> Language:
    """The language chosen, else the first available one that the browser accepts, else English."""
    return language(chosen(request).lang or accepted(request.headers.get("accept-language", "")))
