"""Routes that answer HEAD wherever they answer GET, and `Allow` for a method that they do not answer."""

from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.routing import Match
from starlette.routing import Route as StarletteRoute
from starlette.types import Receive, Scope, Send


class Route(APIRoute):
    """A path operation. The server leaves out the body of its answer to HEAD (RFC 9110, 9.3.2)."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether this route answers the request."""
        match, child_scope = super().matches(scope)
        return (Match.FULL if match is Match.PARTIAL and self._is_head(scope) else match), child_scope

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request."""
        await (self.app if self._is_head(scope) else super().handle)(scope, receive, send)

    def _is_head(self, scope: Scope) -> bool:
        return scope["method"] == "HEAD" and "GET" in (self.methods or ())


def allowed_methods(request: Request) -> str:
    """The methods that any route answers at the path of a request; Starlette names those of one route only.

    "" for a path that no route of the program itself answers, such as that of a static file.
    """
    found = set[str]()
    for route in request.app.routes:
        if isinstance(route, StarletteRoute) and route.matches(request.scope)[0] is not Match.NONE:
            found |= route.methods or set()
    return ", ".join(sorted(found))
