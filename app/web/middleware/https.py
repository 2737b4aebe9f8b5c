"""The profile for HTTPS. Behind a proxy that ends TLS we see plain HTTP; by this setting we know better.

Cookies are then marked Secure, and browsers are told to come by HTTPS alone for a year (HSTS, RFC 6797). Under plain
HTTP neither is done: a browser would not keep the cookie, and must not be told to come by what is not there.
"""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

HSTS = (b"strict-transport-security", b"max-age=31536000")


class Https:
    """Takes every request as one over HTTPS."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_strictly(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), HSTS]}
            await send(message)

        scope["scheme"] = "https"
        await self.app(scope, receive, send_strictly)
