"""Changes are accepted from our own pages alone, and from programs.

A browser says by `Sec-Fetch-Site` where a request comes from. Over plain HTTP, as in a classroom,
it does not, but then its `Origin` names the page's host. Where neither is sent there is no browser
that another site could have misled: a program, which had to be given the cookie.

The JSON API knows no cookie: its sessions are reached by an id in the address. It keeps the same rule all the same, as
a page of another site could begin sessions in the name of everybody who reads it, until no place is left.
"""

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from app.web.errors.responses import answer
from app.web.errors.table import ForeignOrigin

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OURS = frozenset({"same-origin", "none"})  # none: typed or bookmarked by the person


class OwnOrigin:
    """Answers 403 to a change that another site's page has sent."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on if it is ours."""
        app: ASGIApp = self.app
        if scope["type"] == "http" and not allowed(scope["method"], Headers(scope=scope)):
            app = answer(Request(scope), ForeignOrigin())
        await app(scope, receive, send)


def allowed(method: str, headers: Headers) -> bool:
    """Whether a request may make the change it asks for."""
    if method in SAFE:
        return True
    if (site := headers.get("sec-fetch-site")) is not None:
        return site in OURS
    if (origin := headers.get("origin")) is not None:
        # The scheme is left out: behind a proxy that ends TLS we do not see the browser's.
        return origin.partition("://")[2].lower() == headers.get("host", "").lower() != ""
    return True
