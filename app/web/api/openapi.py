"""The OpenAPI document, made from the table of operations."""

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from app.web.api.operations import OPERATIONS, Operation
from app.web.api.schemas import Problem
from app.web.middleware.body_limit import MAX_BODY

REFERENCE = "#/components/schemas/{model}"
ABOUT = (
    "A training iteration of a neural network, stage by stage. A session is addressed by an unguessable id, which is "
    "the only right to it. Every snapshot has a version, also its ETag; a change sent with If-Match is made to that "
    "version alone. Numbers are float64 and read back bit for bit."
)
REFUSED = {
    400: "The body is not JSON, or If-Match cannot be read.",
    403: "A page of another site asks for a change; programs send neither Origin nor Sec-Fetch-Site.",
    404: "There is no such session.",
    409: "Not at this place of the iteration, or the work was called off; nothing is changed.",
    412: "The session has moved on from the version of If-Match; nothing is changed.",
    413: f"The body has more than {MAX_BODY} bytes.",
    415: "The body is not application/json.",
    422: "A value cannot be used, or the numbers would grow beyond all bounds; nothing is changed.",
    429: "Too many requests; Retry-After says when to go on.",
    500: "Something went wrong on our side.",
    503: "The server cannot do this now; Retry-After says when to try again.",
}
ID = {
    "name": "id",
    "in": "path",
    "required": True,
    "description": "The session's id, as its snapshot has it.",
    "schema": {"type": "string"},
}
IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "description": "Make the change to this version alone.",
    "schema": {"type": "string"},
    "examples": {"any": {"value": "*"}},
}
ETAG = {"description": "The version, in quotes.", "schema": {"type": "string"}}
LOCATION = {"description": "The address of the new session.", "schema": {"type": "string"}}


def document(version: str) -> dict[str, Any]:
    """The document of the API for this version of the program."""
    paths: dict[str, dict[str, Any]] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Backprop Visualizer", "version": version, "description": ABOUT},
        "paths": paths,
        "components": {"schemas": _schemas()},
    }


def _schemas() -> dict[str, Any]:
    models: set[type[BaseModel]] = {Problem}
    for operation in OPERATIONS:
        models.update(model for model in (operation.body, operation.gives) if model is not None)
    ordered = sorted(models, key=lambda model: model.__name__)
    _, definitions = models_json_schema([(model, "validation") for model in ordered], ref_template=REFERENCE)
    schemas: dict[str, Any] = definitions["$defs"]
    return schemas


def _operation(operation: Operation) -> dict[str, Any]:
    found: dict[str, Any] = {
        "operationId": operation.path.rpartition("/")[2].strip("{}").replace("-", "_") + "_" + operation.method.lower(),
        "summary": operation.summary,
        "parameters": [*_parameters(operation)],
        "responses": {
            str(operation.status): _answer(operation),
            **{str(status): _problem(status) for status in _refused(operation)},
        },
    }
    if operation.body is not None:
        content = {"schema": _of(operation.body), "example": dict(operation.example)}
        found["requestBody"] = {"required": operation.body_wanted, "content": {"application/json": content}}
    return found


def _parameters(operation: Operation) -> Iterable[dict[str, Any]]:
    if "{id}" in operation.path:
        yield ID
    if operation.changes:
        yield IF_MATCH
    if operation.query is not None:
        schema = operation.query.model_json_schema()
        for name, kind in schema["properties"].items():
            example = {"example": operation.example[name]} if name in operation.example else {}
            yield {"name": name, "in": "query", "required": name in schema["required"], "schema": kind, **example}


def _refused(operation: Operation) -> list[int]:
    found = {413, 429, 500, 503, *operation.refused}
    found |= {403} if operation.method != "GET" else set()
    found |= {404} if "{id}" in operation.path else set()
    found |= {400, 412} if operation.changes else set()
    found |= {400, 415, 422} if operation.body else set()
    found |= {422} if operation.query or operation.path.endswith("gradient-check") else set()
    return sorted(found)


def _answer(operation: Operation) -> dict[str, Any]:
    if operation.gives is None:
        return {"description": "Done."}
    headers = {"ETag": ETAG, **({"Location": LOCATION} if operation.status == 201 else {})}
    content = {"application/json": {"schema": _of(operation.gives)}}
    return {"description": operation.gives.__name__, "headers": headers, "content": content}


def _problem(status: int) -> dict[str, Any]:
    return {"description": REFUSED[status], "content": {"application/problem+json": {"schema": _of(Problem)}}}


def _of(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": REFERENCE.format(model=model.__name__)}
