"""Changes are accepted from our own pages and from programs, not from pages of other sites.

A browser states in `Sec-Fetch-Site` where a request comes from. Over plain HTTP, as in a classroom, it does not, but
then its `Origin` names the page's host. A request with neither comes from no browser that another site could have
misled, but from a program, which must have been given the cookie.

The JSON API uses no cookie: its sessions are reached by an id in the address. The same rule applies to it all the same,
because a page of another site could otherwise create sessions in the name of all its readers, until the store is full.
"""

from collections.abc import Mapping

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OURS = frozenset({"same-origin", "none"})  # none: typed or bookmarked by the user


def allowed(method: str, headers: Mapping[str, str]) -> bool:
    """Whether a request may make the change it asks for."""
    if method in SAFE:
        return True
    if (site := headers.get("sec-fetch-site")) is not None:
        return site in OURS
    if (origin := headers.get("origin")) is not None:
        # The scheme is left out: behind a proxy that ends TLS we do not see the browser's.
        return origin.partition("://")[2].lower() == headers.get("host", "").lower() != ""
    return True
