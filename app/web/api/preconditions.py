"""If-Match: a change is made to one version of a session, or not at all (RFC 9110, 13.1.1)."""

import re

from app.session.service import Sessions, Stale
from app.web.errors.table import MalformedPrecondition

_TAG = r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"'
_TAGS = re.compile(rf"\s*{_TAG}(?:[ \t]*,[ \t]*{_TAG})*\s*")
_VERSION = re.compile(r'"([1-9]\d{0,17})"')


def etag(version: int) -> str:
    """The entity tag of a version."""
    return f'"{version}"'


def entity_tags(lines: list[str]) -> frozenset[str] | None:
    """The entity tags in the lines of If-Match; None where any version fits. Raises `MalformedPrecondition`.

    Weak tags are left out: they never match.
    """
    if_match = ", ".join(lines)
    if not lines or if_match.strip() == "*":
        return None
    if _TAGS.fullmatch(if_match) is None:
        raise MalformedPrecondition
    return frozenset(found for found in re.findall(_TAG, if_match) if not found.startswith("W/"))


def expected_version(tags: frozenset[str] | None, sessions: Sessions, id_: str) -> int | None:
    """The version of a session that the tags ask for, None for any. Raises `Stale` where no tag fits."""
    if tags is None:
        return None
    if len(tags) == 1 and (one := _VERSION.fullmatch(next(iter(tags)))):
        return int(one[1])
    current = sessions.load(id_)
    if etag(current.version) not in tags:
        raise Stale(current)
    return current.version
