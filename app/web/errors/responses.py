"""The answer to an error, in the format that the client expects.

Below /api it is `application/problem+json` (RFC 9457), in English; to htmx it is a fragment that is
meant to be seen; else it is a page. No answer holds a traceback or the client's input.
"""

import logging
from collections.abc import Callable
from dataclasses import replace

import orjson
from fastapi.exceptions import RequestValidationError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from app.web.errors.table import KINDS, Refusal, Unexpected, refusal
from app.web.routing import allowed_methods
from app.web.scope import WHY, own_path, request_id

log = logging.getLogger(__name__)

API = "/api"

Page = Callable[[Request, Refusal], Response]


def plain_page(request: Request, found: Refusal) -> Response:
    """The refusal as plain text, for an application without an error page."""
    return PlainTextResponse(f"{found.title}\n{found.detail}\n", found.status, dict(found.headers))


def answer(request: Request, error: Exception) -> Response:
    """The answer to an error, in the format that the client expects."""
    found = refusal(error)
    if found is None:
        log.error("request %s: unexpected error", request_id(request.scope), exc_info=error)
        return answer(request, Unexpected())
    if found.status >= 500:
        found = replace(found, request=request_id(request.scope))
        request.scope[WHY] = str(error)
    path = own_path(request.scope)
    if path == API or path.startswith(f"{API}/"):
        return problem(found)
    page: Page = getattr(request.app.state, "error_page", plain_page)
    return page(request, found)


def problem(found: Refusal) -> Response:
    """A refusal as problem+json; for an invalid field with its name and the limit that it broke."""
    more = {name: found.values[name] for name in ("field", "limit") if name in found.values}
    if found.request:
        more["request_id"] = found.request
    what = {
        "type": f"/problems/{found.slug}",
        "title": found.title,
        "status": found.status,
        "detail": found.detail,
        **more,
    }
    return Response(orjson.dumps(what), found.status, dict(found.headers), "application/problem+json")


def handle_errors(app: Starlette, page: Page) -> None:
    """Let `app` answer errors by the table, and with that page where HTML is asked for.

    The page is kept with the application, because middleware answers errors too.
    """
    app.state.error_page = page

    async def handler(request: Request, error: Exception) -> Response:
        return answer(request, error)

    async def wrong_method(request: Request, error: Exception) -> Response:
        given = getattr(error, "headers", None) or {}
        allowed = allowed_methods(request) or given.get("Allow", "")
        return answer(request, HTTPException(405, headers={"Allow": allowed}))

    for kind in (*KINDS, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, handler)
    app.add_exception_handler(405, wrong_method)
