"""The OpenAPI document: FastAPI's, with errors as `application/problem+json`."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from app.web.api.classroom.answers import CLASS_ANSWERS
from app.web.api.examples import ANSWERS
from app.web.api.schemas import Problem
from app.web.api.worksheet_examples import SHEET_NETWORK, SHEET_QUESTION
from app.web.middleware.body_limit import MAX_BODY

ABOUT = (
    "A training iteration of a neural network, stage by stage. A session is addressed by an unguessable id; knowing it "
    "is the only credential. Every snapshot has a version, which is also its ETag; a change sent with If-Match is made "
    "to that version only. Numbers are float64 and read back bit for bit."
)
ALWAYS = (413, 429, 500, 503)
REFUSED = {
    400: "The body is not JSON, or If-Match is malformed.",
    401: "The call carries no secret.",
    403: "The secret does not give this right, or a page of another site asks for a change.",
    404: "There is no such session.",
    409: "Not at this place of the iteration, or the computation was cancelled; nothing has changed.",
    412: "The session is no longer at the version of If-Match; nothing has changed.",
    413: f"The body has more than {MAX_BODY} bytes.",
    415: "The body is not application/json.",
    422: "A value is invalid, or the numbers would overflow; nothing has changed.",
    429: "Too many requests; Retry-After states when to try again.",
    500: "An error on the server.",
    503: "The server cannot do this now; Retry-After states when to try again.",
}
OF_A_CLASS = {
    404: "There is no open class with this code.",
    409: "Not in the present state of the class; nothing has changed.",
    412: "The class is no longer at the version of If-Match; nothing has changed.",
}
ETAG = {"ETag": {"description": "The version, in quotes.", "schema": {"type": "string"}}}
LOCATION = {"Location": {"description": "The address of what was created.", "schema": {"type": "string"}}}


ID = {
    "name": "id",
    "in": "path",
    "required": True,
    "description": "The session's id, as its snapshot states it.",
    "schema": {"type": "string"},
}
CODE = {
    "name": "code",
    "in": "path",
    "required": True,
    "description": "The code of the class: six digits.",
    "schema": {"type": "string", "pattern": "^[0-9]{6}$"},
}
BEARER: list[dict[str, list[str]]] = [{"secret": []}]
SECRET = {"type": "http", "scheme": "bearer", "description": "The secret of a class's leader or of a member."}
IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "description": "Make the change to this version only: the ETag of a snapshot. * is any.",
    "schema": {"type": "array", "items": {"type": "string", "pattern": '^(W/)?"[!#-~]*"$'}, "minItems": 1},
}


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The errors of an operation, beside those that every operation may answer with."""
    return {status: {"model": Problem, "description": REFUSED[status]} for status in sorted({*ALWAYS, *statuses})}


def class_refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The errors of an operation on a class."""
    words = {status: {"description": OF_A_CLASS[status]} for status in statuses if status in OF_A_CLASS}
    return {status: found | words.get(int(status), {}) for status, found in refusals(*statuses).items()}


def document(app: FastAPI) -> dict[str, Any]:
    """The document of the operations of `app`."""
    if app.openapi_schema is None:
        found = get_openapi(title=app.title, version=app.version, description=ABOUT, routes=app.routes)
        for methods in found["paths"].values():
            for operation in methods.values():
                _correct(operation["responses"])
        found["components"]["securitySchemes"] = {"secret": SECRET}
        for unused in ("HTTPValidationError", "ValidationError"):
            found["components"]["schemas"].pop(unused, None)
        for name, example in {
            **ANSWERS,
            "SheetQuestion": SHEET_QUESTION,
            "SheetNetwork": SHEET_NETWORK,
            **CLASS_ANSWERS,
        }.items():  # FastAPI would leave their nulls out
            found["components"]["schemas"][name]["examples"] = [example]
        app.openapi_schema = found
    return app.openapi_schema


def _correct(responses: dict[str, Any]) -> None:
    """Name the media type of errors, and leave out the validation error that FastAPI adds by itself."""
    for status, response in tuple(responses.items()):
        if response["description"] == "Validation Error":
            del responses[status]
        elif status >= "400":
            response["content"] = {"application/problem+json": response["content"].pop("application/json")}
