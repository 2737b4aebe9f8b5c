"""The lessons: pages that depend only on their address. They create no session and set no cookie."""

from functools import partial
from typing import Any

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from app.view.lessons.catalogue import LESSONS, entry, neighbours
from app.view.lessons.entrance.living import living
from app.view.lessons.entrance.parts import parts
from app.view.lessons.entrance.thumbnails import thumbnail
from app.view.lessons.kit.cards import carried
from app.view.lessons.kit.query import Query
from app.web.dependencies import services_of
from app.web.html.preferences import chosen, language_of
from app.web.html.templates import rendered
from app.web.html.view_options import view_options
from app.web.html.visit import wants_fragment
from app.web.routing import Route

router = APIRouter(include_in_schema=False, route_class=Route)


@router.get("/lessons")
async def index(request: Request) -> Response:
    """The entrance: a network that learns, and all lessons with their questions."""
    drawn: dict[str, Any] = {"living": living, "parts": parts, "thumbnail": thumbnail}
    view = "phone" if view_options(request, {}).view == "phone" else "desk"
    return _answer(request, "lessons/index.html", {**drawn, "view": view, "back": "/lessons"})


@router.get("/lessons/{slug}")
async def lesson(request: Request, slug: str) -> Response:
    """One lesson with the values of its query; for htmx only its content."""
    if slug not in LESSONS:
        raise HTTPException(404)
    language = language_of(request)
    view = "phone" if view_options(request, request.query_params).view == "phone" else "desk"
    query = Query(dict(request.query_params), language, view)
    # the questions first: their answers are in the address that every control of the lesson sends along
    cards, read = LESSONS[slug].cards(query), LESSONS[slug].read(query)
    before, after = neighbours(slug, language)
    address = f"/lessons/{slug}" + (f"?{query.string}" if query.string else "")
    name = "fragments/lesson.html" if wants_fragment(request) else "lessons/lesson.html"
    context: dict[str, Any] = {"lesson": read, "cards": cards, "carried": partial(carried, query, cards)}
    context |= {"notated": LESSONS[slug].notated, "before": before, "after": after, "address": address, "back": address}
    return _answer(request, name, {**context, "entry": entry(LESSONS[slug], language)})


def _answer(request: Request, name: str, context: dict[str, Any]) -> Response:
    common = {"preferences": chosen(request), "view": view_options(request, {}).view}
    html = rendered(services_of(request.app).templates, name, language_of(request), {**common, **context})
    return HTMLResponse(html, headers={"Vary": "HX-Request, Cookie, Accept-Language"})
