"""Security headers, set on every response.

Scripts, styles, fonts and images come from this server only, nothing inline runs, no other site can frame the page, and
nothing that belongs to a session is stored in a cache. There is no `upgrade-insecure-requests`: in a classroom the
program is often served over plain HTTP, and that directive would block every script there.
"""

from collections.abc import Iterable

Header = tuple[bytes, bytes]

CONTENT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
UNUSED = ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "usb")

POLICY = {
    "content-security-policy": "; ".join(f"{what} {source}" for what, source in CONTENT.items()),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": ", ".join(f"{feature}=()" for feature in UNUSED),
    "cache-control": "no-store",
}
_ENCODED: tuple[Header, ...] = tuple((name.encode(), value.encode()) for name, value in POLICY.items())


def with_policy(headers: Iterable[Header], more: Iterable[Header] = ()) -> list[Header]:
    """The headers of an answer with those of `POLICY` that it has not set itself, and with `more`."""
    given = list(headers)
    names = {name for name, _ in given}
    return [*given, *(pair for pair in _ENCODED if pair[0] not in names), *more]
