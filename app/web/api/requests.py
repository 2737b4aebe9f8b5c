"""From the bytes of a request to its model, and from what pydantic says to words of ours."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from app.session.validation import invalid_field
from app.web.errors.table import MalformedBody, WrongMediaType


def read_body(model: type[BaseModel], content_type: str | None, body: bytes) -> BaseModel | None:
    """The body as its model, None where there is no body.

    Raises `WrongMediaType`, `MalformedBody`, and `InvalidField` for the first thing that is wrong.
    """
    if not body:
        return None
    if not _is_json(content_type or ""):
        raise WrongMediaType
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        raise _meant(error) from None


def read_query(model: type[BaseModel], query: Mapping[str, str]) -> BaseModel:
    """The query as its model. Raises `InvalidField`."""
    try:
        return model.model_validate(dict(query))
    except ValidationError as error:
        raise _meant(error) from None


def _is_json(content_type: str) -> bool:
    kind, _, parameters = content_type.lower().partition(";")
    return kind.strip() == "application/json" and parameters.replace(" ", "") in {"", "charset=utf-8"}


def _meant(error: ValidationError) -> Exception:
    first = error.errors(include_url=False, include_input=False)[0]
    context: dict[str, Any] = first.get("ctx", {})
    if first["type"] == "json_invalid":
        reason = str(context.get("error", "it cannot be read"))
        return MalformedBody(reason[0].upper() + reason[1:])
    return invalid_field(first)
