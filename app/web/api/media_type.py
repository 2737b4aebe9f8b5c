"""Bodies are JSON, in UTF-8, and say so."""

from starlette.requests import Request

from app.web.errors.table import WrongMediaType


async def json_only(request: Request) -> None:
    """Raises `WrongMediaType` for a body of another type. A request without a body needs no type."""
    if await request.body() and not is_json(request.headers.get("content-type", "")):
        raise WrongMediaType


def is_json(content_type: str) -> bool:
    """Whether a Content-Type header names JSON."""
    kind, _, parameters = content_type.lower().partition(";")
    return kind.strip() == "application/json" and parameters.replace(" ", "") in {"", "charset=utf-8"}
