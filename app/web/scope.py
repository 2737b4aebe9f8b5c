"""Facts about one request that several parts of the web layer share: its id, its route, why it failed, its path.

Each is stored in the ASGI scope under a key of ours, or read from it.
"""

import secrets

from markupsafe import Markup
from starlette.requests import Request
from starlette.types import Scope

from app.classroom.secrets import is_code

REQUEST_ID = b"x-request-id"  # the response header
SESSION_COOKIE = "session"  # holds the id of the browser's session
CLASS_COOKIE = "class"  # holds the secret of the leader or of a member of a class
ROUTE = "backprop.route"  # the route's template, set by a part that does its own routing
STREAM = "backprop.stream"  # set where the answer is a stream that stays open
WHY = "backprop.why"  # the cause of a server error, for the log
_ID = "backprop.request_id"


def request_id(scope: Scope) -> str:
    """The id of a request, generated at the first call; it reveals nothing about the client."""
    known: str | None = scope.get(_ID)
    if known is None:
        known = scope[_ID] = secrets.token_hex(8)
    return known


def base_of(request: Request) -> Markup:
    """What the addresses of a page's workbench begin with: empty, or `/class/482913` in a class."""
    code = request.path_params.get("code", "")
    return Markup(f"/class/{code}") if is_code(code) else Markup("")  # noqa: S704 - only digits


def own_path(scope: Scope) -> str:
    """The path of a request within the program, without the sub-path that it may be served below."""
    path, root = scope["path"], scope.get("app_root_path", scope.get("root_path", ""))  # the first below a mount
    return str(path[len(root) :] or "/") if root and below(path, root) else str(path)


def below(path: str, root: str) -> bool:
    """Whether `path` is `root` or a path below it."""
    return path == root or path.startswith(root + "/")
