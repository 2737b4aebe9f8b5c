"""From the bytes of a request to its model, and from what pydantic says to words of ours."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from app.core.errors import InvalidField
from app.web.errors.table import MalformedBody, WrongMediaType

LONGEST_NAME = 40  # characters of a field's name that are said back

WORDS = {
    "missing": "it is needed",
    "extra_forbidden": "no field of this name is known",
    "model_type": "an object",
    "list_type": "a list",
    "float_type": "a number",
    "finite_number": "a finite number",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number, and not so large",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "string_type": "a name, or a list of them where more than one is wanted",
    "string_too_long": "at most {max_length} characters",
    "too_long": "at most {max_length} entries",
    "too_short": "at least {min_length} entries",
    "greater_than": "above {gt}",
    "greater_than_equal": "at least {ge}",
    "less_than": "below {lt}",
    "less_than_equal": "at most {le}",
    "literal_error": "one of {expected}",
}


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
    words = WORDS.get(first["type"])
    return InvalidField(_field(first["loc"]), words.format(**context) if words else first["msg"])


def _field(location: tuple[int | str, ...]) -> str:
    """`weights[0][1]`: the first name, and the places in it; what else pydantic names are its own types."""
    if not location:
        return "body"
    places = "".join(f"[{place}]" for place in location[1:] if isinstance(place, int))
    return f"{str(location[0])[:LONGEST_NAME]}{places}"
