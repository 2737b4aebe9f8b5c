"""What is stored about a visitor, as a page that a school can file; and the button that deletes all of it."""

import math

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.store.lifetime import SLACK
from app.view.words import numbers
from app.web.dependencies import ServicesDep
from app.web.errors.table import N_
from app.web.html.browser_session import BrowserSessionDep
from app.web.html.classroom.access import WELCOME
from app.web.html.preferences import CHOICES, chosen, language_of
from app.web.html.templates import rendered
from app.web.html.view_options import view_options
from app.web.routing import Route
from app.web.scope import CLASS_COOKIE, SESSION_COOKIE

WHAT = {
    "theme": N_("Light or dark"),
    "lang": N_("Language"),
    "view": N_("View: computer, phone or projector"),
    "speed": N_("Speed of motion"),
    "motion": N_("Full or reduced motion"),
    "level": N_("Level of detail"),
    "notation": N_("How derivatives are written"),
    "room": N_("Room for the drawing, in pixels"),
}


router = APIRouter(include_in_schema=False, route_class=Route)


@router.get("/privacy")
async def privacy(request: Request, services: ServicesDep) -> Response:
    """The page, with the settings of this server."""
    settings, language = services.settings, language_of(request)
    context = {
        "preferences": chosen(request),
        "view": view_options(request, {}).view,
        "back": "/privacy",
        "contact": settings.contact,
        "file": settings.store.startswith("sqlite:"),
        "idle": numbers.text(settings.idle_days, language.locale),
        "latest": numbers.text(math.ceil(settings.idle_days * (1 + SLACK)), language.locale),
        "lifetime": numbers.text(settings.lifetime_days, language.locale),
        "class_idle": numbers.text(settings.class_idle_hours, language.locale),
        "class_hours": numbers.text(settings.class_hours, language.locale),
        "class_cookies": (CLASS_COOKIE, WELCOME),
        "cookie": SESSION_COOKIE,
        "choices": [(name, language.gettext(WHAT[name])) for name in CHOICES],
        "known": any(name in request.cookies for name in (SESSION_COOKIE, *CHOICES)),
    }
    return HTMLResponse(rendered(services.templates, "pages/privacy.html", language, context))


@router.post("/forget")
async def forget(request: Request, browser: BrowserSessionDep) -> Response:
    """Delete the session and all cookies of this program."""
    await browser.forget()
    response = RedirectResponse("/privacy", status_code=303)
    for name in (SESSION_COOKIE, *CHOICES):
        if name in request.cookies:
            response.delete_cookie(name)
    return response
