"""From a request to its operation and back.

A table lookup instead of a framework's routes: a step takes about as long as matching its address
against a list of patterns would.
"""

from collections import defaultdict

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.core.errors import InvalidField
from app.session.service import Sessions
from app.web.api.call import Call, read_tags
from app.web.api.operations import OPERATIONS, Operation
from app.web.api.requests import read_body, read_query
from app.web.api.responses import PREFIX
from app.web.errors.responses import answer
from app.web.jobs import Jobs
from app.web.scope import ROUTE, own_path


def _routes() -> dict[str, dict[str, Operation]]:
    found: defaultdict[str, dict[str, Operation]] = defaultdict(dict)
    for operation in OPERATIONS:
        found[operation.path][operation.method] = operation
    return dict(found)


ROUTES = _routes()


class Api:
    """The JSON API over `sessions`, to be mounted at /api: whatever is asked for below is answered as JSON."""

    def __init__(self, sessions: Sessions, work: Jobs) -> None:
        self.sessions = sessions
        self.work = work

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        try:
            response = await self._respond(request)
        except Exception as error:  # noqa: BLE001 - whatever it is, `answer` says it or logs it
            response = answer(request, error)
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        operation, session = _found(request.method, own_path(request.scope))
        request.scope[ROUTE] = operation.path
        headers = request.headers
        given = None
        if operation.body is not None:
            given = read_body(operation.body, headers.get("content-type"), await request.body())
            if given is None and operation.body_wanted:
                raise InvalidField("body", "required")
        if operation.query is not None:
            given = read_query(operation.query, request.query_params)
        tags = read_tags(headers.getlist("if-match")) if operation.changes else None
        return await operation.run(Call(self.sessions, self.work, request, session, given, tags))


def _found(method: str, path: str) -> tuple[Operation, str]:
    """The operation and the id in the path. Raises HTTPException 404 and 405."""
    head, noun, *rest = path.removeprefix(PREFIX).split("/") if path.startswith(f"{PREFIX}/") else ("", "")
    session = rest[0] if rest else ""
    methods = ROUTES.get("/".join([PREFIX + head, noun, *(["{id}"] if session else rest), *rest[1:]]))
    if methods is None:
        raise HTTPException(404)
    operation = methods.get("GET" if method == "HEAD" else method)
    if operation is None:
        raise HTTPException(405, headers={"Allow": ", ".join(sorted(methods))})
    return operation, session
