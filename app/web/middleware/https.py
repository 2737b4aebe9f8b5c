"""The profile for HTTPS: behind a proxy that ends TLS we see plain HTTP, and only this setting can tell the difference.

Cookies are then marked Secure, and browsers are instructed to use only HTTPS for a year (HSTS, RFC 6797). Under HTTP
neither is done: a browser would discard the cookie, and must not be sent to a port where nothing listens.
"""

from starlette.types import ASGIApp, Receive, Scope, Send

HSTS = (b"strict-transport-security", b"max-age=31536000")


class Https:
    """Treats every request as one over HTTPS."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] == "http":
            scope["scheme"] = "https"
        await self.app(scope, receive, send)
