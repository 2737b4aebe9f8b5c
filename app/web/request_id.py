"""Each request has an id: in its answer, in the log, and on the page that says that something went wrong."""

import secrets

from starlette.types import Scope

HEADER = "X-Request-ID"


def request_id(scope: Scope) -> str:
    """The id of a request, given at the first asking; it says nothing of who asks."""
    known: str = scope.setdefault("backprop.request_id", secrets.token_hex(8))
    return known
