"""What the parts of the web layer know of one request: its id, its route, why it failed, its path in the program.

Each is kept in the ASGI scope under a key of ours, or read from it.
"""

import secrets

from starlette.types import Scope

HEADER = "X-Request-ID"
SESSION_COOKIE = "session"  # holds the id of the browser's session
ROUTE = "backprop.route"  # the route's template, set by a part that does its own routing
WHY = "backprop.why"  # the cause of a server error, for the log


def request_id(scope: Scope) -> str:
    """The id of a request, drawn at the first call; it reveals nothing about the client."""
    known: str = scope.setdefault("backprop.request_id", secrets.token_hex(8))
    return known


def own_path(scope: Scope) -> str:
    """The path of a request within the program, whatever sub-path it is served below."""
    path, root = scope["path"], scope.get("app_root_path", scope.get("root_path", ""))  # the first below a mount
    return str(path[len(root) :] or "/") if root and below(path, root) else str(path)


def below(path: str, root: str) -> bool:
    """Whether `path` is `root` or lies under it."""
    return path == root or path.startswith(root + "/")
