"""From the errors that pydantic reports to `InvalidField`: which field, and the limit that its value broke."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.core.errors import InvalidField

MAX_NAME = 40  # characters of an unknown field's name that are repeated in an answer

LIMITS = {
    "missing": "required",
    "extra_forbidden": "not a known field",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
    "dict_type": "must be an object",
    "list_type": "must be a list",
    "float_type": "must be a number",
    "finite_number": "must be a finite number",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_parsing_size": "must be a whole number, and not so large",
    "int_from_float": "must be a whole number",
    "bool_type": "must be true or false",
    "string_type": "must be a name, or a list of names where several are possible",
    "string_too_long": "at most {max_length} characters",
    "too_long": "at most {max_length} entries",
    "too_short": "at least {min_length} entries",
    "greater_than": "must be above {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than": "must be below {lt}",
    "less_than_equal": "must be at most {le}",
    "literal_error": "must be one of {expected}",
}
"""Pydantic's types of errors; the words are formatted with the error's context."""


def invalid_field(error: Mapping[str, Any], skip: int = 0) -> InvalidField:
    """The error of one field. Its location begins with `skip` entries that are not part of the field's name."""
    limit = LIMITS.get(error["type"])
    words = error["msg"] if limit is None else limit.format(**error.get("ctx", {}))
    return InvalidField(field_at(error["loc"][skip:]), words)


def field_at(location: Sequence[int | str]) -> str:
    """`weights[0][1]`: the field's name with the places in it. Names after the first are pydantic's own types."""
    if not location:
        return "body"
    places = "".join(f"[{place}]" for place in location[1:] if isinstance(place, int))
    return f"{str(location[0])[:MAX_NAME]}{places}"
