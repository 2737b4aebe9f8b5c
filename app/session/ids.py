"""The id of a session, which is the only right to it."""

import re
import secrets

_BYTES = 18  # 144 bits, 24 characters
_FORM = re.compile(r"[A-Za-z0-9_-]{24}")


def new_id() -> str:
    """An id that nobody can guess, safe in an address and in a cookie."""
    return secrets.token_urlsafe(_BYTES)


def is_id(text: str) -> bool:
    """Whether `text` has the form of an id; what has not need not be looked up."""
    return _FORM.fullmatch(text) is not None
