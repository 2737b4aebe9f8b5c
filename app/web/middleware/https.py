"""The profile for HTTPS: behind a proxy that ends TLS we see plain HTTP, and only this setting can tell the difference.

Cookies are then marked Secure, browsers are instructed to use only HTTPS for a year (HSTS, RFC 6797), and no page of
another site keeps hold of the window it opened ours in (Cross-Origin-Opener-Policy, the HTML standard). Under HTTP none
of it is done: a browser would discard the cookie, must not be sent to a port where nothing listens, and ignores that
policy with an error in the console of every page.
"""

from starlette.types import ASGIApp, Receive, Scope, Send

HTTPS_ONLY = (
    (b"strict-transport-security", b"max-age=31536000"),
    (b"cross-origin-opener-policy", b"same-origin"),
)


class Https:
    """Treats every request as one over HTTPS."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] == "http":
            scope["scheme"] = "https"
        await self.app(scope, receive, send)
