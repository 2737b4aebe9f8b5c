"""Codes and secrets of a class. Only the digest of a secret is ever stored.

A secret has 144 bits of chance, so that a plain digest of it cannot be guessed back; a slow one protects only what
people think up themselves.
"""

import hashlib
import hmac
import re
import secrets
from typing import NamedTuple

_BYTES = 18  # 144 bits, 24 characters
CODES = 1_000_000
_CODE = re.compile(r"[0-9]{6}")
_MEMBER = re.compile(r"([0-9]{1,6})\.([A-Za-z0-9_-]{24})")
_SECRET = re.compile(r"[A-Za-z0-9_-]{24}")


def new_code() -> str:
    """A code of six digits."""
    return f"{secrets.randbelow(CODES):06d}"


def is_code(text: str) -> bool:
    """Whether `text` has the form of a code; what has not need not be looked up."""
    return text.isascii() and _CODE.fullmatch(text) is not None


def read_code(text: str) -> str:
    """The code that somebody typed, without spaces and hyphens between its digits."""
    return re.sub(r"[\s-]", "", text)


def is_secret(text: str) -> bool:
    """Whether `text` has the form of the secret of a leader or a member."""
    return _SECRET.fullmatch(text) is not None or _MEMBER.fullmatch(text) is not None


def new_secret() -> str:
    """A secret that nobody can guess, safe in an address and in a cookie."""
    return secrets.token_urlsafe(_BYTES)


def digest(secret: str) -> bytes:
    """What is stored of a secret."""
    return hashlib.sha256(secret.encode()).digest()


def fits(secret: str, stored: bytes) -> bool:
    """Whether this is the secret whose digest is stored; takes the same time for every wrong one."""
    return _SECRET.fullmatch(secret) is not None and hmac.compare_digest(digest(secret), stored)


class MemberSecret(NamedTuple):
    """What a member shows: the number of the alias and the secret, written `17.secret`."""

    number: int
    secret: str

    def __str__(self) -> str:
        return f"{self.number}.{self.secret}"


def read_member_secret(text: str) -> MemberSecret | None:
    """The parts of a member's secret; None for a text of another form."""
    found = _MEMBER.fullmatch(text) if text.isascii() else None
    return found and MemberSecret(int(found[1]), found[2])
